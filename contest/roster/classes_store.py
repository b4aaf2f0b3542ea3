"""SQL of class codes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from contest.roster.models import RosterClass, RosterMember


def hold(db: Session, campaign_id: str) -> dict[str, RosterClass]:
    """The classes of a contest that have a code, held until the commit, as they are then."""
    wanted = select(RosterClass).where(RosterClass.campaign_id == campaign_id)
    held = wanted.order_by(col(RosterClass.id)).with_for_update()
    return {row.id: row for row in db.exec(held, execution_options={"populate_existing": True})}


def of(db: Session, campaign_id: str) -> dict[str, RosterClass]:
    """The classes of a contest that have a code."""
    wanted = select(RosterClass).where(RosterClass.campaign_id == campaign_id)
    return {row.id: row for row in db.exec(wanted)}


def with_code(db: Session, campaign_id: str, hashes: Collection[str]) -> RosterClass | None:
    """The class whose code this is, under whichever key it is stored."""
    wanted = select(RosterClass).where(
        RosterClass.campaign_id == campaign_id, col(RosterClass.code_hash).in_(hashes)
    )
    return db.exec(wanted).first()


def in_class(campaign_id: str, units: Collection[str], folded: str) -> SelectOfScalar[RosterMember]:
    """What asks for the members of one class; ``units``: all that count as its unit, none: those without."""
    place = col(RosterMember.unit_id).in_(units) if units else col(RosterMember.unit_id).is_(None)
    return select(RosterMember).where(
        RosterMember.campaign_id == campaign_id, place, RosterMember.folded_class == folded
    )


def mates(db: Session, campaign_id: str, units: Collection[str], folded: str) -> list[RosterMember]:
    """The members of one class, and nobody else's rows."""
    wanted = in_class(campaign_id, sorted(units), folded)
    return list(db.exec(wanted.order_by(col(RosterMember.id))))


def owned(db: Session, entry_ids: Collection[str]) -> set[str]:
    """Those of these entries that are of somebody on a roster."""
    wanted = select(RosterMember.entry_id).where(col(RosterMember.entry_id).in_(entry_ids))
    return {entry for entry in db.exec(wanted) if entry is not None}


def one(db: Session, campaign_id: str, class_id: str) -> RosterClass | None:
    """A class of the contest that was given a code."""
    wanted = select(RosterClass).where(RosterClass.campaign_id == campaign_id, RosterClass.id == class_id)
    return db.exec(wanted).one_or_none()


def add(db: Session, rows: Collection[RosterClass]) -> None:
    """Give classes a code."""
    db.add_all(rows)
    db.flush()


def set_until(db: Session, ids: Collection[str], open_until: datetime | None) -> None:
    """Open these codes until then, or close them."""
    rows = update(RosterClass).where(col(RosterClass.id).in_(ids))
    db.connection().execute(rows.values(open_until=open_until))
    db.expire_all()


def set_keys(db: Session, keys: Mapping[str, tuple[str, str]]) -> None:
    """Which class each of these codes is of: class id → (unit, name as it is compared)."""
    for class_id, (unit_id, folded) in keys.items():
        row = update(RosterClass).where(col(RosterClass.id) == class_id)
        db.connection().execute(row.values(unit_id=unit_id, folded=folded))
    db.expire_all()


def set_code(db: Session, class_id: str, number: int, code_hash: str) -> None:
    """Another code; the one before opens nothing."""
    row = update(RosterClass).where(col(RosterClass.id) == class_id)
    db.connection().execute(row.values(number=number, code_hash=code_hash))
    db.expire_all()


def remove(db: Session, campaign_id: str) -> None:
    """Take a contest's class codes away."""
    db.connection().execute(delete(RosterClass).where(col(RosterClass.campaign_id) == campaign_id))
    db.expire_all()
