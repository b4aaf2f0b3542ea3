"""SQL of what contests aim at."""

from __future__ import annotations

from sqlmodel import Session, select

from contest.dashboards.models import ContestTarget


def content(db: Session, campaign_id: str) -> str:
    """What a contest aims at, as JSON; "" for nothing."""
    wanted = select(ContestTarget.content).where(ContestTarget.campaign_id == campaign_id)
    return db.exec(wanted).first() or ""


def put(db: Session, row: ContestTarget) -> None:
    """It aims at this from now on."""
    db.merge(row)
    db.flush()
