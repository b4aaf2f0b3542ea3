"""All SQL of campaigns and rounds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Session, col, select

from contest.campaigns.models import Campaign, Round, Ruleset
from contest.campaigns.states import RoundState

Row = tuple[Campaign, Round, Ruleset]


def _rows() -> Any:
    return (
        select(Campaign, Round, Ruleset)
        .join(Round, col(Round.campaign_id) == col(Campaign.id))
        .join(Ruleset, col(Ruleset.id) == col(Round.ruleset_id))
    )


def round_row(db: Session, round_id: str, *, held: bool = False) -> Row | None:
    """A round with its campaign and its rules; ``held``: on PostgreSQL nobody changes it until the commit."""
    statement = _rows().where(col(Round.id) == round_id)
    return db.exec(statement.with_for_update(read=True, of=Round) if held else statement).first()


def campaign_of(db: Session, round_id: str) -> str | None:
    """The campaign that a round belongs to."""
    return db.exec(select(Round.campaign_id).where(Round.id == round_id)).first()


def banks(db: Session) -> list[tuple[str, str]]:
    """(campaign, the slug of its bank) of every campaign."""
    return [tuple(row) for row in db.exec(select(Campaign.id, Campaign.bank_slug))]


def rounds_of(db: Session, slug: str) -> list[Row]:
    """The rounds of a campaign in their order."""
    return list(db.exec(_rows().where(col(Campaign.slug) == slug).order_by(col(Round.number))))


def all_rounds(db: Session) -> list[Row]:
    """Every round, the latest to open first."""
    return list(db.exec(_rows().order_by(col(Round.opens_at).desc(), col(Round.id))))


def add_campaign(db: Session, campaign: Campaign) -> bool:
    """Write a campaign; False when its slug is taken, even by somebody at the same moment."""
    sqlite = db.get_bind().dialect.name == "sqlite"
    statement = (sqlite_insert if sqlite else postgresql_insert)(Campaign).values(campaign.model_dump())
    # Returning, since PostgreSQL's driver leaves the row count of an insert open.
    added = statement.on_conflict_do_nothing(index_elements=["slug"]).returning(col(Campaign.id))
    return db.connection().execute(added).first() is not None


def add_round(db: Session, made: Round, rules: Ruleset) -> None:
    """Write a round and its rules."""
    db.add(rules)
    db.flush()
    db.add(made)
    db.flush()


def next_number(db: Session, campaign_id: str) -> int:
    """The number of the campaign's next round."""
    highest = db.exec(select(func.max(Round.number)).where(Round.campaign_id == campaign_id)).one()
    return (highest or 0) + 1


def change(db: Session, round_id: str, states: tuple[RoundState, ...], values: dict[str, Any]) -> bool:
    """Change a round if it still is in one of these states; False when it is not."""
    done = db.connection().execute(
        update(Round).where(col(Round.id) == round_id, col(Round.state).in_(states)).values(**values)
    )
    # What the session has read of it is old now.
    db.expire_all()
    return done.rowcount == 1


def set_window(db: Session, round_id: str, opens_at: datetime, closes_at: datetime) -> bool:
    """Move a round that is not closing or closed."""
    values = {"opens_at": opens_at, "closes_at": closes_at}
    return change(db, round_id, (RoundState.DRAFT, RoundState.READY), values)


def freeze_truth(db: Session, round_id: str, value: int) -> bool:
    """Write the counted value once; the same value again is no change."""
    done = db.connection().execute(
        update(Round)
        .where(
            col(Round.id) == round_id,
            col(Round.prediction_truth).is_(None) | (col(Round.prediction_truth) == value),
        )
        .values(prediction_truth=value)
    )
    db.expire_all()
    return done.rowcount == 1
