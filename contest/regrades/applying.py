"""Applying a trial, slice by slice: new grades, the places of their people, the season.

The grades were computed by the trial and are stored as they are, so nothing is graded twice and what was seen
is what comes. Each slice is one transaction with the job's place and may be done twice without harm.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlmodel import Session

from contest.attempts import ended as papers
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.grades import service as grades
from contest.grades.service import Graded
from contest.jobs import runner
from contest.jobs.rules import JobView, Progress
from contest.regrades import store
from contest.regrades.models import Regrade, RegradeChange
from contest.regrades.service import APPLY
from contest.regrades.states import State
from contest.seasons import service as seasons
from contest.standings import service as standings
from contest.standings.rules import Known

#: People in one transaction: while it lasts nobody's answer is written.
SLICE = 300
IN_WORDS = "Ghi điểm mới, xếp lại hạng"

#: Told once the last slice is written, in its transaction.
After = Callable[[Session, str, datetime], object]


def _nobody(db: Session, round_id: str, now: datetime) -> None:
    """Nobody counts what a round's grades say."""


_after: After = _nobody


def use_after(after: After | None) -> None:
    """Higher features that count grades are told here that a round has others."""
    global _after
    _after = after or _nobody


def register() -> None:
    """Let the job runner apply regrades. Called once, at start."""
    runner.register(APPLY, apply_step)


def apply_step(db: Session, job: JobView, now: datetime) -> Progress:
    """One slice of the regrade that is the job's subject."""
    row = store.find(db, job.subject)
    if row is None or row.state != State.APPLYING:
        return Progress("", "", job.done, job.total, finished=True)
    # Held: who voids or bars comes before this slice, or finds it written.
    view = campaigns.view(db, row.round_id, now, held=True)
    changes = store.of_next(db, row.id, job.cursor, SLICE)
    entries = sorted({one.entry_id for one in changes})
    if changes:
        grades.keep(db, [graded(one) for one in _still_newest(db, row, changes)], now)
        _place(db, view, entries, now)
    done = job.done + len(changes)
    if len(entries) == SLICE:
        return Progress("", entries[-1], done, row.changed)
    store.change(db, row.id, state=State.APPLIED, applied_at=now)
    _after(db, view.id, now)
    audit.record(db, audit.SERVER, "regrades.applied", view.id, {"regrade": row.id, "changed": done}, now)
    return Progress("", "", done, row.changed, finished=True)


def _still_newest(db: Session, row: Regrade, changes: Sequence[RegradeChange]) -> list[RegradeChange]:
    """Without those that a deed has graded since the trial began, maybe by a key that was corrected again:
    the last grade is the one that counts."""
    last = grades.graded_at(db, [one.attempt_id for one in changes])
    return [one for one in changes if last[one.attempt_id] <= row.asked_at]


def graded(one: RegradeChange) -> Graded:
    """The grade that comes."""
    detail = tuple(json.loads(one.detail))
    return Graded(one.attempt_id, one.key_version, one.points_after, one.right_after, detail, one.prediction)


def _place(db: Session, view: RoundView, entries: Sequence[str], now: datetime) -> None:
    """Their places by the newest grades. Nobody else's key changes by it, so nothing is ranked anew."""
    ended = papers.known(db, view.id, entries)
    newest = grades.latest(db, [one.facts.id for one in ended])
    results = [one.result(newest[one.facts.id]) for one in ended if one.facts.id in newest]
    standings.place(db, view.rules, view.id, results, Known(view.prediction_truth, view.seed))
    seasons.follow(db, view, entries, now)
