"""SQL of attempts for pages and organisers' deeds; the batch statements are in ``hot``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, case, func, insert, literal, type_coerce, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from contest.attempts.models import Answer, AnswerEvent, Attempt, AttemptAdjustment
from contest.attempts.rules import NEVER
from contest.attempts.states import AttemptState, Change
from contest.web.database import Instant, from_ms, to_ms


def attempt(db: Session, attempt_id: str, entries: Collection[str]) -> Attempt | None:
    """An attempt of one of these entries; somebody else's is not there."""
    statement = select(Attempt).where(Attempt.id == attempt_id, col(Attempt.entry_id).in_(entries))
    return db.exec(statement).one_or_none()


def attempts_of(db: Session, round_id: str, entry_id: str) -> list[Attempt]:
    """An entry's attempts in a round, in order."""
    statement = select(Attempt).where(Attempt.round_id == round_id, Attempt.entry_id == entry_id)
    return list(db.exec(statement.order_by(col(Attempt.number))))


def answers(db: Session, attempt_id: str) -> dict[int, str]:
    """The answers that stand, by slot."""
    rows = db.exec(select(Answer).where(Answer.attempt_id == attempt_id))
    return {row.slot: row.answer for row in rows}


def last_seq(db: Session, attempt_id: str) -> int:
    """The highest seq that was received."""
    statement = select(func.max(AnswerEvent.seq)).where(AnswerEvent.attempt_id == attempt_id)
    return db.exec(statement).one() or 0


def take_over(db: Session, attempt_id: str, lease: int, device: str) -> bool:
    """Move an open attempt to another device, unless the lease moved on meanwhile."""
    statement = (
        update(Attempt)
        .where(col(Attempt.id) == attempt_id, col(Attempt.lease) == lease, _is_open())
        .values(lease=lease + 1, holder=device)
    )
    return db.connection().execute(statement).rowcount == 1


def cut_deadlines(db: Session, round_id: str, deadline: datetime, accepts_until: datetime) -> int:
    """Bring the deadlines of open attempts forward, never back; what staff had given them is over too."""
    later = (col(Attempt.round_id) == round_id, _is_open(), col(Attempt.deadline) > deadline)
    cut = {"deadline": deadline, "accepts_until": accepts_until, "lent": 0, "extra": 0}
    return db.connection().execute(update(Attempt).where(*later).values(**cut)).rowcount


def last_adjustment(db: Session, attempt_id: str, kind: Change) -> AttemptAdjustment | None:
    """The newest adjustment of a kind."""
    statement = select(AttemptAdjustment).where(
        AttemptAdjustment.attempt_id == attempt_id, AttemptAdjustment.kind == kind
    )
    return db.exec(statement.order_by(col(AttemptAdjustment.at).desc()).limit(1)).first()


def expired(db: Session, round_id: str | None, now: datetime, limit: int) -> list[str]:
    """Open attempts that are past their grace."""
    statement = select(Attempt.id).where(_is_open(), Attempt.accepts_until < now)
    if round_id is not None:
        statement = statement.where(Attempt.round_id == round_id)
    return list(db.exec(statement.limit(limit)))


def finished(db: Session, round_id: str, after: str, limit: int) -> list[Attempt]:
    """Ended attempts of a round by id, from behind ``after``; void ones are left out."""
    ended = (AttemptState.HANDED_IN, AttemptState.TIMED_OUT)
    statement = select(Attempt).where(Attempt.round_id == round_id, col(Attempt.state).in_(ended))
    return list(db.exec(statement.where(Attempt.id > after).order_by(col(Attempt.id)).limit(limit)))


def count_by_state(db: Session, round_id: str, now: datetime) -> Sequence[tuple[str, int, int]]:
    """(state as it reads now, attempts, people) of a round."""
    over = (col(Attempt.state) == AttemptState.OPEN) & (col(Attempt.accepts_until) < now)
    state = case((over, AttemptState.TIMED_OUT.value), else_=col(Attempt.state)).label("state")
    statement = select(state, func.count(), func.count(func.distinct(Attempt.entry_id)))
    return list(db.exec(statement.where(Attempt.round_id == round_id).group_by(state)))


def count_people(db: Session, round_id: str) -> int:
    """How many people have an attempt that is not void."""
    statement = select(func.count(func.distinct(Attempt.entry_id)))
    return db.exec(statement.where(Attempt.round_id == round_id, Attempt.state != AttemptState.VOID)).one()


def count_silent(db: Session, round_id: str, since: datetime, now: datetime) -> int:
    """Running attempts from which nothing came since ``since``."""
    heard = select(AnswerEvent.attempt_id).where(
        AnswerEvent.attempt_id == Attempt.id, AnswerEvent.received >= since
    )
    statement = select(func.count()).select_from(Attempt)
    running = (_is_open(), Attempt.accepts_until >= now, Attempt.started_at < since)
    return db.exec(statement.where(Attempt.round_id == round_id, *running, ~heard.exists())).one()


def people_by_unit(db: Session, round_id: str, merged: Mapping[str, str]) -> dict[str | None, int]:
    """How many people of each unit have an attempt that is not void.

    Units are folded (``merged``: unit → the unit it counts for) before people are counted: who sat for
    both is one person.
    """
    stored = col(Attempt.unit_id)
    place = case(dict(merged), value=stored, else_=stored) if merged else stored
    sat = select(place.label("place"), Attempt.entry_id)
    seats = sat.where(Attempt.round_id == round_id, Attempt.state != AttemptState.VOID).distinct().subquery()
    return dict(db.exec(select(seats.c.place, func.count()).group_by(seats.c.place)).all())


def overview(db: Session, now: datetime) -> Sequence[tuple[str, int, int]]:
    """(round, people, running attempts) of every round that has attempts: one statement for the list."""
    running = case((_is_open() & (col(Attempt.accepts_until) >= now), 1), else_=0)
    people = func.count(func.distinct(Attempt.entry_id))
    statement = select(Attempt.round_id, people, func.sum(running))
    return list(db.exec(statement.where(Attempt.state != AttemptState.VOID).group_by(col(Attempt.round_id))))


def of_entries(db: Session, round_id: str, entry_ids: Collection[str]) -> list[Attempt]:
    """The attempts of these entries in a round, void ones left out: one statement for the list."""
    statement = select(Attempt).where(Attempt.round_id == round_id, col(Attempt.entry_id).in_(entry_ids))
    return list(db.exec(statement.where(Attempt.state != AttemptState.VOID)))


# --- what staff change about attempts ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Running:
    """An attempt that goes on, as far as its time is concerned."""

    id: str
    entry_id: str
    unit_id: str | None
    deadline: datetime
    paused_at: datetime | None


def running(
    db: Session, round_id: str, now: datetime, *, entry_id: str = "", unit_id: str = "", held: bool = True
) -> list[Running]:
    """A round's attempts that go on, of one entry or unit or of all; ``held``: until the commit."""
    columns = (col(getattr(Attempt, each.name)) for each in fields(Running))
    statement = core_select(*columns).where(*_goes_on(round_id, now)).order_by(col(Attempt.id))
    if entry_id:
        statement = statement.where(col(Attempt.entry_id) == entry_id)
    if unit_id:
        statement = statement.where(col(Attempt.unit_id) == unit_id)
    rows = db.connection().execute(statement.with_for_update() if held else statement)
    return [Running(**row) for row in rows.mappings()]


def _goes_on(round_id: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Attempt.round_id) == round_id, _is_open(), col(Attempt.accepts_until) >= now


def pause(db: Session, round_id: str, now: datetime) -> int:
    """Stop the clocks of attempts that go on. They take answers until they are let go on."""
    statement = update(Attempt).where(*_goes_on(round_id, now))
    stopped = statement.values(paused_at=now, accepts_until=from_ms(NEVER))
    return db.connection().execute(stopped).rowcount


def add_adjustments(db: Session, rows: Sequence[dict[str, object]]) -> None:
    """Trace what was changed, one row an attempt and change."""
    if rows:
        db.connection().execute(insert(AttemptAdjustment), list(rows))


def let_go_on(db: Session, deed_id: str, stood: int, lent: int, extra: int) -> None:
    """Let the attempts of a deed go on with what their pause gave them."""
    given = {
        "stood": col(Attempt.stood) + stood,
        "lent": col(Attempt.lent) + lent,
        "extra": col(Attempt.extra) + extra,
    }
    touched = select(AttemptAdjustment.attempt_id).where(AttemptAdjustment.deed_id == deed_id)
    statement = update(Attempt).where(col(Attempt.id).in_(touched))
    db.connection().execute(statement.values(paused_at=None, **given))


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

    def ms(column: object) -> ColumnElement[int]:
        return type_coerce(column, BigInteger)

    own = ms(Attempt.started_at) + (seconds + col(Attempt.stood)) * 1000
    close = literal(to_ms(closes_at), BigInteger) + col(Attempt.lent) * 1000
    ends = case((own < close, own), else_=close) + col(Attempt.extra) * 1000
    takes = case(
        (col(Attempt.paused_at).is_(None), ends + grace_seconds * 1000), else_=literal(NEVER, BigInteger)
    )
    statement = update(Attempt).where(*_goes_on(round_id, now))
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


def void_from(db: Session, attempt_id: str) -> str | None:
    """What a void attempt was before."""
    return db.exec(select(Attempt.void_from).where(Attempt.id == attempt_id)).first()


def set_void(db: Session, attempt_id: str, void_from: str | None, state: str) -> None:
    """Make an attempt void, keeping what it was, or what it was again."""
    statement = update(Attempt).where(col(Attempt.id) == attempt_id)
    db.connection().execute(statement.values(state=state, void_from=void_from))
    db.expire_all()


def _is_open() -> ColumnElement[bool]:
    return col(Attempt.state) == AttemptState.OPEN
