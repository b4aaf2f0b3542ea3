"""SQL of regrades."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, update
from sqlmodel import Session, col, select

from contest.regrades.models import Regrade, RegradeChange
from contest.regrades.states import LIVE, State
from contest.web.batches import run

#: A database bounds the number of values in a statement; a row has thirteen.
ROWS_AT_ONCE = 1_000
#: Read before the slice wrote, shown or counted after it: as the table says now.
ANEW = {"populate_existing": True}

#: Regrade, entry, rank before, rank after.
Ranks = tuple[str, str, int | None, int | None]
RANKS = """
UPDATE regrade_change SET place = '', rank_before = CAST(e.value ->> 2 AS INTEGER),
  rank_after = CAST(e.value ->> 3 AS INTEGER)
FROM {rows} WHERE regrade_change.regrade_id = e.value ->> 0 AND regrade_change.entry_id = e.value ->> 1
"""


def add(db: Session, row: Regrade) -> None:
    """A new regrade."""
    db.add(row)
    db.flush()


def find(db: Session, regrade_id: str, *, held: bool = False) -> Regrade | None:
    """A regrade, of whatever round; ``held``: nobody changes it until the commit."""
    statement = select(Regrade).where(Regrade.id == regrade_id)
    statement = statement.with_for_update() if held else statement
    return db.exec(statement, execution_options=ANEW).one_or_none()


def of_round(db: Session, round_id: str) -> list[Regrade]:
    """All regrades of a round, the newest first."""
    statement = select(Regrade).where(Regrade.round_id == round_id)
    ordered = statement.order_by(col(Regrade.asked_at).desc(), col(Regrade.id))
    return list(db.exec(ordered, execution_options=ANEW))


def live(db: Session, round_id: str) -> Regrade | None:
    """The one that is not over."""
    statement = select(Regrade).where(Regrade.round_id == round_id, col(Regrade.state).in_(LIVE))
    return db.exec(statement, execution_options=ANEW).one_or_none()


def applied_keys(db: Session, round_id: str) -> list[str]:
    """The corrections that were applied to a round, as JSON, the oldest first."""
    statement = select(Regrade.keys).where(Regrade.round_id == round_id, Regrade.state == State.APPLIED)
    return list(db.exec(statement.order_by(col(Regrade.applied_at))))


def change(db: Session, regrade_id: str, **values: Any) -> None:
    """Set columns of a regrade."""
    db.connection().execute(update(Regrade).where(col(Regrade.id) == regrade_id).values(**values))
    db.expire_all()


# --- what it changes ------------------------------------------------------------------------------


def add_changes(db: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Papers whose grade changes."""
    for first in range(0, len(rows), ROWS_AT_ONCE):
        db.connection().execute(insert(RegradeChange), list(rows[first : first + ROWS_AT_ONCE]))


def drop_changes(db: Session, regrade_id: str) -> None:
    """A trial begins anew."""
    db.connection().execute(delete(RegradeChange).where(col(RegradeChange.regrade_id) == regrade_id))


def tried(db: Session, regrade_id: str, after: str, limit: int) -> list[tuple[str, str]]:
    """(entry, sort key after) of the next entries that have one, in order."""
    mine = (RegradeChange.regrade_id == regrade_id, RegradeChange.entry_id > after, RegradeChange.place != "")
    statement = select(RegradeChange.entry_id, RegradeChange.place).where(*mine).distinct()
    return [(one, key) for one, key in db.exec(statement.order_by(col(RegradeChange.entry_id)).limit(limit))]


def rank(db: Session, rows: Sequence[Ranks]) -> None:
    """Write (regrade, entry, rank before, rank after); the keys that ranks were made of go."""
    run(db, RANKS, rows)


def of_next(db: Session, regrade_id: str, after: str, limit: int) -> list[RegradeChange]:
    """All changes of the next ``limit`` entries behind one."""
    mine = (RegradeChange.regrade_id == regrade_id, RegradeChange.entry_id > after)
    people = select(RegradeChange.entry_id).where(*mine).distinct()
    some = people.order_by(col(RegradeChange.entry_id)).limit(limit).scalar_subquery()
    statement = select(RegradeChange).where(*mine, col(RegradeChange.entry_id).in_(some))
    return list(db.exec(statement.order_by(col(RegradeChange.entry_id), col(RegradeChange.attempt_id))))


def listed(db: Session, regrade_id: str, offset: int, limit: int) -> list[RegradeChange]:
    """Changes by the rank that comes, those without one last."""
    order = (
        func.coalesce(RegradeChange.rank_after, RegradeChange.rank_before, 2**31 - 1),
        col(RegradeChange.entry_id),
        col(RegradeChange.attempt_id),
    )
    statement = select(RegradeChange).where(RegradeChange.regrade_id == regrade_id).order_by(*order)
    return list(db.exec(statement.offset(offset).limit(limit)))


class Sums(NamedTuple):
    """What a trial found, counted."""

    changed: int
    higher: int
    lower: int


def sums(db: Session, regrade_id: str) -> Sums:
    """How many papers change, how many of them earn more, less."""
    more = col(RegradeChange.points_after) > col(RegradeChange.points_before)
    less = col(RegradeChange.points_after) < col(RegradeChange.points_before)
    counts = (func.count(), func.count().filter(more), func.count().filter(less))
    found = db.exec(select(*counts).where(RegradeChange.regrade_id == regrade_id)).one()
    return Sums(*found)


def decide(
    db: Session, regrade_id: str, state: State, by: str, now: datetime, among: Collection[State]
) -> bool:
    """What somebody decided; False where it stands elsewhere by now."""
    statement = update(Regrade).where(col(Regrade.id) == regrade_id, col(Regrade.state).in_(among))
    done = db.connection().execute(statement.values(state=state, decided_by=by, decided_at=now))
    db.expire_all()
    return done.rowcount == 1
