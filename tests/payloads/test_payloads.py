"""Every payload in every place where people's words are kept, every page opened in a real browser: nothing
runs, nothing comes alive, nothing is fetched from elsewhere, and each is shown as the text that it is."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import pysqlite3.dbapi2 as sqlite
import pytest
from playwright.sync_api import Browser, Page, Request, Route

from contest.office import service as office
from contest.office.rules import Identity
from contest.web.database import writing
from tests.browser import HALL, context
from tests.conftest import Clock
from tests.contest.rounds.conftest import fresh
from tests.matrix.expected import MAKER, is_there, wanted, words
from tests.matrix.stand import Stand, built, name_of
from tests.payloads import sinks
from tests.payloads.corpus import PAYLOADS
from tests.trusted import measured
from tests.whole.world import Moment

__all__ = ["fresh"]  # a fixture; pytest finds it by its name here

HOST = "http://thi.test"
COMMAND = "./hoithi test tests/payloads"
#: Whatever runs says so.
BEACON = "window.ran = []; window.pwn = number => window.ran.push(number);"
ALIVE = "[data-pwn], script:not([src]), base, iframe, object, embed"
LOOK = """alive => {
  const said = [], both = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;
  const walker = document.createTreeWalker(document, both);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) said.push(node.nodeValue);
    else for (const one of node.attributes) said.push(one.value);
  }
  return {alive: document.querySelectorAll(alive).length, ran: window.ran, text: said.join(" ")};
}"""
#: Files whose address has no ending, and what leads on by itself.
NO_PAGES = words(
    """static standings.stream healthz readyz security_txt bank.export bank.template bank.pack_file
    bank.annotated units.template roster.template roster.sheets rounds.export rounds.card seasons.export
    byhand.papers byhand.receipt byhand.variant_papers byhand.key byhand.batch_template
    suggestions.export planning.poster planning.regulation commendations.export
    commendations.certificates_file commendations.test_sheet commendations.picture commendations.ground
    commendations.verify_picture reports.export attempts.left
    rounds.entries_file rounds.timeline_file roster.export results.complaints_file signals.export units.export
    privacy.proof regrades.export feedback.export elsewhere.export dashboards.export documents.export
    accounts.export selections.export rounds.watch_file archives.file"""
)
FEW = (
    "campaigns.landing",
    "rounds.show",
    "rounds.entries",
    "standings.hall",
    "bank.edit",
    "commendations.show",
)
Build = Callable[[], AbstractContextManager[Stand]]


@pytest.fixture
def build(sqlite_template: Path, tmp_path: Path, clock: Clock, fresh: None) -> Build:
    return partial(built, sqlite_template, tmp_path, clock)


@dataclass
class Seen:
    """What the browser met."""

    pages: int = 0
    pairs: set[tuple[str, int]] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


def plain(text: str) -> str:
    """Whitespace as browsers show it."""
    return " ".join(text.split())


@dataclass
class Looker:
    """A browser over a stand: no port, the application's own answers with their own headers."""

    page: Page
    stand: Stand
    seen: Seen
    cookie: str = ""

    def __post_init__(self) -> None:
        self.page.add_init_script(BEACON)
        self.page.on("dialog", lambda dialog: self.seen.wrong.append(f"dialog {dialog.message}"))
        self.page.on("request", self._asked)
        self.page.route("**/*", self._answer)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{HOST}/", "data:image/")):
            self.seen.elsewhere.append(request.url)

    def _answer(self, route: Route) -> None:
        asked = route.request
        if not asked.url.startswith(f"{HOST}/"):
            return route.abort()
        parts = urlsplit(asked.url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        form = dict(parse_qsl(asked.post_data or "", keep_blank_values=True))
        told = self.stand.ask(self.cookie, asked.method, path, form)
        # The browser does not route what a fulfilled answer leads to.
        while told.status in (302, 303) and told.headers["location"].startswith("/"):
            told = self.stand.ask(self.cookie, "GET", told.headers["location"])
        route.fulfill(status=told.status, headers=told.headers, body=told.body)

    def open(self, who: str, path: str, names: dict[str, list[str]]) -> None:
        """Open a page as somebody, and look at it."""
        self.cookie = self.stand.cookies[who]
        self.page.goto(HOST + path, wait_until="load", timeout=60_000)
        self.look(path, names)

    def send(self, who: str, path: str, fields: dict[str, str], names: dict[str, list[str]]) -> None:
        """Send a form with what nobody should type, and look at the page that comes back."""
        self.open(who, "/accounts/login", {})
        self.cookie = self.stand.cookies[who]
        with self.page.expect_navigation(wait_until="load", timeout=60_000):
            self.page.evaluate(SEND, [path, fields])
        self.look(path, names)

    def look(self, path: str, names: dict[str, list[str]]) -> None:
        """What runs, what lives, and which payloads are shown as text."""
        found = self.page.evaluate(LOOK, ALIVE)
        self.seen.pages += 1
        if found["ran"] or found["alive"]:
            self.seen.wrong.append(f"{path}: ran {found['ran']}, alive {found['alive']}")
        text = plain(found["text"])
        for sink, shown in names.items():
            if f"⟦{sink}:" in text:
                self.seen.pairs |= {(sink, number) for number, one in enumerate(shown) if one in text}


SEND = """([path, fields]) => {
  const form = document.createElement("form");
  Object.assign(form, {method: "post", action: path});
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("textarea");
    Object.assign(field, {name, value});
    form.append(field);
  }
  document.body.append(form);
  HTMLFormElement.prototype.submit.call(form);
}"""


@contextmanager
def looking(stand: Stand, browser: Browser) -> Generator[Looker]:
    """A browser of the hall's size over the stand."""
    made = context(browser, HALL)
    yield Looker(made.new_page(), stand, Seen())
    made.close()


def spoil(stand: Stand, moment: Moment) -> list[str]:
    """The installation of a moment with everything in it; the sinks that were filled."""
    stand.go(moment)
    with writing() as db:
        us = Identity("Xã", "Tỉnh", "Xã", "Xã", "Số 1", "0123", "a@b.vn")
        office.save_identity(db, stand.whole.owner, us, stand.whole.clock.now)
    filled = sinks.fill(stand.folder / "now.sqlite3")
    office.refresh()
    return filled


def shown(names: list[str]) -> dict[str, list[str]]:
    """For each sink, each payload as a page shows it."""
    return {
        sink: [plain(sinks.marked(sink, number) + text) for number, text in enumerate(PAYLOADS)]
        for sink in names
    }


def pages(stand: Stand, moment: Moment, only: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """(who, address) of every page that somebody may open."""
    for route, method in stand.routes():
        name = name_of(route)
        if method != "GET" or name in NO_PAGES or not is_there(name, method, moment):
            continue
        path = stand.path(route, stand.whole.ours)
        if "." in path.partition("?")[0].rpartition("/")[2]:
            continue  # a file
        if only and name not in only:
            continue
        who = {"anyone": "a stranger", "entrant": "the participant", "admin": "an administrator"}
        yield who.get(wanted(name, method), MAKER.name), path


def walk(looker: Looker, moment: Moment, only: tuple[str, ...] = ()) -> list[str]:
    """Every page of a moment."""
    filled = spoil(looker.stand, moment)
    names = shown(filled)
    for who, path in pages(looker.stand, moment, only):
        looker.open(who, path, names)
    return filled


def verdict(seen: Seen) -> str:
    return "\n".join(seen.wrong + [f"fetched {url}" for url in seen.elsewhere])


def test_no_payload_runs_on_the_pages_that_everybody_sees(build: Build, browser: Browser) -> None:
    with build() as stand, looking(stand, browser) as looker:
        walk(looker, Moment.ISSUED, FEW)
        assert verdict(looker.seen) == ""
        assert looker.seen.pages == len(FEW)
        assert len(looker.seen.pairs) > 8 * len(PAYLOADS)


#: Fields that are shown again as they were typed: who sends them, where, the other fields.
TYPED = {
    "login": ("a stranger", "accounts.login", {}),
    "name": ("a stranger", "campaigns.enter", {}),
    "code": ("a stranger", "campaigns.comeback", {}),
    "text": (MAKER.name, "bank.new", {"kind": "one"}),
    "title": (MAKER.name, "documents.new", {}),
    "people": (MAKER.name, "units.new", {}),
}


@pytest.mark.slow
def test_no_payload_runs_anywhere(build: Build, browser: Browser) -> None:
    filled: set[str] = set()
    with build() as stand, looking(stand, browser) as looker:
        for moment in (Moment.OPEN, Moment.ISSUED):
            filled |= set(walk(looker, moment))
        routes = {
            name_of(route): stand.path(route, stand.whole.ours)
            for route, method in stand.routes()
            if method == "POST"
        }
        for typed, (who, route, more) in TYPED.items():
            fields = more | {typed: sinks.every(f"typed.{typed}")[:60_000]}
            looker.send(who, routes[route], fields, shown([f"typed.{typed}"]))
        for path in ("/nowhere/", "/rounds/", "/bank?q=", "/units?q=", "/documents?q="):
            for payload in PAYLOADS[::6]:
                looker.open(MAKER.name, path + quote(payload, safe=""), {})
        seen = looker.seen
    assert verdict(seen) == ""
    assert len(seen.pairs) >= 2_000
    every = f"{len(PAYLOADS)} payloads × {len(filled) + len(TYPED)} places"
    told = f"{len(seen.pairs):,} of {every} seen as text on {seen.pages} pages in a real browser: 0 ran"
    measured("payloads", "browser", told, COMMAND)


def test_the_database_of_a_stand_is_what_was_filled(build: Build) -> None:
    with build() as stand:
        filled = spoil(stand, Moment.ISSUED)
        assert len(filled) >= 40
        with closing(sqlite.connect(str(stand.folder / "now.sqlite3"))) as db:
            rows: list[Any] = db.execute("SELECT name FROM person").fetchall()
        assert {name for (name,) in rows} == {sinks.every("person.name")}
