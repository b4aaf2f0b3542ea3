"""Ending a request, and doing at once what it asks for."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.campaigns.service import RoundView
from contest.errors import Conflict, Invalid
from contest.people import consents, leaving
from contest.people.guards import Entrant
from contest.people.states import Consent, How
from contest.privacy import own, own_rules, requests
from contest.privacy.forgetting import forget
from contest.privacy.states import Kind, Outcome

WHY = "Ghi lý do không làm được."


def end(
    db: Session,
    actor: str,
    view: RoundView,
    request_id: str,
    outcome: Outcome,
    reply: str,
    *,
    act: bool,
    now: datetime,
) -> None:
    """Close a request. ``act``: delete, or stop publishing, in one transaction; refusing takes a reason."""
    if outcome is Outcome.REFUSED and not reply:
        raise Invalid(fields={"reply": WHY})
    one = requests.read(db, view.campaign_id, request_id, now)
    requests.end(db, actor, view.campaign_id, request_id, outcome, reply, now)
    if not act or outcome is not Outcome.DONE or one.entry_id is None:
        return
    if one.kind is Kind.DELETE:
        _forget(db, actor, view, one.entry_id, now)
    elif one.kind is Kind.WITHDRAW:
        wanted = {Consent.PUBLISH: False, Consent.PHOTO: False}
        consents.say(db, one.entry_id, wanted, How.STAFF, now, by=actor)


def _forget(db: Session, actor: str, view: RoundView, entry_id: str, now: datetime) -> None:
    found = own.mine(db, view.slug, Entrant((entry_id,), "").entries, now)
    if found is not None and (problem := own_rules.waits_for(found.facts)):
        raise Conflict(problem.replace("Bạn", "Người này"))
    (person_id,) = leaving.people_behind(db, [entry_id])
    forget(db, person_id, by=actor, now=now)
