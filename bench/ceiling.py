"""The ceilings: the least that a FastAPI endpoint of a kind does. It reads a signed cookie, p1's a form too.

They store nothing. The signature is our own HMAC-SHA-256, the one that the app checks: a signing library
would cost the ceiling more and flatter us.
"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Cookie, FastAPI, Form, Response

from contest.people import guards


@asynccontextmanager
async def tuned(app: FastAPI) -> AsyncIterator[None]:
    """The same care of the garbage collector as the app's."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 50, 1_000)
    yield


app = FastAPI(lifespan=tuned, docs_url=None, redoc_url=None, openapi_url=None)


@app.post("/save")
async def save(
    q: Annotated[int, Form()], a: Annotated[str, Form()], hoithi_entry: Annotated[str, Cookie()]
) -> Response:
    """A signed cookie and a form with two fields: 204."""
    return Response(status_code=204 if guards.read(hoithi_entry) else 401)


@app.get("/cookie")
@app.post("/cookie")
async def cookie(hoithi_entry: Annotated[str, Cookie()]) -> Response:
    """A signed cookie and nothing else: 204."""
    return Response(status_code=204 if guards.read(hoithi_entry) else 401)
