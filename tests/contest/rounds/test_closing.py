"""The closing job: what it counts, that it survives a kill in any slice, that it does nothing twice."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session

from contest.attempts import service as attempts
from contest.campaigns.states import RoundState
from contest.errors import Conflict
from contest.jobs import runner
from contest.jobs.rules import TRIES, JobView, Progress, back_off
from contest.jobs.states import JobState
from contest.rounds import closing, service
from contest.ruleset.rules import PredictionTarget
from contest.standings.service import Placed
from contest.web.database import Database, reading, writing
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, GRACE, OPENS, STAFF, World

SETTLED = CLOSES + GRACE + service.SETTLE
MS = timedelta(milliseconds=1)


class Killed(BaseException):
    """The server goes away in the middle of a slice."""


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two attempts a slice, so that a few people need many."""
    monkeypatch.setattr(closing, "SLICE", 2)
    monkeypatch.setattr(closing, "RANKED", 2)


def five_people(contest: World) -> list[str]:
    """Three hand in, one is silent, one never answers; the entries by right answers."""
    handed = [contest.sit(f"Người số {right}", OPENS, right, right * 10) for right in (3, 1, 2)]
    silent = contest.join("Im Lặng").entry_id
    contest.start(silent, CLOSES - timedelta(minutes=1))
    contest.join("Chưa Làm")
    return [handed[0], handed[2], handed[1], silent]


def places(contest: World) -> list[tuple[int, str, int]]:
    return [(row.rank, row.entry_id, row.right) for row in contest.board()]


@pytest.mark.usefixtures("small_slices")
def test_a_round_closes_by_itself(database: Database) -> None:
    contest = world.make(world.predicting())
    order = five_people(contest)
    assert contest.board() == [], "in prize mode nothing is graded before close"
    world.work(CLOSES)
    assert contest.view(CLOSES).state is RoundState.CLOSING
    assert world.work(SETTLED - MS) == 0, "the grace is waited for"
    assert contest.board() == []
    world.work(SETTLED)
    view = contest.view(SETTLED)
    assert (view.state, view.prediction_truth) == (RoundState.CLOSED, 4)
    assert [entry for _, entry, _ in places(contest)] == order
    assert [right for _, _, right in places(contest)] == [3, 2, 1, 0]
    job = contest.job()
    assert job is not None and (job.state, job.done, job.total) == (JobState.DONE, 4, 4)
    assert contest.audited() == 2


def test_nobody_took_part(sqlite_database: Database) -> None:
    contest = world.make(world.predicting(), bank=0)
    world.work(CLOSES)
    world.work(SETTLED)
    view = contest.view(SETTLED)
    assert (view.state, view.prediction_truth, contest.board()) == (RoundState.CLOSED, 0, [])


def test_the_prediction_breaks_a_tie(sqlite_database: Database) -> None:
    contest = world.make(world.predicting())
    far = contest.sit("Xa", OPENS, 2, 90)
    near = contest.sit("Gần", OPENS + timedelta(minutes=2), 2, 4)
    silent = contest.sit("Không đoán", OPENS, 2, None)
    world.work(CLOSES)
    world.work(SETTLED)
    board = contest.board()
    assert [row.entry_id for row in board] == [near, far, silent]
    assert [row.prediction_error for row in board] == [1, 87, None]


@pytest.mark.parametrize(
    ("target", "value"),
    [
        (PredictionTarget.PARTICIPANTS, 3),
        (PredictionTarget.ATTEMPTS, 5),
        (PredictionTarget.PERFECT_PEOPLE, 2),
        (PredictionTarget.PERFECT_ATTEMPTS, 3),
        (PredictionTarget.PERCENT, 6_667),  # two of three
    ],
)
@pytest.mark.usefixtures("small_slices")
def test_what_the_prediction_counts(sqlite_database: Database, target: PredictionTarget, value: int) -> None:
    contest = world.make(world.predicting(target, attempts_allowed=3))
    for name, rights in (("Một", (3, 3)), ("Hai", (3, 1)), ("Ba", (2,))):
        entry = contest.join(name).entry_id
        for minute, right in enumerate(rights):
            now = OPENS + timedelta(minutes=minute)
            contest.hand_in(entry, contest.start(entry, now), now + timedelta(seconds=30), right, 1)
    world.work(CLOSES)
    world.work(SETTLED)
    assert contest.view(SETTLED).prediction_truth == value


def test_a_value_once_counted_stands(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    contest = world.make(world.predicting())
    five_people(contest)
    world.work(CLOSES)
    monkeypatch.setitem(closing.STEPS, closing.CloseStep.RANK, _broken)
    world.work(SETTLED)
    monkeypatch.undo()
    assert contest.view(SETTLED).prediction_truth == 4
    monkeypatch.setattr(closing, "true_value", lambda *_: 99)
    with writing() as db:
        view = contest.view(SETTLED)
        job = JobView("id", service.CLOSE, view.id, closing.CloseStep.TRUTH, "", 0, 0)
        closing.close_step(db, job, SETTLED)
    assert contest.view(SETTLED).prediction_truth == 4


def _broken(*_: object) -> Progress:
    raise ZeroDivisionError


def whole_closing() -> tuple[list[Placed], int]:
    """How it ends when nothing goes wrong, and how many slices it takes."""
    contest = world.make(world.predicting(), slug="mau", bank=0)
    five_people(contest)
    world.work(CLOSES)
    slices = world.work(SETTLED)
    return contest.board(), slices


@pytest.mark.usefixtures("small_slices")
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_in_every_slice_it_ends_the_same(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    world.fill_bank()
    wanted, slices = whole_closing()
    assert slices >= 7
    contest = world.make(world.predicting(), bank=0)
    five_people(contest)
    world.work(CLOSES)

    def die(db: Session, job: JobView, now: datetime) -> Progress:
        if when == "after":
            closing.close_step(db, job, now)
        raise Killed

    for _ in range(slices):
        runner.register(service.CLOSE, die)
        with pytest.raises(Killed):
            runner.run_pending(SETTLED)
        # One slice, then the next kill.
        runner.register(service.CLOSE, closing.close_step)
        with reading() as db:
            (job_id,) = runner.store.due(db, SETTLED)
        assert runner._one_slice(job_id, SETTLED)
    assert runner.run_pending(SETTLED) == 0
    view = contest.view(SETTLED)
    assert (view.state, view.prediction_truth) == (RoundState.CLOSED, 4)
    shape = [(row.rank, row.right, row.points, row.seconds, row.prediction_error) for row in wanted]
    board = contest.board()
    assert [(row.rank, row.right, row.points, row.seconds, row.prediction_error) for row in board] == shape


@pytest.mark.usefixtures("small_slices")
def test_every_step_may_run_twice(sqlite_database: Database) -> None:
    contest = world.make(world.predicting())
    five_people(contest)
    world.work(CLOSES)
    job = JobView("id", service.CLOSE, contest.round_id, "", "", 0, 0)
    for _ in range(20):
        for _ in range(2):
            with writing() as db:
                came = closing.close_step(db, job, SETTLED)
        job = JobView(job.id, job.kind, job.subject, came.step, came.cursor, came.done, came.total)
        if came.finished:
            break
    assert contest.view(SETTLED).state is RoundState.CLOSED
    assert [row.right for row in contest.board()] == [3, 2, 1, 0]
    assert contest.audited() == 2, "closed is said once"


VOIDED = "UPDATE attempt SET state = 'void' WHERE id = :id"
ANSWERED = "INSERT INTO answer (attempt_id, slot, lease, seq, op_id, answer) VALUES (:id, 1, 1, 1, 'o', 'A')"


CORRECTED = "UPDATE question_key SET version = 2 WHERE version = 1 AND :id = :id"


@pytest.mark.parametrize(("change", "ranked"), [(VOIDED, 0), (ANSWERED, 1), (CORRECTED, 1)])
def test_what_changes_after_the_look_is_looked_at_anew(database: Database, change: str, ranked: int) -> None:
    contest = world.make()
    attempt_id = contest.start(contest.join("Im Lặng").entry_id, CLOSES - timedelta(minutes=1))
    world.work(CLOSES)
    job = JobView("id", service.CLOSE, contest.round_id, closing.CloseStep.GRADE, "", 0, 1)
    with reading() as db:
        step = closing.look(db, job, SETTLED)
    with writing() as db:
        db.connection().execute(text(change), {"id": attempt_id})
    with writing() as db:
        assert step(db, job, SETTLED) == Progress(closing.CloseStep.GRADE, "", 0, 1)
    assert contest.board() == []
    world.work(SETTLED)
    assert len(contest.board()) == ranked


def test_who_has_extra_time_is_waited_for(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    contest = world.make()
    world.work(CLOSES)
    with reading() as db:
        quiet = attempts.counts(db, contest.round_id, SETTLED)
    busy = attempts.Counts(1, 1, 1, 0, 0, 0)
    monkeypatch.setattr(attempts, "counts", lambda *_: busy)
    for seconds in (0, 1, 5):
        world.work(SETTLED + timedelta(seconds=seconds))
        job = contest.job()
        assert job is not None and (job.state, job.step) == (JobState.RUNNING, "")
    monkeypatch.setattr(attempts, "counts", lambda *_: quiet)
    world.work(SETTLED + timedelta(seconds=9))
    assert contest.view(SETTLED).state is RoundState.CLOSING
    world.work(SETTLED + timedelta(seconds=10))
    assert contest.view(SETTLED).state is RoundState.CLOSED


def test_a_closing_that_failed_is_taken_up_by_pressing_again(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = world.make(world.predicting())
    five_people(contest)
    monkeypatch.setitem(closing.STEPS, closing.CloseStep.GRADE, _broken)
    now = SETTLED
    world.work(CLOSES)
    for failure in range(1, TRIES + 1):
        world.work(now)
        now += back_off(failure)
    job = contest.job()
    assert job is not None and job.state is JobState.FAILED and "ZeroDivisionError" in job.error
    monkeypatch.undo()
    runner.register(service.CLOSE, closing.close_step)
    with writing() as db:
        service.close_now(db, STAFF, contest.round_id, now)
    with pytest.raises(Conflict, match=service.IS_CLOSING), writing() as db:
        service.close_now(db, STAFF, contest.round_id, now)
    world.work(now)
    assert contest.view(now).state is RoundState.CLOSED
    assert [row.right for row in contest.board()] == [3, 2, 1, 0]


def test_a_job_of_a_closed_round_is_done(sqlite_database: Database) -> None:
    contest = world.make()
    world.work(CLOSES)
    world.work(SETTLED)
    job = JobView("id", service.CLOSE, contest.round_id, "rank", "", 3, 4)
    with writing() as db:
        assert closing.close_step(db, job, SETTLED) == Progress(finished=True, done=4, total=4)


def test_every_step_has_words() -> None:
    assert set(closing.IN_WORDS) == set(closing.STEPS) == set(closing.CloseStep)
