"""SQL of the installation's settings and logo."""

from __future__ import annotations

from sqlalchemy import delete, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, select

from contest.office.models import OfficeLogo, OfficePart


def _insert(db: Session, table: type[SQLModel]):
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def newest(db: Session) -> list[OfficePart]:
    """Each part as it stands."""
    last = select(OfficePart.part, func.max(OfficePart.version)).group_by(col(OfficePart.part)).subquery()
    parts, versions = last.c
    same = (col(OfficePart.part) == parts) & (col(OfficePart.version) == versions)
    return list(db.exec(select(OfficePart).join(last, same)))


def versions(db: Session, part: str) -> list[OfficePart]:
    """Everything that a part ever was, the newest first."""
    order = col(OfficePart.version).desc()
    return list(db.exec(select(OfficePart).where(OfficePart.part == part).order_by(order)))


def add_version(db: Session, row: OfficePart) -> bool:
    """Add a part's next version; False when somebody else has taken the number."""
    done = _insert(db, OfficePart).values(**row.model_dump()).on_conflict_do_nothing()
    return db.exec(done.returning(col(OfficePart.version))).first() is not None


def logo(db: Session, digest: str) -> bytes | None:
    """The bytes of a logo."""
    return db.exec(select(OfficeLogo.png).where(OfficeLogo.digest == digest)).first()


def put_logo(db: Session, row: OfficeLogo) -> None:
    """Keep a logo; the same picture again is no change."""
    db.exec(_insert(db, OfficeLogo).values(**row.model_dump()).on_conflict_do_nothing())


def drop_other_logos(db: Session, digest: str) -> None:
    """Remove every logo but this one."""
    db.exec(delete(OfficeLogo).where(col(OfficeLogo.digest) != digest))
