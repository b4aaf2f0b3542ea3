"""An audience draws from a bank of its own where one is chosen; on both databases."""

from __future__ import annotations

import pytest

from contest.campaigns import service as campaigns
from contest.campaigns.audience_rules import Typed
from contest.campaigns.states import RoundState
from contest.errors import Invalid
from contest.planning import audiences, rehearsing, service
from contest.planning.states import Group
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.planning.halves import STAFF, A, B, add, copy, found, give, view
from tests.contest.rounds.world import World


@pytest.fixture
def halves(database: Database, clock: Clock) -> tuple[str, str]:
    """A round of Bảng A and one of Bảng B, and two banks."""
    plans.fill_bank()
    plans.fill_bank(slug="khac")
    first = plans.make(clock.now)
    give(first, add(first, A, clock), clock)
    return first, copy(first, add(first, B, clock), clock)


def draws(round_id: str, clock: Clock) -> str:
    return view(round_id, clock).bank_slug


def test_only_the_audience_takes_another_bank(halves: tuple[str, str], clock: Clock) -> None:
    first, second = halves
    plans.change(second, Group.PAPER, clock.now, bank="khac")
    assert (draws(first, clock), draws(second, clock)) == ("bank", "khac")
    assert [each.bank for each in found(first, clock)] == ["", "khac"]
    with writing() as db:
        week = service.add_week(db, STAFF, second, second, clock.now)
    assert draws(week, clock) == "khac", "all its rounds do"
    with reading() as db:
        campaign = view(first, clock).campaign_id
        assert {bank for id, bank in campaigns.banks(db) if id == campaign} == {"bank", "khac"}


def test_back_to_the_contests_bank_is_no_bank_of_its_own(halves: tuple[str, str], clock: Clock) -> None:
    first, second = halves
    plans.change(second, Group.PAPER, clock.now, bank="khac")
    plans.change(second, Group.PAPER, clock.now, bank="bank")
    assert [each.bank for each in found(first, clock)] == ["", ""]


def test_the_contests_bank_is_that_of_rounds_for_everybody(halves: tuple[str, str], clock: Clock) -> None:
    first, second = halves
    plans.change(second, Group.PAPER, clock.now, bank="khac")
    give(first, None, clock)
    plans.change(first, Group.PAPER, clock.now, bank="khac")
    assert view(first, clock).contest_bank == "khac"
    plans.change(first, Group.PAPER, clock.now, bank="bank")
    assert (draws(first, clock), draws(second, clock)) == ("bank", "khac")


def test_another_audiences_attempts_are_in_nobodys_way(halves: tuple[str, str], clock: Clock) -> None:
    first, second = halves
    with writing() as db:
        campaigns.set_state(db, first, RoundState.DRAFT, RoundState.READY)
    clock.set(view(first, clock).opens_at)
    plans.change(second, Group.PAPER, clock.now, bank="khac")
    assert draws(second, clock) == "khac"


def test_once_one_of_its_rounds_has_begun_it_stands(halves: tuple[str, str], clock: Clock) -> None:
    _, second = halves
    with writing() as db:
        week = service.add_week(db, STAFF, second, second, clock.now)
        campaigns.set_state(db, second, RoundState.DRAFT, RoundState.READY)
    clock.set(view(second, clock).opens_at)
    with pytest.raises(Invalid) as wrong:
        plans.change(week, Group.PAPER, clock.now, bank="khac")
    assert wrong.value.fields == {"bank": service.SHARED}


@pytest.mark.parametrize("bank", ["", "khong-co"])
def test_no_such_bank(halves: tuple[str, str], clock: Clock, bank: str) -> None:
    with pytest.raises(Invalid):
        plans.change(halves[1], Group.PAPER, clock.now, bank=bank)
    assert draws(halves[1], clock) == "bank"


def test_words_leave_the_bank_as_it_is(halves: tuple[str, str], clock: Clock) -> None:
    first, second = halves
    plans.change(second, Group.PAPER, clock.now, bank="khac")
    own = found(first, clock)[1]
    with writing() as db:
        audiences.change(db, STAFF, first, own.id, Typed("B", "Cán bộ xã"), clock.now)
    assert draws(second, clock) == "khac"


def test_copies_and_rehearsals_draw_from_it_too(halves: tuple[str, str], clock: Clock) -> None:
    first, second = halves
    plans.change(second, Group.PAPER, clock.now, bank="khac")
    again = plans.make(clock.now, base=f"copy-{first}", title="Năm nay")
    assert [each.bank_slug for each in plans.loaded(again, clock.now).rounds] == ["bank", "khac"]
    with writing() as db:
        made = rehearsing.rehearse(db, STAFF, second, clock.now)
    rounds = plans.loaded(made, clock.now).rounds
    assert [each.bank_slug for each in rounds] == ["khac", "bank"]
    assert rounds[0].contest_bank == "bank"
    entry = World(made).join("A Thui")
    assert entry.code
