"""Boards: for phones, for the hall, and the hall's stream."""

from __future__ import annotations

from hashlib import blake2s

from fastapi import APIRouter, Request, Response
from starlette.routing import Route

from contest import clock
from contest.people import guards
from contest.standings import door, hub, news, present
from contest.standings import hall as screen
from contest.standings.hall_pages import HallPage
from contest.web.database import Reading
from contest.web.pages import show
from contest.web.policy import Load, Who, policy

router = APIRouter()


@router.get("/standings/{round}", name="standings.board")
@policy(Who.ANYONE, state="not a draft", load=Load.BOARD)
def board(round: str, request: Request, db: Reading) -> Response:
    """The board for phones. A phone that has these very bytes gets 304."""
    who = guards.of(request)
    page = present.board(db, round, who.entries if who else (), clock.now())
    headers = {"Cache-Control": "private, no-cache", "Vary": "Cookie"}
    response = show(request, page, headers=headers)
    tag = f'"{blake2s(response.body, digest_size=12).hexdigest()}"'
    response.headers["ETag"] = tag
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={**headers, "ETag": tag})
    return response


@router.get("/standings/{round}/hall", name="standings.hall")
@policy(Who.ANYONE, state="not a draft", load=Load.BOARD)
def hall(round: str, request: Request, db: Reading) -> Response:
    """The big screen."""
    live = screen.live(db, round, clock.now(), _root(request))
    return show(request, HallPage(round_id=round, live=live))


@policy(Who.ANYONE, state="not a draft", load=Load.FREE)
async def stream(request: Request) -> Response:
    """The hall's event stream; no session and no thread is held while it runs."""
    round_id = request.path_params["round"]
    return EventStream(news.channel(round_id, _root(request)), news.channel(round_id, _own_root(request)))


class EventStream(Response):
    """A response that the hub sends by itself, frame by frame; ``spare`` is its channel in a crowd."""

    def __init__(self, name: str, spare: str) -> None:
        super().__init__()
        self.name = name
        self.spare = spare

    async def __call__(self, scope: hub.Scope, receive: hub.Receive, send: hub.Send) -> None:
        running = hub.current()
        if running is None:
            return await hub.refuse(send, 503)
        name = self.name if running.has_room(self.name) else self.spare
        await running.serve(name, scope, receive, send)


def _root(request: Request) -> str:
    return door.base(request.url.scheme, request.headers.get("host", ""))


def _own_root(request: Request) -> str:
    """The address that the connection itself came to: no header can make many of it."""
    name, port = request.scope.get("server") or ("localhost", None)
    host = f"[{name}]" if ":" in name else name
    return door.base(request.url.scheme, f"{host}:{port}" if port else host)


router.routes.append(Route("/standings/{round}/stream", stream, name="standings.stream", methods=["GET"]))
