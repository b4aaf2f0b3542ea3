"""Puts the pages together that say what a removal takes away."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.attempts import service as attempts
from contest.people import service as people
from contest.planning import loading, rehearsing
from contest.planning.pages import DiscardPage, UnrehearsePage
from contest.rounds import monitor


def unrehearse_page(db: Session, who: Member, round_id: str, now: datetime) -> UnrehearsePage:
    """Who and what goes with the rehearsal."""
    real, found = rehearsing.target(db, round_id, now)
    return UnrehearsePage(
        staff=staff_view(who, real.campaign_id),
        round=monitor.round_view(real),
        people=people.count_entries(db, found.campaign_id) if found else 0,
        attempts=attempts.counts(db, found.id, now).started if found else 0,
        there=found is not None,
    )


def discard_page(db: Session, who: Member, round_id: str, now: datetime) -> DiscardPage:
    """What goes with the draft, or why it stays."""
    loaded = loading.load(db, round_id, now)
    return DiscardPage(
        staff=staff_view(who, loaded.view.campaign_id),
        round=monitor.round_view(loaded.view),
        rounds=len(loaded.rounds),
        problem=rehearsing.discard_problem(db, loaded),
    )
