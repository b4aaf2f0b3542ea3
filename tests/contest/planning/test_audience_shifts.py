"""Rounds that share no question, with audiences: a round's part of the bank goes by the rounds that its
people may sit, and stands once others count on it. On both databases."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from contest.campaigns import pools, service
from contest.campaigns.audience_rules import shares_people, shift_for
from contest.campaigns.service import RoundDraft
from contest.campaigns.states import RoundState
from contest.errors import Conflict
from contest.planning import audiences, making, readiness
from contest.planning import service as planning
from contest.planning.states import Group
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest import groups
from tests.contest.groups import PUPILS, SERVANTS, Groups
from tests.contest.planning import plans
from tests.contest.planning.halves import STAFF, A, B, add, copy, give, view
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.questions.test_migration import moved

WHOSE = st.sampled_from([None, "a", "b", "c"])


# --- the rule ---------------------------------------------------------------------------------------


@given(st.lists(WHOSE, max_size=12))
def test_no_two_rounds_of_one_person_get_the_same_part(rounds: list[str | None]) -> None:
    made: list[tuple[str | None, int]] = []
    for whose in rounds:
        made += [(whose, shift_for(made, whose))]
    for (one, first), (other, second) in combinations(made, 2):
        if one is None or other is None or one == other:
            assert first != second
    assert all(1 <= shift <= len(rounds) for _, shift in made)


@given(st.lists(st.tuples(WHOSE, st.integers(1, 5)), max_size=8), WHOSE, st.integers(1, 5))
def test_a_part_stays_as_long_as_it_may(
    others: list[tuple[str | None, int]], whose: str | None, own: int
) -> None:
    met = {shift for each, shift in others if each is None or whose is None or each == whose}
    found = shift_for(others, whose, own)
    assert found not in met
    assert (found == own) == (own not in met) or found == min({*range(1, 10)} - met)


@pytest.mark.parametrize("many", [1, 2, 5])
def test_without_audiences_it_is_the_number(many: int) -> None:
    assert shift_for([(None, shift) for shift in range(1, many)], None) == many


# --- rounds as they are made ------------------------------------------------------------------------


@pytest.fixture
def made(database: Database) -> Groups:
    return halves(RoundState.READY)


def halves(state: RoundState) -> Groups:
    """Bảng A and Bảng B with a round each, of contests whose bank is shared out between two."""
    lines = (world.BlueprintLine(count=1),)
    rules = world.rules(blueprint=lines, shifts=2)
    return groups.make(rules_a=rules, rules_b=rules, state=state)


def another(made: Groups, audience: str | None, state: RoundState = RoundState.DRAFT) -> World:
    with writing() as db:
        draft = RoundDraft("Tuần 2", OPENS, CLOSES, made.a.view(OPENS).rules, state, audience)
        return World(service.add_round(db, made.campaign, draft, OPENS))


def test_each_audience_has_the_whole_bank_for_its_own_rounds(made: Groups) -> None:
    """By the numbers of the contest the second round of Bảng A would get the first one's part again."""
    rounds = [made.a, made.b, another(made, PUPILS.id), another(made, SERVANTS.id)]
    views = [each.view(OPENS) for each in rounds]
    assert [each.number for each in views] == [1, 2, 3, 4]
    assert [each.shift for each in views] == [1, 1, 2, 2]
    for one, other in combinations(views, 2):
        if shares_people(one.only, other.only):
            parts = [pools.share(each.rules, each.shift) for each in (one, other)]
            assert not pools.overlap(*parts)


def test_a_round_for_everybody_meets_no_round_of_anybody(made: Groups) -> None:
    assert another(made, None).view(OPENS).shift == 2
    assert another(made, PUPILS.id).view(OPENS).shift == 3


def test_the_list_before_the_opening_names_only_rounds_of_the_same_people(made: Groups) -> None:
    more = [another(made, PUPILS.id), another(made, PUPILS.id)]
    with reading() as db:
        for round_, names in ((made.b, ()), (more[0], ()), (made.a, ("Tuần 2, Bảng\u00a0A",))):
            found = readiness.facts(db, round_.view(OPENS), OPENS)
            assert found.shared == names


# --- what staff change ------------------------------------------------------------------------------


@pytest.fixture
def draft(database: Database, clock: Clock) -> str:
    """A contest in draft whose rounds share no question."""
    plans.fill_bank()
    made = plans.make(clock.now, base="weekly")
    plans.change(made, Group.PAPER, clock.now, shifts="4")
    for _ in range(3):
        last = plans.loaded(made, clock.now).rounds[-1].id
        with writing() as db:
            planning.add_week(db, STAFF, made, last, clock.now)
    return made


def test_given_to_an_audience_and_back_the_parts_stay_apart(draft: str, clock: Clock) -> None:
    pupils = add(draft, A, clock)
    before = [each.shift for each in plans.loaded(draft, clock.now).rounds]
    assert before == [1, 2, 3, 4]
    for audience in (pupils, None):
        give(draft, audience, clock)
        assert [each.shift for each in plans.loaded(draft, clock.now).rounds] == before


def test_everybodys_again_it_leaves_the_part_that_others_have(draft: str, clock: Clock) -> None:
    pupils, servants = add(draft, A, clock), add(draft, B, clock)
    for each in plans.loaded(draft, clock.now).rounds[1:]:
        give(draft, pupils, clock, each.id)
    give(draft, servants, clock)
    second = copy(draft, pupils, clock, plans.loaded(draft, clock.now).rounds[-1].id)
    assert view(second, clock).shift == 1, "those of Bảng A have 2, 3 and 4; Bảng B's is no concern"
    give(draft, None, clock)
    assert view(draft, clock).shift == 5


def test_a_round_that_waits_keeps_enough_questions(database: Database, clock: Clock) -> None:
    """The part that it would get has at most one question more than half; its paper asks for more."""
    rules = world.rules(blueprint=(world.BlueprintLine(count=3),), shifts=2)
    made = groups.make(rules_a=rules, rules_b=rules)
    with writing() as db:
        final = RoundDraft("Chung kết", OPENS, CLOSES, rules)
        common = World(service.add_round(db, made.campaign, final, OPENS))
    clock.set(groups.BEFORE)
    assert common.view(groups.BEFORE).shift == 2
    audience = made.a.view(OPENS).only
    assert audience is not None
    with writing() as db:
        db.connection().execute(text(f"UPDATE round SET shift = 1 WHERE id = '{common.round_id}'"))
    with pytest.raises(Conflict, match="thiếu"), writing() as db:
        audiences.give(db, STAFF, made.a.round_id, common.round_id, audience.id, groups.BEFORE)


def test_a_copied_contest_counts_anew(made: Groups, clock: Clock) -> None:
    another(made, PUPILS.id)
    with writing() as db:
        db.connection().execute(text("UPDATE round SET shift = shift + 6"))
    who = plans.member(clock.now, role=plans.Role.ADMIN)
    with writing() as db:
        form = plans.form(clock.now, base=making.COPY + made.a.round_id)
        copied = making.create(db, who, form, clock.now)
    assert [each.shift for each in plans.loaded(copied, clock.now).rounds] == [1, 1, 2]


# --- rounds of before -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "after"), [(RoundState.READY, [1, 2, 3, 1]), (RoundState.DRAFT, [1, 1, 2, 2])]
)
def test_what_was_announced_keeps_its_part(
    database: Database, database_url: str, state: RoundState, after: list[int]
) -> None:
    """Of Bảng B's second round, a draft, only the part is new that no round of theirs has."""
    made = halves(state)
    another(made, PUPILS.id, state)
    another(made, SERVANTS.id)
    database.close()
    moved(database_url, "20261126_sitting", up=False)
    moved(database_url, "head", up=True)
    assert [each.shift for each in plans.loaded(made.a.round_id, OPENS).rounds] == after
