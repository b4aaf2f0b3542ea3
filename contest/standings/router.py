"""Boards: for phones, for the hall, and the hall's stream."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from contest import clock
from contest.accounts.guards import Now
from contest.errors import Busy
from contest.people import guards
from contest.standings import door, hub, kept, listing, news, unit_listing
from contest.standings import hall as screen
from contest.standings.hall_pages import HallPage
from contest.units.rules import clean_text
from contest.web import admission, static
from contest.web.database import Reading
from contest.web.forms import clean
from contest.web.pages import send, sheet, show
from contest.web.policy import Load, Who, policy

router = APIRouter()
#: Seconds that somebody waits for the newest board when an older one is at hand.
PATIENCE: float = 0.3
Number = Annotated[int, Query(ge=1, le=100_000)]
#: As many as the board for phones has.
Rows = Annotated[int, Query(ge=3, le=50)]


@policy(Who.ANYONE, state="not a draft", load=Load.FREE)
class Board:
    """GET /standings/{round}: the board for phones. A phone that has these very bytes gets 304.

    A page that is at hand costs nothing. What has to be made takes a place of the class of boards: what
    everybody sees one for all who wait, one's own part each; where there is none an older page will do.
    """

    def __init__(self) -> None:
        self.looks: dict[tuple[asyncio.AbstractEventLoop, str], asyncio.Task[None]] = {}

    async def __call__(self, scope: hub.Scope, receive: hub.Receive, send: hub.Send) -> None:
        round_id, who = scope["path_params"]["round"], guards.carried(scope["headers"])
        entries, now = who.entries if who else (), clock.now()
        look = self._look(scope, round_id) if kept.is_due(round_id, now) else None
        page = kept.at_hand(round_id, entries, now)
        if page is None:
            with suppress(admission.Gone):
                page = await self._made(scope, receive, look, round_id, entries)
        if page is not None:
            await self._send(page, dict(scope["headers"]), send)

    def _look(self, scope: hub.Scope, round_id: str) -> asyncio.Task[None]:
        """What makes the board anew for everybody, begun if nobody has."""
        key = (asyncio.get_running_loop(), round_id)
        task = self.looks.get(key)
        if task is None:
            task = self.looks[key] = asyncio.create_task(_looking(scope["app"].state.admission, round_id))
            task.add_done_callback(lambda done: self._looked(key, done))
        return task

    def _looked(self, key: tuple[asyncio.AbstractEventLoop, str], done: asyncio.Task[None]) -> None:
        del self.looks[key]
        if not done.cancelled():
            done.exception()  # whoever waits for it is told

    async def _made(
        self,
        scope: hub.Scope,
        receive: hub.Receive,
        look: asyncio.Task[None] | None,
        round_id: str,
        entries: kept.Entries,
    ) -> kept.Page:
        await admission.whole(receive)
        try:
            if look is not None:
                await asyncio.wait({look}, timeout=PATIENCE)
                if not look.done() and (page := kept.at_hand(round_id, entries, clock.now(), kept.LATE)):
                    return page
                await asyncio.shield(look)
            if page := kept.at_hand(round_id, entries, clock.now()):
                return page
            async with scope["app"].state.admission.place(Load.BOARD, receive):
                return await run_in_threadpool(kept.made, round_id, entries)
        except Busy:
            page = kept.at_hand(round_id, entries, clock.now(), kept.LATE)
            if page is None:
                raise
            return page

    async def _send(self, page: kept.Page, headers: dict[bytes, bytes], send: hub.Send) -> None:
        if page.tag in headers.get(b"if-none-match", b""):
            status, body, told = 304, b"", [*kept.PLAIN, (b"etag", page.tag)]
        else:
            accepted = headers.get(b"accept-encoding", b"").decode("latin-1")
            status, (body, told) = 200, page.told(packed=static.takes(accepted, "gzip"))
        await send({"type": "http.response.start", "status": status, "headers": told})
        await send({"type": "http.response.body", "body": body})


@router.get("/standings/{round}/hall", name="standings.hall")
@policy(Who.ANYONE, state="not a draft", load=Load.BOARD)
def hall(round: str, request: Request, db: Reading) -> Response:
    """The big screen."""
    live = screen.live(db, round, clock.now(), _root(request))
    return show(request, HallPage(round_id=round, live=live))


@router.get("/standings/{round}/places", name="standings.places")
@policy(Who.ANYONE, state="not a draft", load=Load.BOARD)
def places(
    round: str, request: Request, db: Reading, now: Now, page: Number = 1, q: str = "", audience: str = ""
) -> Response:
    """The whole board, a page at a time, or who of it is called so; everybody, or one audience."""
    who = guards.of(request)
    query, wanted = clean_text(clean(q))[:80], clean(audience)[:8]
    made = listing.sheet(db, round, who.entries if who else (), page, query, now, wanted)
    return send(request, made, {"Cache-Control": "private, no-cache", "Vary": "Cookie"})


@router.get("/standings/{round}/units", name="standings.units")
@policy(Who.ANYONE, state="not a draft", load=Load.BOARD)
def units(round: str, request: Request, db: Reading, now: Now, page: Number = 1, by: str = "") -> Response:
    """All units, a page at a time, by the measure that is chosen."""
    who = guards.of(request)
    made = unit_listing.sheet(db, round, who.entries if who else (), clean(by)[:8], page, now)
    return send(request, made, {"Cache-Control": "private, no-cache", "Vary": "Cookie"})


@router.get("/standings/{round}/embed", name="standings.embed")
@policy(Who.ANYONE, state="not a draft", load=Load.BOARD)
def embed(round: str, request: Request, db: Reading, now: Now, rows: Rows = 10) -> Response:
    """The first places, for a frame in another site's page; `safety.FRAMED` lets that be."""
    return send(request, sheet(listing.embedded(db, round, rows, now)), {"Cache-Control": "no-cache"})


@policy(Who.ANYONE, state="not a draft", load=Load.FREE)
class Stream:
    """GET /standings/{round}/stream: the hall's event stream; no session and no thread is held while it runs.
    The hub sends by itself, frame by frame."""

    async def __call__(self, scope: hub.Scope, receive: hub.Receive, send: hub.Send) -> None:
        running = hub.current()
        if running is None:
            return await hub.refuse(send, 503)
        await running.serve(_channel(running, scope), scope, receive, send)


def _channel(running: hub.Hub, scope: hub.Scope) -> str:
    """The hub's channel; in a crowd of names that of the address that the connection itself came to."""
    # Not within the stream's own call, which would keep the request's object for as long as it runs.
    round_id, request = scope["path_params"]["round"], Request(scope)
    name = news.channel(round_id, _root(request))
    return name if running.has_room(name) else news.channel(round_id, _own_root(request))


def _root(request: Request) -> str:
    return door.base(request.url.scheme, request.headers.get("host", ""))


def _own_root(request: Request) -> str:
    """The address that the connection itself came to: no header can make many of it."""
    name, port = request.scope.get("server") or ("localhost", None)
    host = f"[{name}]" if ":" in name else name
    return door.base(request.url.scheme, f"{host}:{port}" if port else host)


async def _looking(places: admission.Admission, round_id: str) -> None:
    # All wait for this one: how long it takes tells nothing of what comes after it.
    async with places.place(Load.BOARD, admission.never, is_usual=False):
        await run_in_threadpool(kept.look, round_id)


#: Stands before the other routes: everybody looks.
BOARD = Route("/standings/{round}", Board(), methods=["GET"], name="standings.board")
router.routes.append(Route("/standings/{round}/stream", Stream(), name="standings.stream", methods=["GET"]))
