"""A contest with a result, somebody who doubts theirs, and who answers them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from fastapi.testclient import TestClient
from sqlmodel import col, select

from contest.accounts.guards import COOKIE
from contest.attempts.models import Attempt
from contest.audit import service as audit
from contest.people import guards
from contest.results.complaint_guards import RECEIPT_COOKIE
from contest.results.complaint_rules import COMPLAIN_WITHIN
from contest.results.models import Complaint
from contest.web.database import reading, writing
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.parsed import HTMLParser

#: The closing is done then: the time for complaints counts from here.
OUT = CLOSES + timedelta(minutes=1)
NOW = OUT + timedelta(hours=1)
UNTIL = OUT + COMPLAIN_WITHIN
WORDS = "Tôi nộp bài lúc 9 giờ, máy báo đã lưu."


@dataclass
class Sitter:
    """Somebody who sat, and their phone."""

    browser: TestClient
    entry: str
    attempt: str
    jar: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """The page of their complaints."""
        return f"/results/complaints/{self.attempt}"

    def on(self) -> TestClient:
        """The browser with what their phone holds."""
        self.browser.cookies.clear()
        self.browser.cookies.update(self.jar or {guards.ENTRY_COOKIE: guards.issue([self.entry], "d" * 13)})
        return self.browser

    def get(self, path: str = "") -> Any:
        """A page about their attempt."""
        return self.on().get(self.root + path)

    def post(self, path: str = "/new", **fields: str) -> Any:
        """A form about it."""
        return self.on().post(self.root + path, data=fields)

    def complain(self, **fields: str) -> Any:
        """The form, right in all but what is given."""
        return self.post(**({"about": "time", "words": WORDS} | fields))

    def receipt(self) -> str:
        """The code of their receipt."""
        with reading() as db:
            return db.get_one(Attempt, self.attempt).receipt or ""


def sitter(browser: TestClient, contest: World, name: str, right: int = 2) -> Sitter:
    """Somebody who entered, sat and handed in; with ``right`` below 0 they never hand in."""
    entry = contest.join(name).entry_id
    attempt = contest.start(entry, OPENS)
    if right >= 0:
        contest.hand_in(entry, attempt, OPENS + timedelta(minutes=1), right)
    return Sitter(browser, entry, attempt)


def close() -> None:
    """The round is over and ranked."""
    world.work(OUT)


def stored() -> list[Complaint]:
    """All complaints, in the order of their making."""
    with reading() as db:
        rows = list(db.exec(select(Complaint).order_by(col(Complaint.made_at), col(Complaint.id))))
        for row in rows:
            db.expunge(row)
    return rows


def put(contest: World, who: Sitter, made_at: datetime, **more: Any) -> str:
    """A complaint in the database as it is given; its id."""
    given: dict[str, Any] = {"about": "time", "words": WORDS, "due_at": made_at + timedelta(days=5)} | more
    row = Complaint(
        round_id=contest.round_id, attempt_id=who.attempt, entry_id=who.entry, made_at=made_at, **given
    )
    made = row.id
    with writing() as db:
        db.add(row)
    return made


def audited(contest: World) -> list[tuple[str, str, str]]:
    """(action, actor, subject) of what was done about complaints of a round, the oldest first."""
    with reading() as db:
        rows, _ = audit.about(db, [contest.round_id], 0, 100)
    return [
        (one.action, one.actor, one.subject) for one in reversed(rows) if one.action.startswith("results.")
    ]


@dataclass
class Desk:
    """Somebody of the staff at the complaints of a round."""

    browser: TestClient
    contest: World
    staff: str

    @property
    def root(self) -> str:
        """The list."""
        return f"/results/{self.contest.round_id}/complaints"

    def on(self) -> TestClient:
        """The browser, logged in."""
        self.browser.cookies.clear()
        self.browser.cookies.set(COOKIE, self.staff)
        return self.browser

    def get(self, path: str = "") -> Any:
        """A page."""
        return self.on().get(self.root + path)

    def post(self, path: str, **fields: str) -> Any:
        """A form."""
        return self.on().post(self.root + path, data=fields)


def texts(answer: Any, selector: str) -> list[str]:
    """The words of everything that fits."""
    return [" ".join(each.text().split()) for each in HTMLParser(answer.text).css(selector)]


def said(answer: Any, selector: str) -> str:
    """The words of the first that fits."""
    found = texts(answer, selector)
    assert found, (selector, answer.text)
    return found[0]


def shows_receipt(who: Sitter, slug: str = "cds", code: str = "") -> Any:
    """A phone that holds nothing types the code of their receipt; it keeps what it is given."""
    who.browser.cookies.clear()
    answer = who.browser.post(f"/results/mine/{slug}", data={"code": code or who.receipt()})
    who.jar = {RECEIPT_COOKIE: who.browser.cookies.get(RECEIPT_COOKIE) or "none"}
    return answer
