"""Requests that are cancelled while their thread still reads, as when the server ends: the connection stays
theirs until the thread has finished, and goes back then."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from contest.web.database import Database, Reading

SCOPE = {
    "type": "http",
    "http_version": "1.1",
    "method": "GET",
    "scheme": "http",
    "path": "/",
    "raw_path": b"/",
    "root_path": "",
    "query_string": b"",
    "headers": [],
    "server": ("testserver", 80),
}


class Page:
    """An endpoint that reads, waits until it is let go, and reads again."""

    def __init__(self) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()
        self.read: list[int] = []
        self.app = FastAPI()
        self.app.add_api_route("/", self.endpoint)

    def endpoint(self, db: Reading) -> None:
        """Two statements on one session."""
        self.read += db.connection().execute(text("SELECT 1")).scalars().all()
        self.begun.set()
        self.let_go.wait(10)
        self.read += db.connection().execute(text("SELECT 2 UNION SELECT 3")).scalars().all()

    async def cancelled(self) -> None:
        """Ask for it, and give up while its thread is in the middle."""

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(_message: Any) -> None:
            """Nobody listens."""

        asked = asyncio.ensure_future(self.app(SCOPE, receive, send))
        await asyncio.to_thread(self.begun.wait, 10)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked


def out(database: Database) -> int:
    """How many connections of readers are with somebody."""
    gc.collect()
    return database.reader.pool.checkedout()  # ty: ignore[missing-attribute]


def test_its_connection_is_nobody_elses_until_the_thread_has_finished(database: Database) -> None:
    page = Page()
    asyncio.run(_given_up(page, database))
    end = time.monotonic() + 10
    while out(database) and time.monotonic() < end:
        time.sleep(0.01)
    assert page.read == [1, 2, 3]
    assert out(database) == 0


async def _given_up(page: Page, database: Database) -> None:
    await page.cancelled()
    assert page.read == [1]
    assert out(database) == 1
    page.let_go.set()
