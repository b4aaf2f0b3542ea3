"""SQL that goes through the ended attempts of a round, whole people at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, func, or_, type_coerce
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from contest.attempts import hot
from contest.attempts.models import Attempt
from contest.attempts.rules import Facts
from contest.attempts.states import AttemptState
from contest.attempts.store import ENDED
from contest.web.database import Instant

#: Databases limit the columns of a statement.
COLUMNS = 100
#: An attempt's facts and its paper as it is stored.
WithPaper = tuple[Facts, str]


def _plain(column: Any) -> ColumnElement[Any]:
    """A column as it is stored: moments in milliseconds."""
    return type_coerce(column, BigInteger) if isinstance(column.type, Instant) else column


FACTS = [_plain(getattr(Attempt, name)) for name in hot.FACTS.split(", ")]


def finished(
    db: Session, round_id: str, after: str, limit: int, also: AttemptState | None = None
) -> list[WithPaper]:
    """All ended attempts of the next ``limit`` people behind the entry ``after``, and those of one more
    state."""
    is_wanted = _is_one_of([*ENDED, *([also] if also else [])])
    wanted = (Attempt.round_id == round_id, is_wanted, col(Attempt.entry_id) > after)
    people = select(Attempt.entry_id).where(*wanted).distinct().order_by(col(Attempt.entry_id)).limit(limit)
    return _with_papers(db, *wanted, col(Attempt.entry_id).in_(people.scalar_subquery()))


def _with_papers(db: Session, *wanted: ColumnElement[bool] | bool) -> list[WithPaper]:
    # Columns, not objects: a closing goes through a hundred thousand of them.
    statement = core_select(*FACTS, col(Attempt.paper)).where(*wanted)
    rows = db.connection().execute(statement.order_by(col(Attempt.entry_id), col(Attempt.number)))
    return [(Facts(*facts), paper) for *facts, paper in rows]


def _is_one_of(states: Sequence[AttemptState]) -> ColumnElement[bool]:
    # `coalesce` keeps planners from the index of states, in which every slice would look at all people.
    return func.coalesce(col(Attempt.state), "").in_(states)


def asking(db: Session, round_id: str, after: str, limit: int, revisions: Collection[int]) -> list[WithPaper]:
    """All ended attempts, but void ones, of the next ``limit`` people behind the entry ``after`` of whose
    papers some asks one of these."""
    is_ended = _is_one_of(ENDED)
    wanted = (Attempt.round_id == round_id, is_ended, col(Attempt.entry_id) > after)
    people = select(Attempt.entry_id).where(*wanted, or_(*map(asks, revisions))).distinct()
    some = people.order_by(col(Attempt.entry_id)).limit(limit).scalar_subquery()
    return _with_papers(db, *wanted, col(Attempt.entry_id).in_(some))


def count_asking(db: Session, round_id: str, revisions: Sequence[int]) -> tuple[int, ...]:
    """How many ended papers of a round ask each of these; last how many ask any."""
    each = [asks(revision) for revision in revisions]
    counts = [func.count().filter(one) for one in (*each, or_(*each))]
    is_ended = _is_one_of(ENDED)
    statement = core_select(*counts).select_from(Attempt).where(col(Attempt.round_id) == round_id, is_ended)
    return tuple(db.connection().execute(statement).one())


def asked(db: Session, round_id: str, revisions: Sequence[int]) -> list[int]:
    """Those of these that some ended paper of a round asks; it looks no further than the first that does."""
    is_ended = _is_one_of(ENDED)
    mine = select(Attempt.id).where(Attempt.round_id == round_id, is_ended)
    there: list[int] = []
    for first in range(0, len(revisions), COLUMNS):
        some = revisions[first : first + COLUMNS]
        each = [mine.where(asks(revision)).exists() for revision in some]
        found = db.connection().execute(core_select(*each)).one()
        there += [revision for revision, is_there in zip(some, found, strict=True) if is_there]
    return there


def asks(revision: int) -> ColumnElement[bool]:
    """Whether a stored paper has this among its graded questions, by how papers are written."""
    return col(Attempt.paper).like(f"%[{revision},[%")
