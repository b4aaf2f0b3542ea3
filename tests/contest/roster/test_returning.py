"""A name that somebody else took is given back, on both databases: as long as no paper hangs on it."""

from __future__ import annotations

import pytest
from sqlmodel import select

from contest.audit.models import Audit
from contest.campaigns import progress
from contest.campaigns.progress import Progress
from contest.errors import Conflict, NotFound
from contest.people import enrolling, inviting, same
from contest.people.inviting import Agreed
from contest.people.models import Entry, EntryApart
from contest.people.service import Joined
from contest.roster import returning, store
from contest.roster.models import RosterMember
from contest.roster.states import Given
from contest.web.database import reading, writing
from tests.contest.roster import desk
from tests.contest.roster.classroom import CHILD, LATER, OTHER, Classroom
from tests.contest.roster.desk import Roster
from tests.contest.roster.test_making_codes import OTHER as OTHER_TOKEN
from tests.contest.roster.test_making_codes import asked, come, known, make, renew

NOBODY = "0" * 13


@pytest.fixture
def room(roster: Roster) -> Classroom:
    """Two classes, both open."""
    made = Classroom(roster)
    made.open()
    return made


def give_back(room: Classroom, name: str) -> Given:
    view = room.view()
    with writing() as db:
        return returning.give_back(db, room.roster.staff, view, room.id(name), LATER)


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


class TestSlips:
    """The slip that somebody was given is theirs after a name was taken by mistake, as it was before."""

    def test_who_has_one_comes_with_it_after_all(self, room: Classroom) -> None:
        slip = make(room.roster)["A Biên"]
        took(room, "A Biên")
        assert known(room.roster, slip) is None, "while somebody is in with the name it opens nothing"
        assert give_back(room, "A Biên") is Given.SLIP
        assert known(room.roster, slip) == "A Biên"
        assert come(room.roster, slip) is not None

    def test_the_slip_that_was_used_opens_it_again(self, room: Classroom) -> None:
        slip = make(room.roster)["A Biên"]
        first = come(room.roster, slip)
        assert first is not None
        assert give_back(room, "A Biên") is Given.SLIP
        second = come(room.roster, slip)
        assert second is not None
        assert second.entry_id != first.entry_id

    def test_the_code_on_the_wrong_phone_opens_nothing(self, room: Classroom) -> None:
        made = room.come("A Biên")
        assert isinstance(made, Joined)
        assert give_back(room, "A Biên") is Given.PLAIN
        assert known(room.roster, made.code) is None

    def test_the_newest_slip_is_the_one_that_counts(self, room: Classroom) -> None:
        old = make(room.roster)["A Biên"]
        took(room, "A Biên")
        new = renew(room.roster, "A Biên", asked(OTHER_TOKEN, seen=1, at=2))
        assert give_back(room, "A Biên") is Given.SLIP
        assert (known(room.roster, old), known(room.roster, new)) == (None, "A Biên")

    def test_a_slip_that_staff_replaced_does_not_come_back(self, room: Classroom) -> None:
        slip = make(room.roster)["A Biên"]
        made = come(room.roster, slip)
        assert made is not None
        with writing() as db:
            inviting.give(db, made.entry_id, "ABCDEFGH", desk.NOW)
        assert give_back(room, "A Biên") is Given.SLIP
        assert (known(room.roster, slip), known(room.roster, "ABCDEFGH")) == (None, "A Biên")

    def test_nobody_is_given_the_code_of_a_slip_that_waits(self, room: Classroom) -> None:
        make(room.roster)
        took(room, "A Biên")
        kept = desk.members(room.roster.round_id)["A Biên"].kept_hash
        with reading() as db:
            found = store.taken(store.members(db, room.view().campaign_id))
        assert kept is not None
        assert found[kept] == room.id("A Biên")

    def test_who_came_before_this_was_known_needs_a_new_one(self, room: Classroom) -> None:
        make(room.roster)
        took(room, "A Biên")
        with writing() as db:
            row = db.get(RosterMember, room.id("A Biên"))
            assert row is not None
            row.came_by, row.kept_hash = "", None
        assert give_back(room, "A Biên") is Given.VOID
        assert desk.members(room.roster.round_id)["A Biên"].code_hash is None

    def test_no_trace_of_the_wrong_phone_stays(self, room: Classroom) -> None:
        took(room, "A Biên")
        assert desk.members(room.roster.round_id)["A Biên"].came_on
        give_back(room, "A Biên")
        row = desk.members(room.roster.round_id)["A Biên"]
        assert (row.came_by, row.came_on, row.kept_hash) == ("", "", None)


def test_it_is_in_the_audit_without_a_name(room: Classroom) -> None:
    took(room, "A Biên")
    give_back(room, "A Biên")
    with reading() as db:
        [row] = [row.content for row in db.exec(select(Audit)) if "roster.give_back" in row.content]
    assert "Biên" not in row
    assert room.id("A Biên") in row
