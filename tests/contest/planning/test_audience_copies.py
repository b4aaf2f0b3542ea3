"""Rounds copied for an audience, and contests copied and rehearsed with theirs; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.campaigns import prizes
from contest.campaigns.audience_rules import Typed
from contest.campaigns.states import RoundState
from contest.commendations import copying, ladders
from contest.commendations import service as commendations
from contest.errors import Conflict, NotFound
from contest.planning import audiences, loading, rehearsing, rules, service
from contest.planning.states import Group
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest import groups
from tests.contest.planning import plans
from tests.contest.planning.halves import STAFF, A, B, add, copy, found, give, view


@pytest.fixture
def draft(database: Database, clock: Clock) -> str:
    """A contest in draft; its round."""
    plans.fill_bank()
    return plans.make(clock.now)


# --- a round like another one -----------------------------------------------------------------------


def test_a_round_is_copied_with_rules_window_and_prizes(
    draft: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prizes, "_copy", copying.copy)
    made = add(draft, B, clock)
    with writing() as db:
        commendations.save_ladder(db, STAFF, draft, ladders.USUAL, 0, clock.now)
    there, here = view(copy(draft, made, clock), clock), view(draft, clock)
    assert (there.own_name, there.rules, there.opens_at, there.closes_at) == (
        here.own_name,
        here.rules,
        here.opens_at,
        here.closes_at,
    )
    assert there.only is not None and there.only.id == made and here.only is None
    assert there.state is RoundState.DRAFT
    assert there.seed != here.seed, "papers are drawn anew"
    with reading() as db:
        assert commendations.announced(db, there.id) == ladders.USUAL


def test_without_prizes_none_are_copied(draft: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prizes, "_copy", copying.copy)
    made = copy(draft, add(draft, B, clock), clock)
    with reading() as db:
        assert commendations.announced(db, made) is None


def test_pressed_twice_it_is_one_round(draft: str, clock: Clock) -> None:
    made = add(draft, B, clock)
    assert copy(draft, made, clock) == copy(draft, made, clock)
    assert len(plans.loaded(draft, clock.now).rounds) == 2


def test_behind_another_ones_round_it_is_told(draft: str, clock: Clock) -> None:
    first, second = add(draft, A, clock), add(draft, B, clock)
    copy(draft, first, clock)
    with pytest.raises(Conflict, match=audiences.MADE_MEANWHILE):
        copy(draft, second, clock)


def test_a_window_that_is_over_moves_on_by_weeks(draft: str, clock: Clock) -> None:
    made, before = add(draft, B, clock), view(draft, clock)
    clock.set(before.closes_at)
    after = view(copy(draft, made, clock), clock)
    assert after.opens_at - before.opens_at == after.closes_at - before.closes_at == timedelta(days=7)


def test_a_name_that_says_the_other_audience_says_this_one(draft: str, clock: Clock) -> None:
    first, second = add(draft, A, clock), add(draft, B, clock)
    give(draft, first, clock)
    plans.change(draft, Group.TIME, clock.now, round_name="Tuần 1 bảng A")
    assert view(draft, clock).name == "Tuần 1 bảng A", "it says so itself"
    assert view(copy(draft, second, clock), clock).name.replace("\u00a0", " ") == "Tuần 1 Bảng B"


def test_rounds_of_two_audiences_never_change_together(draft: str, clock: Clock) -> None:
    made = add(draft, B, clock)
    other = copy(draft, made, clock)
    assert view(other, clock).rules == view(draft, clock).rules
    plans.change(other, Group.PAPER, clock.now, minutes="5")
    assert view(other, clock).rules.seconds == 300
    assert view(draft, clock).rules.seconds != 300


def test_the_next_week_is_made_like_the_last_of_the_same_audience(draft: str, clock: Clock) -> None:
    made = add(draft, B, clock)
    give(draft, add(draft, A, clock), clock)
    other = copy(draft, made, clock)
    plans.change(draft, Group.TIME, clock.now, round_name="Tuần 1")
    with writing() as db:
        week = service.add_week(db, STAFF, draft, draft, clock.now)
    after = view(week, clock)
    assert after.own_name == "Tuần 2"
    assert after.only == view(draft, clock).only
    assert plans.loaded(draft, clock.now).rounds[-1].id == week
    with writing() as db:
        again = service.add_week(db, STAFF, other, other, clock.now)
    assert view(again, clock).only == view(other, clock).only


# --- copies of the whole ----------------------------------------------------------------------------


def two(draft: str, clock: Clock) -> str:
    """The draft is of Bảng A, a second round of Bảng B; the second."""
    give(draft, add(draft, A, clock), clock)
    return copy(draft, add(draft, B, clock), clock)


def test_a_copy_from_last_year_has_the_audiences_with_ids_of_its_own(draft: str, clock: Clock) -> None:
    two(draft, clock)
    made = plans.make(clock.now, base=f"copy-{draft}", title="Năm nay")
    theirs, ours = found(draft, clock), found(made, clock)
    assert [(each.code, each.name, each.youngest) for each in ours] == [
        (each.code, each.name, each.youngest) for each in theirs
    ]
    assert not {each.id for each in ours} & {each.id for each in theirs}
    rounds = plans.loaded(made, clock.now).rounds
    assert [each.only for each in rounds] == list(ours)


def test_a_rehearsal_has_a_round_for_each_audience(draft: str, clock: Clock) -> None:
    two(draft, clock)
    with writing() as db:
        made = rehearsing.rehearse(db, STAFF, draft, clock.now)
    rounds = plans.loaded(made, clock.now).rounds
    ours = found(made, clock)
    assert [each.only for each in rounds] == list(ours)
    assert {each.state for each in rounds} == {RoundState.READY}
    assert rounds[0].own_name.startswith("Chạy thử ")
    with pytest.raises(Conflict, match=rules.REHEARSAL):
        add(made, Typed("C", "Người dân"), clock)


def test_a_rehearsal_of_a_round_for_everybody_is_one_round(draft: str, clock: Clock) -> None:
    copy(draft, add(draft, B, clock), clock)
    with writing() as db:
        made = rehearsing.rehearse(db, STAFF, draft, clock.now)
    assert [each.only for each in plans.loaded(made, clock.now).rounds] == [None]
    assert len(found(made, clock)) == 1


def test_removing_a_contest_takes_its_audiences_along(draft: str, clock: Clock) -> None:
    two(draft, clock)
    campaign = view(draft, clock).campaign_id
    with writing() as db:
        rehearsing.discard(db, STAFF, draft, clock.now)
    assert groups.stored(campaign) == ()
    with pytest.raises(NotFound), reading() as db:
        loading.load(db, draft, clock.now)
