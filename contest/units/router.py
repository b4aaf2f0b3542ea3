"""The desk's pages of đơn vị: the list, adding, changing, removing."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest import clock
from contest.accounts.guards import CurrentStaff, Now, Organiser, view
from contest.accounts.service import Member
from contest.errors import Conflict, Invalid
from contest.lists import tables
from contest.lists.tables import Ending
from contest.units import editing, export, showing
from contest.units.forms import Stepped, UncountForm, UnitForm
from contest.units.wanted import understood
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, clean, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/units")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Text = Annotated[str, Query(max_length=200)]
Number = Annotated[int, Query(ge=1, le=100_000)]
Step = Annotated[int, Query(ge=0, le=9)]

FIELDS = {"name", "kind", "parent", "code", "people", "on", "source"}
NOTICES = {
    "added": "Đã thêm đơn vị.",
    "changed": "Đã lưu thay đổi.",
    "removed": "Đã xóa đơn vị.",
    "sampled": "Đã thêm xã mẫu. Khi có danh sách thật, bạn xóa xã mẫu ở cuối trang này.",
    "unsampled": "Đã xóa xã mẫu.",
    "merged": "Đã gộp. Nếu nhầm, bạn tách ra ở mục “Đã gộp vào đây”.",
    "unmerged": "Đã tách ra thành đơn vị riêng.",
    "uncounted": "Đã xóa số liệu của ngày đó.",
}


def away(name: str, step: int, done: str = "", **ids: str) -> Response:
    """On to a page by its route's name, with the wizard's step and what was done."""
    said = [f"{key}={value}" for key, value in (("done", done), ("step", step)) if value]
    return RedirectResponse(path_for(name, **ids) + ("?" + "&".join(said) if said else ""), 303)


def step_of(posted: PostedForm) -> int:
    """The wizard's step that a form carries along; 0 when it is none."""
    text = posted.text("step")
    return int(text) if text in set("123456789") else 0


def fields_of(wrong: Invalid) -> dict[str, str]:
    """The messages by field. A field that we never sent has no place on the page: it is raised again."""
    if wrong.fields.keys() - FIELDS:
        raise wrong
    return wrong.fields


@router.get("", name="units.index")
@policy(Who.STAFF)
def index(
    request: Request,
    staff: CurrentStaff,
    db: Reading,
    now: Now,
    q: Text = "",
    page: Number = 1,
    done: Text = "",
    step: Step = 0,
) -> Response:
    """All units as a tree, or what a search finds."""
    found = showing.index_page(db, view(staff), clean(q).strip()[:80], page, clock.local(now).date())
    return show(request, replace(found, notice=NOTICES.get(done, ""), step=step))


@router.get("/list.{ending}", name="units.export")
@policy(Who.STAFF)
def export_units(ending: Ending, staff: CurrentStaff, db: Reading, now: Now, q: Text = "") -> Response:
    """All of them, or what a search finds."""
    del staff
    made = tables.made(export.table(db, clean(q).strip()[:80], now), ending)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.get("/finder", name="units.finder")
@policy(Who.STAFF)
def finder(
    request: Request, staff: CurrentStaff, db: Reading, q: Text = "", parent: Text = "", without: Text = ""
) -> Response:
    """The finder's rows alone, while somebody types."""
    del staff
    return show(request, showing.finder(db, clean(q).strip()[:80], clean(parent), clean(without)))


@router.get("/new", name="units.new")
@policy(Who.ORGANISER)
def new(request: Request, staff: Organiser, db: Reading, parent: Text = "", step: Step = 0) -> Response:
    """The form of a new unit, below ``parent`` when that is given."""
    page = showing.new_page(db, view(staff), {"parent": clean(parent)} if parent else {})
    return show(request, replace(page, step=step))


@router.post("/new", name="units.new")
@policy(Who.ORGANISER)
def new_posted(request: Request, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Add it; or look for its parent, without script."""
    try:
        form = read(UnitForm, posted)
        if form.find:
            return _new_again(request, staff, posted, {}, 200)
        wanted = understood(form.model_dump(), clock.local(now).date())
        with writing() as db:
            editing.create(db, staff.id, wanted, form.token, now)
    except Invalid as wrong:
        return _new_again(request, staff, posted, fields_of(wrong), 422)
    return away("units.index", form.step, "added")


def _new_again(
    request: Request, staff: Member, posted: PostedForm, errors: dict[str, str], status: int
) -> Response:
    with reading() as db:
        page = showing.new_page(db, view(staff), posted.values, errors)
    return show(request, replace(page, step=step_of(posted)), status=status)


@router.get("/{unit}", name="units.edit")
@policy(Who.STAFF)
def edit(
    request: Request, unit: Id, staff: CurrentStaff, db: Reading, done: Text = "", step: Step = 0
) -> Response:
    """One unit, its headcounts and what was merged into it."""
    page = showing.edit_page(db, view(staff), unit)
    return show(request, replace(page, notice=NOTICES.get(done, ""), step=step))


@router.post("/{unit}", name="units.edit")
@policy(Who.ORGANISER)
def edit_posted(request: Request, unit: Id, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Change it; or look for its parent, without script."""
    try:
        form = read(UnitForm, posted)
        if form.find:
            return _edit_again(request, unit, staff, posted, {}, 200)
        wanted = understood(form.model_dump(), clock.local(now).date())
        with writing() as db:
            editing.change(db, staff.id, unit, wanted, form.version, now)
    except Invalid as wrong:
        return _edit_again(request, unit, staff, posted, fields_of(wrong), 422)
    except Conflict as stale:
        return _edit_again(request, unit, staff, posted, {}, 409, stale.message)
    return away("units.edit", form.step, "changed", unit=unit)


def _edit_again(
    request: Request,
    unit: str,
    staff: Member,
    posted: PostedForm,
    errors: dict[str, str],
    status: int,
    problem: str = "",
) -> Response:
    with reading() as db:
        page = showing.edit_page(db, view(staff), unit, posted.values, errors)
        if problem:
            page = replace(page, problem=problem, stored=showing.stored_in_words(db, unit))
        else:
            # The version of what they began with: what others saved since must still be told.
            page = replace(page, version=posted.text("version")[:16])
    return show(request, replace(page, step=step_of(posted)), status=status)


@router.post("/{unit}/removal", name="units.remove")
@policy(Who.ORGANISER, state="nothing points at it")
def remove(request: Request, unit: Id, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Remove a unit that nobody uses."""
    form = read(Stepped, posted)
    try:
        with writing() as db:
            editing.remove(db, staff.id, unit, now)
    except Conflict as problem:
        return trouble(request, unit, staff, problem, form.step)
    return away("units.index", form.step, "removed")


def trouble(request: Request, unit: str, staff: Member, problem: Conflict, step: int) -> Response:
    """The unit's page again, with what stood in the way."""
    with reading() as db:
        page = showing.edit_page(db, view(staff), unit)
    return show(request, replace(page, problem=problem.message, step=step), status=409)


@router.post("/{unit}/headcounts/removal", name="units.uncount")
@policy(Who.ORGANISER)
def uncount(request: Request, unit: Id, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Take out the number of one day."""
    form = read(UncountForm, posted)
    try:
        with writing() as db:
            editing.uncount(db, staff.id, unit, form.on, now)
    except Conflict as problem:
        return trouble(request, unit, staff, problem, form.step)
    return away("units.edit", form.step, "uncounted", unit=unit)
