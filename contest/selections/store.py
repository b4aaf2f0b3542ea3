"""All SQL of selections."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, update
from sqlmodel import Session, col, select

from contest.selections.models import Selected, SelectionChange, SelectionList

SLICE = 500


def list_of(db: Session, round_id: str) -> SelectionList | None:
    """The confirmed list of a round."""
    found = select(SelectionList).where(SelectionList.round_id == round_id)
    return db.exec(found, execution_options={"populate_existing": True}).first()


def people(db: Session, round_id: str) -> list[Selected]:
    """Everybody on it, by place; those added by staff last."""
    found = select(Selected).where(Selected.round_id == round_id)
    order = (col(Selected.place) == 0, col(Selected.place), col(Selected.entry_id))
    return list(db.exec(found.order_by(*order), execution_options={"populate_existing": True}))


def among(db: Session, round_id: str, entry_ids: Collection[str]) -> set[str]:
    """Those of these few entries that are on it."""
    wanted = (Selected.round_id == round_id, col(Selected.entry_id).in_(entry_ids))
    return set(db.exec(select(Selected.entry_id).where(*wanted)))


def freeze(db: Session, row: SelectionList, rows: Sequence[dict[str, Any]]) -> None:
    """Write a whole list."""
    db.add(row)
    db.flush()
    for start in range(0, len(rows), SLICE):
        db.connection().execute(insert(Selected), rows[start : start + SLICE])


def thaw(db: Session, round_id: str) -> None:
    """Take the list away."""
    for table in (Selected, SelectionList):
        db.connection().execute(delete(table).where(col(table.round_id) == round_id))
    db.expire_all()


def put(db: Session, round_id: str, entry_id: str, *, chosen: bool) -> None:
    """Add somebody to a list, or take them off it."""
    mine = (col(Selected.round_id) == round_id, col(Selected.entry_id) == entry_id)
    db.connection().execute(delete(Selected).where(*mine))
    if chosen:
        row = {"round_id": round_id, "entry_id": entry_id, "place": 0, "tied": False}
        db.connection().execute(insert(Selected), [row])


def renew(db: Session, round_id: str, digest: str, people: int) -> None:
    """The list has other people now."""
    changed = update(SelectionList).where(col(SelectionList.round_id) == round_id)
    newer = {"digest": digest, "people": people, "version": SelectionList.version + 1}
    db.connection().execute(changed.values(**newer))
    db.expire_all()


def changes(db: Session, round_id: str) -> list[SelectionChange]:
    """What staff changed, in the order of its coming."""
    found = select(SelectionChange).where(SelectionChange.round_id == round_id)
    return list(db.exec(found.order_by(col(SelectionChange.number))))


def of_deed(db: Session, deed: str) -> list[SelectionChange]:
    """What one form brought."""
    return list(db.exec(select(SelectionChange).where(SelectionChange.deed == deed)))


def add_changes(db: Session, round_id: str, rows: Sequence[dict[str, Any]]) -> None:
    """Write changes behind those that are there; whoever calls holds the round."""
    last = select(func.max(SelectionChange.number)).where(SelectionChange.round_id == round_id)
    first = (db.exec(last).one() or 0) + 1
    numbered = [row | {"round_id": round_id, "number": first + index} for index, row in enumerate(rows)]
    db.connection().execute(insert(SelectionChange), numbered)


def drop_changes(db: Session, round_id: str) -> None:
    """Nothing was changed by hand."""
    db.connection().execute(delete(SelectionChange).where(col(SelectionChange.round_id) == round_id))


def forget_reasons(db: Session, round_ids: Collection[str], instead: str) -> int:
    """Take away why staff changed something; how many reasons there were."""
    statement = update(SelectionChange).where(
        col(SelectionChange.round_id).in_(round_ids), col(SelectionChange.reason) != instead
    )
    return db.connection().execute(statement.values(reason=instead)).rowcount


def forget_reasons_about(db: Session, subjects: Collection[str], instead: str) -> int:
    """Take away why staff decided something about these entries; how many reasons there were."""
    statement = update(SelectionChange).where(
        col(SelectionChange.subject).in_(subjects), col(SelectionChange.reason) != instead
    )
    return db.connection().execute(statement.values(reason=instead)).rowcount
