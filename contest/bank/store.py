"""All SQL of imports."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, func, insert, update
from sqlmodel import Session, col, select

from contest.bank.models import BankImport, BankImportRow
from contest.bank.states import ImportState, RowState
from questions.models import Bank


def bank(db: Session, public_id: str) -> Bank | None:
    """The bank an address names."""
    return db.exec(select(Bank).where(Bank.public_id == public_id)).one_or_none()


def add(db: Session, batch: BankImport, rows: Sequence[dict[str, Any]]) -> None:
    """Store an import with its rows, in two statements."""
    db.add(batch)
    db.flush()
    if rows:
        db.connection().execute(insert(BankImportRow), [{"import_id": batch.id} | row for row in rows])


def find(db: Session, import_id: str) -> tuple[BankImport, Bank] | None:
    """An import with its bank."""
    statement = select(BankImport, Bank).join(Bank, col(Bank.id) == col(BankImport.bank_id))
    return db.exec(statement.where(BankImport.id == import_id)).one_or_none()


def same_file(db: Session, bank_id: int, digest: str) -> str | None:
    """The import of this very file that still waits in the bank."""
    statement = select(BankImport.id).where(BankImport.bank_id == bank_id, BankImport.digest == digest)
    return db.exec(statement.where(BankImport.state == ImportState.DRAFT)).first()


def hold_bank(db: Session, bank_id: int) -> None:
    """Two uploads into a bank at one moment: the second sees the first."""
    db.exec(select(Bank.id).where(Bank.id == bank_id).with_for_update()).all()


def hold(db: Session, import_id: str) -> BankImport | None:
    """An import that nobody else changes until the commit."""
    statement = select(BankImport).where(BankImport.id == import_id).with_for_update()
    return db.exec(statement.execution_options(populate_existing=True)).one_or_none()


def of_bank(db: Session, bank_id: int, offset: int, limit: int) -> list[BankImport]:
    """The imports of a bank, newest first."""
    statement = select(BankImport).where(BankImport.bank_id == bank_id)
    newest = (col(BankImport.created_at).desc(), col(BankImport.id))
    return list(db.exec(statement.order_by(*newest).offset(offset).limit(limit)))


def count_of_bank(db: Session, bank_id: int) -> int:
    """How many imports a bank has."""
    return db.exec(select(func.count()).select_from(BankImport).where(BankImport.bank_id == bank_id)).one()


def states(db: Session, import_ids: Collection[str]) -> dict[str, dict[RowState, int]]:
    """How many rows of each state these imports have: one statement."""
    statement = (
        select(BankImportRow.import_id, BankImportRow.state, func.count())
        .where(col(BankImportRow.import_id).in_(import_ids))
        .group_by(col(BankImportRow.import_id), col(BankImportRow.state))
    )
    found: dict[str, dict[RowState, int]] = {import_id: {} for import_id in import_ids}
    for import_id, state, count in db.exec(statement):
        found[import_id][RowState(state)] = count
    return found


def rows(
    db: Session, import_id: str, wanted: Collection[RowState], offset: int = 0, limit: int | None = None
) -> list[BankImportRow]:
    """The rows in these states, those to be mended first, then in the file's order."""
    urgent = case({RowState.WRONG.value: 0, RowState.LOOK.value: 1}, value=col(BankImportRow.state), else_=2)
    statement = select(BankImportRow).where(BankImportRow.import_id == import_id)
    statement = statement.where(col(BankImportRow.state).in_([state.value for state in wanted]))
    statement = statement.order_by(urgent, col(BankImportRow.number)).offset(offset)
    return list(db.exec(statement if limit is None else statement.limit(limit)))


def row(db: Session, import_id: str, number: int) -> BankImportRow | None:
    """One row."""
    statement = select(BankImportRow).where(BankImportRow.import_id == import_id)
    return db.exec(statement.where(BankImportRow.number == number)).one_or_none()


def drafts(db: Session, import_id: str, numbers: Collection[int]) -> dict[int, str]:
    """Number → draft of these rows."""
    statement = select(BankImportRow.number, BankImportRow.draft).where(BankImportRow.import_id == import_id)
    return dict(db.exec(statement.where(col(BankImportRow.number).in_(numbers))).all()) if numbers else {}


def drafts_that_show(db: Session, sign: str) -> list[str]:
    """The drafts, of all imports, with this sign in them."""
    statement = select(BankImportRow.draft).where(col(BankImportRow.draft).contains(sign, autoescape=True))
    return list(db.exec(statement))


def texts(db: Session, import_id: str, besides: int) -> list[tuple[int, str]]:
    """(number, folded text) of every other row that somebody wants."""
    statement = select(BankImportRow.number, BankImportRow.folded)
    statement = statement.where(BankImportRow.import_id == import_id, BankImportRow.number != besides)
    statement = statement.where(BankImportRow.state != RowState.DROPPED)
    return list(db.exec(statement.order_by(col(BankImportRow.number))))


def holder(db: Session, import_id: str, identity: str, besides: int) -> int:
    """The row that stands for a question among the rows that are the same; 0 when there is none."""
    alone = (RowState.READY.value, RowState.LOOK.value, RowState.SAVED.value)
    statement = select(func.min(BankImportRow.number)).where(
        BankImportRow.import_id == import_id,
        BankImportRow.identity == identity,
        BankImportRow.number != besides,
        col(BankImportRow.state).in_(alone),
    )
    return db.exec(statement).one() or 0


def twins(db: Session, import_id: str, number: int) -> list[BankImportRow]:
    """The rows that are left out because they repeat this one."""
    statement = select(BankImportRow).where(BankImportRow.import_id == import_id)
    statement = statement.where(BankImportRow.twin_of == number)
    return list(db.exec(statement.order_by(col(BankImportRow.number))))


def save(db: Session, *changed: BankImport | BankImportRow) -> None:
    """Write changed rows now."""
    db.add_all(changed)
    db.flush()


def settle(db: Session, import_id: str, saved: Sequence[int], there: Sequence[int]) -> None:
    """After confirming: these rows are in the bank now; those were there already."""
    for numbers, values in (
        (saved, {"state": RowState.SAVED.value}),
        (there, {"state": RowState.TWIN.value, "twin_of": -1}),
    ):
        for start in range(0, len(numbers), 5_000):
            statement = update(BankImportRow).where(
                col(BankImportRow.import_id) == import_id,
                col(BankImportRow.number).in_(numbers[start : start + 5_000]),
            )
            db.connection().execute(statement.values(version=BankImportRow.version + 1, **values))


def stale(db: Session, before: datetime) -> list[str]:
    """Imports with rows that nobody touched since."""
    statement = select(BankImport.id).where(BankImport.touched_at < before)
    has_rows = select(BankImportRow.import_id).where(BankImportRow.import_id == BankImport.id).exists()
    draft = col(BankImport.state) == ImportState.DRAFT
    return list(db.exec(statement.where(has_rows | draft).limit(50)))


def sweep(db: Session, import_ids: Collection[str]) -> None:
    """Take the rows of these imports away, and those imports that brought nothing."""
    db.connection().execute(delete(BankImportRow).where(col(BankImportRow.import_id).in_(import_ids)))
    drafts = delete(BankImport).where(col(BankImport.id).in_(import_ids))
    db.connection().execute(drafts.where(col(BankImport.state) == ImportState.DRAFT))
