"""A browser at the reports, for tests."""

from __future__ import annotations

from datetime import datetime

from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from contest.web.database import writing
from tests.conftest import Clock
from tests.parsed import text

QUERY = "?first=01/10/2026&last=31/10/2026"


def page(browser: TestClient, path: str = QUERY, status: int = 200) -> HTMLParser:
    """A page of reports."""
    answer = browser.get(f"/summaries{path}")
    assert answer.status_code == status, answer.text[:3000]
    return HTMLParser(answer.text)


def later(browser: TestClient, clock: Clock, moment: datetime | str, role: Role = Role.ORGANISER) -> None:
    """So much later the session is over: log in again."""
    clock.set(moment)
    with writing() as db:
        member = accounts.find(db, role.value)
        assert member is not None
        browser.cookies.set(COOKIE, accounts.open_session(db, member.id, clock.now))


def tables(found: HTMLParser) -> dict[str, list[list[str]]]:
    """Title → rows of each table of figures, the heads first."""
    titles = [text(one) for one in found.css("#figures h3")]
    made = [
        [[text(cell) for cell in row.css("th, td")] for row in table.css("tr")]
        for table in found.css("#figures table")
    ]
    return dict(zip(titles[-len(made) :], made, strict=True)) if made else {}


def frozen(browser: TestClient, **changed: str) -> str:
    """Freeze October; the path of the report."""
    form = {"first": "01/10/2026", "last": "31/10/2026"} | changed
    answer = browser.post("/summaries", data=form)
    assert answer.status_code == 303, answer.text[:3000]
    return str(answer.headers["location"])
