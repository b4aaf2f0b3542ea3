"""From shuffled papers to what the desk shows of them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.attempts import variants
from contest.byhand import variant_key
from contest.byhand.service import allowed
from contest.byhand.variant_pages import CodeLine, VariantsPage
from contest.campaigns.showing import head


def page(db: Session, who: Member, round_id: str, now: datetime) -> VariantsPage:
    """The codes of a round, with what was typed in. The number of statements is fixed."""
    view = allowed(db, round_id, now)
    counts = variants.counts(db, round_id)
    found = variants.made(db, round_id)
    return VariantsPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        codes=tuple(CodeLine(one.code, one.made_at, counts.get(one.code, 0)) for one in found),
        key_waits=variant_key.waits(db, who, view, now),
    )
