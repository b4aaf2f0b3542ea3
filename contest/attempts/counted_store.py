"""SQL of attempts that are counted person by person: the database adds them up."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from contest.attempts.answered_store import ENDED
from contest.attempts.models import Attempt, PaperSheet
from contest.attempts.states import AttemptState
from contest.web import hours

#: Databases limit the parameters of a statement.
SLICE = 500


def by_entry(db: Session, round_ids: Collection[str]) -> list[tuple[str, str, int, int]]:
    """(round, entry, ended attempts that are not void, how many of them were typed in from paper)."""
    columns: tuple[Any, ...] = (
        Attempt.round_id,
        Attempt.entry_id,
        func.count(),
        func.count(col(PaperSheet.id)),
    )
    statement = (
        select(*columns)
        .join(PaperSheet, col(PaperSheet.id) == col(Attempt.id), isouter=True)
        .where(col(Attempt.round_id).in_(round_ids), col(Attempt.state).in_(ENDED))
        .group_by(col(Attempt.round_id), col(Attempt.entry_id))
    )
    return [tuple(row) for row in db.exec(statement)]


def papers(
    db: Session, round_id: str, entry_ids: Collection[str]
) -> Iterator[list[tuple[str, str, int, str]]]:
    """(entry, attempt, its number, paper) of the ended attempts of these entries, in slices."""
    rest = iter(sorted(entry_ids))
    while some := list(islice(rest, SLICE)):
        wanted = (
            Attempt.round_id == round_id,
            col(Attempt.entry_id).in_(some),
            col(Attempt.state).in_(ENDED),
        )
        statement = select(Attempt.entry_id, Attempt.id, Attempt.number, Attempt.paper).where(*wanted)
        yield [tuple(row) for row in db.exec(statement)]


def sat(round_ids: Collection[str]) -> SelectOfScalar[str]:
    """What chooses the entries with an ended attempt that is not void."""
    wanted = (col(Attempt.round_id).in_(round_ids), col(Attempt.state).in_(ENDED))
    return select(Attempt.entry_id).where(*wanted)


def by_hour(
    db: Session, round_ids: Collection[str], among: SelectOfScalar[str] | None, *, ended: bool
) -> dict[int, int]:
    """Hour → attempts that began in it, or ended, void ones left out; ``among`` chooses whose.

    Whoever ran out of time ended at the deadline.
    """
    moment = func.coalesce(Attempt.handed_in_at, Attempt.deadline) if ended else Attempt.started_at
    hour = hours.counted(moment)
    wanted = [
        col(Attempt.round_id).in_(round_ids),
        col(Attempt.state).in_(ENDED) if ended else col(Attempt.state) != AttemptState.VOID,
    ]
    if among is not None:
        wanted.append(col(Attempt.entry_id).in_(among))
    return dict(db.exec(select(hour, func.count()).where(*wanted).group_by(hour)).all())
