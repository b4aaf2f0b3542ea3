"""Papers that wait count for the limit over all rounds: as attempts do, wherever the next one would begin."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session

from contest.attempts import by_hand, used
from contest.attempts import service as attempts
from contest.attempts.starting import Refusal
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundDraft
from contest.people.guards import Entrant
from contest.web.database import Database, reading, writing
from tests.contest.attempts.by_hand_world import (
    BY,
    LATER,
    MINUTE,
    deed,
    enter,
    one_for,
    print_for,
    start,
)
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.racing import behind

Rounds = tuple[World, World]
LONG = timedelta(hours=2)


@pytest.fixture
def rounds(database: Database, fresh: None) -> Rounds:
    """Two rounds of one contest, one attempt in both together; the second closes two hours later."""
    return made()


def made(allowed: int = 1) -> Rounds:
    rules = world.rules(by_hand=True, attempts_allowed=allowed, attempts_in_all=allowed)
    first = world.make(rules)
    with writing() as db:
        draft = RoundDraft("Tuần 2", OPENS, CLOSES + LONG, rules)
        return first, World(campaigns.add_round(db, first.view(OPENS).campaign_id, draft, OPENS))


def withdraw(contest: World, sheet: str) -> None:
    with writing() as db:
        by_hand.withdraw(db, campaigns.view(db, contest.round_id, LATER, held=True), sheet, deed())


def left(contest: World, entry: str) -> int:
    with reading() as db:
        return attempts.readiness(db, Entrant((entry,), "d" * 13), contest.round_id, OPENS).next.left


def test_a_paper_of_one_round_uses_up_the_attempt_of_the_other(rounds: Rounds) -> None:
    one, two = rounds
    entry = one.join("A Thui").entry_id
    assert left(two, entry) == 1
    sheet = one_for(one, entry)
    assert start(two, entry).refusal is Refusal.USED_UP
    assert left(two, entry) == 0
    assert print_for(two, entry).refused == {entry: by_hand.USED_UP}
    withdraw(one, sheet)
    assert start(two, entry, LATER).refusal is None


def test_nobody_else_is_counted(rounds: Rounds) -> None:
    one, two = rounds
    entry, other = one.join("A Thui").entry_id, one.join("Y Bích").entry_id
    one_for(one, entry)
    assert start(two, other).refusal is None
    with reading() as db:
        assert used.elsewhere(db, two.round_id, [entry, other], OPENS) == {entry: 1}
        assert used.elsewhere(db, two.round_id, [], OPENS) == {}


def test_what_was_printed_is_typed_in(rounds: Rounds) -> None:
    one, two = rounds
    entry = one.join("A Thui").entry_id
    enter(one, one_for(one, entry))
    assert start(two, entry, LATER).refusal is Refusal.USED_UP


def test_an_attempt_and_a_paper_are_two(database: Database, fresh: None) -> None:
    one, two = made(2)
    entry = one.sit("A Thui", OPENS, right=1)
    sheet = one_for(one, entry, OPENS + 2 * MINUTE)
    assert start(two, entry, OPENS + 2 * MINUTE).refusal is Refusal.USED_UP
    withdraw(one, sheet)
    assert start(two, entry, LATER).refusal is None


@pytest.mark.parametrize(("seconds", "refusal"), [(-1, Refusal.USED_UP), (0, None), (1, None)])
def test_a_paper_that_can_not_be_typed_in_any_more_counts_no_more(
    rounds: Rounds, seconds: int, refusal: Refusal | None
) -> None:
    one, two = rounds
    entry = one.join("A Thui").entry_id
    one_for(one, entry)
    assert start(two, entry, CLOSES + timedelta(seconds=seconds)).refusal is refusal


def test_two_papers_of_before_are_typed_in_as_far_as_the_limit_goes(rounds: Rounds) -> None:
    """They were printed while papers did not count: the first that is typed in holds."""
    one, two = rounds
    entry = one.join("A Thui").entry_id
    sheet = one_for(one, entry)
    with writing() as db:
        view = campaigns.view(db, two.round_id, OPENS)
        row = by_hand._row(db, view, entry, 1, BY, OPENS)
        by_hand.by_hand_store.add(db, [row])
    enter(one, sheet)
    with pytest.raises(by_hand.Conflict, match="đã dùng lượt thi này"):
        enter(two, str(row["id"]))


# --- at one moment ----------------------------------------------------------------------------------


def printing(db: Session, contest: World, entry: str) -> by_hand.Printed:
    view = campaigns.view(db, contest.round_id, OPENS, held=True)
    return by_hand.print_for(db, view, [entry], BY, OPENS)


def test_a_start_in_one_round_waits_for_the_printing_in_another(rounds: Rounds) -> None:
    one, two = rounds
    entry = one.join("A Thui").entry_id
    with writing() as db:
        printing(db, one, entry)
        second = behind(lambda: start(two, entry))
        assert not second.done(), "it must wait for what the first one stores"
    assert second.result(30).refusal is Refusal.USED_UP


def test_a_printing_in_one_round_waits_for_the_printing_in_another(rounds: Rounds) -> None:
    one, two = rounds
    entry = one.join("A Thui").entry_id
    with writing() as db:
        printing(db, one, entry)
        second = behind(lambda: print_for(two, entry))
        assert not second.done(), "it must wait for what the first one stores"
    assert second.result(30).refused == {entry: by_hand.USED_UP}


def test_a_printing_that_was_taken_back_leaves_its_place(rounds: Rounds) -> None:
    one, two = rounds
    entry = one.join("A Thui").entry_id
    with pytest.raises(ZeroDivisionError), writing() as db:
        printing(db, one, entry)
        second = behind(lambda: start(two, entry))
        raise ZeroDivisionError
    assert second.result(30).attempt_id
