"""Saving answers: the batch function of the hottest path. Three statements whatever the number of ops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from contest import entropy
from contest.attempts import hot
from contest.attempts.course import Course
from contest.attempts.rules import FATES, Facts, Left, Op, Verdict, fits, furthest, judge, time_left
from contest.attempts.states import Fate
from contest.ruleset.states import Way


@dataclass(frozen=True, slots=True)
class SaveRequest:
    """What one request brought: some taps of one attempt, from a phone with these entries and this lease.

    ``received`` is the moment of arrival in milliseconds, not that of the batch. An op with seq 0 comes
    from a plain form and gets the next number here. ``carried``: the ops came along with something else,
    which goes on whatever they are; what fits no paper is left out and costs none of the others.
    """

    attempt_id: str
    entries: tuple[str, ...]
    lease: int
    received: int
    ops: tuple[Op, ...]
    carried: bool = False


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What became of it, with what a phone needs to go on."""

    verdict: Verdict
    lease: int = 0
    conflicts: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    left: Left | None = None


#: attempt, op, lease, seq, slot, answer, received, fate: the order of the statements in ``hot``.
Row = tuple[str, str, int, int, int, str, int, str]


def save_batch(db: Session, requests: Sequence[SaveRequest]) -> list[SaveOutcome]:
    """Store what arrived and answer each request; the same for the first time and for every repeat."""
    attempts = hot.by_id(db, (request.attempt_id for request in requests))
    requests = [_fitting(attempts.get(one.attempt_id), one) for one in _numbered(db, requests)]
    verdicts = [judged(attempts.get(request.attempt_id), request) for request in requests]
    course = _course(db, attempts, requests, verdicts)
    rows = list(_rows(requests, verdicts, course))
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        first.setdefault(row[:2], row)
    fresh = hot.insert_events(db, list(first.values()))
    hot.move_answers(db, _newest(row for key, row in first.items() if key in fresh))
    hot.move_on(db, course.moved())
    known = _known(db, rows, first, fresh, course)
    return [
        _outcome(request, verdict, attempts.get(request.attempt_id), known)
        for request, verdict in zip(requests, verdicts, strict=True)
    ]


def _fitting(attempt: Facts | None, request: SaveRequest) -> SaveRequest:
    if attempt is None or not request.carried:
        return request
    return replace(request, ops=tuple(op for op in request.ops if fits(op, furthest(attempt))))


def judged(attempt: Facts | None, request: SaveRequest) -> Verdict:
    """The rule for a whole request: its ops share owner, lease and arrival."""
    verdict = judge(attempt, request.entries, request.lease, request.received)
    if attempt is not None and not all(fits(op, furthest(attempt)) for op in request.ops):
        return Verdict.NOT_YOURS
    return verdict


def _numbered(db: Session, requests: Sequence[SaveRequest]) -> Sequence[SaveRequest]:
    plain = [request.attempt_id for request in requests if any(op.seq == 0 for op in request.ops)]
    if not plain:
        return requests
    last = hot.last_seqs(db, plain)
    numbered = []
    for request in requests:
        ops = []
        for op in request.ops:
            seq = op.seq or last.get(request.attempt_id, 0) + 1
            last[request.attempt_id] = max(seq, last.get(request.attempt_id, 0))
            ops.append(replace(op, seq=seq))
        numbered.append(replace(request, ops=tuple(ops)))
    return numbered


def _course(
    db: Session, attempts: dict[str, Facts], requests: Sequence[SaveRequest], verdicts: Sequence[Verdict]
) -> Course:
    """What stands before this batch of attempts without a way back; nothing is read for the others."""
    course = Course({id: facts for id, facts in attempts.items() if facts.way != Way.FREE})
    if course.at:
        asked = zip(requests, verdicts, strict=True)
        rows = [
            (request.attempt_id, op.op_id)
            for request, verdict in asked
            if request.attempt_id in course.at and verdict in FATES
            for op in request.ops
        ]
        course.known.update(hot.stored_events(db, rows))
    return course


def _rows(requests: Sequence[SaveRequest], verdicts: Sequence[Verdict], course: Course) -> Iterator[Row]:
    for request, verdict in zip(requests, verdicts, strict=True):
        fate = FATES.get(verdict)
        if fate is None:
            continue
        at, lease, received = request.attempt_id, request.lease, request.received
        if at not in course.at:
            for op in request.ops:
                yield (at, op.op_id, lease, op.seq, op.slot, op.answer, received, fate.value)
            continue
        # The phone's own order, in which one question after the other was answered.
        for op in sorted(request.ops, key=lambda each: each.seq):
            own = FATES[course.judged(at, op, verdict, received)]
            yield (at, op.op_id, lease, op.seq, op.slot, op.answer, received, own.value)


def _newest(rows: Iterator[Row]) -> list[Row]:
    newest: dict[tuple[str, int], Row] = {}
    for row in rows:
        at = (row[0], row[4])
        if row[7] == "applied" and (at not in newest or row[2:4] > newest[at][2:4]):
            newest[at] = row
    return list(newest.values())


Stored = tuple[int, int, str, str]


def _known(
    db: Session,
    rows: list[Row],
    first: dict[tuple[str, str], Row],
    fresh: set[tuple[str, str]],
    course: Course,
) -> dict[tuple[str, str], Stored]:
    """What stands for ops that did not go in as new, of this batch or of an earlier one; and for all ops
    where not all of a request share one fate."""
    if len(fresh) == len(rows) and not course.at:
        return {}
    known: dict[tuple[str, str], Stored] = {
        key: (row[3], row[4], row[5], row[7]) for key, row in first.items() if key in fresh
    }
    old = [row for key, row in first.items() if key not in fresh]
    if old:
        known.update(hot.stored_events(db, old))
    return known


def _outcome(
    request: SaveRequest, verdict: Verdict, attempt: Facts | None, known: dict[tuple[str, str], Stored]
) -> SaveOutcome:
    lease = attempt.lease if attempt is not None else 0
    if verdict not in FATES:
        return SaveOutcome(verdict, lease)
    conflicts, closed = [], []
    fates = set()
    for op in request.ops:
        stored = known.get((request.attempt_id, op.op_id))
        if stored is None:
            fates.add(FATES[verdict].value)
        elif stored[:3] != (op.seq, op.slot, op.answer):
            conflicts.append(op.op_id)
        else:
            fates.add(stored[3])
            if stored[3] == Fate.CLOSED:
                closed.append(op.op_id)
    if conflicts:
        return SaveOutcome(Verdict.CONFLICT, lease, tuple(conflicts), tuple(closed))
    left = time_left(attempt, request.received) if attempt is not None else None
    return SaveOutcome(_worst(verdict, fates), lease, (), tuple(closed), left)


def _worst(verdict: Verdict, fates: set[str]) -> Verdict:
    """A replay is answered as the first time: by the fate that its ops got then."""
    if fates == {"applied"}:
        return Verdict.APPLIED
    if "late" in fates:
        return Verdict.LATE
    if "stale" in fates:
        return Verdict.STALE
    return Verdict.CLOSED if "closed" in fates else verdict


def plain_op(slot: int, answer: str) -> Op:
    """The op that a form without script makes: every post is one of its own."""
    return Op(entropy.new_id(), 0, slot, answer)
