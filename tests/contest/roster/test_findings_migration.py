"""Lists of before: their classes keep their codes and are read alone from then on, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from contest.roster import classes
from contest.roster.models import RosterClass, RosterMember
from contest.roster.sheet_rules import MemberRow
from contest.web.database import reading, writing
from tests.contest.roster.classroom import ROWS, Classroom
from tests.contest.roster.desk import Roster
from tests.questions.test_migration import moved

BEFORE = "20261126_sitting"


def stored() -> tuple[dict[str, str], dict[str, tuple[str, str, str]]]:
    """Member → class; class → what it is and its code."""
    with reading() as db:
        members = {row.id: row.folded_class for row in db.exec(select(RosterMember))}
        rows = {row.id: (row.unit_id, row.folded, row.code_hash) for row in db.exec(select(RosterClass))}
    return members, rows


def test_old_lists_read_as_new_ones(roster: Roster, database_url: str) -> None:
    odd = (MemberRow(7, "A Tý", "2012", "Thôn Đăk Rao", "9Đ-1"), MemberRow(8, "A Sửu", "2012", "Lớp 9A"))
    room = Classroom(roster, *ROWS, *odd)
    room.open()
    before, listed = stored(), room.listed()
    assert {"9a", "9b", "9d 1", ""} == set(before[0].values())
    moved(database_url, BEFORE, up=False)
    moved(database_url, "head", up=True)
    assert stored() == before
    assert room.listed() == listed
    with reading() as db:
        rows = db.exec(select(RosterClass)).all()
        assert sum(len(classes.members_of(db, row)) for row in rows) == 7


def test_only_known_ways_are_stored(roster: Roster) -> None:
    Classroom(roster)
    with pytest.raises(IntegrityError), writing() as db:
        db.connection().execute(text("UPDATE roster_member SET came_by = 'x'"))
