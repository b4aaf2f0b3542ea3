"""Applying a trial: only what changes, once, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from contest import entropy
from contest.audit import service as audit
from contest.errors import Conflict
from contest.jobs.states import JobState
from contest.regrades import applying, prizes, service, store
from contest.reports import working
from contest.rounds import judging
from contest.rounds.deeds import Order
from contest.ruleset.rules import PredictionTarget
from contest.seasons import service as seasons
from contest.standings import service as standings
from contest.web.database import Database, reading, writing
from tests.contest.regrades import world
from tests.contest.regrades.world import APPLIED, CORRECTED, TRIED, Recount
from tests.contest.rounds import world as rounds
from tests.contest.rounds.world import STAFF
from tests.contest.seasons.world import SUM


def rows(table: str) -> set[str]:
    return set(world.dump([table])[table])


def test_only_changed_papers_get_grades_and_their_people_new_places(database: Database) -> None:
    made = world.make()
    made.answer("A Thui", (0, 0, 0), minute=0)
    made.answer("Y Bích", (2, 0, 0), minute=1)  # neither key is theirs
    made.answer("A Lan", (1, 0, 0), minute=2)
    made.end()
    made.correct(0, 1)
    marks, board = rows("grade"), rows("standing")
    regrade = made.tried()
    made.apply(regrade)
    assert rows("grade") == marks, "nothing before the job"
    rounds.work(APPLIED)
    fresh = rows("grade") - marks
    assert len(fresh) == 2 and marks <= rows("grade"), "old grades stay"
    assert not any(made.attempts["Y Bích"][0] in one for one in fresh)
    kept = board & rows("standing")
    assert len(kept) == 1 and made.attempts["Y Bích"][0] in kept.pop()
    assert {name: place[:2] for name, place in made.places().items()} == {
        "A Lan": (1, 300),
        "A Thui": (2, 200),
        "Y Bích": (3, 200),
    }
    row = made.regrade(regrade)
    assert (row.state, row.decided_by, row.decided_at, row.applied_at) == (
        *("applied", STAFF, APPLIED),
        APPLIED,
    )
    made.audited()


def test_pressed_twice_it_is_applied_once(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.tried()
    made.apply(regrade)
    made.apply(regrade)
    rounds.work(APPLIED)
    done, noted = world.dump(), made.audited()
    made.apply(regrade, APPLIED + timedelta(minutes=1))
    rounds.work(APPLIED + timedelta(minutes=1))
    assert (world.dump(), made.audited()) == (done, noted)


@pytest.mark.parametrize("slices", [1, 2, 3])
def test_a_crash_on_the_way_leaves_no_trace(
    database: Database, monkeypatch: pytest.MonkeyPatch, slices: int
) -> None:
    monkeypatch.setattr(applying, "SLICE", 1)
    made = world.usual()
    made.correct(0, 1)
    regrade = made.tried()
    made.apply(regrade)
    place, calls = standings.place, iter(range(100))

    def dies(*given: Any, **named: Any) -> None:
        place(*given, **named)
        if next(calls) == slices - 1:
            raise OSError("the disk is gone")

    monkeypatch.setattr(standings, "place", dies)
    rounds.runner.run_pending(APPLIED)  # slices - 1 are done, the one that died is not
    assert made.regrade(regrade).state == "applying"
    assert sum(one.startswith("('") for one in rows("grade")) == 3 + slices - 1
    rounds.work(APPLIED + timedelta(minutes=5))
    assert made.regrade(regrade).state == "applied"
    assert made.places() == {
        "A Thui": (1, 200, 2, 60, None),
        "Y Bích": (2, 100, 1, 60, None),
        "A Lan": (3, 100, 1, 60, None),
    }
    assert len(rows("grade")) == 6


def test_a_slice_that_is_done_twice_changes_nothing(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.applied()
    before = {table: found for table, found in world.dump().items() if table != "standing_board"}
    with writing() as db:
        store.change(db, regrade, state="applying")
        assert rounds.jobs.again(db, service.APPLY, regrade, APPLIED)
    rounds.work(APPLIED + timedelta(minutes=1))
    after = {table: found for table, found in world.dump().items() if table != "standing_board"}
    assert after == before


# --- refused ---------------------------------------------------------------------------------------


def refused(made: Recount, regrade: str) -> str:
    before = world.dump()
    with pytest.raises(Conflict) as problem:
        made.apply(regrade)
    rounds.work(APPLIED)
    assert world.dump() == before
    return problem.value.message


def test_a_key_that_was_corrected_again(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.tried()
    made.correct(0, 2, CORRECTED + timedelta(minutes=3))
    assert refused(made, regrade) == service.KEYS_MOVED
    made.applied()
    assert made.places()["A Lan"][1] == 0


def test_another_key_that_was_corrected(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.tried()
    made.correct(1, 1, CORRECTED + timedelta(minutes=3))
    assert refused(made, regrade) == service.KEYS_MOVED


def test_a_board_that_has_moved(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.tried()
    with writing() as db:
        order = Order(entropy.new_id(), STAFF, "Chép bài")
        judging.void(db, order, made.round_id, made.attempts["Y Bích"][0], TRIED)
    assert refused(made, regrade) == service.BOARD_MOVED


def test_one_that_is_dropped_or_not_ready(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.begin()
    with pytest.raises(Conflict) as problem:
        made.apply(regrade)
    assert problem.value.message == service.NOT_READY
    rounds.work(TRIED)
    with writing() as db:
        service.drop(db, STAFF, made.round_id, regrade, TRIED)
    assert refused(made, regrade) == service.IS_DROPPED


def test_what_was_applied_is_not_dropped(database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.applied()
    with pytest.raises(Conflict) as problem, writing() as db:
        service.drop(db, STAFF, made.round_id, regrade, APPLIED)
    assert problem.value.message == service.IS_APPLIED
    assert made.regrade(regrade).state == "applied"


# --- what stays, what follows ----------------------------------------------------------------------


def test_the_true_value_of_a_prediction_stays(database: Database) -> None:
    made = world.make(rounds.predicting(PredictionTarget.PERFECT_PEOPLE))
    made.answer("A Thui", (0, 0, 0), prediction=1, minute=0)
    made.answer("A Lan", (1, 0, 0), prediction=2, minute=1)
    made.end()
    assert made.view(APPLIED).prediction_truth == 1
    made.correct(0, 1)
    made.applied()
    assert made.view(APPLIED).prediction_truth == 1
    assert made.places()["A Lan"][4] == 1 and made.places()["A Thui"][4] == 0


def test_the_sum_of_all_rounds_follows(database: Database) -> None:
    made = world.make(season=SUM)
    first, last = made.answer("A Thui", (0, 0, 0)), made.answer("A Lan", (1, 0, 0), minute=1)
    made.end()
    made.correct(0, 1)
    made.applied()
    with reading() as db:
        view = made.view(APPLIED)
        placed = [(one.rank, one.entry_id, one.points) for one in seasons.table(db, view.campaign_id, 0, 9)]
    assert placed == [(1, last, 300), (2, first, 200)]


def test_whoever_counts_grades_is_told_once(sqlite_database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    told: list[tuple[str, datetime]] = []
    applying.use_after(lambda db, round_id, now: told.append((round_id, now)))
    made.applied()
    assert told == [(made.round_id, APPLIED)]


def test_the_figures_of_its_questions_are_counted_anew(sqlite_database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    with writing() as db:
        rounds.jobs.enqueue(db, working.ANALYSE, made.round_id, TRIED, TRIED)
        rounds.jobs.finish(db, working.ANALYSE, made.round_id, TRIED)
    applying.use_after(working.count_again)
    made.applied()
    with reading() as db:
        job = rounds.jobs.status(db, working.ANALYSE, made.round_id)
    assert job is not None and job.state is JobState.WAITING


def test_prizes_are_asked_with_both_boards(sqlite_database: Database) -> None:
    made = world.make()
    first, last = made.answer("A Thui", (0, 0, 0)), made.answer("A Lan", (1, 0, 0), minute=1)
    made.end()
    made.correct(0, 1)
    seen: list[Sequence[tuple[str, int]]] = []

    def effect(
        db: Session, round_id: str, before: prizes.Ranked, after: prizes.Ranked, now: datetime
    ) -> Sequence[prizes.Prize]:
        seen.extend((before, after))
        return [prizes.Prize(last, "", "Nhất")]

    prizes.use_prizes(effect, None)
    row = made.regrade(made.tried())
    assert seen == [((first, 1), (last, 2)), ((last, 1), (first, 2))]
    assert row.prizes == f'[["{last}","","Nhất"]]'


def test_what_is_applied_is_noted_and_the_chain_is_whole(sqlite_database: Database) -> None:
    made = world.usual()
    made.correct(0, 1)
    regrade = made.applied()
    with reading() as db:
        noted, _ = audit.about(db, (made.round_id,), 0, 20)
    told = [(one.action, one.actor) for one in noted if one.action.startswith("regrades.")]
    assert told[::-1] == [
        ("regrades.begin", STAFF),
        ("regrades.apply", STAFF),
        ("regrades.applied", audit.SERVER),
    ]
    assert all(one.detail["regrade"] == regrade for one in noted if one.action.startswith("regrades."))
    made.audited()
