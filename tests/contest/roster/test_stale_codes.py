"""Codes asked for from a page that is old, or twice: one form makes its codes once, and no dead one again."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from contest.audit.models import Audit
from contest.errors import Conflict
from contest.people import service as people
from contest.people.service import EntryDraft
from contest.roster import codes
from contest.roster.states import Whose
from contest.rounds import service as rounds
from contest.web.database import reading, writing
from tests.contest.roster import desk
from tests.contest.roster.desk import HANG, NOW, THUI, Roster
from tests.contest.roster.test_making_codes import (
    FIRST,
    SECOND,
    TOKEN,
    asked,
    come,
    counted,
    known,
    make,
    renew,
)

NAME = "Y Thu Hằng"


def stale(roster: Roster, form: codes.Asked, whose: Whose | None = None) -> None:
    """Refused, and nothing is done."""
    before = {name: member.code_hash for name, member in desk.members(roster.round_id).items()}
    with pytest.raises(Conflict) as refused:
        renew(roster, NAME, form) if whose is None else make(roster, whose, form)
    assert refused.value.message == codes.STALE
    assert {name: member.code_hash for name, member in desk.members(roster.round_id).items()} == before


def opens(roster: Roster, code: str) -> str | None:
    with reading() as db:
        return people.by_code(db, roster.view().campaign_id, code)


@pytest.mark.parametrize("minutes", [0, 10])
def test_within_ten_minutes_a_form_is_one_press(roster: Roster, minutes: int) -> None:
    roster.bring(HANG)
    assert renew(roster, NAME, FIRST) == renew(roster, NAME, asked(at=minutes))


@pytest.mark.parametrize("at", [10.001, 60])
def test_later_the_same_form_is_no_new_code(roster: Roster, at: float) -> None:
    roster.bring(HANG)
    old = renew(roster, NAME, FIRST)
    stale(roster, asked(at=at))
    assert renew(roster, NAME, asked("n3q2m94x0a1bc", at, at + 1)) != old


@pytest.mark.parametrize("seen", [-5, 0])
def test_a_page_from_before_the_last_code_makes_none(roster: Roster, seen: float) -> None:
    roster.bring(HANG)
    renew(roster, NAME, FIRST)
    stale(roster, asked("n3q2m94x0a1bc", seen, 1))


def test_a_code_that_another_page_replaced_does_not_come_back(roster: Roster) -> None:
    roster.bring(HANG)
    old = renew(roster, NAME, FIRST)
    new = renew(roster, NAME, SECOND)
    stale(roster, asked(at=3))
    assert [known(roster, code) for code in (old, new)] == [None, NAME]


@pytest.mark.parametrize("whose", list(Whose))
def test_the_same_for_many(roster: Roster, whose: Whose) -> None:
    roster.bring(HANG, THUI)
    first = make(roster, whose, FIRST)
    assert make(roster, whose, asked(at=10)) == first
    stale(roster, asked(at=11), whose)


def test_each_deed_of_a_page_has_its_own_codes(roster: Roster) -> None:
    roster.bring(HANG)
    first = make(roster)[NAME]
    stale(roster, asked(at=1), Whose.ALL)
    again = make(roster, Whose.ALL, asked(TOKEN, 1, 2))[NAME]
    alone = renew(roster, NAME, asked(TOKEN, 3, 4))
    assert len({first, again, alone}) == 3


def test_one_slip_made_meanwhile_is_not_made_void_by_an_old_page(roster: Roster) -> None:
    roster.bring(HANG, THUI)
    make(roster, form=asked(seen=-9, at=-8))
    kept = renew(roster, NAME, FIRST)
    stale(roster, asked("n3q2m94x0a1bc", -5, 1), Whose.ALL)
    assert known(roster, kept) == NAME


def test_pressed_twice_for_somebody_who_has_entered_it_is_one_code(roster: Roster) -> None:
    roster.bring(HANG)
    joined = come(roster, make(roster)[NAME])
    assert joined is not None
    new = renew(roster, NAME)
    assert renew(roster, NAME, asked(SECOND.token, 1, 5)) == new
    assert opens(roster, new) == joined.entry_id
    stale(roster, asked(SECOND.token, 1, 60))
    with reading() as db:
        rows = [json.loads(row.content) for row in db.exec(select(Audit)) if "roster.recode" in row.content]
    member = desk.members(roster.round_id)[NAME]
    assert {row["subject"] for row in rows} == {joined.entry_id}
    assert {row["detail"]["member"] for row in rows} == {member.id}


def test_who_has_just_come_in_with_the_slip_keeps_the_code(roster: Roster) -> None:
    roster.bring(HANG)
    code = make(roster, form=asked(seen=-9, at=-8))[NAME]
    joined = come(roster, code)
    assert joined is not None
    stale(roster, asked("n3q2m94x0a1bc", -5, 1))
    assert opens(roster, code) == joined.entry_id


def proctor(roster: Roster, minutes: float) -> str:
    """Somebody in the hall lost their slip, so many minutes after NOW."""
    entry = desk.members(roster.round_id)[NAME].entry_id
    assert entry is not None
    with writing() as db:
        now = NOW + timedelta(minutes=minutes)
        return rounds.recode(db, roster.staff, roster.round_id, entry, now).code


@pytest.mark.parametrize(("seen", "is_old"), [(2, True), (3, True), (3.001, False)])
def test_a_code_that_a_proctor_gave_is_not_made_void_by_an_old_page(
    roster: Roster, seen: float, is_old: bool
) -> None:
    roster.bring(HANG)
    joined = come(roster, make(roster)[NAME])
    assert joined is not None
    given = proctor(roster, 3)
    form = asked("n3q2m94x0a1bc", seen, 5)
    if is_old:
        stale(roster, form)
        assert opens(roster, given) == joined.entry_id
    else:
        assert opens(roster, renew(roster, NAME, form)) == joined.entry_id
        assert opens(roster, given) is None


def test_nor_by_a_second_press_that_comes_after_it(roster: Roster) -> None:
    roster.bring(HANG)
    joined = come(roster, make(roster)[NAME])
    assert joined is not None
    renew(roster, NAME)
    given = proctor(roster, 3)
    stale(roster, asked(SECOND.token, 1, 4))
    assert opens(roster, given) == joined.entry_id


def test_all_anew_the_slips_of_those_who_came_by_name_are_void(roster: Roster) -> None:
    roster.bring(HANG, THUI)
    old = make(roster)["A Thui"]
    member = desk.members(roster.round_id)["A Thui"]
    with writing() as db:
        people.join(db, member.campaign_id, EntryDraft("A Thui", 1990, member.unit_id), NOW)
    assert (counted(roster).named, known(roster, old)) == (1, "A Thui")
    first = make(roster, Whose.ALL, SECOND)
    assert set(first) == {NAME}
    assert (counted(roster).named, known(roster, old)) == (0, None)
    assert make(roster, Whose.ALL, asked(SECOND.token, 1, 3)) == first
    assert known(roster, renew(roster, "A Thui", asked(TOKEN, 4, 5))) == "A Thui"
