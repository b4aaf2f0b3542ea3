"""Whether a winner is who they said: written down before a prize is handed out."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.commendations import lists, occasions, winners_store
from contest.commendations.models import PrizeCheck
from contest.commendations.refusing import NO_WINNER, Winner, check_takes_part, prize_of
from contest.commendations.states import Check, Means
from contest.errors import Conflict, Invalid

NO_MEANS = "Chọn cách xác minh."


def check_wins(db: Session, id: str, entry_id: str, now: datetime) -> None:
    """Conflict where somebody has no prize. Read before the lock is taken: the whole list is laid for it, and
    a tick for somebody who loses the prize this very second harms nobody."""
    occasion = occasions.of(db, id, now)
    check_takes_part(db, occasion, entry_id)
    if not prize_of(lists.draft(db, occasion, now), Winner(entry_id)):
        raise Conflict(NO_WINNER)


def identify(
    db: Session, actor: str, id: str, entry_id: str, state: Check, means: Means | None, now: datetime
) -> bool:
    """Write down what was found out; False when it stood there already. OPEN: nothing was, after all."""
    occasion = occasions.of(db, id, now)
    check_takes_part(db, occasion, entry_id)
    if state is Check.OPEN:
        changed = winners_store.drop_check(db, id, entry_id)
    elif means is None:
        raise Invalid(fields={"means": NO_MEANS})
    else:
        found = winners_store.checks(db, id).get(entry_id)
        changed = found is None or (found.state, found.means) != (state, means)
        if changed:
            row = PrizeCheck(
                occasion_id=id,
                entry_id=entry_id,
                round_id=occasion.round_id,
                campaign_id=occasion.contest_id,
                state=state,
                means=means,
                checked_by=actor,
                checked_at=now,
            )
            winners_store.put_check(db, row)
    if changed:
        detail = {"entry": entry_id, "state": state.value, "means": means.value if means else ""}
        audit.record(db, actor, occasion.deed("identify"), id, detail, now)
    return changed
