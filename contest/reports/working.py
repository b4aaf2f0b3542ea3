"""The job that counts a closed round: begun by itself after the close, again when staff ask for it.

A small round is counted on the spot. A big one is counted by a child process; the job only looks how far it
is, and stores the figures in one transaction. After a restart the child is begun anew: it wrote nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from contest import entropy
from contest.attempts import answered as attempts
from contest.attempts.states import AttemptState
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.jobs import runner
from contest.jobs import service as jobs
from contest.jobs.rules import JobView, Progress
from contest.reports import counting, keeping
from contest.reports.child import Child
from contest.web.database import reading, writing

#: The kind of the job; its subject is the round.
ANALYSE = "analysis"
#: Up to so many attempts are counted within a slice, in about a tenth of a second.
SMALL = 1000
LOOK_AGAIN = timedelta(seconds=1)
LOOK_EVERY = timedelta(minutes=1)

_children: dict[str, tuple[str, Child]] = {}
#: Round → the counting whose child failed.
_broken: dict[str, str] = {}
_looked_at: datetime | None = None


class Step(StrEnum):
    """Where the job stands; the first one has the name of a job that has not begun."""

    WAITING = ""
    COUNTING = "counting"


def register() -> None:
    """Let the job runner count rounds, and begin to when one has closed. Called once, at start."""
    runner.register(ANALYSE, step)
    runner.every_second(begin_due, led=True)


def begin_due(now: datetime) -> int:
    """The tick, once a minute: closed rounds that were never counted are; how many were begun."""
    global _looked_at
    if _looked_at is not None and _looked_at <= now < _looked_at + LOOK_EVERY:
        return 0
    _looked_at = now
    with reading() as db:
        asked = jobs.asked_for(db, ANALYSE)
        due = [view.id for view in campaigns.every(db, now) if may_count(view) and view.id not in asked]
    if not due:
        return 0
    with writing() as db:
        return sum(jobs.enqueue(db, ANALYSE, round_id, now, now) for round_id in due)


def count_again(db: Session, round_id: str, now: datetime) -> None:
    """A round has other grades: its figures are counted anew. A counting that is under way has read some of
    the old ones, so it begins at its beginning."""
    if may_count(campaigns.view(db, round_id, now)):
        jobs.again(db, ANALYSE, round_id, now, at_work=True)


def may_count(view: RoundView) -> bool:
    """Whether a round has figures: it is closed, and no rehearsal."""
    return view.phase is Phase.CLOSED and not view.rehearsal_of


def step(db: Session, job: JobView, now: datetime) -> Progress:
    """One look at the round that is the job's subject."""
    view = campaigns.view(db, job.subject, now)
    if not may_count(view):
        return Progress(finished=True)
    states = attempts.states(db, view.id)
    total = states.get(AttemptState.HANDED_IN, 0) + states.get(AttemptState.TIMED_OUT, 0)
    if total <= SMALL:
        keeping.keep(db, view, counting.count(view.id, now), now)
        return Progress(Step.COUNTING, "", total, total, finished=True)
    return _with_child(db, view, job, total, now)


def _with_child(db: Session, view: RoundView, job: JobView, total: int, now: datetime) -> Progress:
    # The cursor names this counting: where there are several servers, a child of an earlier one may be left.
    cursor = job.cursor or entropy.new_id()
    child = _child(view.id, cursor, now)
    try:
        done, made = child.counted, child.figures(now)
    except (LookupError, OSError, RuntimeError, ValueError):
        # Beginning a child is a slice that works: the runner would begin one after the other for ever.
        _broken[view.id] = cursor
        raise
    if made is None:
        _children[view.id] = cursor, child
        return Progress(Step.COUNTING, cursor, done, total, again_at=now + LOOK_AGAIN)
    keeping.keep(db, view, made, now)
    return Progress(Step.COUNTING, cursor, total, total, finished=True)


def _child(round_id: str, cursor: str, now: datetime) -> Child:
    """The child at work on this, taken out: one that failed is not begun again until staff ask."""
    if _broken.get(round_id) == cursor:
        raise RuntimeError("the child that counted ended before it was done")
    begun, child = _children.pop(round_id, ("", None))
    if child is not None and begun == cursor:
        return child
    if child is not None:
        child.end()
    return Child.begin(round_id, now)
