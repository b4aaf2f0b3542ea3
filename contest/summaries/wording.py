"""The words of the questions that a report names. A running round's questions stay what they are: unknown."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.reports.present import short
from contest.summaries.content import Report
from contest.summaries.tables import HIDDEN
from questions import asked, belonging

#: In these phases a round's questions are secret: it draws from its bank, or soon will.
SECRET = frozenset({Phase.WAITING, Phase.OPEN, Phase.CLOSING})


def of(db: Session, report: Report, now: datetime) -> dict[int, str]:
    """Revision → what it asks, without options and key; of a bank that a round not closed yet draws from only
    that it may not be told."""
    revisions = {one.revision for one in report.weak_questions}
    if not revisions:
        return {}
    secret = {view.bank_slug for view in campaigns.every(db, now) if view.phase in SECRET}
    banks = belonging.banks(db, revisions)
    return {
        revision: HIDDEN if banks.get(revision, "") in secret else short(one.content.text)
        for revision, one in asked.asked(db, revisions).items()
    }
