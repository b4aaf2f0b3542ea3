"""Names go when the privacy notice says so: results stay, whose they were does not."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from sqlmodel import Session

from contest.attempts import adjusting, written
from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.rules import names_until
from contest.office import service as office
from contest.office.rules import months_promised
from contest.people import service as people
from contest.people.rules import ERASED_REASON
from contest.roster import service as roster
from contest.rounds import complaining, due_requests, store
from contest.selections import service as selections
from contest.standings import staging, years
from contest.web.database import reading, writing

LOOK_EVERY = timedelta(hours=1)

_looked_at: datetime | None = None


def _nothing(db: Session, round_ids: Collection[str]) -> int:
    return 0


_above: Callable[[Session, Collection[str]], int] = _nothing


def use_above(forget: Callable[[Session, Collection[str]], int] = _nothing) -> None:
    """Let a higher feature drop what it holds of the people of these rounds when names go; how much."""
    global _above
    _above = forget


def erase_due(now: datetime) -> int:
    """The tick, once an hour: erase the names of campaigns whose time of keeping them is over; how many."""
    global _looked_at
    if _looked_at is not None and _looked_at <= now < _looked_at + LOOK_EVERY:
        return 0
    _looked_at = now
    return sum(erase(campaign_id, now) for campaign_id in over(now))


def over(now: datetime) -> list[str]:
    """Campaigns all of whose rounds closed longer ago than names are kept."""
    with reading() as db:
        return [each for each, until in schedule(db, now).items() if until <= now]


def schedule(db: Session, now: datetime) -> dict[str, datetime]:
    """Campaign → when its names go, by what its people agreed to."""
    last: dict[str, datetime] = {}
    agreed, notices = people.promises(db), office.notices(db)
    for view in campaigns.every(db, now):
        last[view.campaign_id] = max(view.closes_at, last.get(view.campaign_id, view.closes_at))
    months = {campaign_id: months_promised(notices, agreed.get(campaign_id, ())) for campaign_id in last}
    return {each: names_until(closed, months[each]) for each, closed in last.items()}


def erase(campaign_id: str, now: datetime) -> int:
    """Erase the names of one campaign, with all that may hold them; how many people had one."""
    with writing() as db:
        erased = people.forget_campaign(db, campaign_id, now) + roster.forget(db, campaign_id)
        views = [each for each in campaigns.every(db, now) if each.campaign_id == campaign_id]
        wiped = _forget_texts(db, [each.id for each in views])
        texts = sum(written.erase(db, view) for view in views)
        wiped += due_requests.forget(db, campaign_id)
        for view in views:
            years.forget_years(db, view.rules, view.id)
        if erased or wiped or texts:
            detail = {"people": erased, "reasons": wiped} | ({"texts": texts} if texts else {})
            audit.record(db, audit.SERVER, "people.forget_campaign", campaign_id, detail, now)
    return erased


def _forget_texts(db: Session, round_ids: Collection[str]) -> int:
    """What was typed may name people too: why staff did something, complaints, the day's programme."""
    deeds = store.forget_reasons(db, round_ids, ERASED_REASON)
    adjusting.forget_reasons(db, deeds, ERASED_REASON)
    selected = selections.forget_reasons(db, round_ids, ERASED_REASON)
    said = complaining.forget(db, round_ids) + _above(db, round_ids)
    return len(deeds) + selected + said + staging.forget(db, round_ids)
