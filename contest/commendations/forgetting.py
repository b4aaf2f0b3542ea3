"""Forgetting somebody in what was written about prizes.

Issued lists hold ids, prizes and results, which stay: the signed paper in the archive is what the law
keeps, and the list goes on saying which prize was given for which result. Only where the committee wrote a
name into a reason is it taken out; the digest stays that of the list as it was issued.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.commendations.models import PrizeList, PrizeRefusal, TieDecision
from contest.people.forgetting import Whom, take_out

TEXTS = (TieDecision.reason, TieDecision.witness, PrizeRefusal.reason, PrizeList.reason, PrizeList.content)


def forget(db: Session, who: Whom, now: datetime) -> int:
    """Take the name out of reasons and minutes; how many held it."""
    return sum(take_out(db, text, who) for text in TEXTS)
