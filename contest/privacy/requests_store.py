"""SQL of what people ask about their data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, or_, update
from sqlmodel import Session, col, select

from contest.privacy.models import DataRequest
from contest.privacy.states import Outcome


def add(db: Session, row: DataRequest) -> None:
    """Write a request."""
    db.add(row)
    db.flush()


def of_campaign(db: Session, campaign_id: str) -> list[DataRequest]:
    """All of a contest, the oldest first."""
    found = select(DataRequest).where(DataRequest.campaign_id == campaign_id)
    return list(db.exec(found.order_by(col(DataRequest.made_at), col(DataRequest.id))))


def of_entry(db: Session, entry_id: str) -> list[DataRequest]:
    """All of one entry, the oldest first."""
    found = select(DataRequest).where(DataRequest.entry_id == entry_id)
    return list(db.exec(found.order_by(col(DataRequest.made_at), col(DataRequest.id))))


def open_in(db: Session, campaign_ids: Collection[str]) -> list[DataRequest]:
    """Those of these contests that wait."""
    waits = (col(DataRequest.campaign_id).in_(campaign_ids), DataRequest.outcome == Outcome.OPEN)
    return list(db.exec(select(DataRequest).where(*waits)))


def count_open(db: Session, entry_id: str) -> int:
    """How many of one entry wait."""
    waits = (DataRequest.entry_id == entry_id, DataRequest.outcome == Outcome.OPEN)
    return db.exec(select(func.count()).select_from(DataRequest).where(*waits)).one()


def held(db: Session, campaign_id: str, request_id: str) -> DataRequest | None:
    """One of a contest, held until the commit."""
    mine = (DataRequest.campaign_id == campaign_id, DataRequest.id == request_id)
    found = select(DataRequest).where(*mine).with_for_update()
    return db.exec(found, execution_options={"populate_existing": True}).first()


def one(db: Session, campaign_id: str, request_id: str) -> DataRequest | None:
    """One of a contest."""
    mine = (DataRequest.campaign_id == campaign_id, DataRequest.id == request_id)
    return db.exec(select(DataRequest).where(*mine)).first()


def change(db: Session, request_id: str, values: Mapping[str, Any]) -> None:
    """Change one that is held."""
    db.connection().execute(update(DataRequest).where(col(DataRequest.id) == request_id).values(**values))
    db.expire_all()


def forget(db: Session, entry_ids: Collection[str], text: str) -> int:
    """What was said in requests of these entries goes; how many said something."""
    return _forget(db, col(DataRequest.entry_id).in_(entry_ids), text)


def forget_contest(db: Session, campaign_id: str, text: str) -> int:
    """The same of a whole contest, also of who could not be told."""
    return _forget(db, col(DataRequest.campaign_id) == campaign_id, text)


def _forget(db: Session, which: ColumnElement[bool], text: str) -> int:
    texts = (DataRequest.words, DataRequest.reply, DataRequest.extended_for)
    told = or_(*(col(each) != text for each in texts))
    changed = update(DataRequest).where(which, told)
    return db.connection().execute(changed.values(words=text, reply=text, extended_for=text)).rowcount
