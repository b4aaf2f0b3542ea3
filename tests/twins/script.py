"""What people do in a twin world, and every byte they get for it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from contest.simulate.page import parse
from contest.simulate.paper import read_paper
from tests.twins import own
from tests.twins.answers import NO_ANSWER, answer_to
from tests.twins.looks import BOARDS, SEEN_BY_ALL_STAFF, TEMPLATES
from tests.twins.ways import other_ways
from tests.twins.world import DRAFT, LOGIN, LOUD, PASSWORD, QUIET, World


@dataclass(frozen=True)
class Exchange:
    """One request and all of its answer."""

    who: str
    method: str
    path: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    slug: str = ""

    @property
    def label(self) -> str:
        """What a failure is called."""
        return f"{self.who}: {self.method} {self.path} → {self.status}"

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")


@dataclass
class Script:
    """Several devices over one application, and what each was sent."""

    world: World
    seen: list[Exchange] = field(default_factory=list)
    jars: dict[str, dict[str, str]] = field(default_factory=dict)
    slug: str = ""

    def ask(self, who: str, method: str, path: str, **more: Any) -> Exchange:
        """One request with this device's cookies; a second passes."""
        jar = self.jars.setdefault(who, {})
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())} if jar else {}
        reply = self.world.client.request(method, path, headers=sent | more.pop("headers", {}), **more)
        self.world.client.cookies.clear()
        keep(jar, reply.headers.get_list("set-cookie"))
        headers = tuple(reply.headers.multi_items())
        self.seen.append(Exchange(who, method, path, reply.status_code, headers, reply.content, self.slug))
        self.world.clock.move(seconds=1)
        return self.seen[-1]

    def get(self, who: str, path: str, **more: Any) -> Exchange:
        """GET."""
        return self.ask(who, "GET", path, **more)

    def post(self, who: str, path: str, fields: dict[str, str] | None = None) -> Exchange:
        """A form."""
        return self.ask(who, "POST", path, data=fields or {})

    def ops(self, who: str, attempt: str, lease: int, ops: Sequence[Sequence[object]]) -> Exchange:
        """What the outbox sends."""
        body = json.dumps({"lease": lease, "ops": ops})
        return self.ask(who, "POST", f"/attempts/{attempt}/ops", content=body)

    def stream(self, who: str, path: str) -> None:
        """The first frames of an event stream, then the listener goes away."""
        portal = self.world.client.portal
        assert portal is not None
        status, headers, body = portal.call(listen, self.world.client.app, path)
        self.seen.append(Exchange(who, "GET", path, status, headers, body, self.slug))


def keep(jar: dict[str, str], lines: list[str]) -> None:
    """A browser's cookies after a response."""
    for line in lines:
        for name, morsel in SimpleCookie(line).items():
            jar.pop(name, None)
            if morsel["max-age"] != "0" and morsel.value:
                jar[name] = morsel.coded_value


def to(exchange: Exchange) -> str:
    """Where a redirect leads."""
    return dict(exchange.headers)["location"]


async def listen(app: Callable[..., Any], path: str) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    """A stream's start and its first part with data; then a disconnect."""
    enough = asyncio.Event()
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await enough.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)
        if b"data:" in message.get("body", b""):
            enough.set()

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"testserver")],
        "client": ("testclient", 50000),
        "server": ("testserver", 80),
    }
    async with asyncio.timeout(10):
        await app(scope, receive, send)
    headers = tuple((name.decode(), value.decode()) for name, value in sent[0]["headers"])
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


# --- what people do -------------------------------------------------------------------------------


def enter(script: Script, who: str, slug: str, name: str, unit: int) -> str:
    """From the poster to the code; the code."""
    script.get(who, f"/t/{slug}")
    script.get(who, f"/campaigns/{slug}")
    script.get(who, f"/campaigns/{slug}/rules")
    script.get(who, f"/campaigns/{slug}/warm-up")
    script.get(who, f"/campaigns/{slug}/entries/new")
    script.get(who, f"/campaigns/{slug}/entry/audience")
    script.get(who, f"/campaigns/{slug}/units?q=thon")
    fields = {"name": name, "birth_year": "1990", "unit": script.world.units[unit], "consent_join": "1"}
    script.post(who, f"/campaigns/{slug}/entries/new", {"name": ""})
    script.post(who, f"/campaigns/{slug}/entries/new", fields | {"consent_publish": "1"})
    script.post(who, f"/campaigns/{slug}/entry/audience", {"audience": ""})
    card = script.get(who, f"/campaigns/{slug}/entry")
    code = parse(card.text).first("code")
    assert code is not None
    return code.text()


def start(script: Script, who: str, slug: str) -> str:
    """The attempt's id."""
    round_id = script.world.rounds[slug]
    script.get(who, f"/attempts/new/{round_id}")
    script.get(who, f"/attempts/new/{round_id}/line?place=1-0")
    began = script.post(who, f"/attempts/new/{round_id}")
    assert began.status == 303, began.text
    script.post(who, f"/attempts/new/{round_id}")  # a double click
    return to(began).split("/")[2]


def sit(script: Script, who: str, slug: str, code: str, shift: int) -> str:
    """A whole attempt with a form, an outbox, a repeat, a move to another phone, and the hand-in."""
    attempt = start(script, who, slug)
    root = f"/attempts/{attempt}"
    paper = read_paper(parse(script.get(who, f"{root}/questions/1").text))
    assert paper is not None
    script.get(who, f"{root}/questions/99")
    script.get(who, f"{root}/left")
    given = [(f"op{one.slot}", one.slot + 1, one.slot, answer_to(one, shift)) for one in paper.asked]
    script.post(who, f"{root}/questions/1", {"lease": "1", "answer": answer_to(paper.asked[0], shift + 1)})
    script.get(who, f"{root}/pictures/{'0' * 64}")
    script.post(who, f"{root}/questions/4", {"lease": "1", "answer": NO_ANSWER})
    script.ops(who, attempt, 1, given[:4])
    script.ops(who, attempt, 1, given[:4])
    script.ops(who, attempt, 1, [["op1", 2, 1, "khác"]])
    script.ops(who, attempt, 9, given[:1])
    script.get(who, f"{root}/receipt")
    other = f"{who} (máy khác)"
    script.get(other, f"/campaigns/{slug}/entries/code")
    script.post(other, f"/campaigns/{slug}/entries/code", {"code": "00000000"})
    script.get(other, f"/campaigns/{slug}/entries/invited")
    script.post(other, f"/campaigns/{slug}/entries/invited", {"code": "00000000", "consent_join": "1"})
    script.post(other, f"/campaigns/{slug}/entries/code", {"code": code})
    script.get(other, f"{root}/questions/2")
    script.post(other, f"{root}/takeover")
    script.ops(who, attempt, 1, [["late", 40, 1, "a"]])
    script.get(other, f"{root}/review")
    later = [(f"op2{one[2]}", 40 + one[2], one[2], one[3]) for one in given[4:]]
    script.post(other, f"{root}/handing-in", {"lease": "2", "ops": json.dumps(later)})
    script.post(other, f"{root}/handing-in", {"lease": "2", "ops": ""})
    script.ops(other, attempt, 2, later[:1])
    script.get(other, f"{root}/receipt")
    script.get(who, f"{root}/questions/1")
    return attempt


def look(script: Script, who: str, slug: str) -> None:
    """Public pages: the board twice, the hall, its stream, the front page."""
    round_id = script.world.rounds[slug]
    board = script.get(who, f"/standings/{round_id}")
    script.get(who, f"/standings/{round_id}", headers={"If-None-Match": dict(board.headers).get("etag", "")})
    for path in BOARDS:
        script.get(who, path.format(round_id))
    script.stream(who, f"/standings/{round_id}/stream")
    season, out = f"/seasons/{slug}", f"/results/{round_id}"
    for path in (season, f"{season}/hall", f"/selections/{round_id}", out, f"{out}/versions/1.json"):
        script.get(who, path)
    script.post(who, f"{out}/receipt", {"receipt": "HT-0000-0000"})
    script.get(who, f"/campaigns/{slug}")
    proof = f"/commendations/verify/{'0' * 13}"
    for path in (proof, f"{proof}.png", "/results/verify.py", "/"):
        script.get(who, path)
    script.get(who, f"/office/logo/{'0' * 64}.png")


def staff(script: Script, slug: str) -> None:
    """What the organiser looks at while the round runs."""
    who = "ban tổ chức"
    round_id = script.world.rounds[slug]
    for path in ("", "/counts", "/results", "/results.xlsx", "/entries?q=a", "?confirm=closing"):
        script.get(who, f"/rounds/{round_id}{path}")
    for path in SEEN_BY_ALL_STAFF:
        script.get(who, path.format(round_id))
    for path in ("/rounds", "/summaries", "/summaries/paper", *TEMPLATES):
        script.get(who, path)


def log_in(script: Script) -> None:
    """The door of the desk, tried wrongly first."""
    who = "ban tổ chức"
    script.get(who, "/rounds")
    script.get(who, "/accounts/login")
    script.post(who, "/accounts/login", {"login": LOGIN, "password": "sai"})
    script.get(who, "/accounts/second-step")
    script.post(who, "/accounts/second-step", {"code": "123456"})
    script.post(who, "/accounts/login", {"login": LOGIN, "password": PASSWORD})
    script.get(who, "/accounts/setup")
    script.post(who, "/accounts/setup", dict.fromkeys(("code", "name", "login", "password", "again"), "x"))


def contest(script: Script, slug: str) -> None:
    """Two people sit a contest, everybody looks; somebody leaves an attempt open."""
    other = script.world.twin.neighbour
    codes = enter(script, "tôi", slug, "Y Bích", 0), enter(script, "bạn", slug, other.name, other.unit)
    sit(script, "bạn", slug, codes[1], other.shift)
    sit(script, "tôi", slug, codes[0], 2)
    enter(script, "khách", slug, "A Nhân", 1)
    start(script, "khách", slug)
    own.everything(script, slug)
    look(script, "tôi", slug)
    look(script, "người qua đường", slug)
    script.post("tôi", f"/campaigns/{slug}/leaving")


def everything(script: Script, then: Callable[[Script], None] = lambda _: None) -> None:
    """Every route, before any round is closed."""
    who = "ban tổ chức"
    for path in ("/healthz", "/readyz", "/metrics", "/.well-known/security.txt"):
        script.get("tôi", path)
    script.post("tôi", "/office/violations")
    sheets = parse(script.get("tôi", "/").text).all("link", rel="stylesheet")
    script.get("tôi", sheets[0].attributes["href"])
    log_in(script)
    script.post(who, f"/rounds/{script.world.rounds[DRAFT]}/opening")
    for slug in (QUIET, LOUD):
        script.slug = slug
        contest(script, slug)
        staff(script, slug)
    other_ways(script, script.world, who)
    then(script)
    script.slug = ""
    found = parse(script.get(who, f"/rounds/{script.world.rounds[QUIET]}/entries?q=bich").text)
    forms = [form.attributes["action"] for form in found.all("form", method="post")]
    script.post(who, next(action for action in forms if action.endswith("/code")))
    script.post(who, f"/rounds/{script.world.rounds[DRAFT]}/closing")
    script.get(who, f"/rounds/{script.world.rounds[DRAFT]}")
    script.post(who, "/accounts/logout")
    own.farewell(script, (QUIET, LOUD))
