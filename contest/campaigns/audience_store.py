"""SQL of a contest's audiences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col, select

from contest.campaigns.models import Audience, Round


def of_campaign(db: Session, campaign_id: str, *, held: bool = False) -> list[Audience]:
    """A contest's audiences in their order; ``held``: on PostgreSQL none of them goes until the commit."""
    wanted = select(Audience).where(Audience.campaign_id == campaign_id)
    ordered = wanted.order_by(col(Audience.place), col(Audience.code))
    return list(db.exec(ordered.with_for_update(read=True, key_share=True) if held else ordered))


def banks(db: Session) -> list[tuple[str, str]]:
    """(campaign, bank) of every audience that has a bank of its own."""
    own = select(Audience.campaign_id, Audience.bank_slug).where(Audience.bank_slug != "")
    return [tuple(row) for row in db.exec(own.distinct())]


def hold(db: Session, audience_id: str) -> None:
    """On PostgreSQL nobody begins to belong to it until the commit."""
    db.exec(select(Audience.id).where(Audience.id == audience_id).with_for_update()).all()


def add(db: Session, rows: Sequence[Mapping[str, object]]) -> None:
    """Write audiences."""
    if rows:
        db.connection().execute(insert(Audience), list(rows))
        db.expire_all()


def change(db: Session, audience_id: str, values: Mapping[str, object]) -> None:
    """Change one; the caller holds its contest."""
    db.connection().execute(update(Audience).where(col(Audience.id) == audience_id).values(**values))
    db.expire_all()


def remove(db: Session, audience_id: str) -> None:
    """Take one away that nothing belongs to."""
    db.connection().execute(delete(Audience).where(col(Audience.id) == audience_id))
    db.expire_all()


def give(db: Session, round_id: str, audience_id: str | None, shift: int) -> None:
    """Whose round it is from now on, and its part of a divided bank."""
    whose = update(Round).where(col(Round.id) == round_id).values(audience_id=audience_id, shift=shift)
    db.connection().execute(whose)
    db.expire_all()
