"""The proof of consent at the desk: the texts, one whole, and who agreed to which as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from contest.accounts.guards import Now
from contest.accounts.sure import Sure
from contest.campaigns.guards import Runs
from contest.lists.tables import Ending, Which
from contest.privacy import consents as service
from contest.web.database import Reading, writing
from contest.web.pages import show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/privacy")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]


@router.get("/{round}/consents", name="privacy.consents")
@policy(Who.RUNS)
def consents(request: Request, round: Id, staff: Runs, db: Reading, now: Now) -> Response:
    """The words that people agreed to, version by version."""
    return show(request, service.list_page(db, staff, round, now))


@router.get("/{round}/consents.{ending}", name="privacy.proof")
@policy(Who.RUNS)
def proof(round: Id, ending: Ending, staff: Runs, sure: Sure, now: Now, sheet: Which = 1) -> Response:
    """Who agreed to which words when; that it was taken is noted."""
    with writing() as db:
        made = service.workbook(db, staff.id, round, ending, sheet, now)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.get("/{round}/consents/{text}", name="privacy.consent_text")
@policy(Who.RUNS)
def consent_text(request: Request, round: Id, text: Id, staff: Runs, db: Reading, now: Now) -> Response:
    """One text, as it was shown."""
    return show(request, service.text_page(db, staff, round, text, now))
