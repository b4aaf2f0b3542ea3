"""SQL of the files that are being read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from contest.bank.models import BankReading
from contest.bank.states import ReadingState
from questions.models import Bank

OPEN = (ReadingState.WAITING, ReadingState.READING)


def add(db: Session, row: BankReading) -> None:
    """Put a reading down."""
    db.add(row)
    db.flush()


def find(db: Session, reading_id: str) -> BankReading | None:
    """A reading."""
    return db.exec(select(BankReading).where(BankReading.id == reading_id)).one_or_none()


def bank_of(db: Session, reading_id: str) -> Bank | None:
    """The bank that a reading is for."""
    statement = select(Bank).join(BankReading, col(BankReading.bank_id) == col(Bank.id))
    return db.exec(statement.where(BankReading.id == reading_id)).one_or_none()


def count_open(db: Session, since: datetime) -> int:
    """How many readings somebody was at work on since."""
    statement = select(func.count()).select_from(BankReading).where(col(BankReading.state).in_(OPEN))
    return db.exec(statement.where(BankReading.touched_at >= since)).one()


def save(db: Session, reading_id: str, **values: Any) -> None:
    """Set columns of a reading."""
    db.connection().execute(update(BankReading).where(col(BankReading.id) == reading_id).values(**values))


def has(db: Session, before: datetime) -> bool:
    """Whether there are readings that nobody touched since."""
    statement = select(BankReading.id).where(BankReading.touched_at < before)
    return db.exec(statement.limit(1)).first() is not None


def sweep(db: Session, before: datetime) -> None:
    """Drop the readings that nobody touched since."""
    db.connection().execute(delete(BankReading).where(col(BankReading.touched_at) < before))
