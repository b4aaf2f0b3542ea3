"""An organiser who writes down contests that others held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi.testclient import TestClient
from sqlmodel import col, select

from contest import entropy
from contest.audit import service as audit
from contest.elsewhere.models import OutsideContest, OutsideUnit
from contest.web.database import reading
from tests.parsed import HTMLParser

FORM = {
    "name": "Tìm hiểu chuyển đổi số tỉnh",
    "organiser": "Sở Khoa học và Công nghệ",
    "level": "province",
    "first_day": "01/10/2026",
    "last_day": "10/10/2026",
    "address": "https://thi.example",
    "people": "1.200",
    "selected": "3",
    "prizes": "1",
    "units": "Trường A: 700\nThôn 1: 40",
    "source": "Công văn số 12/SKHCN",
}


@dataclass
class Desk:
    """The browser, and name → unit."""

    browser: TestClient
    units: dict[str, str]

    def get(self, more: str = "") -> Any:
        """A page."""
        return self.browser.get(f"/elsewhere{more}")

    def add(self, **changed: str) -> Any:
        """Write one down, right in all but what is given."""
        return self.browser.post("/elsewhere/new", data=FORM | {"key": entropy.new_id()} | changed)

    def made(self, **changed: str) -> str:
        """The same; its id."""
        key = entropy.new_id()
        answer = self.add(key=key, **changed)
        assert (answer.status_code, answer.headers["location"]) == (303, "/elsewhere?done=added"), answer.text
        return key

    def change(self, contest: str, version: str = "1", **changed: str) -> Any:
        """Give one other facts."""
        return self.browser.post(f"/elsewhere/{contest}", data=FORM | {"version": version} | changed)

    def remove(self, contest: str, version: str = "1") -> Any:
        """Take one out."""
        return self.browser.post(f"/elsewhere/{contest}/removal", data={"version": version})


def stored() -> list[OutsideContest]:
    """All of them, in the order in which they ended."""
    with reading() as db:
        rows = list(db.exec(select(OutsideContest).order_by(col(OutsideContest.last_day))))
        for row in rows:
            db.expunge(row)
        return rows


def by_unit(contest: str) -> dict[str, int]:
    """Unit → people of one."""
    with reading() as db:
        found = select(OutsideUnit.unit_id, OutsideUnit.people).where(OutsideUnit.contest_id == contest)
        return dict(tuple(row) for row in db.exec(found))


def audited(contest: str) -> list[tuple[str, dict[str, Any]]]:
    """(action, details) of what was done about one, the oldest first."""
    with reading() as db:
        rows, _ = audit.about(db, [contest], 0, 100)
    return [(one.action, dict(one.detail)) for one in reversed(rows)]


def texts(answer: Any, selector: str) -> list[str]:
    """The words of everything that fits."""
    return [" ".join(each.text().split()) for each in HTMLParser(answer.text).css(selector)]


def typed(answer: Any, name: str) -> str:
    """What stands in a field."""
    found = HTMLParser(answer.text).css_first(f"#{name}")
    assert found is not None, name
    return found.text() if found.tag == "textarea" else found.attributes.get("value") or ""
