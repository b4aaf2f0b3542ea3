"""The application: what is registered with what, and what runs while it is up."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from functools import cache

from fastapi import FastAPI, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute

from contest import clock, features, recorder, schema
from contest.accounts import service as staff
from contest.attempts import asking, finishing, saving, starting
from contest.attempts import router as attempts
from contest.campaigns import service as campaigns_service
from contest.campaigns import showing
from contest.campaigns.pages import HomePage
from contest.jobs import runner as jobs
from contest.office import security
from contest.office import service as office
from contest.privacy import again
from contest.settings import Settings
from contest.standings import hall, hub
from contest.web import database, errors, pages, policy, safety, static
from contest.web.database import Reading
from contest.web.policy import Who

#: Paths whose bodies may be large end so: a form that brings a file posts to `…/upload`. The page of many
#: papers brings the rest of its file along with every press, up to 8 MB.
UPLOADS = ("/upload", "/batch", "/batch/left.xlsx")


#: RFC 9116 says where it lies.
SECURITY = "/.well-known/security.txt"


def create_app(settings: Settings) -> FastAPI:
    """The application over the configured database. Refuses to be made with an undeclared route."""
    app = FastAPI(title="hoithi", lifespan=running, docs_url=None, redoc_url=None, openapi_url=None)
    errors.install(app)
    for route in (*static.routes(), attempts.OPS, attempts.LEFT):
        app.router.routes.append(route)
    for router in features.ROUTERS:
        app.include_router(router)
    app.add_api_route("/", home, name="home", response_class=HTMLResponse)
    app.add_api_route("/healthz", healthz, name="healthz", response_class=PlainTextResponse)
    app.add_api_route("/readyz", readyz, name="readyz", response_class=PlainTextResponse)
    app.add_api_route(SECURITY, security_txt, name="security_txt", response_class=PlainTextResponse)
    features.connect(app)
    policy.prove(app.router.routes)
    app.add_middleware(safety.Safety, hosts=settings.hosts, uploads=UPLOADS)
    return app


@policy.policy(Who.ANYONE)
def home(request: Request, db: Reading) -> Response:
    """The contests that are on; on a fresh installation, the way to its first administrator."""
    if staff.needs_setup(db):
        return Response(status_code=303, headers={"Location": pages.path_for("accounts.setup")})
    shown = campaigns_service.on_show(db, clock.now())
    return pages.show(
        request, HomePage(tuple(showing.card(view) for view in shown), office.current(db).identity.name)
    )


@policy.policy(Who.ANYONE)
async def healthz() -> PlainTextResponse:
    """200 while the process answers and its writer takes ops, else 503."""
    alive = recorder.is_alive()
    return PlainTextResponse("ok" if alive else "writer stopped", 200 if alive else 503)


@policy.policy(Who.ANYONE)
def readyz() -> PlainTextResponse:
    """200 while the writer takes ops and the database is read and has our tables; else 503 and why."""
    why = recorder.trouble() or _unreadable()
    return PlainTextResponse(why or "ok", 503 if why else 200)


#: The migrations of a running server never change.
_newest = cache(schema.newest_revision)


def _unreadable() -> str:
    try:
        return "" if database.revision() == _newest() else "schema"
    except SQLAlchemyError:
        return "database"


@policy.policy(Who.ANYONE)
def security_txt(db: Reading) -> PlainTextResponse:
    """Whom to tell of a hole in this server; 404 with the reason while nobody gave a contact."""
    told = security.text(office.current(db), office.public_url(), clock.now())
    return PlainTextResponse(told or security.NO_CONTACT, 200 if told else 404, {"Cache-Control": "no-cache"})


def routes_of(app: FastAPI) -> Iterator[BaseRoute]:
    """All routes, for tools that list them."""
    yield from policy.flat(app.router.routes)


def make_recorder(db: database.Database) -> recorder.Recorder:
    """The recorder with the batch function of each hot path."""
    made = recorder.Recorder(db)
    made.register("start", starting.start_batch)
    made.register("save", saving.save_batch)
    made.register("ask", asking.ask_batch)
    made.register("hand_in", finishing.hand_in_batch)
    return made


@asynccontextmanager
async def running(app: FastAPI) -> AsyncGenerator[None]:
    """Everything that runs beside requests: the writer, the hub, the ticker, the job runner."""
    writer = make_recorder(database.current())
    recorder.use(writer)
    writer.start()
    streams = hub.Hub(hub.Sources(hall.render, hall.marker))
    hub.use(streams)
    streams.start(asyncio.get_running_loop())
    features.begin()
    # Data from an older copy still knows whom this server has forgotten since: nobody is served before.
    again.catch_up(clock.now())
    jobs.start()
    # The start's objects live as long as the server: keep them out of every later collection.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1_000)
    try:
        yield
    finally:
        hub.use(None)
        streams.stop()
        jobs.stop()
        writer.stop()
        recorder.use(None)
