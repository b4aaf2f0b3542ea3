"""Another key of the server, on both databases: slips and class sheets of before stay good, unless asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contest import settings
from contest.people import service as people
from contest.people.service import Joined
from contest.roster import coming
from contest.settings import Settings
from contest.web.database import reading, writing
from tests.contest.roster.classroom import CHILD, LATER, ROWS, Classroom
from tests.contest.roster.desk import NOW, Roster
from tests.contest.roster.test_making_codes import make


@pytest.fixture
def room(roster: Roster) -> Classroom:
    """Two classes, both open."""
    made = Classroom(roster)
    made.open()
    return made


@pytest.fixture
def rotate(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put a new key before those that are there, or in their place."""

    def turn(*, keep: bool = True) -> None:
        now = settings.current()
        older = now.secrets if keep else ()
        monkeypatch.setattr(settings, "_current", Settings(now.data, "", b"n" * 32, older=older))

    return turn


def come(room: Classroom, code: str) -> Joined | None:
    with writing() as db:
        return coming.come(db, room.view().campaign_id, code, CHILD, NOW)


def test_a_slip_of_before_enters_and_leads_back(room: Classroom, rotate: Callable[..., None]) -> None:
    slips = make(room.roster)
    rotate()
    joined = come(room, slips["Y Thu Hằng"])
    assert joined is not None
    assert come(room, slips["Y Thu Hằng"]) is None, "once"
    with reading() as db:
        found = people.by_code(db, room.view().campaign_id, slips["Y Thu Hằng"])
    assert found == joined.entry_id


def test_a_slip_whose_key_is_gone_enters_nobody(room: Classroom, rotate: Callable[..., None]) -> None:
    slips = make(room.roster)
    rotate(keep=False)
    assert come(room, slips["Y Thu Hằng"]) is None


def test_a_class_sheet_of_before_stays_good(room: Classroom, rotate: Callable[..., None]) -> None:
    code = room.code("9A")
    rotate()
    assert room.code("9A") == code, "the desk tells the code that was printed"
    assert len(room.names(code)[0]) == len(ROWS) - 1
    room.shut()
    room.open(now=LATER)
    assert room.code("9A") == code
    room.renew(room.listed()["9A"].id, code)
    assert room.code("9A") != code and room.look(code) is None


def test_a_class_whose_key_is_gone_gets_another_code(room: Classroom, rotate: Callable[..., None]) -> None:
    code = room.code("9A")
    rotate(keep=False)
    assert room.look(code) is None
    dead = room.listed()["9A"]
    assert (dead.code, dead.is_open) == ("", False)
    room.open()
    new = room.code("9A")
    assert new not in ("", code)
    assert len(room.names(new)[0]) == len(ROWS) - 1
