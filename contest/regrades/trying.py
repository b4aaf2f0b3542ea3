"""A trial, slice by slice: grade anew, read the board, compare. It writes nothing but what it found.

A slice and the job's place are one transaction, so a killed server goes on where it stood. The whole board
is compared in memory; when that is lost, what was graded stays and the board is read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import islice

from sqlmodel import Session

from contest.attempts import ended as papers
from contest.attempts.ended import Finished
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.grades import service as grades
from contest.grades.rules import differs
from contest.grades.service import Graded
from contest.jobs import runner
from contest.jobs.rules import JobView, Progress
from contest.regrades import corrections, prizes, rules, store
from contest.regrades.models import Regrade
from contest.regrades.rules import Boards
from contest.regrades.service import TRY
from contest.regrades.states import State
from contest.standings import trying
from contest.standings.rules import Known
from contest.web.batches import compact

#: People in one transaction: while it lasts nobody's answer is written.
SLICE = 200
#: Rows read, ranks written, rows ranked in memory in one.
ROWS, WRITTEN, IN_MEMORY = 2_000, 500, 10_000


class TryStep(StrEnum):
    """Where a trial stands; the first one has the name of a job that has not begun."""

    GRADE = ""
    CHANGES = "changes"
    BOARD = "board"
    AFTER = "after"
    RANKS = "ranks"


#: What staff read while it runs.
IN_WORDS = {
    TryStep.GRADE: "Chấm thử theo đáp án mới",
    TryStep.CHANGES: "Xếp hạng thử",
    TryStep.BOARD: "Xếp hạng thử",
    TryStep.AFTER: "Xếp hạng thử",
    TryStep.RANKS: "So hạng trước và sau",
}

_boards: dict[str, Boards] = {}


def register() -> None:
    """Let the job runner try regrades. Called once, at start."""
    runner.register(TRY, try_step)


def try_step(db: Session, job: JobView, now: datetime) -> Progress:
    """One slice of the trial that is the job's subject."""
    row = store.find(db, job.subject)
    if row is None or row.state != State.TRIAL:
        _boards.pop(job.subject, None)
        return Progress(job.step, job.cursor, job.done, job.total, finished=True)
    view = campaigns.view(db, row.round_id, now)
    return STEPS[TryStep(job.step)](db, view, row, job, now)


def _grade(db: Session, view: RoundView, row: Regrade, job: JobView, now: datetime) -> Progress:
    """Grade the next people's papers, and keep those that come out otherwise."""
    asked = rules.newest(corrections.read(row.keys))
    ended = papers.asking(db, view.id, job.cursor, SLICE, sorted(asked))
    store.add_changes(db, _changes(db, view, row, ended, now))
    people = {one.facts.entry_id for one in ended}
    done = job.done + sum(any(drawn.revision in asked for drawn in one.to_grade.paper) for one in ended)
    step, last = (TryStep.GRADE, max(people)) if len(people) == SLICE else (TryStep.CHANGES, "")
    return Progress(step, last, done)


def _changes(
    db: Session, view: RoundView, row: Regrade, ended: Sequence[Finished], now: datetime
) -> list[dict[str, object]]:
    stored = grades.latest(db, [one.facts.id for one in ended])
    known = [one for one in ended if one.facts.id in stored]
    fresh = grades.computed(db, [one.to_grade for one in known], view.rules, now)
    pairs = [(one, stored[one.facts.id], new) for one, new in zip(known, fresh, strict=True)]
    changed = [(one, old, new) for one, old, new in pairs if differs(old, new)]
    touched = {one.facts.entry_id for one, _, _ in changed}
    results = [one.result(new) for one, _, new in pairs if one.facts.entry_id in touched]
    places = trying.keys(db, view.rules, view.id, results, Known(view.prediction_truth, view.seed))
    return [_change(row, one, old, new, places) for one, old, new in changed]


def _change(
    row: Regrade, one: Finished, old: Graded, new: Graded, places: Mapping[str, str]
) -> dict[str, object]:
    return {
        "regrade_id": row.id,
        "attempt_id": one.facts.id,
        "entry_id": one.facts.entry_id,
        "points_before": old.points,
        "points_after": new.points,
        "right_before": old.right,
        "right_after": new.right,
        "key_version": new.key_version,
        "detail": compact(new.detail),
        "prediction": new.prediction,
        "place": places.get(one.facts.entry_id, ""),
    }


def _read_changes(db: Session, view: RoundView, row: Regrade, job: JobView, now: datetime) -> Progress:
    """Who gets another key, into memory."""
    made = _boards.setdefault(row.id, Boards())
    if made.ranks_before or made.gathered != _gathered(job):
        return _anew(row, job)
    found = store.tried(db, row.id, max(made.tried, default=""), ROWS)
    made.learn(found)
    return _read(TryStep.CHANGES if len(found) == ROWS else TryStep.BOARD, made, job)


def _read_board(db: Session, view: RoundView, row: Regrade, job: JobView, now: datetime) -> Progress:
    """The board as it stands, into memory."""
    made = _boards.get(row.id)
    if made is None or made.gathered != _gathered(job):
        return _anew(row, job)
    found = trying.rows(db, view.id, made.last, ROWS)
    made.read(found)
    if len(found) == ROWS:
        return _read(TryStep.BOARD, made, job)
    made.sort()
    return Progress(TryStep.AFTER, "0", job.done, job.total)


def _rank_after(db: Session, view: RoundView, row: Regrade, job: JobView, now: datetime) -> Progress:
    """Rank what comes out, in memory."""
    made = _boards.get(row.id)
    if made is None or len(made.ranks_after) != _gathered(job):
        return _anew(row, job)
    goes_on = made.rank(IN_MEMORY)
    step, place = (TryStep.AFTER, str(len(made.ranks_after))) if goes_on else (TryStep.RANKS, "")
    return Progress(step, place, job.done, job.total)


def _gathered(job: JobView) -> int:
    return int(job.cursor or 0)


def _read(step: TryStep, made: Boards, job: JobView) -> Progress:
    return Progress(step, str(made.gathered), job.done, job.total)


def _anew(row: Regrade, job: JobView) -> Progress:
    """Another process had read it, or this one begins: read it again."""
    _boards[row.id] = Boards()
    return Progress(TryStep.CHANGES, "", job.done, job.total)


def _write_ranks(db: Session, view: RoundView, row: Regrade, job: JobView, now: datetime) -> Progress:
    """Write the ranks of those whose grade changes; with the last slice the trial is ready."""
    made = _boards.get(row.id)
    if made is None:
        # Keys of some are gone with their ranks: what is left of them says nothing of the others.
        store.drop_changes(db, row.id)
        return Progress(TryStep.GRADE)
    # Known in the order of their ids.
    start = int(job.cursor or 0)
    some = list(islice(made.tried, start, start + WRITTEN))
    store.rank(db, [(row.id, *made.shift(one)) for one in some])
    if len(some) == WRITTEN:
        return Progress(TryStep.RANKS, str(start + WRITTEN), job.done, job.total)
    _finish(db, view, row, made, job.done, now)
    _boards.pop(row.id, None)
    return Progress(TryStep.RANKS, "", job.done, job.total, finished=True)


def _finish(db: Session, view: RoundView, row: Regrade, made: Boards, graded: int, now: datetime) -> None:
    given = prizes.effect(db, view.id, tuple(made.ranks_before.items()), tuple(made.ranks_after.items()), now)
    counted = store.sums(db, row.id)
    found = {"moved": made.moved, "top": _json(made.top()), "prizes": _json(given), **counted._asdict()}
    store.change(db, row.id, state=State.READY, papers=graded, **found)


def _json(rows: Iterable[Sequence[object]]) -> str:
    return json.dumps([list(one) for one in rows], ensure_ascii=False, separators=(",", ":"))


STEPS = {
    TryStep.GRADE: _grade,
    TryStep.CHANGES: _read_changes,
    TryStep.BOARD: _read_board,
    TryStep.AFTER: _rank_after,
    TryStep.RANKS: _write_ranks,
}
