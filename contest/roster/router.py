"""The roster of a contest: looking through it, taking somebody off."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.accounts.sure import Sure
from contest.campaigns import service as campaigns
from contest.campaigns.guards import Runs, Sees
from contest.errors import Conflict
from contest.lists import tables
from contest.lists.tables import Ending
from contest.roster import export, service, showing
from contest.roster.forms import NothingForm
from contest.roster.states import Given, Where
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, clean, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/roster")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Text = Annotated[str, Query(max_length=80)]
Group = Annotated[str, Query(pattern=r"^([0-9a-z]{13})?$")]
Number = Annotated[int, Query(ge=1, le=100_000)]
BACK = "Tên ấy chờ đúng người vào lại. Máy vừa vào nhầm không còn giữ tên này."
NOTICES = {
    "removed": "Đã bỏ người ấy khỏi danh sách.",
    Given.PLAIN: BACK,
    Given.SLIP: f"{BACK} Phiếu đã phát cho người ấy dùng lại được; phiếu ở tay người khác thì cấp mã mới.",
    Given.VOID: f"{BACK} Phiếu cũ của người ấy đã hết dùng: bấm “Mã” ở dòng của người ấy để in phiếu mới.",
}


@router.get("/{round}", name="roster.index")
@policy(Who.SEES)
def index(
    request: Request,
    round: Id,
    staff: Sees,
    db: Reading,
    now: Now,
    q: Text = "",
    where: Text = "",
    page: Number = 1,
    done: Text = "",
    group: Group = "",
) -> Response:
    """Who is on the list, or in one class of it."""
    view, only = campaigns.view(db, round, now), Where(where) if where in set(Where) else Where.ALL
    found = showing.index_page(db, staff, view, now, clean(q).strip(), page, only, group)
    return show(request, replace(found, notice=NOTICES.get(done, "")))


@router.get("/{round}/members.{ending}", name="roster.export")
@policy(Who.SEES)
def export_members(
    round: Id,
    ending: Ending,
    staff: Sees,
    sure: Sure,
    now: Now,
    q: Text = "",
    where: Text = "",
    group: Group = "",
) -> Response:
    """Who matches, all of them; that it was taken is noted, since it carries names."""
    only = Where(where) if where in set(Where) else Where.ALL
    with reading() as db:
        view = campaigns.view(db, round, now)
        made = tables.made(export.table(db, view, clean(q).strip(), only, group, now), ending)
    with writing() as db:
        export.note(db, staff.id, round, made.people, now)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.post("/{round}/members/{member}/removal", name="roster.remove")
@policy(Who.RUNS, state="has not come")
def remove(request: Request, round: Id, member: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """Take somebody off the list."""
    read(NothingForm, posted)
    with reading() as db:
        view = campaigns.view(db, round, now)
    try:
        with writing() as db:
            service.remove(db, staff.id, view.campaign_id, member, now)
    except Conflict as problem:
        with reading() as db:
            page = showing.index_page(db, staff, view, now)
        return show(request, replace(page, problem=problem.message), status=409)
    return RedirectResponse(path_for("roster.index", round=round) + "?done=removed", 303)
