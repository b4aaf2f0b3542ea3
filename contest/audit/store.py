"""SQL of the audit chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, insert, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from contest.audit.models import Audit, AuditHead
from contest.audit.rules import GENESIS, Link
from contest.web.database import to_ms

PAGE = 1000


def lock_head(db: Session) -> tuple[int, str]:
    """The chain's last number and hash; other writers wait for the row on PostgreSQL."""
    statement = select(AuditHead.seq, AuditHead.hash).where(col(AuditHead.id) == 1).with_for_update()
    row = db.exec(statement).first()
    if row is None:
        _first_head(db)
        row = db.exec(statement).one()
    return row[0], row[1]


def _first_head(db: Session) -> None:
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    row = dialect.insert(AuditHead).values(id=1, seq=0, hash=GENESIS)
    db.exec(row.on_conflict_do_nothing())


def append(db: Session, link: Link, at: datetime, scope: str) -> None:
    """Add a row and move the head to it."""
    db.exec(
        insert(Audit).values(
            seq=link.seq,
            at=at,
            content=link.content,
            previous=link.previous,
            hash=link.hash,
            scope=scope,
        )
    )
    db.exec(update(AuditHead).where(col(AuditHead.id) == 1).values(seq=link.seq, hash=link.hash))


def about(db: Session, ids: Sequence[str], offset: int, limit: int) -> list[tuple[int, datetime, str]]:
    """(number, moment, content) of the rows about these ids, the newest first."""
    statement = select(Audit.seq, Audit.at, Audit.content).where(_concerns(ids))
    found = db.exec(statement.order_by(col(Audit.seq).desc()).offset(offset).limit(limit))
    return [(row[0], row[1], row[2]) for row in found]


def naming(
    db: Session, scopes: Sequence[str], words: Sequence[str], limit: int
) -> list[tuple[int, datetime, str]]:
    """(number, moment, content) of the rows of these scopes that hold one of these words whole, the newest
    first."""
    named = or_(*(col(Audit.content).contains(f'"{one}"', autoescape=True) for one in words))
    statement = select(Audit.seq, Audit.at, Audit.content).where(col(Audit.scope).in_(scopes), named)
    found = db.exec(statement.order_by(col(Audit.seq).desc()).limit(limit))
    return [(row[0], row[1], row[2]) for row in found]


def count_about(db: Session, ids: Sequence[str]) -> int:
    """How many rows are about these ids."""
    return db.exec(select(func.count()).select_from(Audit).where(_concerns(ids))).one()


def _concerns(ids: Sequence[str]) -> ColumnElement[bool]:
    # Rows from before there was a scope never change, so they are read through; there are few.
    old = or_(*(col(Audit.content).contains(f'"{one}"', autoescape=True) for one in ids))
    return or_(col(Audit.scope).in_(ids), and_(col(Audit.scope).is_(None), old))


def head(db: Session) -> tuple[int, str]:
    """The chain's last number and hash, without a lock."""
    row = db.exec(select(AuditHead.seq, AuditHead.hash).where(col(AuditHead.id) == 1)).first()
    return (row[0], row[1]) if row else (0, GENESIS)


def links(db: Session) -> Iterator[Link]:
    """Every row in order, read in pages so that a long chain fits in memory."""
    after: int | None = None
    while True:
        page = _page(db, after)
        yield from page
        if len(page) < PAGE:
            return
        after = page[-1].seq


def _page(db: Session, after: int | None) -> list[Link]:
    # These columns alone: they are in the chain since its first version, whose backups are walked too.
    chained = map(col, (Audit.seq, Audit.at, Audit.content, Audit.previous, Audit.hash))
    statement = select(Audit).with_only_columns(*chained).order_by(col(Audit.seq)).limit(PAGE)
    if after is not None:
        statement = statement.where(col(Audit.seq) > after)
    # As plain columns: rows that a session already holds would hide what the file says.
    rows = db.connection().execute(statement)
    return [Link(row.seq, to_ms(row.at), row.content, row.previous, row.hash) for row in rows]
