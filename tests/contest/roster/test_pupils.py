"""Coming with the code of a class, on both databases: names behind it, who one is, once whatever happens."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.campaigns.classmates import NotYou, Picked, Shut, Taken
from contest.campaigns.states import Way
from contest.people import class_codes
from contest.people import codes as entry_codes
from contest.people import service as people
from contest.people.service import Joined
from contest.roster import pupils
from contest.roster.sheet_rules import MemberRow
from contest.roster.states import Proof, Until
from contest.units import merging
from contest.web.database import reading, writing
from tests.contest.roster import desk
from tests.contest.roster.classroom import CHILD, GROWN, LATER, OTHER, PHONE, SCHOOL, Classroom
from tests.contest.roster.desk import NOW, Roster
from tests.contest.roster.test_making_codes import known, make


@pytest.fixture
def room(roster: Roster) -> Classroom:
    """Two classes, both open."""
    made = Classroom(roster)
    made.open()
    return made


def joined(found: object) -> Joined:
    assert isinstance(found, Joined), found
    return found


def test_a_class_code_opens_the_names_of_that_class_alone(room: Classroom) -> None:
    assert room.names(room.code("9A")) == (["Y Bích", "A Biên", "Y Thu Hằng", "A Phương"], [])
    assert room.names(room.code("9B")) == (["A Thui"], [])
    assert room.names(class_codes.shown(room.code("9A")).lower())[0]


@pytest.mark.parametrize("typed", ["", "000000", "W6RD3P", "x" * 99, "00000000"])
def test_any_other_code_opens_nothing(room: Classroom, typed: str) -> None:
    assert typed not in (room.code("9A"), room.code("9B"))
    assert room.look(typed) is None
    assert room.pick("A Biên", typed or "-") is None
    assert room.tell("A Biên", "2012", code=typed or "-") is None
    assert room.come("A Biên", code=typed or "-") is None


def test_the_code_of_one_class_enters_nobody_of_another(room: Classroom) -> None:
    other = room.code("9B")
    assert room.pick("A Biên", other) is None
    assert room.tell("A Biên", "2012", code=other) is None
    assert room.come("A Biên", code=other) is None
    assert room.names(other) == (["A Thui"], [])


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_a_code_works_to_its_last_second(room: Classroom, seconds: int) -> None:
    end = room.listed()["9A"].until
    assert end is not None
    at, works = end + timedelta(seconds=seconds), seconds < 0
    assert isinstance(room.look(room.code(), at), Shut) is not works
    assert (room.pick("A Biên", now=at) is not None) is works
    assert (room.tell("A Biên", "2012", now=at) is not None) is works
    assert (room.come("A Biên", now=at) is not None) is works


def test_closed_by_staff_it_says_so_and_lets_nobody_in(room: Classroom) -> None:
    code = room.code()
    room.shut(room.listed()["9A"].id)
    assert isinstance(room.look(code), Shut)
    assert room.pick("A Biên", code) is None
    assert room.come("A Biên", code=code) is None
    assert room.names(room.code("9B"))[0] == ["A Thui"]


def test_a_class_that_counts_for_another_since_is_shut(roster: Roster) -> None:
    room = Classroom(roster, MemberRow(2, "A Một", "2012", "Lớp 9A"), MemberRow(3, "A Hai", "2012", "Lớp 9B"))
    room.open()
    members = desk.members(roster.round_id)
    one, other = members["A Một"].unit_id or "", members["A Hai"].unit_id or ""
    old, kept = room.code("9B"), room.code("9A")
    with writing() as db:
        version = merging.plan(db, other, one, NOW).version
        merging.merge(db, roster.staff, other, one, version, False, NOW)
    assert isinstance(room.look(old), Shut), "not a class where all have come"
    assert room.names(kept)[0] == ["A Hai", "A Một"]


def test_where_class_codes_are_no_way_in_all_are_shut(room: Classroom) -> None:
    code = room.code()
    room.entered_by(ways=(Way.FORM, Way.CODE))
    assert isinstance(room.look(code), Shut)
    assert room.come("A Biên", code=code) is None


class TestWhoOneIs:
    @pytest.mark.parametrize(
        ("name", "proof"),
        [
            ("Y Thu Hằng", Proof.NUMBER),
            ("A Biên", Proof.YEAR),
            ("A Phương", Proof.NUMBER),
            ("Y Bích", ""),
        ],
    )
    def test_what_the_list_knows_is_asked(self, room: Classroom, name: str, proof: str) -> None:
        found = room.pick(name)
        assert isinstance(found, Picked)
        assert (found.name, found.proof) == (name, proof)
        assert "9A" in found.place

    @pytest.mark.parametrize(
        ("name", "typed", "fits"),
        [
            ("Y Thu Hằng", "2011", False),
            ("Y Thu Hằng", "hs1", True),
            ("Y Thu Hằng", "2012", False),
            ("Y Thu Hằng", "", False),
            ("A Biên", "2012", True),
            ("A Biên", "HS1", False),
            ("A Phương", "7", True),
            ("A Phương", "8", False),
            ("Y Bích", "", True),
            ("Y Bích", "gì cũng được", True),
        ],
    )
    def test_only_the_right_answer_lets_one_on(
        self, room: Classroom, name: str, typed: str, fits: bool
    ) -> None:
        assert isinstance(room.tell(name, typed), Picked if fits else NotYou)

    def test_a_contest_may_do_without(self, room: Classroom) -> None:
        room.entered_by(ways=(Way.CLASS,), class_proof=False)
        found = room.pick("Y Thu Hằng")
        assert isinstance(found, Picked)
        assert found.proof == ""
        assert isinstance(room.tell("Y Thu Hằng", ""), Picked)

    def test_two_with_one_name_are_told_apart_by_their_answer(self, roster: Roster) -> None:
        two = (
            MemberRow(2, "A Biên", "2011", SCHOOL, "9A"),
            MemberRow(3, "A Biên", "2012", SCHOOL, "9A", code="HS2", keep=True),
        )
        room = Classroom(roster, *two)
        room.open()
        picked = room.pick("A Biên")
        assert isinstance(picked, Picked)
        found = {typed: room.tell("A Biên", typed) for typed in ("2011", "HS2")}
        ids = {typed: each.id for typed, each in found.items() if isinstance(each, Picked)}
        assert len(set(ids.values())) == 2
        assert isinstance(room.tell("A Biên", "2013"), NotYou)
        view, code = room.view(), room.code()
        with writing() as db:
            made = joined(pupils.come(db, view, code, ids["HS2"], PHONE, CHILD, NOW))
        with reading() as db:
            assert pupils.tell(db, view, code, ids["2011"], "HS2", PHONE, LATER) == made, (
                "the form came twice"
            )
            assert isinstance(pupils.tell(db, view, code, ids["2011"], "2011", PHONE, LATER), Picked)
            assert isinstance(pupils.tell(db, view, code, ids["2011"], "HS2", OTHER, LATER), NotYou)


class TestComing:
    def test_who_comes_is_the_person_on_the_list_with_a_code_of_their_own(self, room: Classroom) -> None:
        made = joined(room.come("Y Thu Hằng"))
        assert entry_codes.normalise(made.code) == made.code
        member = desk.members(room.roster.round_id)["Y Thu Hằng"]
        with reading() as db:
            assert people.by_code(db, member.campaign_id, made.code) == made.entry_id
            [person] = people.full_names(db, [made.entry_id]).values()
        assert (member.entry_id, person.name, person.unit_id) == (made.entry_id, "Y Thu Hằng", member.unit_id)
        assert room.names(room.code()) == (["Y Bích", "A Biên", "A Phương"], ["Y Thu Hằng"])

    def test_the_same_form_twice_is_one_entry_with_one_code(self, room: Classroom) -> None:
        first = joined(room.come("Y Thu Hằng"))
        assert room.come("Y Thu Hằng", now=LATER) == first
        assert room.tell("Y Thu Hằng", "HS1", now=LATER) == first
        assert room.tell("Y Thu Hằng", "sai", now=LATER) == first, "this phone has told it already"

    def test_another_phone_is_told_that_the_name_is_taken(self, room: Classroom) -> None:
        joined(room.come("Y Thu Hằng"))
        for found in (
            room.come("Y Thu Hằng", device=OTHER, now=LATER),
            room.tell("Y Thu Hằng", "HS1", OTHER, now=LATER),
            room.tell("Y Thu Hằng", "sai", OTHER, now=LATER),
            room.tell("Y Thu Hằng", "HS1", "", now=LATER),
            room.pick("Y Thu Hằng", now=LATER),
        ):
            assert found == Taken("Y Thu Hằng", NOW)

    def test_children_on_one_phone_get_codes_of_their_own(self, room: Classroom) -> None:
        made = [joined(room.come(name)) for name in ("Y Thu Hằng", "A Biên", "Y Bích")]
        assert len({each.code for each in made}) == len({each.entry_id for each in made}) == 3

    def test_a_slip_that_somebody_has_stops_when_they_come_by_class(self, room: Classroom) -> None:
        slips = make(room.roster)
        assert known(room.roster, slips["A Biên"]) == "A Biên"
        joined(room.come("A Biên"))
        assert known(room.roster, slips["A Biên"]) is None
        assert known(room.roster, slips["Y Bích"]) == "Y Bích"

    def test_who_typed_the_name_into_the_form_takes_it_from_nobody(self, room: Classroom) -> None:
        view, member = room.view(), desk.members(room.roster.round_id)["A Biên"]
        with writing() as db:
            draft = people.EntryDraft("A Biên", 2012, member.unit_id)
            people.join(db, view.campaign_id, draft, NOW)
        waiting = room.look(room.code()).waiting
        assert {each.name: each.alike for each in waiting} == {
            "Y Bích": False,
            "A Biên": True,
            "Y Thu Hằng": False,
            "A Phương": False,
        }
        assert isinstance(room.pick("A Biên"), Picked)
        assert isinstance(room.tell("A Biên", "2013"), NotYou)
        assert isinstance(room.tell("A Biên", "2012"), Picked)
        made = joined(room.come("A Biên"))
        assert room.names(room.code())[1] == ["A Biên"]
        assert room.pick("A Biên") == Taken("A Biên", NOW)
        assert desk.members(room.roster.round_id)["A Biên"].entry_id == made.entry_id

    def test_a_namesake_of_another_class_who_came_takes_no_name(self, roster: Roster) -> None:
        two = (
            MemberRow(2, "A Biên", "2012", "Thôn Đăk Rao", "9A"),
            MemberRow(3, "A Biên", "2012", "Thôn Đăk Rao", "9B", keep=True),
        )
        room = Classroom(roster, *two)
        room.open()
        first, second = room.listed().values()
        waits = room.look(first.code).waiting[0].id
        view = room.view()
        with writing() as db:
            joined(pupils.come(db, view, first.code, waits, PHONE, CHILD, NOW))
        assert room.names(second.code) == (["A Biên"], [])

    def test_a_year_that_was_told_is_remembered_as_told(self, room: Classroom) -> None:
        joined(room.come("A Phương", CHILD))
        joined(room.come("Y Bích", GROWN))
        joined(room.come("A Biên"))
        members = desk.members(room.roster.round_id)
        told = {name: members[name].year_told for name in ("A Phương", "Y Bích", "A Biên")}
        assert told == {"A Phương": True, "Y Bích": False, "A Biên": False}


def test_opening_makes_class_codes_a_way_in(roster: Roster) -> None:
    room = Classroom(roster)
    assert room.view().ways == (Way.FORM, Way.CODE)
    room.open(room.listed()["9A"].id, Until.DAY)
    assert room.view().ways == (Way.FORM, Way.CODE, Way.CLASS)
