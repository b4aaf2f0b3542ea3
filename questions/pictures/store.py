"""SQL of pictures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from questions.models import QuestionPicture, QuestionRevision
from questions.store import parts_of

#: How a content names a picture; text of an author is quoted otherwise.
NAMED = '"digest":'
_NAMES = re.compile(r'"digest": ?"([0-9a-f]{64})"')


def put(db: Session, rows: Collection[QuestionPicture]) -> None:
    """Keep pictures; one that is there already was seen again."""
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    for row in sorted(rows, key=lambda one: one.digest):
        statement = dialect.insert(QuestionPicture).values(**row.model_dump())
        seen = {"seen_at": statement.excluded.seen_at}
        db.connection().execute(statement.on_conflict_do_update(index_elements=["digest"], set_=seen))


def touch(db: Session, digests: Collection[str], now: datetime) -> dict[str, tuple[int, int]]:
    """The sizes of those that are there, which were seen now: nobody sweeps them until long after."""
    found: dict[str, tuple[int, int]] = {}
    for part in parts_of(digests):
        statement = update(QuestionPicture).where(col(QuestionPicture.digest).in_(part))
        sizes = (col(QuestionPicture.digest), col(QuestionPicture.width), col(QuestionPicture.height))
        rows = db.connection().execute(statement.values(seen_at=now).returning(*sizes))
        found |= {name: (width, height) for name, width, height in rows}
    return found


def known(db: Session, digests: Collection[str]) -> frozenset[str]:
    """Those of these that are there."""
    column = col(QuestionPicture.digest)
    found = (db.exec(select(QuestionPicture.digest).where(column.in_(part))) for part in parts_of(digests))
    return frozenset(name for rows in found for name in rows)


def sizes(db: Session, digests: Collection[str]) -> list[tuple[str, int, int]]:
    """(digest, width, height) of those of these that are there."""
    wanted = select(QuestionPicture.digest, QuestionPicture.width, QuestionPicture.height)
    column = col(QuestionPicture.digest)
    found = (db.exec(wanted.where(column.in_(part))) for part in parts_of(digests))
    return [row for listed in found for row in listed]


def rows(db: Session, digests: Collection[str]) -> list[QuestionPicture]:
    """These pictures with their bytes, as far as they are there."""
    column = col(QuestionPicture.digest)
    found = (db.exec(select(QuestionPicture).where(column.in_(part))) for part in parts_of(digests))
    return [row for listed in found for row in listed]


def unseen(db: Session, before: datetime) -> frozenset[str]:
    """Pictures that nobody brought or used since."""
    return frozenset(db.exec(select(QuestionPicture.digest).where(QuestionPicture.seen_at < before)))


def held(db: Session) -> frozenset[str]:
    """What revisions show."""
    column = col(QuestionRevision.content)
    return named(db.exec(select(QuestionRevision.content).where(column.contains(NAMED, autoescape=True))))


def named(texts: Iterable[str]) -> frozenset[str]:
    """All pictures that these JSON texts name."""
    return frozenset(name for text in texts for name in _NAMES.findall(text))


def remove(db: Session, digests: Collection[str], before: datetime) -> int:
    """Delete pictures, but none that was seen meanwhile; how many."""
    count = 0
    for part in parts_of(digests):
        statement = delete(QuestionPicture).where(col(QuestionPicture.digest).in_(part))
        gone = statement.where(col(QuestionPicture.seen_at) < before).returning(col(QuestionPicture.digest))
        count += len(db.connection().execute(gone).all())
    return count
