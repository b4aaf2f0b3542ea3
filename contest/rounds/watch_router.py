"""The desk while a round runs: places with their numbers and who needs help there."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from contest.accounts.guards import Now
from contest.campaigns.guards import Helps
from contest.rounds import watching
from contest.rounds.watch_pages import By, TroublesPage
from contest.web.database import Reading
from contest.web.pages import show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/rounds")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Maybe = Annotated[str, Query(max_length=13, pattern=r"^([0-9a-z]{13})?$")]
Text = Annotated[str, Query(max_length=20)]


@router.get("/{round}/watch", name="rounds.watch")
@policy(Who.HELPS)
def watch(
    request: Request,
    round: Id,
    staff: Helps,
    db: Reading,
    now: Now,
    by: Text = "",
    at: Maybe = "",
    deed: Maybe = "",
) -> Response:
    """Who answers where, and who needs help."""
    return show(request, watching.page(db, staff, round, _by(by), at, deed, now))


@router.get("/{round}/troubles", name="rounds.troubles")
@policy(Who.HELPS)
def troubles(
    request: Request, round: Id, staff: Helps, db: Reading, now: Now, by: Text = "", at: Maybe = ""
) -> Response:
    """The same alone, for the page that asks every ten seconds."""
    return show(request, TroublesPage(watching.again(db, staff, round, _by(by), at, now)))


def _by(asked: str) -> By:
    return By(asked) if asked in set(By) else By.UNIT
