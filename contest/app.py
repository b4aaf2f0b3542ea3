"""The application: what is registered with what, and what runs while it is up."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache

from fastapi import FastAPI, Request
from fastapi.telemetry import TelemetryConfig
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute

from contest import (
    clock,
    connections,
    copying,
    features,
    measured,
    measures,
    recorder,
    schema,
    settings,
    watches,
)
from contest.accounts import service as staff
from contest.archives import keeping as archives
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
from contest.standings import router as standings
from contest.web import (
    admission,
    database,
    errors,
    pages,
    peers,
    policy,
    routing,
    safety,
    static,
    strain,
    traffic,
    troubles,
)
from contest.web.database import Reading
from contest.web.policy import Load, Who

#: Paths whose bodies may be large end so: a form that brings a file posts to `…/upload`. The page of many
#: papers brings the rest of its file along with every press, up to 8 MB.
UPLOADS = ("/upload", "/batch", "/batch/left.xlsx")
#: The framework tells nobody of requests and faults, whatever is set around it: to ask whether somebody
#: listens cost each request a tenth of its time.
SILENT = TelemetryConfig(tracing=False, metrics=False, logs=False, auto_configure=False)
#: How many seconds the machine's clock is ahead of the server's time.
CLOCK = "X-Clock-Ahead"
#: RFC 9116 says where it lies.
SECURITY = "/.well-known/security.txt"


def create_app(installation: Settings) -> FastAPI:
    """The application over the configured database. Refuses to be made with an undeclared route."""
    app = FastAPI(
        title="hoithi", lifespan=running, docs_url=None, redoc_url=None, openapi_url=None, telemetry=SILENT
    )
    errors.install(app)
    app.router.routes.extend((*static.routes(), *attempts.HOT, standings.BOARD))
    for router in features.ROUTERS:
        # The routes themselves: an included router is one route that asks its own, and then asks them again.
        app.router.routes.extend(policy.flat(router.routes))
    app.add_api_route("/", home, name="home", response_class=HTMLResponse)
    app.add_api_route("/healthz", healthz, name="healthz", response_class=PlainTextResponse)
    app.add_api_route("/readyz", readyz, name="readyz", response_class=PlainTextResponse)
    app.add_api_route("/metrics", metrics, name="metrics", response_class=PlainTextResponse)
    app.add_api_route(SECURITY, security_txt, name="security_txt", response_class=PlainTextResponse)
    connections.connect(app)
    policy.prove(app.router.routes)
    admission.prove(app.router.routes, UPLOADS)
    admission.install(app.router.routes, UPLOADS)
    app.router.middleware_stack = routing.Table(app.router)
    app.state.lateness = strain.Lateness()
    app.state.admission = admission.Admission(strain=strain_of(app.state.lateness))
    public = installation.public_url
    app.add_middleware(safety.Safety, hosts=installation.hosts, uploads=UPLOADS, public=public)
    app.add_middleware(traffic.Traffic, names=traffic.names(policy.flat(app.router.routes)))
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


@policy.policy(Who.ANYONE, load=Load.FREE)
async def healthz() -> PlainTextResponse:
    """200 while the process answers and its writer takes ops, else 503."""
    alive = recorder.is_alive()
    return PlainTextResponse("ok" if alive else "writer stopped", 200 if alive else 503)


@policy.policy(Who.ANYONE, load=Load.FREE)
def readyz() -> PlainTextResponse:
    """200 while the writer takes ops and the database is read and has our tables; else 503 and why. Beside it
    how far the machine's clock was set from the server's time."""
    why = recorder.trouble() or _unreadable()
    ahead = {CLOCK: str(clock.ahead() // timedelta(seconds=1))}
    return PlainTextResponse(why or "ok", 503 if why else 200, ahead)


@policy.policy(Who.ANYONE)
def metrics(request: Request, db: Reading) -> PlainTextResponse:
    """Figures for Prometheus, for whoever brings the token of this server; 404 where there is none."""
    status = measures.admits(settings.current().data, request.headers.get("authorization", ""))
    if status != 200:
        headers = {"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"}
        return PlainTextResponse(measures.REFUSED[status], status, headers)
    return PlainTextResponse(measures.text(db), 200, {"Cache-Control": "no-store"}, measures.MEDIA_TYPE)


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


#: What is written gives way too while the writer lags behind.
WRITES = frozenset({Load.START, Load.PAPER, Load.LOGIN})


def strain_of(lateness: strain.Lateness) -> Callable[[Load], float]:
    """How near saves are to being refused or late, as a class has to know it."""

    def felt(load: Load) -> float:
        return max(lateness.share, recorder.strain()) if load in WRITES else lateness.share

    return felt


def make_recorder(db: database.Database) -> measured.Recorder:
    """The recorder with the batch function of each hot path."""
    made = measured.Recorder(db)
    made.register("start", starting.start_batch)
    made.register("save", saving.save_batch)
    made.register("ask", asking.ask_batch)
    made.register("hand_in", finishing.hand_in_batch)
    return made


def make_copier() -> copying.Copier | None:
    """The thread that copies the data to a second medium, begun; PostgreSQL has its own tools."""
    file = database.current().path
    if file is None or not settings.is_used():
        return None
    made = copying.Copier(settings.current(), file, connections.is_busy)
    troubles.watch("copy", made.trouble)
    made.start()
    return made


@asynccontextmanager
async def running(app: FastAPI) -> AsyncGenerator[None]:
    """Everything that runs beside requests: the writer, the hub, the ticker, the job runner."""
    others = peers.Peers(database.current())
    others.start()
    peers.use(others)
    writer = make_recorder(database.current())
    recorder.use(writer)
    writer.start()
    streams = hub.Hub(hub.Sources(hall.render, hall.marker))
    hub.use(streams)
    streams.start(asyncio.get_running_loop())
    connections.begin()
    # Data from an older copy still knows whom this server has forgotten since: nobody is served before.
    again.catch_up(clock.now())
    watches.begin(app.state.admission)
    jobs.start()
    copier = make_copier()
    # The start's objects live as long as the server: keep them out of every later collection. Nine tenths of
    # what a request leaves is in cycles: a hundred thousand of them at once stop everybody for a fifth of a
    # second, ten thousand for a fortieth, and all together cost the same.
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 50, 1_000)
    app.state.lateness.start(asyncio.get_running_loop())
    try:
        yield
    finally:
        app.state.lateness.stop()
        troubles.forget()
        if copier is not None:
            copier.stop()
        hub.use(None)
        streams.stop()
        jobs.stop()
        archives.stop()
        peers.use(None)
        others.stop()
        writer.stop()
        recorder.use(None)
