"""Class codes: opening, closing, another code, the projector, sheets to print; a name that is given back."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.campaigns import service as campaigns
from contest.campaigns.guards import Helps
from contest.errors import Conflict
from contest.lists.receiving import Id, Word
from contest.office import service as office
from contest.printing import class_sheet as paper
from contest.roster import classes as making
from contest.roster import classes_showing, returning, showing
from contest.roster.forms import ClassForm, NothingForm, OpenForm, RenewForm
from contest.roster.pages import ArrivedPage
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/roster")

Which = Annotated[str, Query(max_length=13)]

NOTICES = {
    "opened": "Đã mở mã lớp. Ghi mã lên bảng, chiếu lên màn hình hoặc in ra.",
    "shut": "Đã đóng mã lớp. Ai đã vào thi thì vẫn thi tiếp.",
    "renewed": "Đã đổi mã lớp. Mã cũ không mở được gì nữa.",
}
NO_CODES = "Chưa lớp nào có mã để in. Mở mã lớp trước."


@router.get("/{round}/classes", name="roster.classes")
@policy(Who.HELPS)
def classes(request: Request, round: Id, staff: Helps, db: Reading, now: Now, done: Word = "") -> Response:
    """The classes of the list, their codes, how many came."""
    page = classes_showing.classes_page(db, staff, campaigns.view(db, round, now), now)
    return show(request, replace(page, notice=NOTICES.get(done, "")))


def _back(round: str, done: str) -> Response:
    return RedirectResponse(path_for("roster.classes", round=round) + f"?done={done}", 303)


def _refused(request: Request, round: str, staff: Helps, now: Now, problem: str) -> Response:
    with reading() as db:
        page = classes_showing.classes_page(db, staff, campaigns.view(db, round, now), now)
    return show(request, replace(page, problem=problem), status=409)


@router.post("/{round}/classes/opening", name="roster.open")
@policy(Who.HELPS, state="the round is not over")
def open_classes(request: Request, round: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """Let a class come in with its code, or all classes."""
    form = read(OpenForm, posted)
    try:
        with writing() as db:
            view = campaigns.view(db, round, now)
            making.open_classes(db, staff.id, view, form.group, form.until, now)
    except Conflict as problem:
        return _refused(request, round, staff, now, problem.message)
    return _back(round, "opened")


@router.post("/{round}/classes/closing", name="roster.shut")
@policy(Who.HELPS)
def shut(round: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """Nobody comes in with this class's code any more, or with that of any class."""
    form = read(ClassForm, posted)
    with writing() as db:
        making.shut(db, staff.id, campaigns.view(db, round, now), form.group, now)
    return _back(round, "shut")


@router.post("/{round}/classes/{group}/renewal", name="roster.renew")
@policy(Who.HELPS)
def renew(round: Id, group: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """Another code for a class."""
    form = read(RenewForm, posted)
    with writing() as db:
        making.renew(db, staff.id, campaigns.view(db, round, now), group, form.seen, now)
    return _back(round, "renewed")


@router.get("/{round}/classes.pdf", name="roster.sheets")
@policy(Who.HELPS)
def sheets(request: Request, round: Id, staff: Helps, db: Reading, now: Now, group: Which = "") -> Response:
    """A page for each class, to hang up in its room."""
    view = campaigns.view(db, round, now)
    host = request.headers.get("host", "")
    content = classes_showing.sheets(db, view, group, request.url.scheme, host, now)
    if not content:
        return _refused(request, round, staff, now, NO_CODES)
    told = {"Content-Disposition": f'inline; filename="ma-lop-{view.slug}.pdf"', "Cache-Control": "no-store"}
    return Response(content, media_type=paper.MEDIA_TYPE, headers=told)


@router.get("/{round}/classes/{group}", name="roster.project")
@policy(Who.HELPS)
def project(request: Request, round: Id, group: Id, staff: Helps, db: Reading, now: Now) -> Response:
    """A class's code, large, for the projector."""
    view = campaigns.view(db, round, now)
    root = office.root_for(request.url.scheme, request.headers.get("host", ""))
    return show(request, classes_showing.project_page(db, staff, view, group, root, now))


@router.get("/{round}/classes/{group}/arrived", name="roster.arrived")
@policy(Who.HELPS)
def arrived(request: Request, round: Id, group: Id, staff: Helps, db: Reading, now: Now) -> Response:
    """How many of a class came, as a fragment."""
    view = campaigns.view(db, round, now)
    found = making.one(db, view.campaign_id, group, now)
    return show(request, ArrivedPage(classes_showing.head(view), classes_showing.line(found)))


@router.post("/{round}/members/{member}/return", name="roster.give_back")
@policy(Who.HELPS, state="has come and not started")
def give_back(request: Request, round: Id, member: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """Somebody took a wrong name: it waits again for the one whose it is."""
    read(NothingForm, posted)
    try:
        with writing() as db:
            given = returning.give_back(db, staff.id, campaigns.view(db, round, now), member, now)
    except Conflict as problem:
        with reading() as db:
            page = showing.index_page(db, staff, campaigns.view(db, round, now), now)
        return show(request, replace(page, problem=problem.message), status=409)
    return RedirectResponse(path_for("roster.index", round=round) + f"?done={given.value}", 303)
