"""SQL of papers that are answered on paper and typed in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, update
from sqlmodel import Session, col, select

from contest.attempts.models import Attempt, PaperSheet
from contest.attempts.states import SheetState


def waiting(db: Session, round_id: str, entry_ids: Iterable[str]) -> set[str]:
    """Those of these entries whose paper is printed and not typed in yet."""
    statement = select(PaperSheet.entry_id).where(
        PaperSheet.round_id == round_id, PaperSheet.state == SheetState.PRINTED
    )
    return set(db.exec(statement.where(col(PaperSheet.entry_id).in_(list(entry_ids)))))


def elsewhere(db: Session, round_id: str, entry_ids: Collection[str]) -> Sequence[tuple[str, str]]:
    """(entry, round) of the papers of these entries that wait in other rounds."""
    statement = select(PaperSheet.entry_id, PaperSheet.round_id).where(PaperSheet.round_id != round_id)
    waits = (PaperSheet.state == SheetState.PRINTED, col(PaperSheet.entry_id).in_(entry_ids))
    return db.exec(statement.where(*waits)).all()


def of_entries(db: Session, round_id: str, entry_ids: Collection[str]) -> dict[str, PaperSheet]:
    """Entry → the paper that waits for being typed in."""
    statement = select(PaperSheet).where(
        PaperSheet.round_id == round_id, PaperSheet.state == SheetState.PRINTED
    )
    rows = db.exec(statement.where(col(PaperSheet.entry_id).in_(entry_ids)))
    return {row.entry_id: row for row in rows}


def sheet(db: Session, round_id: str, sheet_id: str, *, held: bool = False) -> PaperSheet | None:
    """A paper of this round; ``held``: as it is until the commit."""
    statement = select(PaperSheet).where(PaperSheet.id == sheet_id, PaperSheet.round_id == round_id)
    if held:
        # Read anew: whoever waited for the row finds what the other one made of it.
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return db.exec(statement).one_or_none()


def by_id(db: Session, round_id: str, ids: Collection[str]) -> list[PaperSheet]:
    """These papers, as far as they are of this round."""
    statement = select(PaperSheet).where(PaperSheet.round_id == round_id, col(PaperSheet.id).in_(ids))
    return list(db.exec(statement.order_by(col(PaperSheet.printed_at), col(PaperSheet.id))))


def sheets(db: Session, round_id: str, state: SheetState) -> list[PaperSheet]:
    """The papers of a round in one state, the latest first."""
    order = (col(PaperSheet.done_at).desc(), col(PaperSheet.printed_at).desc(), col(PaperSheet.id))
    statement = select(PaperSheet).where(PaperSheet.round_id == round_id, PaperSheet.state == state)
    return list(db.exec(statement.order_by(*order)))


def add(db: Session, rows: Collection[dict[str, Any]]) -> None:
    """Keep what was drawn."""
    if rows:
        db.connection().execute(insert(PaperSheet), list(rows))


def finish(db: Session, sheet_id: str, state: SheetState, by: str, deed_id: str, now: datetime) -> bool:
    """Say what became of a printed paper; False when that was said before."""
    statement = update(PaperSheet).where(
        col(PaperSheet.id) == sheet_id, col(PaperSheet.state) == SheetState.PRINTED
    )
    done = db.connection().execute(statement.values(state=state, done_at=now, done_by=by, deed_id=deed_id))
    db.expire_all()
    return done.rowcount == 1


def set_stood(db: Session, attempt_id: str, seconds: int) -> None:
    """For how long the clock stood still in an attempt that staff type in."""
    db.connection().execute(update(Attempt).where(col(Attempt.id) == attempt_id).values(stood=seconds))


def entered(db: Session, ids: Collection[str]) -> dict[str, PaperSheet]:
    """Attempt → its paper, of those of these attempts that were typed in."""
    statement = select(PaperSheet).where(col(PaperSheet.id).in_(ids), PaperSheet.state == SheetState.ENTERED)
    return {row.id: row for row in db.exec(statement)}


def count(db: Session, round_id: str) -> dict[str, int]:
    """State → how many papers of a round."""
    statement = select(PaperSheet.state, func.count()).where(PaperSheet.round_id == round_id)
    return dict(db.exec(statement.group_by(col(PaperSheet.state))).all())


def begun(db: Session, round_ids: Collection[str]) -> set[str]:
    """Those of the rounds for which a paper was ever printed."""
    return set(db.exec(select(PaperSheet.round_id).where(col(PaperSheet.round_id).in_(round_ids)).distinct()))
