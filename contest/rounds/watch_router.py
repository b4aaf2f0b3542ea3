"""The desk while a round runs: places with their numbers and who needs help there."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from contest.accounts.guards import Now
from contest.accounts.sure import Sure
from contest.campaigns import service as campaigns
from contest.campaigns.guards import Helps
from contest.lists import tables
from contest.lists.tables import Ending, Which
from contest.rounds import listed_export, service, watching
from contest.rounds.watch_pages import By, TroublesPage
from contest.web.database import Reading, reading, writing
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


@router.get("/{round}/watch.{ending}", name="rounds.watch_file")
@policy(Who.HELPS)
def watch_file(
    round: Id,
    ending: Ending,
    staff: Helps,
    sure: Sure,
    now: Now,
    by: Text = "",
    at: Maybe = "",
    sheet: Which = 1,
) -> Response:
    """The same as a file; that it was taken is noted."""
    with reading() as db:
        view = campaigns.view(db, round, now)
        made = tables.made(listed_export.watched(db, staff, view, _by(by), at, now), ending, sheet)
    with writing() as db:
        service.note_watch(db, staff.id, round, made.people, now)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


def _by(asked: str) -> By:
    return By(asked) if asked in set(By) else By.UNIT
