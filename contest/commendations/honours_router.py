"""The public page of winners."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from contest.accounts.guards import Now
from contest.commendations import honours as rolls
from contest.web.database import Reading
from contest.web.pages import send
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/commendations")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]


@router.get("/{round}/honours", name="commendations.honours")
@policy(Who.ANYONE, state="a list was issued", load=Load.BOARD)
def honours(request: Request, round: Id, db: Reading, now: Now) -> Response:
    """Who won, with the names that may be public."""
    return send(request, rolls.sheet(db, round, now), {"Cache-Control": "no-cache"})
