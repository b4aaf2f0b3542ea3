"""A name that somebody else took is given back, on both databases: as long as no paper hangs on it."""

from __future__ import annotations

import pytest
from sqlmodel import select

from contest.audit.models import Audit
from contest.campaigns import progress
from contest.campaigns.progress import Progress
from contest.errors import Conflict, NotFound
from contest.people import enrolling, same
from contest.people.inviting import Agreed
from contest.people.models import Entry, EntryApart
from contest.people.service import Joined
from contest.roster import returning
from contest.web.database import reading, writing
from tests.contest.roster import desk
from tests.contest.roster.classroom import CHILD, LATER, OTHER, Classroom
from tests.contest.roster.desk import Roster

NOBODY = "0" * 13


@pytest.fixture
def room(roster: Roster) -> Classroom:
    """Two classes, both open."""
    made = Classroom(roster)
    made.open()
    return made


def give_back(room: Classroom, name: str) -> None:
    view = room.view()
    with writing() as db:
        returning.give_back(db, room.roster.staff, view, room.id(name), LATER)


def entries() -> list[Entry]:
    with reading() as db:
        return list(db.exec(select(Entry)))


def took(room: Classroom, name: str, agreed: Agreed = CHILD) -> str:
    made = room.come(name, agreed)
    assert isinstance(made, Joined)
    return made.entry_id


def test_the_right_one_comes_in_after_all(room: Classroom) -> None:
    wrong = took(room, "A Biên")
    give_back(room, "A Biên")
    assert entries() == []
    assert room.names(room.code())[1] == []
    right = room.come("A Biên", device=OTHER, now=LATER)
    assert isinstance(right, Joined)
    assert [row.id for row in entries()] == [right.entry_id] != [wrong]


def test_what_the_wrong_one_told_is_forgotten_what_the_list_knew_stays(room: Classroom) -> None:
    took(room, "A Phương", Agreed(2013, guardian="A Bố", guardian_join=True))
    took(room, "Y Thu Hằng")
    members = desk.members(room.roster.round_id)
    for name in ("A Phương", "Y Thu Hằng"):
        give_back(room, name)
    with reading() as db:
        named = enrolling.named(db, [member.person_id for member in members.values()])
    assert named[members["A Phương"].person_id].birth_year is None
    assert named[members["Y Thu Hằng"].person_id].birth_year == 2011
    assert {each.year_told for each in desk.members(room.roster.round_id).values()} == {False}


def test_who_has_not_come_has_nothing_to_give_back(room: Classroom) -> None:
    for _ in range(2):
        with pytest.raises(Conflict, match="chưa vào thi"):
            give_back(room, "A Biên")
    view = room.view()
    with pytest.raises(NotFound), writing() as db:
        returning.give_back(db, room.roster.staff, view, NOBODY, LATER)


@pytest.mark.parametrize("done", [Progress(open_attempt="a"), Progress(last_attempt="a")])
def test_once_a_paper_was_begun_the_name_stays(
    room: Classroom, done: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = took(room, "A Biên")
    monkeypatch.setattr(progress, "_source", lambda *asked: done)
    with pytest.raises(Conflict, match="đã bắt đầu làm bài"):
        give_back(room, "A Biên")
    assert [row.id for row in entries()] == [entry]
    assert desk.members(room.roster.round_id)["A Biên"].entry_id == entry


def test_what_staff_said_of_it_keeps_it(room: Classroom) -> None:
    first, second = took(room, "A Biên"), took(room, "Y Thu Hằng")
    with writing() as db:
        db.add(EntryApart(deed_id="d" * 13, entry_id=first))
    with pytest.raises(Conflict, match="việc khác"):
        give_back(room, "A Biên")
    third = took(room, "A Phương")
    with writing() as db:
        same.merge(db, [second], third, "e" * 13)
    for name in ("Y Thu Hằng", "A Phương"):
        with pytest.raises(Conflict, match="đã được gộp"):
            give_back(room, name)
    assert {row.id for row in entries()} == {first, second, third}
    members = desk.members(room.roster.round_id)
    assert {members[name].entry_id for name in ("A Biên", "Y Thu Hằng", "A Phương")} == {first, second, third}


def test_it_is_in_the_audit_without_a_name(room: Classroom) -> None:
    took(room, "A Biên")
    give_back(room, "A Biên")
    with reading() as db:
        [row] = [row.content for row in db.exec(select(Audit)) if "roster.give_back" in row.content]
    assert "Biên" not in row
    assert room.id("A Biên") in row
