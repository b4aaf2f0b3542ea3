"""Tables of a round as files: who takes part, what was done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from contest.accounts.guards import Now
from contest.accounts.sure import Sure
from contest.campaigns import service as campaigns
from contest.campaigns.guards import Sees
from contest.lists import tables
from contest.lists.tables import Ending
from contest.rounds import listed_export, service
from contest.rounds.pages import Where
from contest.rounds.router import Id
from contest.web.database import reading, writing
from contest.web.forms import clean
from contest.web.policy import Who, policy

router = APIRouter(prefix="/rounds")

Text = Annotated[str, Query(max_length=80)]


@router.get("/{round}/entries.{ending}", name="rounds.entries_file")
@policy(Who.SEES)
def entries_file(
    round: Id, ending: Ending, staff: Sees, sure: Sure, now: Now, q: Text = "", where: Text = ""
) -> Response:
    """The participants who match, all of them."""
    wanted = Where(where) if where in set(Where) else Where.ALL
    with reading() as db:
        view = campaigns.view(db, round, now)
        made = tables.made(listed_export.entries(db, staff, view, clean(q).strip(), wanted, now), ending)
    with writing() as db:
        service.note_people(db, staff.id, round, made.people, now)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.get("/{round}/timeline.{ending}", name="rounds.timeline_file")
@policy(Who.SEES)
def timeline_file(round: Id, ending: Ending, staff: Sees, sure: Sure, now: Now) -> Response:
    """The whole log of a round."""
    with reading() as db:
        made = tables.made(listed_export.log(db, campaigns.view(db, round, now), now), ending)
    with writing() as db:
        service.note_log(db, staff.id, round, now)
    return Response(made.content, media_type=made.media_type, headers=made.headers)
