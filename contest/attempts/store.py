"""SQL of attempts for pages and organisers' deeds; the batch statements are in ``hot``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, case, func, true, type_coerce, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from contest.attempts.models import AnswerEvent, Attempt, AttemptSlot
from contest.attempts.states import AttemptState
from contest.web.database import Instant, to_ms

#: States in which an attempt counts.
ENDED = (AttemptState.HANDED_IN, AttemptState.TIMED_OUT)


def attempt(db: Session, attempt_id: str, entries: Collection[str]) -> Attempt | None:
    """An attempt of one of these entries; somebody else's is not there."""
    statement = select(Attempt).where(Attempt.id == attempt_id, col(Attempt.entry_id).in_(entries))
    return db.exec(statement).one_or_none()


def attempts_of(db: Session, round_id: str, entry_id: str) -> list[Attempt]:
    """An entry's attempts in a round, in order."""
    statement = select(Attempt).where(Attempt.round_id == round_id, Attempt.entry_id == entry_id)
    return list(db.exec(statement.order_by(col(Attempt.number))))


def elsewhere(db: Session, round_id: str, entry_ids: Collection[str]) -> list[tuple[str, str, str]]:
    """(attempt, entry, state) of what these entries have in other rounds of their contest, void ones too."""
    statement = select(Attempt.id, Attempt.entry_id, Attempt.state)
    theirs = col(Attempt.entry_id).in_(entry_ids)
    return list(db.exec(statement.where(theirs, Attempt.round_id != round_id)))


def take_over(db: Session, attempt_id: str, lease: int, device: str) -> bool:
    """Move an open attempt to another device, unless the lease moved on meanwhile."""
    statement = (
        update(Attempt)
        .where(col(Attempt.id) == attempt_id, col(Attempt.lease) == lease, is_open())
        .values(lease=lease + 1, holder=device)
    )
    return db.connection().execute(statement).rowcount == 1


def expired(db: Session, round_id: str | None, now: datetime, limit: int) -> list[str]:
    """Open attempts that are past their grace."""
    statement = select(Attempt.id).where(is_open(), Attempt.accepts_until < now)
    if round_id is not None:
        statement = statement.where(Attempt.round_id == round_id)
    return list(db.exec(statement.limit(limit)))


def count_by_state(db: Session, round_id: str, now: datetime) -> Sequence[tuple[str, int, int]]:
    """(state as it reads now, attempts, people) of a round."""
    over = (col(Attempt.state) == AttemptState.OPEN) & (col(Attempt.accepts_until) < now)
    state = case((over, AttemptState.TIMED_OUT.value), else_=col(Attempt.state)).label("state")
    statement = select(state, func.count(), func.count(func.distinct(Attempt.entry_id)))
    return list(db.exec(statement.where(Attempt.round_id == round_id).group_by(state)))


def count_people(db: Session, round_id: str) -> int:
    """How many people have an attempt; one that is void is none."""
    statement = select(func.count(func.distinct(Attempt.entry_id))).where(Attempt.round_id == round_id)
    return db.exec(statement.where(Attempt.state != AttemptState.VOID)).one()


def sat(db: Session, round_id: str) -> list[str]:
    """The entries that ever began, void attempts too."""
    return list(db.exec(select(Attempt.entry_id).where(Attempt.round_id == round_id).distinct()))


def count_all(db: Session, round_id: str) -> int:
    """How many attempts were started, void ones too."""
    return db.exec(select(func.count()).select_from(Attempt).where(Attempt.round_id == round_id)).one()


def count_silent(db: Session, round_id: str, since: datetime, now: datetime) -> int:
    """Running attempts from which nothing came since ``since``."""
    heard = select(AnswerEvent.attempt_id).where(
        AnswerEvent.attempt_id == Attempt.id, AnswerEvent.received >= since
    )
    statement = select(func.count()).select_from(Attempt)
    running = (is_open(), Attempt.accepts_until >= now, Attempt.started_at < since)
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


def entries_in(db: Session, round_id: str, state: AttemptState | None, now: datetime) -> list[str]:
    """The entries that have an attempt which reads so now; with None, any attempt."""
    over = col(Attempt.accepts_until) < now
    reads = {
        None: true(),
        AttemptState.OPEN: is_open() & ~over,
        AttemptState.TIMED_OUT: (col(Attempt.state) == AttemptState.TIMED_OUT) | (is_open() & over),
    }
    wanted = reads.get(state, col(Attempt.state) == state)
    return list(db.exec(select(Attempt.entry_id).where(Attempt.round_id == round_id, wanted).distinct()))


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody who answers, from whom nothing has come for a while; ``heard_at`` None: nothing at all yet."""

    id: str
    entry_id: str
    started_at: datetime
    deadline: datetime
    heard_at: datetime | None
    unit_id: str | None = None


def silent(db: Session, round_id: str, since: datetime, now: datetime) -> list[Silent]:
    """Running attempts from which nothing came since ``since``, the longest silent first."""
    received = select(func.max(AnswerEvent.received)).where(AnswerEvent.attempt_id == Attempt.id)
    heard = type_coerce(received.correlate(Attempt).scalar_subquery(), Instant)
    when = func.coalesce(type_coerce(heard, BigInteger), type_coerce(Attempt.started_at, BigInteger))
    columns = [col(each) for each in (Attempt.id, Attempt.entry_id, Attempt.unit_id)]
    times = (col(Attempt.started_at), col(Attempt.deadline), heard.label("heard_at"))
    statement = core_select(*columns, *times).where(*goes_on(round_id, now), when < to_ms(since))
    rows = db.connection().execute(statement.order_by(when, col(Attempt.id)))
    return [Silent(**row) for row in rows.mappings()]


def one(db: Session, round_id: str, attempt_id: str) -> Attempt | None:
    """An attempt of this round, whoever's it is."""
    return db.exec(select(Attempt).where(Attempt.id == attempt_id, Attempt.round_id == round_id)).first()


def by_receipt(db: Session, round_ids: Collection[str], receipt: str) -> list[str]:
    """The attempts of these rounds with this receipt: one at most, but for a chance of one in millions."""
    statement = select(Attempt.id).where(Attempt.receipt == receipt, col(Attempt.round_id).in_(round_ids))
    return list(db.exec(statement))


def owners(db: Session, round_id: str, attempt_ids: Collection[str]) -> dict[str, str]:
    """Attempt → entry, of those ids that are attempts of this round."""
    statement = select(Attempt.id, Attempt.entry_id).where(Attempt.round_id == round_id)
    return dict(db.exec(statement.where(col(Attempt.id).in_(attempt_ids))).all())


def numbers(db: Session, attempt_ids: Collection[str]) -> dict[str, int]:
    """Attempt → which one of its person it is."""
    statement = select(Attempt.id, Attempt.number).where(col(Attempt.id).in_(attempt_ids))
    return dict(db.exec(statement).all())


def events(db: Session, attempt_id: str) -> list[AnswerEvent]:
    """Everything that came for an attempt, in the order of its coming."""
    order = (col(AnswerEvent.received), col(AnswerEvent.lease), col(AnswerEvent.seq))
    return list(db.exec(select(AnswerEvent).where(AnswerEvent.attempt_id == attempt_id).order_by(*order)))


def asked_at(db: Session, attempt_id: str) -> dict[int, datetime]:
    """When each slot of a paced paper was asked for."""
    rows = db.exec(select(AttemptSlot).where(AttemptSlot.attempt_id == attempt_id))
    return {row.slot: row.asked_at for row in rows}


def all_of(db: Session, round_id: str, entry_ids: Collection[str]) -> list[Attempt]:
    """The attempts of these entries in a round, void ones too, in order."""
    statement = select(Attempt).where(Attempt.round_id == round_id, col(Attempt.entry_id).in_(entry_ids))
    return list(db.exec(statement.order_by(col(Attempt.number))))


def overview(db: Session, now: datetime) -> Sequence[tuple[str, int, int]]:
    """(round, people, running attempts) of every round that has attempts: one statement for the list."""
    running = case((is_open() & (col(Attempt.accepts_until) >= now), 1), else_=0)
    people = func.count(func.distinct(Attempt.entry_id))
    statement = select(Attempt.round_id, people, func.sum(running))
    return list(db.exec(statement.where(Attempt.state != AttemptState.VOID).group_by(col(Attempt.round_id))))


def begun(db: Session, round_ids: Collection[str]) -> set[str]:
    """Those of the rounds in which somebody ever started, void attempts too."""
    statement = select(Attempt.round_id).where(col(Attempt.round_id).in_(round_ids)).distinct()
    return set(db.exec(statement))


def of_entries(db: Session, round_id: str, entry_ids: Collection[str]) -> list[Attempt]:
    """The attempts of these entries in a round, void ones left out: one statement for the list."""
    statement = select(Attempt).where(Attempt.round_id == round_id, col(Attempt.entry_id).in_(entry_ids))
    return list(db.exec(statement.where(Attempt.state != AttemptState.VOID)))


def papers(db: Session, round_ids: Collection[str]) -> Iterator[str]:
    """The papers of all attempts in these rounds, void ones too, a thousand at a time."""
    statement = select(Attempt.paper).where(col(Attempt.round_id).in_(round_ids))
    yield from db.exec(statement.execution_options(yield_per=1_000))


def goes_on(round_id: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What holds of a round's attempts that are not over."""
    return col(Attempt.round_id) == round_id, is_open(), col(Attempt.accepts_until) >= now


def is_open() -> ColumnElement[bool]:
    """What holds of attempts that are stored as open."""
    return col(Attempt.state) == AttemptState.OPEN
