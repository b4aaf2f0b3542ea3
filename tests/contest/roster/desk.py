"""Rosters in tests: lists as rows or as real Excel files, and reading what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fastapi.testclient import TestClient

from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.people import enrolling, leaving
from contest.people import service as people
from contest.people.models import Entry
from contest.people.service import EntryDraft
from contest.roster import importing, saving, store
from contest.roster.importing import Draft
from contest.roster.models import RosterMember
from contest.roster.saving import Saved
from contest.roster.sheet_rules import MemberRow
from contest.web.database import reading, writing
from tests.contest.rounds.world import OPENS
from tests.contest.units.desk import book

NOW = OPENS - timedelta(hours=1)
HEADS = ("Họ và tên", "Năm sinh", "Đơn vị", "Lớp", "Điện thoại", "Mã")
THUI = MemberRow(2, "A Thui", "1990", "Thôn Đăk Rao")
HANG = MemberRow(3, "Y Thu Hằng", "2011", "Trường THCS Nguyễn Du", "9A", code="HS1")


@dataclass
class Roster:
    """The roster of one contest, worked on by one of its staff."""

    round_id: str
    staff: str

    def view(self, now: datetime = NOW) -> RoundView:
        """The contest."""
        with reading() as db:
            return campaigns.view(db, self.round_id, now)

    def begin(self, *rows: MemberRow, now: datetime = NOW) -> str:
        """A list that waits."""
        with writing() as db:
            return importing.begin(db, self.staff, self.view(), "ds.xlsx", rows, now)

    def look(self, draft: str, now: datetime = NOW) -> Draft:
        """The list understood."""
        with reading() as db:
            return importing.look(db, self.staff, self.view(), draft, now)

    def mend(self, draft: str, line: int, deed: str = "write", **cells: str) -> None:
        """Mend a row."""
        campaign_id = self.view().campaign_id
        with writing() as db:
            importing.mend(db, self.staff, campaign_id, draft, line, deed, cells, NOW)

    def save(self, draft: str, version: int = 1, seen: str = "") -> Saved:
        """Save the sound rows."""
        view = self.view()
        with writing() as db:
            return saving.save(db, self.staff, view, draft, version, seen, NOW)

    def bring(self, *rows: MemberRow) -> str:
        """A list that is saved at once; its id."""
        draft = self.begin(*rows)
        self.save(draft)
        return draft

    def undo(self, draft: str) -> int:
        """Take the list back."""
        campaign_id = self.view().campaign_id
        with writing() as db:
            return saving.undo(db, self.staff, campaign_id, draft, NOW)

    def discard(self, draft: str) -> None:
        """Throw the waiting rows away."""
        campaign_id = self.view().campaign_id
        with writing() as db:
            importing.discard(db, self.staff, campaign_id, draft, NOW)


def names(round_id: str) -> list[str]:
    """Who is on the roster, by name."""
    with reading() as db:
        campaign_id = campaigns.campaign_of(db, round_id)
        assert campaign_id is not None
        rows = store.members(db, campaign_id)
        named = enrolling.named(db, [row.person_id for row in rows])
    return sorted(each.name for each in named.values())


def members(round_id: str) -> dict[str, RosterMember]:
    """Name → row."""
    with reading() as db:
        rows = store.members(db, campaigns.campaign_of(db, round_id) or "")
        named = enrolling.named(db, [row.person_id for row in rows])
    return {named[row.person_id].name: row for row in rows}


def come(round_id: str, name: str) -> str:
    """Somebody of the roster has entered, as the person who is on it; the entry."""
    member = members(round_id)[name]
    with writing() as db:
        draft = EntryDraft(name, 1990, member.unit_id)
        entry = people.join(db, member.campaign_id, draft, NOW).entry_id
        row, made = db.get(RosterMember, member.id), db.get(Entry, entry)
        assert row is not None and made is not None
        typed, made.person_id, row.entry_id = made.person_id, member.person_id, entry
        db.flush()
        leaving.drop_lonely(db, [typed])
    return entry


def file(*rows: Sequence[Any]) -> bytes:
    """A workbook with these rows below the usual heads."""
    return book([HEADS, *rows])


def upload(browser: TestClient, round_id: str, data: bytes, name: str = "ds.xlsx", **fields: str) -> Any:
    """Post a file."""
    return browser.post(f"/roster/{round_id}/upload", files={"file": (name, data)}, data=fields)


def draft(browser: TestClient, round_id: str, *rows: Sequence[Any]) -> str:
    """Upload rows; the address of the preview."""
    answer = upload(browser, round_id, file(*rows))
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])
