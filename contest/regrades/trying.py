"""A trial, slice by slice: grade anew, read the board, compare. It writes nothing but what it found.

A slice is read and graded while others write; what came of it and the job's place are one transaction, so
a killed server goes on where it stood. The whole board is compared in memory; when that is lost, what was
graded stays and the board is read again. What moves meanwhile is told when somebody applies it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
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
from contest.jobs.runner import Ahead, Step
from contest.regrades import corrections, prizes, rules, store
from contest.regrades.models import Regrade
from contest.regrades.rules import Boards
from contest.regrades.service import TRY
from contest.regrades.states import State
from contest.rounds import unmoved
from contest.standings import service as standings
from contest.standings import trying
from contest.standings.rules import Known
from contest.web.batches import compact

#: People in one slice: they are read and graded while others write.
SLICE = 500
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
    runner.register(TRY, Ahead(look))


def look(db: Session, job: JobView, now: datetime) -> Step:
    """Find out what the next slice of the trial says that is the job's subject; the step that keeps it."""
    row = store.find(db, job.subject)
    if row is None or row.state != State.TRIAL:
        _boards.pop(job.subject, None)
        return lambda db, job, now: _over(job)
    view = campaigns.view(db, row.round_id, now)
    return STEPS[TryStep(job.step)](db, view, row, job, now)


def _over(job: JobView) -> Progress:
    return Progress(job.step, job.cursor, job.done, job.total, finished=True)


def _then(row: Regrade, came: Progress, keep: Callable[[Session], None] = lambda _: None) -> Step:
    """Keep it, unless somebody has dropped the trial meanwhile."""

    def step(db: Session, job: JobView, now: datetime) -> Progress:
        held = store.find(db, row.id, held=True)
        if held is None or held.state != State.TRIAL:
            return _over(job)
        keep(db)
        return came

    return step


def _grade(db: Session, view: RoundView, row: Regrade, job: JobView, now: datetime) -> Step:
    """Grade the next people's papers, and keep those that come out otherwise."""
    asked = rules.newest(corrections.read(row.keys))
    ended = papers.asking(db, view.id, job.cursor, SLICE, sorted(asked))
    changes = _changes(db, view, row, ended, now)
    people = {one.facts.entry_id for one in ended}
    done = job.done + sum(any(drawn.revision in asked for drawn in one.to_grade.paper) for one in ended)
    step, last = (TryStep.GRADE, max(people)) if len(people) == SLICE else (TryStep.CHANGES, "")
    return _then(row, Progress(step, last, done), lambda db: store.add_changes(db, changes))


def _changes(
    db: Session, view: RoundView, row: Regrade, ended: Sequence[Finished], now: datetime
) -> list[dict[str, object]]:
    stored = grades.latest(db, [one.facts.id for one in ended])
    known = [one for one in ended if one.facts.id in stored]
    fresh = grades.computed(db, [one.to_grade for one in known], view.rules)
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


def _read_changes(db: Session, view: RoundView, row: Regrade, job: JobView, now: datetime) -> Step:
    """Who gets another key, into memory."""
    made = _boards.setdefault(row.id, Boards())
    if made.ranks_before or made.gathered != _gathered(job):
        return _anew(row, job)
    found = store.tried(db, row.id, max(made.tried, default=""), ROWS)
    made.learn(found)
    return _read(row, TryStep.CHANGES if len(found) == ROWS else TryStep.BOARD, made, job)


def _read_board(db: Session, view: RoundView, row: Regrade, job: JobView, now: datetime) -> Step:
    """The board as it stands, into memory."""
    made = _boards.get(row.id)
    if made is None or made.gathered != _gathered(job):
        return _anew(row, job)
    found = trying.rows(db, view.id, made.last, ROWS)
    made.read(found)
    if len(found) == ROWS:
        return _read(row, TryStep.BOARD, made, job)
    made.sort()
    return _then(row, Progress(TryStep.AFTER, "0", job.done, job.total))


def _rank_after(db: Session, view: RoundView, row: Regrade, job: JobView, now: datetime) -> Step:
    """Rank what comes out, in memory."""
    made = _boards.get(row.id)
    if made is None or len(made.ranks_after) != _gathered(job):
        return _anew(row, job)
    goes_on = made.rank(IN_MEMORY)
    step, place = (TryStep.AFTER, str(len(made.ranks_after))) if goes_on else (TryStep.RANKS, "")
    return _then(row, Progress(step, place, job.done, job.total))


def _gathered(job: JobView) -> int:
    return int(job.cursor or 0)


def _read(row: Regrade, step: TryStep, made: Boards, job: JobView) -> Step:
    return _then(row, Progress(step, str(made.gathered), job.done, job.total))


def _anew(row: Regrade, job: JobView) -> Step:
    """Another process had read it, this one begins, or a slice was not kept: read it again."""
    _boards[row.id] = Boards()
    return _then(row, Progress(TryStep.CHANGES, "", job.done, job.total))


def _write_ranks(db: Session, view: RoundView, row: Regrade, job: JobView, now: datetime) -> Step:
    """Write the ranks of those whose grade changes; with the last slice the trial is ready."""
    made = _boards.get(row.id)
    if made is None:
        # Keys of some are gone with their ranks: what is left of them says nothing of the others.
        return _then(row, Progress(TryStep.GRADE), lambda db: store.drop_changes(db, row.id))
    # Known in the order of their ids.
    start = int(job.cursor or 0)
    some = [(row.id, *made.shift(one)) for one in islice(made.tried, start, start + WRITTEN)]
    if len(some) == WRITTEN:
        came = Progress(TryStep.RANKS, str(start + WRITTEN), job.done, job.total)
        return _then(row, came, lambda db: store.rank(db, some))
    found = _found(db, view, row, made, now)
    return _then(
        row,
        Progress(TryStep.RANKS, _stamp(db, view, row), job.done, job.total, finished=True),
        lambda db: _finish(db, row, some, job.done, found),
    )


def _stamp(db: Session, view: RoundView, row: Regrade) -> str:
    """What was tried, for `service.stale`; "" where the board moved while the trial read it."""
    # In this order: what moves between the two is seen by the version.
    made = unmoved.stamp(db, view)
    return made if standings.version(db, view.id) == row.board else ""


def _found(db: Session, view: RoundView, row: Regrade, made: Boards, now: datetime) -> dict[str, object]:
    """What the whole trial says."""
    given = prizes.effect(db, view.id, tuple(made.ranks_before.items()), tuple(made.ranks_after.items()), now)
    counted = store.sums(db, row.id)
    return {"moved": made.moved, "top": _json(made.top()), "prizes": _json(given), **counted._asdict()}


def _finish(
    db: Session, row: Regrade, some: Sequence[store.Ranks], graded: int, found: Mapping[str, object]
) -> None:
    store.rank(db, some)
    store.change(db, row.id, state=State.READY, papers=graded, **found)
    _boards.pop(row.id, None)


def _json(rows: Iterable[Sequence[object]]) -> str:
    return json.dumps([list(one) for one in rows], ensure_ascii=False, separators=(",", ":"))


STEPS = {
    TryStep.GRADE: _grade,
    TryStep.CHANGES: _read_changes,
    TryStep.BOARD: _read_board,
    TryStep.AFTER: _rank_after,
    TryStep.RANKS: _write_ranks,
}
