"""SQL of shuffled papers: a round's set of them, and which of them were typed in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert
from sqlmodel import Session, col, select

from contest.attempts.models import Attempt, PaperSheet, PaperVariant, VariantSet
from contest.attempts.states import AttemptState, SheetState


def base(db: Session, round_id: str) -> str | None:
    """What all variants of a round ask; None while there are none."""
    return db.exec(select(VariantSet.base).where(VariantSet.round_id == round_id)).one_or_none()


def begun(db: Session, round_ids: Collection[str]) -> set[str]:
    """Those of these rounds that have variants."""
    return set(db.exec(select(VariantSet.round_id).where(col(VariantSet.round_id).in_(round_ids))))


def papers(db: Session, round_ids: Collection[str]) -> list[str]:
    """The papers of all variants of these rounds."""
    return list(db.exec(select(PaperVariant.paper).where(col(PaperVariant.round_id).in_(round_ids))))


def keep_base(db: Session, row: dict[str, Any]) -> None:
    """Keep what the variants of a round ask, once and for all."""
    db.connection().execute(insert(VariantSet), [row])


def variants(db: Session, round_id: str) -> list[PaperVariant]:
    """The variants of a round in their order."""
    statement = select(PaperVariant).where(PaperVariant.round_id == round_id)
    return list(db.exec(statement.order_by(col(PaperVariant.place))))


def add(db: Session, rows: Collection[dict[str, Any]]) -> None:
    """Keep more variants."""
    db.connection().execute(insert(PaperVariant), list(rows))


def counts(db: Session, round_id: str) -> dict[str, int]:
    """Code → how many papers were typed in with it, those of void attempts left out."""
    statement = (
        select(PaperSheet.variant, func.count())
        .join(Attempt, col(Attempt.id) == col(PaperSheet.id))
        .where(PaperSheet.round_id == round_id, col(PaperSheet.variant).is_not(None))
        .where(Attempt.state != AttemptState.VOID)
    )
    found = db.exec(statement.group_by(col(PaperSheet.variant))).all()
    return {code: number for code, number in found if code is not None}


def typed(db: Session, round_id: str, entry_ids: Collection[str]) -> dict[str, tuple[str, datetime, str]]:
    """Entry → (code, when, by whom) of the variant that was typed in for them and is not void."""
    statement = (
        select(PaperSheet)
        .join(Attempt, col(Attempt.id) == col(PaperSheet.id))
        .where(PaperSheet.round_id == round_id, PaperSheet.state == SheetState.ENTERED)
        .where(col(PaperSheet.variant).is_not(None), col(PaperSheet.entry_id).in_(entry_ids))
        .where(Attempt.state != AttemptState.VOID)
    )
    rows = db.exec(statement.order_by(col(PaperSheet.number)))
    return {
        row.entry_id: (row.variant or "", row.done_at or row.printed_at, row.done_by or "") for row in rows
    }


def by_deed(db: Session, round_id: str, deeds: Collection[str]) -> dict[str, str]:
    """Deed → the paper of a round that it typed in."""
    wanted = (PaperSheet.round_id == round_id, col(PaperSheet.deed_id).in_(deeds))
    statement = select(PaperSheet.deed_id, PaperSheet.id).where(
        *wanted, PaperSheet.state == SheetState.ENTERED
    )
    return {deed: sheet for deed, sheet in db.exec(statement) if deed is not None}
