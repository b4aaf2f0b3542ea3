"""Whatever arrives, the answer is one of the protocol's: never 500 (invariant I13), on both databases.

Every route is called with odd ids, methods, queries, headers and bodies, by a stranger, a participant
and an organiser. The seed is fixed, so that a failure is the same on every machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, seed
from hypothesis import settings as effort
from hypothesis import strategies as st
from sqlmodel import col, select

from contest import entropy, recorder, settings
from contest.accounts import passwords
from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from contest.app import create_app, make_recorder, routes_of
from contest.audit import service as audit
from contest.audit.service import SERVER
from contest.campaigns import audiences
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Audience
from contest.people import guards
from contest.people.guards import CODE_COOKIE, ENTRY_COOKIE
from contest.web.database import Database, reading, writing
from questions.models import Bank, Question
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.conftest import fresh

__all__ = ["fresh"]  # a fixture; pytest finds it by its name here

SLUG = "cds"
NOBODY = "0" * 13
ALLOWED = (*range(200, 207), *range(300, 309), *range(400, 500), 503)
FILE = re.compile(r"\{file[^}]*\}")
STREAM = "/standings/{round}/stream"
NASTY = (
    "",
    "\0",
    "a\0b",
    "%",
    "_",
    "\\",
    "'",
    '"',
    "../../etc/passwd",
    "{{7*7}}",
    "<script>",
    "\u202e\ufeff",
    "ﷺ" * 40,
    "ế" * 200,
    "e\u0302\u0301" * 90,
    "9" * 5000,
    "-1",
    "1e999",
    "NaN",
    "%00",
    "%ff%fe",
    "a" * 9000,
    "\r\nSet-Cookie: x=y",
    "٣٤",
    "𝟗𝟗",
)
HOSTS = ("testserver", "testserver:99999", "localhost:65536", "127.0.0.1:0", "[::1]:70000")
HOSTS += ("[::ffff:1.2.3.4]",)
HOSTS += ("evil.example", "", "a b", "[", "testserver:", "..", "[fe80::1%25eth0]", "1.2.3.4:08000")
METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW")
FORM = "application/x-www-form-urlencoded"
TYPES = (
    FORM,
    f"{FORM}; charset=nothing",
    "application/json",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "multipart/form-data; boundary=x; charset=nothing",
    "text/plain; charset=\xff",
    ";;;=",
    "",
)
FIELDS = ("login", "password", "next", "code", "name", "again", "unit", "birth_year", "phone", "q", "find")
FIELDS += ("consent_join", "guardian_name", "guardian_join", "lease", "answer", "ops", "audience", "lạ")

words = st.one_of(st.sampled_from(NASTY), st.text(max_size=60), st.integers().map(str))
figures = st.one_of(st.integers(), st.floats(), st.booleans(), st.none(), words, st.just("\ud800"))
op_lists = st.lists(st.lists(figures, max_size=5) | st.tuples(words, st.integers(), st.integers(1, 4), words))
boxes = st.fixed_dictionaries({"lease": st.integers(0, 3) | figures, "ops": op_lists | figures})


def _audience(round_id: str) -> str:
    """An audience of the contest."""
    made = Audience(entropy.new_id(), "A", "Học sinh")
    with writing() as db:
        audiences.add(db, campaigns.campaign_of(db, round_id) or "", [made])
    return made.id


def _bank() -> dict[str, str]:
    """A bank and a question of it, by their public ids."""
    with reading() as db:
        bank, question = db.exec(
            select(Bank.public_id, Question.public_id).join(Question, col(Question.bank_id) == col(Bank.id))
        ).first() or ("", "")
    return {"bank": bank, "question": question, "form": "gift"}


#: Words of addresses for which nothing has to be there.
OTHERS = (
    *("asked", "paper", "text"),  # of data of people: requests, papers of the law, words agreed to
    *("batch", "draft"),
    "change",
    "comment",
    "complaint",
    "deed",
    "decision",
    "code",
    "digest",
    "document",
    *("member", "outside"),
    "pack",
    "reading",
    *("refusal", "regrade"),
    "session",
    "sheet",
    "signal",
    "summary",
    "template",
)


class Target:
    """A contest in progress, and the browsers that are pointed at it."""

    def __init__(self, clock: Clock) -> None:
        made = world.make()
        clock.set(world.OPENS)
        joined = made.join("Nguyễn Thị Nhung")
        attempt = made.start(joined.entry_id, clock.now)
        self.device = entropy.new_id()
        self.ids = {
            "round": made.round_id,
            "attempt": attempt,
            "entry": joined.entry_id,
            "winner": joined.entry_id,
            "slug": SLUG,
            "slot": "1",
            "unit": world.make_units({"Thôn 1": 40})["Thôn 1"],
            "group": "paper",
            "ending": "docx",
            "kind": "ke-hoach",
            "which": "mau",
            "number": "1",
            "row": "1",
            "audience": _audience(made.round_id),
        } | _bank()
        self.app = create_app(settings.current())
        self.paths = sorted({getattr(route, "path", "") for route in routes_of(self.app)} - {STREAM})
        self.ids |= dict.fromkeys(
            OTHERS,
            NOBODY,
        )
        self.staff = self._staff(clock)
        self.entry = guards.issue((joined.entry_id,), self.device)
        self.codes = guards.issue_codes({joined.entry_id: joined.code})

    def _staff(self, clock: Clock) -> str:
        with writing() as db:
            role = Role.ADMIN
            member = accounts.create_staff(db, SERVER, "dieuhanh", "Nguyễn Thanh Tùng", role, "-", clock.now)
            self.ids["staff"] = member.id
            return accounts.open_session(db, member.id, clock.now)

    def cookies(self, who: str) -> str:
        """The Cookie header of somebody."""
        staff, entry = f"{COOKIE}={self.staff}", f"{ENTRY_COOKIE}={self.entry}; {CODE_COOKIE}={self.codes}"
        forged = f"{ENTRY_COOKIE}={self.entry[:-1]}; {COOKIE}=x; =; ;;{CODE_COOKIE}=a~b"
        return {"staff": staff, "entry": entry, "both": f"{staff}; {entry}", "forged": forged}.get(who, "")

    def browser(self) -> TestClient:
        """One that shows a fault as the 500 that people would get."""
        return TestClient(self.app, follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture
def target(
    database: Database, clock: Clock, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Target]:
    made = Target(clock)
    # How long Argon2 takes is tested elsewhere.
    cheap = passwords._scheme.using(memory_cost=8, rounds=1)
    monkeypatch.setattr(passwords, "_scheme", cheap)
    monkeypatch.setattr(passwords, "NOBODY", cheap.hash("nobody at all"))
    writer = make_recorder(database)
    recorder.use(writer)
    writer.start()
    yield made
    writer.stop()
    recorder.use(None)


def filled(data: st.DataObject, path: str, ids: dict[str, str]) -> str:
    """The path with its ids, real ones mostly, odd ones now and then."""
    parts = []
    for part in path.split("/"):
        name = part.partition(":")[0].strip("{}")
        if part.startswith("{"):
            real = st.just(ids.get(name, "x"))
            part = quote(data.draw(st.one_of(real, real, real, words)), safe="")[:300] or "x"
        parts.append(part)
    return "/".join(parts)


def body(data: st.DataObject) -> tuple[str, bytes]:
    """A content type and a body that may fit it."""
    kind = data.draw(st.sampled_from(("form", "json", "bytes")))
    if kind == "form":
        pairs = data.draw(st.lists(st.tuples(st.sampled_from(FIELDS), words), max_size=6))
        return FORM, "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs).encode()
    if kind == "json":
        return "application/json", json.dumps(data.draw(boxes)).encode()
    return data.draw(st.sampled_from(TYPES)), data.draw(st.binary(max_size=200))


def headers(data: st.DataObject, target: Target, content_type: str) -> list[tuple[bytes, bytes]]:
    """Headers of a browser of ours, odd ones among them."""
    who = data.draw(st.sampled_from(("nobody", "staff", "entry", "both", "forged")))
    host = data.draw(st.sampled_from((*["testserver"] * 8, *HOSTS)))
    sent = {
        "host": host,
        "origin": f"http://{host}",
        "content-type": content_type,
        "cookie": target.cookies(who),
        "hx-request": data.draw(st.sampled_from(("", "true"))),
        "accept-encoding": data.draw(st.sampled_from(("", "gzip", "gzip;q=x, br;q=0.1", "*;q=", "\xff"))),
        "if-none-match": data.draw(st.sampled_from(("", '"', "*", "W/"))),
        "range": data.draw(st.sampled_from(("", "bytes=0-0,0-0,-1", "bytes=9-1"))),
    }
    return [(name.encode(), value.encode("latin-1", "replace")) for name, value in sent.items() if value]


def ask(data: st.DataObject, target: Target, browser: TestClient) -> None:
    """One odd request, and what must hold of its answer."""
    path = filled(data, data.draw(st.sampled_from(target.paths)), target.ids)
    method = data.draw(st.sampled_from(("GET", "GET", "POST", "POST", *METHODS)))
    query = data.draw(st.sampled_from(("", "q", "page", "next", "confirm")))
    url = f"{path}?{query}={quote(data.draw(words))[:4000]}" if query else path
    content_type, content = body(data)
    sent = content if method not in ("GET", "HEAD") else b""
    answer = browser.request(method, url, content=sent, headers=headers(data, target, content_type))
    assert answer.status_code in ALLOWED, (answer.status_code, method, url, content_type, sent, answer.text)
    assert "Traceback" not in answer.text
    if answer.status_code == 503:
        assert "retry-after" in answer.headers


def hurl(target: Target, examples: int) -> None:
    """So many odd requests."""
    browser = target.browser()

    @seed(20261005)
    @effort(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def story(data: st.DataObject) -> None:
        browser.cookies.clear()
        ask(data, target, browser)

    story()


def test_no_request_meets_a_fault(target: Target) -> None:
    hurl(target, 300)
    with reading() as db:
        assert audit.verify(db).whole


def test_every_page_takes_every_host(target: Target) -> None:
    browser = target.browser()
    for path, host in product(target.paths, HOSTS):
        url = FILE.sub("x", path).format_map(target.ids)
        answer = browser.get(url, headers={"Host": host, "Cookie": target.cookies("both")})
        assert answer.status_code in ALLOWED, (answer.status_code, url, host)


def test_every_page_takes_every_name(target: Target) -> None:
    browser = target.browser()
    for path, odd in product([path for path in target.paths if "{" in path], NASTY):
        part = quote(odd, safe="")[:300] or "x"
        url = "/".join(part if piece.startswith("{") else piece for piece in path.split("/"))
        answer = browser.get(url, headers={"Cookie": target.cookies("both")})
        assert answer.status_code in ALLOWED, (answer.status_code, url)
