"""All SQL of campaigns and rounds."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from contest.campaigns.models import Audience, Campaign, Round, RuleChange, Ruleset
from contest.campaigns.states import RoundState

Row = tuple[Campaign, Round, Ruleset, Audience | None]


@cache
def _rows() -> Any:
    return (
        select(Campaign, Round, Ruleset, Audience)
        .join(Round, col(Round.campaign_id) == col(Campaign.id))
        .join(Ruleset, col(Ruleset.id) == col(Round.ruleset_id))
        .outerjoin(Audience, col(Audience.id) == col(Round.audience_id))
    )


@cache
def _row() -> Any:
    # Every page of a contest asks this: it is put together once.
    return _rows().where(col(Round.id) == bindparam("round"))


def round_row(db: Session, round_id: str, *, held: bool = False, alone: bool = False) -> Row | None:
    """A round with its campaign and its rules; ``held``: on PostgreSQL nobody changes it until the commit.

    ``alone``: nobody else holds it either, so that one who changes it waits for the other.
    """
    if (alone or held) and db.get_bind().dialect.name != "sqlite":
        # Locked first, then read: a statement that waited for the lock would go on with rules of before.
        # NO KEY: rows that only point at the round, such as a hand-in's standing, need not wait.
        this = select(Round.id).where(Round.id == round_id)
        db.exec(this.with_for_update(read=not alone, key_share=alone)).all()
    options = {"populate_existing": alone or held}
    return db.exec(_row(), params={"round": round_id}, execution_options=options).first()


def campaign_of(db: Session, round_id: str) -> str | None:
    """The campaign that a round belongs to."""
    return db.exec(select(Round.campaign_id).where(Round.id == round_id)).first()


def season_of(db: Session, campaign_id: str) -> str:
    """How a campaign's rounds are added up, as stored; "" when they are not, or there is no such campaign."""
    return db.exec(select(Campaign.season).where(Campaign.id == campaign_id)).first() or ""


def banks(db: Session) -> list[tuple[str, str]]:
    """(campaign, the slug of its bank) of every campaign."""
    return [tuple(row) for row in db.exec(select(Campaign.id, Campaign.bank_slug))]


def rounds_of(db: Session, slug: str) -> list[Row]:
    """The rounds of a campaign in their order."""
    return list(db.exec(_rows().where(col(Campaign.slug) == slug).order_by(col(Round.number))))


def all_rounds(db: Session) -> list[Row]:
    """Every round, the latest to open first."""
    return list(db.exec(_rows().order_by(col(Round.opens_at).desc(), col(Round.id))))


def open_at(db: Session, now: datetime) -> bool:
    """Whether any round's window is open and it is not closed yet."""
    window = (col(Round.opens_at) <= now, col(Round.closes_at) > now, col(Round.state) == RoundState.READY)
    return db.exec(select(Round.id).where(*window).limit(1)).first() is not None


def of_campaign(db: Session, campaign_id: str) -> list[Row]:
    """The rounds of a campaign in their order, by its id."""
    return list(db.exec(_rows().where(col(Campaign.id) == campaign_id).order_by(col(Round.number))))


def hold(db: Session, campaign_id: str) -> None:
    """On PostgreSQL nobody else changes the campaign or starts in its rounds until the commit."""
    db.exec(select(Campaign.id).where(Campaign.id == campaign_id).with_for_update()).all()
    rounds = select(Round.id).where(Round.campaign_id == campaign_id).order_by(col(Round.id))
    db.exec(rounds.with_for_update()).all()
    db.expire_all()


def rehearsals_of(db: Session, campaign_id: str) -> list[str]:
    """The campaigns that rehearse this one."""
    return list(db.exec(select(Campaign.id).where(Campaign.rehearsal_of == campaign_id)))


def slugs_from(db: Session, start: str) -> set[str]:
    """Every slug that begins so."""
    return set(db.exec(select(Campaign.slug).where(col(Campaign.slug).startswith(start, autoescape=True))))


def slug_taken(db: Session, slug: str, but: str) -> bool:
    """Whether another campaign has this slug."""
    return db.exec(select(Campaign.id).where(Campaign.slug == slug, Campaign.id != but)).first() is not None


def change_campaign(db: Session, campaign_id: str, values: dict[str, Any]) -> bool:
    """Change a campaign; False when there is none, or its new slug was taken this moment."""
    changed = update(Campaign).where(col(Campaign.id) == campaign_id).values(**values)
    try:
        with db.begin_nested():
            done = db.connection().execute(changed)
    except IntegrityError:
        return False
    db.expire_all()
    return done.rowcount == 1


def change_rounds(db: Session, round_ids: Collection[str], values: dict[str, Any]) -> None:
    """Change rounds; the caller holds them and has looked at their state."""
    db.connection().execute(update(Round).where(col(Round.id).in_(round_ids)).values(**values))
    db.expire_all()


def add_campaign(db: Session, campaign: Campaign) -> bool:
    """Write a campaign; False when its slug or id is taken, even by somebody at the same moment."""
    sqlite = db.get_bind().dialect.name == "sqlite"
    statement = (sqlite_insert if sqlite else postgresql_insert)(Campaign).values(campaign.model_dump())
    # Returning, since PostgreSQL's driver leaves the row count of an insert open.
    added = statement.on_conflict_do_nothing().returning(col(Campaign.id))
    return db.connection().execute(added).first() is not None


def ruleset(db: Session, content: str, sha256: str, now: datetime) -> str:
    """The row of these rules, made when there is none: the same rules are the same row."""
    same = select(Ruleset.id).where(Ruleset.sha256 == sha256, Ruleset.content == content)
    known = db.exec(same.order_by(col(Ruleset.created_at), col(Ruleset.id)).limit(1)).first()
    if known is not None:
        return known
    made = Ruleset(content=content, sha256=sha256, created_at=now)
    db.add(made)
    db.flush()
    return made.id


def add_round(db: Session, made: Round) -> None:
    """Write a round."""
    db.add(made)
    db.flush()


def next_number(db: Session, campaign_id: str) -> int:
    """The number of the campaign's next round."""
    highest = db.exec(select(func.max(Round.number)).where(Round.campaign_id == campaign_id)).one()
    return (highest or 0) + 1


def shifts(db: Session, campaign_id: str) -> list[tuple[str | None, int]]:
    """(audience, part of the bank) of a campaign's rounds."""
    wanted = select(Round.audience_id, Round.shift).where(Round.campaign_id == campaign_id)
    return [tuple(row) for row in db.exec(wanted)]


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


def set_pause(db: Session, round_id: str, paused_at: datetime | None) -> bool:
    """Write or take away the moment of the pause; False when it is so already, or the round is over."""
    is_due = col(Round.paused_at).is_not(None) if paused_at is None else col(Round.paused_at).is_(None)
    statement = update(Round).where(col(Round.id) == round_id, col(Round.state) == RoundState.READY, is_due)
    done = db.connection().execute(statement.values(paused_at=paused_at))
    db.expire_all()
    return done.rowcount == 1


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


def add_rule_change(db: Session, change: RuleChange) -> None:
    """Write down that a round got other rules."""
    db.add(change)
    db.flush()


def rule_changes(db: Session, round_id: str) -> list[tuple[RuleChange, str, str]]:
    """A round's changes of rules with the contents before and after, the oldest first."""
    before, after = aliased(Ruleset), aliased(Ruleset)
    statement = (
        select(RuleChange, before.content, after.content)
        .join(before, col(before.id) == col(RuleChange.before_id))
        .join(after, col(after.id) == col(RuleChange.after_id))
        .where(RuleChange.round_id == round_id)
        .order_by(col(RuleChange.at), col(RuleChange.id))
    )
    return [tuple(row) for row in db.exec(statement)]


def change_reasons(db: Session, ids: Collection[str]) -> dict[str, str]:
    """Change of rules → its reason."""
    if not ids:
        return {}
    return dict(db.exec(select(RuleChange.id, RuleChange.reason).where(col(RuleChange.id).in_(ids))).all())
