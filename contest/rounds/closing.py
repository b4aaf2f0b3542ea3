"""Closing a round, slice by slice: sweep, grade, count the true value, rank, closed.

Each slice runs in its own transaction together with the job's place, and each may run twice without
harm, so a killed server goes on where it stood.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from contest.attempts import service as attempts
from contest.attempts.service import Finished
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.campaigns.states import RoundState
from contest.grades import service as grades
from contest.jobs import runner
from contest.jobs.rules import JobView, Progress
from contest.rounds import service
from contest.ruleset.rules import PredictionTarget
from contest.standings import service as standings
from contest.web.database import reading, writing

SLICE = 500
#: How often to look again while somebody with extra time is still working.
LOOK_AGAIN = timedelta(seconds=5)


class CloseStep(StrEnum):
    """Where a closing stands; the first one has the name of a job that has not begun."""

    SWEEP = ""
    GRADE = "grade"
    TRUTH = "truth"
    RANK = "rank"


#: What staff read while it runs.
IN_WORDS = {
    CloseStep.SWEEP: "Thu bài hết giờ",
    CloseStep.GRADE: "Chấm bài",
    CloseStep.TRUTH: "Đếm đáp số câu dự đoán",
    CloseStep.RANK: "Xếp hạng",
}


def register() -> None:
    """Let the job runner close rounds, and begin to when their time has come. Called once, at start."""
    runner.register(service.CLOSE, close_step)
    runner.every_second(begin_due)


def begin_due(now: datetime) -> None:
    """The tick: takes the write lock only when there is something to do."""
    with reading() as db:
        waiting = service.due(db, now)
    if waiting:
        with writing() as db:
            service.begin_due_closings(db, now)


def close_step(db: Session, job: JobView, now: datetime) -> Progress:
    """One slice of closing the round that is the job's subject."""
    # Held: who voids or bars comes before this slice, or finds that it has begun to rank.
    view = campaigns.view(db, job.subject, now, held=True)
    if view.state is RoundState.CLOSED:
        return Progress(finished=True, done=job.total, total=job.total)
    return STEPS[CloseStep(job.step)](db, view, job, now)


def _sweep(db: Session, view: RoundView, job: JobView, now: datetime) -> Progress:
    """Record what timed out, until nobody is working any more."""
    swept = job.done + attempts.sweep(db, view.id, now, SLICE)
    counts = attempts.counts(db, view.id, now)
    if swept - job.done >= SLICE:
        return Progress(CloseStep.SWEEP, done=swept, total=counts.started)
    if counts.answering:
        return Progress(CloseStep.SWEEP, done=swept, total=counts.started, again_at=now + LOOK_AGAIN)
    return Progress(CloseStep.GRADE, total=counts.started)


def _grade(db: Session, view: RoundView, job: JobView, now: datetime) -> Progress:
    """Grade the next papers and put them on the board in the order that needs no true value."""
    ended = attempts.finished(db, view.id, job.cursor, SLICE)
    graded = grades.grade_papers(db, [one.to_grade for one in ended], now)
    results = [one.result(grade) for one, grade in zip(ended, graded, strict=True)]
    standings.place(db, view.rules, view.id, results)
    done = job.done + len(ended)
    if len(ended) == SLICE:
        return Progress(CloseStep.GRADE, ended[-1].facts.id, done, job.total)
    return Progress(CloseStep.TRUTH, "", done, job.total)


def _truth(db: Session, view: RoundView, job: JobView, now: datetime) -> Progress:
    """Count what the prediction question asked for, once; from then on it stands."""
    if view.rules.prediction is not None and view.prediction_truth is None:
        campaigns.freeze_truth(db, view.id, true_value(db, view, view.rules.prediction, now))
    return Progress(CloseStep.RANK, "", 0, standings.total(db, view.id))


def true_value(db: Session, view: RoundView, target: PredictionTarget, now: datetime) -> int:
    """The right answer of the prediction question, counted over all ended attempts."""
    if target is PredictionTarget.PARTICIPANTS:
        return attempts.counts(db, view.id, now).people
    if target is PredictionTarget.ATTEMPTS:
        return attempts.counts(db, view.id, now).started
    perfect = _perfect(db, view)
    if target is PredictionTarget.PERFECT_ATTEMPTS:
        return len(perfect)
    return len(set(perfect))


def _perfect(db: Session, view: RoundView) -> list[str]:
    """The entry of each attempt with every question right, an entry as often as it did it."""
    found: list[str] = []
    after = ""
    while True:
        ended = attempts.finished(db, view.id, after, SLICE)
        found += _all_right(db, view, ended)
        if len(ended) < SLICE:
            return found
        after = ended[-1].facts.id


def _all_right(db: Session, view: RoundView, ended: list[Finished]) -> list[str]:
    latest = grades.latest(db, [one.facts.id for one in ended])
    wanted = view.rules.questions_count
    return [one.facts.entry_id for one in ended if latest[one.facts.id].right == wanted]


def _rank(db: Session, view: RoundView, job: JobView, now: datetime) -> Progress:
    """Order the board by all criteria; with its last slice the round is closed."""
    after = standings.rebuild(db, view.rules, view.id, view.prediction_truth, job.cursor, SLICE)
    if after is not None:
        return Progress(CloseStep.RANK, after, min(job.done + SLICE, job.total), job.total)
    campaigns.set_state(db, view.id, RoundState.CLOSING, RoundState.CLOSED)
    detail: dict[str, str | int] = {"ranked": job.total}
    if view.prediction_truth is not None:
        detail["truth"] = view.prediction_truth
    audit.record(db, audit.SERVER, "rounds.closed", view.id, detail, now)
    return Progress(CloseStep.RANK, "", job.total, job.total, finished=True)


STEPS = {
    CloseStep.SWEEP: _sweep,
    CloseStep.GRADE: _grade,
    CloseStep.TRUTH: _truth,
    CloseStep.RANK: _rank,
}
