"""The page of personal codes: values of the service in, the page out."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest import entropy
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.campaigns.service import RoundView
from contest.campaigns.showing import head
from contest.roster import codes
from contest.roster.pages import CodesPage
from contest.web.database import to_ms


def codes_page(db: Session, who: Member, view: RoundView, now: datetime) -> CodesPage:
    """How far the codes of a contest are. A page's form, sent twice, makes the same codes: its token."""
    counts = codes.counts(db, view.campaign_id)
    return CodesPage(
        staff_view(who, view.campaign_id),
        head(view),
        entropy.new_id(),
        to_ms(now),
        counts.without,
        counts.waiting,
        counts.come,
        counts.by_name,
        counts.named,
        view.entrance,
        view.entrance.version,
        codes.parts(counts.without),
        codes.parts(counts.without + counts.waiting),
    )
