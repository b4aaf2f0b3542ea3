"""The desk's pages of contests that others held: the list, adding, changing, taking out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import CurrentStaff, Now, Organiser
from contest.accounts.service import Member
from contest.elsewhere import export, service, showing
from contest.elsewhere.forms import OutsideForm, RemoveForm
from contest.elsewhere.service import Sieve
from contest.errors import Conflict, Invalid
from contest.lists import tables
from contest.lists.tables import Ending, Which
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, clean, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/elsewhere")

Id = Annotated[str, Path(alias="outside", pattern=r"^[0-9a-z]{13}$")]
Words = Annotated[str, Query(max_length=80)]
Level = Annotated[str, Query(pattern=r"^(central|province|other)?$")]
Year = Annotated[str, Query(pattern=r"^(2[0-9]{3})?$")]
Page = Annotated[int, Query(ge=1, le=100_000)]
NOTICES = {
    "added": "Đã ghi cuộc thi.",
    "changed": "Đã lưu thay đổi.",
    "removed": "Đã xóa cuộc thi khỏi danh sách.",
}


def sieve_of(q: Words = "", level: Level = "", year: Year = "") -> Sieve:
    """Which ones the address asks for."""
    return Sieve(clean(q).strip(), level, int(year or 0))


Asked = Annotated[Sieve, Depends(sieve_of)]


@router.get("", name="elsewhere.index")
@policy(Who.STAFF)
def index(
    request: Request, staff: CurrentStaff, db: Reading, sieve: Asked, page: Page = 1, done: str = ""
) -> Response:
    """Those that match, the latest first."""
    return show(request, showing.index(db, staff, sieve, page, NOTICES.get(done, "")))


@router.get("/list.{ending}", name="elsewhere.export")
@policy(Who.STAFF)
def export_list(
    ending: Ending, staff: CurrentStaff, db: Reading, now: Now, sieve: Asked, sheet: Which = 1
) -> Response:
    """The same as a file; it has nobody's name."""
    del staff
    made = tables.made(export.table(db, sieve, now), ending, sheet)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.get("/new", name="elsewhere.new")
@policy(Who.ORGANISER)
def new(request: Request, staff: Organiser) -> Response:
    """An empty form."""
    return show(request, showing.new(staff))


@router.post("/new", name="elsewhere.new")
@policy(Who.ORGANISER)
def new_posted(request: Request, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Write one down."""
    try:
        form = read(OutsideForm, posted)
        with writing() as db:
            service.add(db, staff.id, form.key, form.model_dump(), now)
    except Invalid as wrong:
        errors, problem = _told(wrong)
        return show(request, showing.new(staff, posted.values, errors, problem), status=wrong.status)
    return RedirectResponse(path_for("elsewhere.index") + "?done=added", 303)


@router.get("/{outside}", name="elsewhere.edit")
@policy(Who.STAFF)
def edit(request: Request, outside: Id, staff: CurrentStaff, db: Reading, done: str = "") -> Response:
    """One of them."""
    return show(request, showing.edit(db, staff, outside, notice=NOTICES.get(done, "")))


@router.post("/{outside}", name="elsewhere.edit")
@policy(Who.ORGANISER)
def edit_posted(request: Request, outside: Id, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Give it other facts."""
    try:
        form = read(OutsideForm, posted)
        with writing() as db:
            service.change(db, staff.id, outside, int(form.version or 0), form.model_dump(), now)
    except (Invalid, Conflict) as wrong:
        return _again(request, outside, staff, posted, wrong)
    return RedirectResponse(path_for("elsewhere.edit", outside=outside) + "?done=changed", 303)


@router.post("/{outside}/removal", name="elsewhere.remove")
@policy(Who.ORGANISER)
def remove(request: Request, outside: Id, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Take it out."""
    try:
        version = read(RemoveForm, posted).version
        with writing() as db:
            service.remove(db, staff.id, outside, int(version or 0), now)
    except Conflict as wrong:
        with reading() as db:
            page = showing.edit(db, staff, outside, problem=wrong.message)
        return show(request, page, status=wrong.status)
    return RedirectResponse(path_for("elsewhere.index") + "?done=removed", 303)


def _again(
    request: Request, outside: str, staff: Member, posted: PostedForm, wrong: Invalid | Conflict
) -> Response:
    errors, problem = _told(wrong) if isinstance(wrong, Invalid) else ({}, wrong.message)
    with reading() as db:
        page = showing.edit(db, staff, outside, posted.values, errors, problem=problem)
    return show(request, page, status=wrong.status)


def _told(wrong: Invalid) -> tuple[dict[str, str], str]:
    """What is wrong beside the fields of the form, and with the form as a whole."""
    beside = {name: text for name, text in wrong.fields.items() if name in showing.LABELS}
    return beside, "" if beside else next(iter(wrong.fields.values()), wrong.message)
