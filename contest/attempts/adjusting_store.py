"""SQL of what staff change about attempts: time, pauses, void."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    bindparam,
    case,
    cast,
    func,
    insert,
    literal,
    type_coerce,
    update,
)
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from contest.attempts.models import Attempt, AttemptAdjustment, AttemptSlot
from contest.attempts.rules import NEVER
from contest.attempts.states import Change
from contest.attempts.store import goes_on, is_open
from contest.web.database import Instant, from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Running:
    """An attempt that goes on, as far as its time is concerned."""

    id: str
    entry_id: str
    unit_id: str | None
    deadline: datetime
    paused_at: datetime | None


def running(
    db: Session,
    round_id: str,
    now: datetime,
    *,
    entry_id: str = "",
    units: Collection[str] = (),
    held: bool = True,
) -> list[Running]:
    """A round's attempts that go on, of one entry, of some units, or of all; ``held``: until the commit."""
    columns = (col(getattr(Attempt, each.name)) for each in fields(Running))
    statement = core_select(*columns).where(*goes_on(round_id, now)).order_by(col(Attempt.id))
    if entry_id:
        statement = statement.where(col(Attempt.entry_id) == entry_id)
    if units:
        statement = statement.where(col(Attempt.unit_id).in_(units))
    rows = db.connection().execute(statement.with_for_update() if held else statement)
    return [Running(**row) for row in rows.mappings()]


def _hold(db: Session, *which: ColumnElement[bool]) -> None:
    """Lock rows in the order of every batch before one statement changes them all: it has no order itself,
    so it would wait for a batch that waits for it."""
    db.connection().execute(
        select(Attempt.id).where(*which).order_by(col(Attempt.id)).with_for_update()
    ).all()


def pause(db: Session, round_id: str, now: datetime) -> int:
    """Stop the clocks that still run. These attempts take answers until they are let go on; who has only the
    grace left has no time to keep, and what they sent may arrive within it as always."""
    running = (*goes_on(round_id, now), col(Attempt.deadline) > now)
    _hold(db, *running)
    never = literal(from_ms(NEVER), Instant)
    # A question's own time stands still as the paper's does: only where some of it is left.
    own = case((col(Attempt.slot_deadline) > now, never), else_=col(Attempt.slot_until))
    stopped = update(Attempt).where(*running).values(paused_at=now, accepts_until=never, slot_until=own)
    return db.connection().execute(stopped).rowcount


def add_adjustments(db: Session, rows: Sequence[dict[str, object]]) -> None:
    """Trace what was changed, one row an attempt and change."""
    if rows:
        db.connection().execute(insert(AttemptAdjustment), list(rows))


def let_go_on(db: Session, deed_id: str, stood: int, lent: int, extra: int, grace_seconds: int) -> None:
    """Let the attempts of a deed go on with what their pause gave them; so do the questions at hand."""
    ends = _ms(Attempt.slot_deadline) + 1000 * (stood + extra)
    given = _slots(_ms(Attempt.slot_until) == NEVER, ends, ends + 1000 * grace_seconds) | {
        "stood": col(Attempt.stood) + stood,
        "lent": col(Attempt.lent) + lent,
        "extra": col(Attempt.extra) + extra,
    }
    touched = select(AttemptAdjustment.attempt_id).where(AttemptAdjustment.deed_id == deed_id)
    statement = update(Attempt).where(col(Attempt.id).in_(touched))
    db.connection().execute(statement.values(paused_at=None, **given))


def _ms(column: object) -> ColumnElement[int]:
    return type_coerce(column, BigInteger)


def _slots(
    where: ColumnElement[bool], ends: ColumnElement[int], until: ColumnElement[int]
) -> dict[str, object]:
    """What moves the time of the question at hand, where that is to be moved."""
    moved = {"slot_deadline": ends, "slot_until": until}
    return {
        name: type_coerce(case((where, value), else_=_ms(getattr(Attempt, name))), Instant)
        for name, value in moved.items()
    }


def lengthen_slots(db: Session, deed_id: str, seconds: int, now: datetime) -> None:
    """Give the questions at hand what a deed gives their papers, as far as they still take answers."""
    touched = select(AttemptAdjustment.attempt_id).where(AttemptAdjustment.deed_id == deed_id)
    until = _ms(Attempt.slot_until)
    longer = case((until == NEVER, until), else_=until + 1000 * seconds)
    moved = _slots(until >= to_ms(now), _ms(Attempt.slot_deadline) + 1000 * seconds, longer)
    db.connection().execute(update(Attempt).where(col(Attempt.id).in_(touched)).values(**moved))


def shorten_parts(
    db: Session, lost: Mapping[str, int], given_by: str, now: datetime, least: timedelta
) -> None:
    """Take from the parts at hand the seconds that their papers lose, by attempt: where they were at hand
    when the deed ``given_by`` gave them, and still take answers. ``least`` is left of each."""
    asked = select(func.max(AttemptSlot.asked_at)).where(AttemptSlot.attempt_id == Attempt.id)
    given = select(func.min(AttemptAdjustment.at)).where(
        AttemptAdjustment.attempt_id == Attempt.id, AttemptAdjustment.deed_id == given_by
    )
    began = func.coalesce(asked.scalar_subquery(), col(Attempt.started_at))
    at_hand = col(Attempt.slot_deadline), col(Attempt.slot_until), col(Attempt.paused_at)
    rows = db.connection().execute(
        core_select(col(Attempt.id), *at_hand).where(
            col(Attempt.id).in_(lost), col(Attempt.slot_until) >= now, began <= given.scalar_subquery()
        )
    )
    changed = []
    for id, ends, until, paused_at in rows:
        if ends is None or until is None:
            continue
        shorter = min(ends, max(ends - timedelta(seconds=lost[id]), (paused_at or now) + least))
        stands = until == from_ms(NEVER)
        changed.append({"of": id, "ends": shorter, "until": until if stands else until - (ends - shorter)})
    if changed:
        moved = {"slot_deadline": bindparam("ends"), "slot_until": bindparam("until")}
        statement = update(Attempt).where(col(Attempt.id) == bindparam("of")).values(**moved)
        db.connection().execute(statement, changed)


def add_extra(db: Session, deed_id: str) -> None:
    """Give the attempts of a deed what its adjustments say; less than nothing takes it back."""
    said = select(func.sum(AttemptAdjustment.seconds)).where(
        AttemptAdjustment.attempt_id == Attempt.id, AttemptAdjustment.deed_id == deed_id
    )
    touched = select(AttemptAdjustment.attempt_id).where(AttemptAdjustment.deed_id == deed_id)
    statement = update(Attempt).where(col(Attempt.id).in_(touched))
    db.connection().execute(statement.values(extra=col(Attempt.extra) + said.scalar_subquery()))


def rewrite_deadlines(
    db: Session, round_id: str, closes_at: datetime, seconds: int, grace_seconds: int, now: datetime
) -> int:
    """The deadlines of attempts that go on, anew by ``campaigns.rules.deadline``: one statement."""
    own = _ms(Attempt.started_at) + (cast(Attempt.stood, BigInteger) + seconds) * 1000
    close = literal(to_ms(closes_at), BigInteger) + cast(Attempt.lent, BigInteger) * 1000
    ends = case((own < close, own), else_=close) + cast(Attempt.extra, BigInteger) * 1000
    takes = case(
        (col(Attempt.paused_at).is_(None), ends + grace_seconds * 1000), else_=literal(NEVER, BigInteger)
    )
    _hold(db, *goes_on(round_id, now))
    statement = update(Attempt).where(*goes_on(round_id, now))
    fresh = statement.values(deadline=type_coerce(ends, Instant), accepts_until=type_coerce(takes, Instant))
    return db.connection().execute(fresh).rowcount


def adjusted_by(db: Session, deed_id: str) -> dict[str, int]:
    """Attempt → the seconds that a deed gave it."""
    statement = select(AttemptAdjustment.attempt_id, func.sum(AttemptAdjustment.seconds))
    return dict(
        db.exec(
            statement.where(AttemptAdjustment.deed_id == deed_id).group_by(col(AttemptAdjustment.attempt_id))
        ).all()
    )


def helped(db: Session, ids: Collection[str], more_than: int) -> dict[str, tuple[int, datetime]]:
    """Attempt → extra seconds that staff gave and did not take back, and when they last did. ``more_than``:
    what going on after a pause gives by itself."""
    seconds, given = col(AttemptAdjustment.seconds), col(AttemptAdjustment.at)
    statement = (
        select(AttemptAdjustment.attempt_id, func.sum(seconds), func.max(given))
        .where(col(AttemptAdjustment.attempt_id).in_(ids), AttemptAdjustment.kind == Change.EXTRA)
        .where(func.abs(seconds) > more_than)
        .group_by(col(AttemptAdjustment.attempt_id))
        .having(func.sum(seconds) > 0)
    )
    return {id: (total, at) for id, total, at in db.exec(statement)}


def void_from(db: Session, attempt_id: str) -> str | None:
    """What a void attempt was before."""
    return db.exec(select(Attempt.void_from).where(Attempt.id == attempt_id)).first()


def set_void(db: Session, attempt_id: str, void_from: str | None, state: str) -> None:
    """Make an attempt void, keeping what it was, or what it was again."""
    statement = update(Attempt).where(col(Attempt.id) == attempt_id)
    db.connection().execute(statement.values(state=state, void_from=void_from))
    db.expire_all()


def cut_deadlines(db: Session, round_id: str, deadline: datetime, accepts_until: datetime) -> int:
    """Bring the deadlines of open attempts forward, never back; what staff had given them is over too."""
    later = (col(Attempt.round_id) == round_id, is_open(), col(Attempt.deadline) > deadline)
    _hold(db, *later)
    cut = {"deadline": deadline, "accepts_until": accepts_until, "lent": 0, "extra": 0}
    return db.connection().execute(update(Attempt).where(*later).values(**cut)).rowcount


def last_adjustment(db: Session, attempt_id: str, kind: Change) -> AttemptAdjustment | None:
    """The newest adjustment of a kind."""
    statement = select(AttemptAdjustment).where(
        AttemptAdjustment.attempt_id == attempt_id, AttemptAdjustment.kind == kind
    )
    return db.exec(statement.order_by(col(AttemptAdjustment.at).desc()).limit(1)).first()


def forget_reasons(db: Session, deed_ids: Collection[str], instead: str) -> None:
    """Take away why these deeds were done."""
    statement = update(AttemptAdjustment).where(col(AttemptAdjustment.deed_id).in_(deed_ids))
    db.connection().execute(statement.values(reason=instead))


def returned(db: Session, attempt_ids: Collection[str]) -> set[str]:
    """Those of these void attempts for which staff let somebody sit again, at their last void or since."""
    at, kind = type_coerce(AttemptAdjustment.at, BigInteger), col(AttemptAdjustment.kind)
    resit, void = (func.max(case((kind == each, at), else_=0)) for each in (Change.RESIT, Change.VOID))
    row = col(AttemptAdjustment.attempt_id)
    statement = core_select(row).where(row.in_(attempt_ids)).group_by(row).having(resit > 0, resit >= void)
    return set(db.connection().execute(statement).scalars())


def adjustments(db: Session, attempt_id: str) -> list[AttemptAdjustment]:
    """What staff changed about an attempt, the oldest first."""
    statement = select(AttemptAdjustment).where(AttemptAdjustment.attempt_id == attempt_id)
    return list(db.exec(statement.order_by(col(AttemptAdjustment.at), col(AttemptAdjustment.kind))))
