"""Closing a round: wait for the last, then slice by slice grade, count the true value, rank; then the season.

Each slice runs in its own transaction together with the job's place, and each may run twice without
harm, so a killed server goes on where it stood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from sqlmodel import Session

from contest.attempts import ended as papers
from contest.attempts import service as attempts
from contest.attempts.ended import Finished
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.campaigns.states import RoundState
from contest.grades import service as grades
from contest.grades.service import Graded
from contest.jobs import runner
from contest.jobs.rules import JobView, Progress
from contest.jobs.runner import Ahead, Step
from contest.people import same
from contest.rounds import service
from contest.ruleset import percent
from contest.ruleset.rules import PredictionTarget
from contest.seasons import service as seasons
from contest.standings import service as standings
from contest.standings.rules import Known
from contest.web.database import reading, writing

#: Papers, their grades, and the versions of the keys that these rest on.
Looked = tuple[Sequence[Finished], Sequence[Graded], Mapping[int, int]]

#: People in one transaction: while it lasts nobody's answer is written.
SLICE = 200
#: The same where only keys are looked through.
RANKED = 500
#: As times are told apart.
MOMENT = timedelta(milliseconds=1)
#: How often to look again while somebody with extra time is still working.
LOOK_AGAIN = timedelta(seconds=5)


class CloseStep(StrEnum):
    """Where a closing stands; the first one has the name of a job that has not begun."""

    SWEEP = ""
    GRADE = "grade"
    TRUTH = "truth"
    RANK = "rank"
    SEASON = "season"


#: What staff read while it runs.
IN_WORDS = {
    CloseStep.SWEEP: "Thu bài hết giờ",
    CloseStep.GRADE: "Chấm bài",
    CloseStep.TRUTH: "Đếm đáp số câu dự đoán",
    CloseStep.RANK: "Xếp hạng",
    CloseStep.SEASON: "Cộng vào kết quả cả cuộc thi",
}


def register() -> None:
    """Let the job runner close rounds, and begin to when their time has come. Called once, at start."""
    runner.register(service.CLOSE, Ahead(look))
    runner.every_second(begin_due)


def begin_due(now: datetime) -> None:
    """The tick: takes the write lock only when there is something to do."""
    with reading() as db:
        waiting = service.due(db, now)
    if waiting:
        with writing() as db:
            service.begin_due_closings(db, now)


def look(db: Session, job: JobView, now: datetime) -> Step:
    """What takes long about a slice, while others write: reading papers and grading them."""
    if job.step != CloseStep.GRADE:
        return close_step
    return partial(close_step, looked=_looked(db, campaigns.view(db, job.subject, now), job))


def close_step(db: Session, job: JobView, now: datetime, looked: Looked | None = None) -> Progress:
    """One slice of closing the round that is the job's subject; what was not looked at yet is now."""
    # Held: who voids or bars comes before this slice, or finds that it has begun to rank.
    view = campaigns.view(db, job.subject, now, held=True)
    if view.state is RoundState.CLOSED and job.step != CloseStep.SEASON:
        return Progress(finished=True, done=job.total, total=job.total)
    return STEPS[CloseStep(job.step)](db, view, job, now, *([looked] if looked else []))


def _sweep(db: Session, view: RoundView, job: JobView, now: datetime) -> Progress:
    """Wait until nobody may answer any more; whose time is over by then is recorded while grading."""
    # What arrived in the last moment may still be in the writer's queue.
    counts = attempts.counts(db, view.id, now - service.SETTLE + MOMENT)
    if counts.answering:
        ended = counts.started - counts.answering
        return Progress(CloseStep.SWEEP, done=ended, total=counts.started, again_at=now + LOOK_AGAIN)
    return Progress(CloseStep.GRADE, total=counts.started)


def _looked(db: Session, view: RoundView, job: JobView) -> Looked:
    ended = papers.ending(db, view.id, job.cursor, SLICE)
    to_grade = [one.to_grade for one in ended]
    versions = grades.key_versions(db, to_grade)
    return ended, grades.computed(db, to_grade, view.rules), versions


def _grade(
    db: Session, view: RoundView, job: JobView, now: datetime, looked: Looked | None = None
) -> Progress:
    """Keep the grades of the next people, and put them on the board in the order that needs no true value."""
    ended, graded, versions = looked or _looked(db, view, job)
    is_newest = versions == grades.key_versions(db, [one.to_grade for one in ended])
    if not is_newest or not papers.record(db, ended, now):
        return Progress(CloseStep.GRADE, job.cursor, job.done, job.total)
    grades.keep(db, graded, now)
    results = [one.result(grade) for one, grade in zip(ended, graded, strict=True)]
    standings.place(db, view.rules, view.id, results)
    last = _last(ended)
    return Progress(CloseStep.GRADE if last else CloseStep.TRUTH, last, job.done + len(ended), job.total)


def _last(ended: Sequence[Finished]) -> str:
    """The entry behind which the next slice begins; "" after the last slice."""
    people = {one.facts.entry_id for one in ended}
    return max(people) if len(people) == SLICE else ""


def _truth(db: Session, view: RoundView, job: JobView, now: datetime) -> Progress:
    """Count what the prediction question asked for, once; from then on it stands."""
    if view.rules.prediction is not None and view.prediction_truth is None:
        campaigns.freeze_truth(db, view.id, true_value(db, view, view.rules.prediction, now))
    return Progress(CloseStep.RANK, "", 0, standings.total(db, view.id))


def true_value(db: Session, view: RoundView, target: PredictionTarget, now: datetime) -> int:
    """The right answer of the prediction question, counted over all ended attempts."""
    if target in (PredictionTarget.PARTICIPANTS, PredictionTarget.ATTEMPTS):
        people, started = _taken_part(db, view, now)
        return people if target is PredictionTarget.PARTICIPANTS else started
    perfect = _perfect(db, view, now)
    if target is PredictionTarget.PERFECT_ATTEMPTS:
        return len(perfect)
    people = len(same.fold(db, set(perfect)))
    if target is PredictionTarget.PERCENT:
        return percent.of(people, _taken_part(db, view, now)[0])
    return people


def _taken_part(db: Session, view: RoundView, now: datetime) -> tuple[int, int]:
    if view.rules.void_predicted:
        return attempts.counts_with_void(db, view.id)
    counts = attempts.counts(db, view.id, now)
    return counts.people, counts.started


def _perfect(db: Session, view: RoundView, now: datetime) -> list[str]:
    """The entry of each attempt with every question right, an entry as often as it did it."""
    found: list[str] = []
    after = ""
    while True:
        ended = papers.finished(db, view.id, after, SLICE, void=view.rules.void_predicted)
        found += _all_right(db, view, ended, now)
        after = _last(ended)
        if not after:
            return found


def _all_right(db: Session, view: RoundView, ended: list[Finished], now: datetime) -> list[str]:
    # Void ones were not graded yet; the others come out as they did.
    graded = grades.grade_papers(db, [one.to_grade for one in ended], view.rules, now)
    wanted = view.rules.questions_count
    return [one.facts.entry_id for one, grade in zip(ended, graded, strict=True) if grade.right == wanted]


def _rank(db: Session, view: RoundView, job: JobView, now: datetime) -> Progress:
    """Order the board by all criteria; with its last slice the round is closed."""
    known = Known(view.prediction_truth, view.seed)
    after = standings.rebuild(db, view.rules, view.id, known, job.cursor, RANKED)
    if after is not None:
        return Progress(CloseStep.RANK, after, min(job.done + RANKED, job.total), job.total)
    campaigns.set_state(db, view.id, RoundState.CLOSING, RoundState.CLOSED)
    detail: dict[str, str | int] = {"ranked": job.total}
    if view.prediction_truth is not None:
        detail["truth"] = view.prediction_truth
    audit.record(db, audit.SERVER, "rounds.closed", view.id, detail, now)
    if seasons.begin(db, view, now):
        return Progress(CloseStep.SEASON, "", 0, job.total)
    return Progress(CloseStep.RANK, "", job.total, job.total, finished=True)


def _season(db: Session, view: RoundView, job: JobView, now: datetime) -> Progress:
    """Add the results to those of the contest's other rounds; they themselves stand already."""
    after = seasons.add_slice(db, view, job.cursor, SLICE, now)
    if after is not None:
        return Progress(CloseStep.SEASON, after, min(job.done + SLICE, job.total), job.total)
    return Progress(CloseStep.SEASON, "", job.total, job.total, finished=True)


STEPS = {
    CloseStep.SWEEP: _sweep,
    CloseStep.GRADE: _grade,
    CloseStep.TRUTH: _truth,
    CloseStep.RANK: _rank,
    CloseStep.SEASON: _season,
}
