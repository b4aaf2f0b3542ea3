"""Audiences as staff make them, on both databases, and whose rounds are whose."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.campaigns import audience_rules
from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Typed
from contest.campaigns.states import RoundState
from contest.errors import Conflict, Invalid, NotFound
from contest.people import audiences as belonging
from contest.planning import audiences, present, rules, service
from contest.planning.states import Group
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.planning.halves import STAFF, A, B, add, copy, found, give, view
from tests.contest.rounds.world import World


@pytest.fixture
def draft(database: Database, clock: Clock) -> str:
    """A contest in draft; its round."""
    plans.fill_bank()
    return plans.make(clock.now)


# --- adding, changing, ordering, removing -----------------------------------------------------------


def test_added_in_order(draft: str, clock: Clock) -> None:
    add(draft, A, clock)
    add(draft, B, clock)
    assert [(each.code, each.name, each.youngest, each.oldest) for each in found(draft, clock)] == [
        ("A", "Học sinh", 11, 15),
        ("B", "Cán bộ, công chức", 18, None),
    ]


def test_a_form_sent_twice_makes_one(draft: str, clock: Clock) -> None:
    key = add(draft, A, clock)
    audited = World(draft).audited()
    add(draft, A, clock, key)
    assert len(found(draft, clock)) == 1
    assert World(draft).audited() == audited


def test_two_of_one_letter_are_refused(draft: str, clock: Clock) -> None:
    add(draft, A, clock)
    with pytest.raises(Invalid) as wrong:
        add(draft, Typed("a", "Đoàn viên"), clock)
    assert wrong.value.fields == {"code": audience_rules.CODE_TWICE.format(code="A")}


def test_there_are_only_so_many(draft: str, clock: Clock) -> None:
    for letter in audience_rules.LETTERS[: audience_rules.MOST]:
        add(draft, Typed(letter, f"Nhóm {letter}"), clock)
    with pytest.raises(Conflict, match=audience_rules.TOO_MANY):
        add(draft, Typed("Z", "Nhóm cuối"), clock)


def test_changed_and_nothing_new_is_no_change(draft: str, clock: Clock) -> None:
    made = add(draft, A, clock)
    audited = World(draft).audited()
    with writing() as db:
        audiences.change(db, STAFF, draft, made, A, clock.now)
    assert World(draft).audited() == audited
    with writing() as db:
        audiences.change(
            db, STAFF, draft, made, Typed("A", "Học sinh THCS", "học sinh lớp 6 đến 9"), clock.now
        )
    assert World(draft).audited() == audited + 1
    (after,) = found(draft, clock)
    assert (after.name, after.who, after.youngest) == ("Học sinh THCS", "học sinh lớp 6 đến 9", None)


@pytest.mark.parametrize("deed", ["change", "raise_up", "copy", "give"])
def test_an_audience_of_another_contest_is_not_there(draft: str, clock: Clock, deed: str) -> None:
    other = plans.make(clock.now, title="Cuộc thi khác")
    theirs = add(other, A, clock)
    with pytest.raises(NotFound), writing() as db:
        if deed == "change":
            audiences.change(db, STAFF, draft, theirs, A, clock.now)
        elif deed == "raise_up":
            audiences.raise_up(db, STAFF, draft, theirs, "x" * 13, clock.now)
        elif deed == "copy":
            audiences.copy(db, STAFF, draft, draft, theirs, draft, clock.now)
        else:
            audiences.give(db, STAFF, draft, draft, theirs, clock.now)
    with writing() as db:
        audiences.remove(db, STAFF, draft, theirs, clock.now)
    assert len(found(other, clock)) == 1, "and it stays where it is"


def test_one_place_higher_twice_is_once(draft: str, clock: Clock) -> None:
    first, second = add(draft, A, clock), add(draft, B, clock)
    for _ in range(2):
        with writing() as db:
            audiences.raise_up(db, STAFF, draft, second, first, clock.now)
    assert [each.id for each in found(draft, clock)] == [second, first]
    with writing() as db:
        audiences.raise_up(db, STAFF, draft, second, first, clock.now)
    assert found(draft, clock)[0].id == second, "the first goes no higher"


def test_removed_while_nothing_belongs_to_it(draft: str, clock: Clock) -> None:
    first, second = add(draft, A, clock), add(draft, B, clock)
    for _ in range(2):
        with writing() as db:
            audiences.remove(db, STAFF, draft, first, clock.now)
    assert [each.id for each in found(draft, clock)] == [second]


def test_with_a_round_or_with_people_it_stays_and_says_why(draft: str, clock: Clock) -> None:
    with_round, with_people = add(draft, A, clock), add(draft, B, clock)
    give(draft, with_round, clock)
    with pytest.raises(Conflict) as refused, writing() as db:
        audiences.remove(db, STAFF, draft, with_round, clock.now)
    said = refused.value.message.replace("\u00a0", " ")
    assert said.startswith(f"Bảng A còn vòng thi: {view(draft, clock).own_name}.")
    entry = World(draft).join("A Thui").entry_id
    with writing() as db:
        belonging.choose(db, entry, with_people)
    with pytest.raises(Conflict, match="Đã có người dự thi"), writing() as db:
        audiences.remove(db, STAFF, draft, with_people, clock.now)


# --- whose rounds are whose -------------------------------------------------------------------------


def test_a_round_is_given_and_taken_back(draft: str, clock: Clock) -> None:
    made = add(draft, A, clock)
    for _ in range(2):
        give(draft, made, clock)
    only = view(draft, clock).only
    assert only is not None and only.id == made
    assert view(draft, clock).name == f"{view(draft, clock).own_name}, {only.short}"
    give(draft, None, clock)
    assert view(draft, clock).only is None


def test_a_round_of_another_audience_is_first_everybodys(draft: str, clock: Clock) -> None:
    first, second = add(draft, A, clock), add(draft, B, clock)
    give(draft, first, clock)
    with pytest.raises(Conflict, match="đang dành cho"):
        give(draft, second, clock)


def test_a_round_of_another_contest_is_not_given(draft: str, clock: Clock) -> None:
    made = add(draft, A, clock)
    other = plans.make(clock.now, title="Cuộc thi khác")
    with pytest.raises(Conflict, match=audiences.NO_ROUND):
        give(draft, made, clock, other)


@pytest.mark.parametrize("begun", [False, True])
def test_once_a_round_is_open_it_stays_whose_it_is(draft: str, clock: Clock, begun: bool) -> None:
    made = add(draft, A, clock)
    with writing() as db:
        campaigns.set_state(db, draft, RoundState.DRAFT, RoundState.READY)
    opens = view(draft, clock).opens_at
    clock.set(opens - timedelta(seconds=1))
    give(draft, made, clock)
    give(draft, None, clock)
    clock.set(opens)
    if begun:
        World(draft).start(World(draft).join("A Thui").entry_id, clock.now)
    with pytest.raises(Conflict) as refused:
        give(draft, made, clock)
    assert refused.value.message == (rules.STARTED if begun else rules.OPENED)


def test_once_its_round_is_open_an_audience_stays_as_it_is(draft: str, clock: Clock) -> None:
    made, other = add(draft, A, clock), add(draft, B, clock)
    give(draft, made, clock)
    with writing() as db:
        campaigns.set_state(db, draft, RoundState.DRAFT, RoundState.READY)
    clock.set(view(draft, clock).opens_at)
    with pytest.raises(Conflict, match=audiences.BEGUN), writing() as db:
        audiences.change(db, STAFF, draft, made, Typed("A", "Người khác"), clock.now)
    with writing() as db:
        audiences.change(db, STAFF, draft, other, Typed("B", "Người dân"), clock.now)


def test_ages_and_the_least_age_of_the_rules_may_not_cross(draft: str, clock: Clock) -> None:
    made = add(draft, A, clock)
    give(draft, made, clock)
    plans.change(draft, Group.PEOPLE, clock.now, youngest="15")
    with pytest.raises(Invalid) as wrong:
        plans.change(draft, Group.PEOPLE, clock.now, youngest="16")
    assert "đến 15 tuổi" in wrong.value.fields["youngest"]
    with pytest.raises(Invalid) as wrong, writing() as db:
        audiences.change(db, STAFF, draft, made, Typed("A", "Học sinh", "", "11", "14"), clock.now)
    assert "từ đủ 15 tuổi" in wrong.value.fields["oldest"]
    give(draft, None, clock)
    plans.change(draft, Group.PEOPLE, clock.now, youngest="16")
    with pytest.raises(Conflict, match="từ đủ 16 tuổi"):
        give(draft, made, clock)
    with pytest.raises(Conflict, match="từ đủ 16 tuổi"):
        copy(draft, made, clock)


# --- several rounds of a contest --------------------------------------------------------------------


def week(draft: str, clock: Clock) -> str:
    with writing() as db:
        return service.add_week(db, STAFF, draft, draft, clock.now)


def test_a_contest_whose_rounds_are_added_up_has_no_rounds_of_audiences(draft: str, clock: Clock) -> None:
    made = add(draft, A, clock)
    plans.change(draft, Group.SEASON, clock.now, season="sum")
    for deed in (give, copy):
        with pytest.raises(Conflict) as refused:
            deed(draft, made, clock)
        assert refused.value.message == audiences.SEASON
    plans.change(draft, Group.SEASON, clock.now, season="")
    give(draft, made, clock)
    assert view(draft, clock).only


def test_rounds_of_audiences_are_not_added_up(draft: str, clock: Clock) -> None:
    give(draft, add(draft, A, clock), clock)
    with pytest.raises(Invalid) as wrong:
        plans.change(draft, Group.SEASON, clock.now, season="sum")
    assert wrong.value.fields == {"season": service.OF_AUDIENCES}
    give(draft, None, clock)
    assert plans.change(draft, Group.SEASON, clock.now, season="sum").season


CHOSEN = {"origin": "1", "chosen_by": "people", "places": "5", "border": "all", "listed": ""}


def test_a_round_selects_for_the_same_people_alone(draft: str, clock: Clock) -> None:
    made, later = add(draft, A, clock), week(draft, clock)
    give(draft, made, clock)
    assert present.origins(plans.loaded(later, clock.now).settings) == (("", "Mọi người dự thi"),)
    with pytest.raises(Invalid) as wrong:
        plans.change(later, Group.SEASON, clock.now, **CHOSEN)
    said = service.OTHER_PEOPLE.format(name=view(draft, clock).name)
    assert wrong.value.fields == {"origin": said}
    give(draft, made, clock, given=later)
    assert plans.change(later, Group.SEASON, clock.now, **CHOSEN).selection


def test_neither_of_two_rounds_that_select_becomes_other_peoples(draft: str, clock: Clock) -> None:
    made, later = add(draft, A, clock), week(draft, clock)
    plans.change(later, Group.SEASON, clock.now, **CHOSEN)
    for one in (draft, later):
        with pytest.raises(Conflict, match="chọn người từ"):
            give(draft, made, clock, given=one)
    plans.change(later, Group.SEASON, clock.now, origin="")
    give(draft, made, clock, given=later)
    assert view(later, clock).only
