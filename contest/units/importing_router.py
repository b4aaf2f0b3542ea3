"""Importing a list of units from Excel, and the sample commune."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from contest import clock
from contest.accounts.guards import CurrentStaff, Now, Organiser, view
from contest.accounts.service import Member
from contest.errors import Conflict, NotFound
from contest.lists.heads import NoList
from contest.lists.receiving import NOTICES, Id, Line, Number, Word, back_to_row, received, to_fill_in
from contest.units import importing, importing_showing, sampling, saving, sheet, showing, undoing
from contest.units.forms import MendForm, SaveForm, Stepped
from contest.units.mending_rules import Deed
from contest.units.router import away, step_of
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/units")

Step = Annotated[int, Query(ge=0, le=9)]


@router.get("/upload", name="units.upload")
@policy(Who.ORGANISER)
def upload(
    request: Request, staff: Organiser, db: Reading, now: Now, done: Word = "", step: Step = 0
) -> Response:
    """Choose a file; go on with a list that waits."""
    page = importing_showing.upload_page(db, view(staff), staff, now)
    return show(request, replace(page, notice=NOTICES.get(done, ""), step=step))


@router.post("/upload", name="units.upload")
@policy(Who.ORGANISER)
def upload_posted(request: Request, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Read the file into a draft; nothing of it is saved to the units yet."""
    try:
        file_name, rows = received(posted, sheet.LIST)
    except NoList as problem:
        with reading() as db:
            page = importing_showing.upload_page(db, view(staff), staff, now)
        return show(request, replace(page, problem=str(problem), step=step_of(posted)), status=422)
    with writing() as db:
        draft = importing.begin(db, staff.id, file_name, rows, now)
    return away("units.preview", step_of(posted), draft=draft)


@router.get("/template.xlsx", name="units.template")
@policy(Who.STAFF)
def template(staff: CurrentStaff) -> Response:
    """A workbook to fill in."""
    del staff
    return to_fill_in(sheet.LIST)


@router.get("/imports/{draft}", name="units.preview")
@policy(Who.ORGANISER, state="one's own draft, or saved")
def preview(
    request: Request,
    draft: Id,
    staff: Organiser,
    db: Reading,
    now: Now,
    only: Word = "",
    page: Number = 1,
    edit: Line = 0,
    step: Step = 0,
) -> Response:
    """Every row with its problems; later what was saved."""
    found = importing_showing.preview_page(db, view(staff), staff, draft, now, only, page)
    return show(request, replace(found, edit=edit, step=step))


@router.post("/imports/{draft}/rows", name="units.mend")
@policy(Who.ORGANISER, state="one's own draft")
def mend(request: Request, draft: Id, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Mend one row of the draft."""
    form = read(MendForm, posted)
    deed = Deed(form.deed) if form.deed in set(Deed) else Deed.WRITE
    try:
        with writing() as db:
            importing.mend(db, staff.id, draft, form.line, deed, form.cells, now)
    except Conflict as problem:
        return _again(request, draft, staff, posted, now, problem)
    return back_to_row(path_for("units.preview", draft=draft), form, form.step)


def _again(
    request: Request, draft: str, staff: Member, posted: PostedForm, now: Now, problem: Conflict
) -> Response:
    with reading() as db:
        page = importing_showing.preview_page(db, view(staff), staff, draft, now)
    return show(request, replace(page, problem=problem.message, step=step_of(posted)), status=409)


@router.post("/imports/{draft}/saving", name="units.save")
@policy(Who.ORGANISER, state="one's own draft")
def save(request: Request, draft: Id, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Save the sound rows."""
    form = read(SaveForm, posted)
    try:
        with writing() as db:
            saving.save(db, staff.id, draft, form.version, now, form.seen)
    except Conflict as problem:
        return _again(request, draft, staff, posted, now, problem)
    return away("units.preview", form.step, draft=draft)


@router.post("/imports/{draft}/removal", name="units.discard")
@policy(Who.ORGANISER, state="one's own draft")
def discard(request: Request, draft: Id, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Throw the waiting rows away."""
    form = read(Stepped, posted)
    try:
        with writing() as db:
            importing.discard(db, staff.id, draft, now)
    except NotFound:
        pass  # pressed twice
    return away("units.upload", form.step, "discarded")


@router.post("/imports/{draft}/undoing", name="units.undo")
@policy(Who.ORGANISER, state="saved")
def undo(request: Request, draft: Id, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Take back all that the import did, as far as nobody uses it."""
    form = read(Stepped, posted)
    try:
        with writing() as db:
            undoing.undo(db, staff.id, draft, now)
    except Conflict as problem:
        return _again(request, draft, staff, posted, now, problem)
    return away("units.preview", form.step, draft=draft)


@router.post("/sample", name="units.sample")
@policy(Who.ORGANISER)
def sample(request: Request, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Add the sample commune."""
    form = read(Stepped, posted)
    with writing() as db:
        sampling.put_in(db, staff.id, now)
    return away("units.index", form.step, "sampled")


@router.post("/sample/removal", name="units.unsample")
@policy(Who.ORGANISER, state="nobody chose its units")
def unsample(request: Request, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Take the sample commune out again."""
    form = read(Stepped, posted)
    try:
        with writing() as db:
            sampling.take_out(db, staff.id, now)
    except Conflict as problem:
        with reading() as db:
            page = showing.index_page(db, view(staff), "", 1, clock.local(now).date())
        return show(request, replace(page, problem=problem.message, step=form.step), status=409)
    return away("units.index", form.step, "unsampled")
