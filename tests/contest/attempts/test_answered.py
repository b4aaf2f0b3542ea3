"""Ended attempts as plain rows, on both databases: the newest answers, whole people, slice by slice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest import entropy
from contest.attempts import answered, finishing
from contest.attempts.rules import Op
from contest.attempts.saving import SaveRequest, save_batch
from contest.attempts.states import AttemptState
from contest.ruleset.rules import PredictionTarget
from contest.web.database import Database, reading, to_ms, writing
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World

MINUTE = timedelta(minutes=1)


def rows(contest: World, after: str = "", limit: int = 100) -> list[answered.Answered]:
    with reading() as db:
        return answered.answered(db, contest.round_id, after, limit)


def test_the_answer_with_the_highest_number_counts_and_a_cleared_one_is_none(database: Database) -> None:
    contest = world.make(world.rules(prediction=PredictionTarget.PARTICIPANTS))
    entry = contest.join("A Thui").entry_id
    attempt = contest.start(entry, OPENS)
    ops = (Op(entropy.new_id(), 5, 1, "b"), Op(entropy.new_id(), 3, 1, "a"), Op(entropy.new_id(), 4, 2, "c"))
    more = (Op(entropy.new_id(), 6, 2, ""), Op(entropy.new_id(), 7, 4, "12"))
    with writing() as db:
        save_batch(db, [SaveRequest(attempt, (entry,), 1, to_ms(OPENS), ops)])
        save_batch(db, [SaveRequest(attempt, (entry,), 1, to_ms(OPENS), more)])
    assert rows(contest) == [], "it still runs"
    with writing() as db:
        finishing.hand_in_batch(db, [finishing.HandInRequest(attempt, (entry,), 1, to_ms(OPENS + MINUTE))])
    (one,) = rows(contest)
    assert (one.attempt_id, one.entry_id, one.number, one.started) == (attempt, entry, 1, to_ms(OPENS))
    assert len(one.items) == 3, "the prediction is no item"
    assert one.answers == ("b", "", "")


def test_who_answered_nothing_has_only_silence(database: Database) -> None:
    contest = world.make()
    entry = contest.join("A Thui").entry_id
    contest.start(entry, OPENS)
    world.sweep(OPENS + timedelta(hours=1))
    (one,) = rows(contest)
    assert one.answers == ("", "", "")


@pytest.mark.parametrize("limit", [1, 2, 3, 10])
def test_slices_never_split_a_person(database: Database, limit: int) -> None:
    contest = world.make(world.rules(attempts_allowed=2))
    for number in range(3):
        entry = contest.sit(f"Người {number}", OPENS, 1)
        again = contest.start(entry, OPENS + 5 * MINUTE)
        contest.hand_in(entry, again, OPENS + 6 * MINUTE)
    found: list[answered.Answered] = []
    after = ""
    while part := rows(contest, after, limit):
        assert len({one.entry_id for one in part}) <= limit
        assert [one.number for one in part] == [1, 2] * (len(part) // 2)
        found += part
        after = part[-1].entry_id
    assert found == rows(contest)
    assert len(found) == 6


def test_states_are_counted_as_they_are_stored(database: Database) -> None:
    contest = world.make()
    contest.sit("A Thui", OPENS, 1)
    contest.start(contest.join("Y Bích").entry_id, OPENS)
    with reading() as db:
        assert answered.states(db, contest.round_id) == {AttemptState.HANDED_IN: 1, AttemptState.OPEN: 1}
        assert answered.states(db, "0" * 13) == {}
