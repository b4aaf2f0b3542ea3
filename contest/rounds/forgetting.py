"""Forgetting somebody in the deeds of staff and on the boards."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest import entropy
from contest.attempts import forgetting as attempts
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.people import service as people
from contest.people.forgetting import Whom, take_out
from contest.people.rules import ERASED_REASON
from contest.rounds import judging, store
from contest.rounds.deeds import Order
from contest.rounds.models import RoundDeed
from contest.standings import forgetting as screens
from contest.standings import service as standings
from contest.standings import years

WITHDREW = "Người dự thi yêu cầu xóa dữ liệu và rút kết quả"


def forget(db: Session, who: Whom, now: datetime) -> int:
    """Take the reasons of deeds about this person away, and their name out of others; how many there were."""
    sat, _ = attempts.left_by(db, who)
    about = store.forget_reasons_about(db, [*who.entries, *sat], ERASED_REASON)
    return about + take_out(db, RoundDeed.reason, who)


def withdraw(db: Session, who: Whom, by: str, now: datetime) -> int:
    """What they did leaves every board; how many registrations were still ranked."""
    withdrawn = 0
    ranked = set(who.entries) - people.hold(db, who.entries)
    for view in _first_rounds(db, who, now):
        for entry_id in sorted(people.entries_in(db, view.campaign_id, sorted(ranked))):
            judging.bar(db, Order(entropy.new_id(), by, WITHDREW), view.id, entry_id, now)
            withdrawn += 1
    return withdrawn


def _first_rounds(db: Session, who: Whom, now: datetime) -> list[RoundView]:
    """One round of each of their contests: barring goes for all of them."""
    found: dict[str, RoundView] = {}
    for view in campaigns.every(db, now):
        if view.campaign_id in who.campaigns:
            found.setdefault(view.campaign_id, view)
    return list(found.values())


def show_anew(db: Session, who: Whom, now: datetime) -> None:
    """Boards are made anew without the name. Where age decides between equal results the year is gone from
    the order too: who has none stands behind those of the same result."""
    for view in campaigns.every(db, now):
        if view.campaign_id not in who.campaigns:
            continue
        if view.phase in (Phase.OPEN, Phase.CLOSED) and years.ranks_by_age(view.rules):
            for entry_id in people.entries_in(db, view.campaign_id, who.entries):
                if standings.own(db, view.id, entry_id) is not None:
                    judging.place_again(db, view, entry_id, now)
            standings.count_anew(db, view.id)
        screens.show_anew(db, view.id)
