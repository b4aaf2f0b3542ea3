"""Bringing a list of people from Excel: upload, preview, mend, save, undo."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.accounts.service import Member
from contest.campaigns import service as campaigns
from contest.campaigns.guards import Runs
from contest.errors import Conflict, NotFound
from contest.lists.forms import Save
from contest.lists.heads import NoList
from contest.lists.receiving import NOTICES, Id, Line, Number, Word, back_to_row, received, to_fill_in
from contest.roster import importing, saving, sheet, showing
from contest.roster.forms import MendForm, NothingForm
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/roster")


@router.get("/{round}/upload", name="roster.upload")
@policy(Who.RUNS)
def upload(request: Request, round: Id, staff: Runs, db: Reading, now: Now, done: Word = "") -> Response:
    """Choose a file; go on with a list that waits."""
    page = showing.upload_page(db, staff, campaigns.view(db, round, now), now)
    return show(request, replace(page, notice=NOTICES.get(done, "")))


@router.post("/{round}/upload", name="roster.upload")
@policy(Who.RUNS)
def upload_posted(request: Request, round: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """Read the file into a draft; nobody is put on the roster yet."""
    with reading() as db:
        view = campaigns.view(db, round, now)
    try:
        file_name, rows = received(posted, sheet.LIST)
    except NoList as problem:
        with reading() as db:
            page = showing.upload_page(db, staff, view, now)
        return show(request, replace(page, problem=str(problem)), status=422)
    with writing() as db:
        draft = importing.begin(db, staff.id, view, file_name, rows, now)
    return RedirectResponse(path_for("roster.preview", round=round, draft=draft), 303)


@router.get("/{round}/template.xlsx", name="roster.template")
@policy(Who.RUNS)
def template(round: Id, staff: Runs) -> Response:
    """A workbook to fill in."""
    del round, staff
    return to_fill_in(sheet.LIST)


@router.get("/{round}/imports/{draft}", name="roster.preview")
@policy(Who.RUNS, state="one's own draft, or saved")
def preview(
    request: Request,
    round: Id,
    draft: Id,
    staff: Runs,
    db: Reading,
    now: Now,
    only: Word = "",
    page: Number = 1,
    edit: Line = 0,
) -> Response:
    """Every row with its problems; later what was saved."""
    view = campaigns.view(db, round, now)
    found = showing.preview_page(db, staff, view, draft, now, only, page)
    return show(request, replace(found, edit=edit))


@router.post("/{round}/imports/{draft}/rows", name="roster.mend")
@policy(Who.RUNS, state="one's own draft")
def mend(request: Request, round: Id, draft: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """Mend one row of the draft."""
    form = read(MendForm, posted)
    try:
        with writing() as db:
            campaign_id = campaigns.view(db, round, now).campaign_id
            importing.mend(db, staff.id, campaign_id, draft, form.line, form.deed, form.cells, now)
    except Conflict as problem:
        return _again(request, round, draft, staff, now, problem)
    return back_to_row(path_for("roster.preview", round=round, draft=draft), form)


def _again(
    request: Request, round_id: str, draft: str, staff: Member, now: Now, problem: Conflict
) -> Response:
    with reading() as db:
        page = showing.preview_page(db, staff, campaigns.view(db, round_id, now), draft, now)
    return show(request, replace(page, problem=problem.message), status=409)


@router.post("/{round}/imports/{draft}/saving", name="roster.save")
@policy(Who.RUNS, state="one's own draft")
def save(request: Request, round: Id, draft: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """Put the sound rows on the roster."""
    form = read(Save, posted)
    try:
        with writing() as db:
            view = campaigns.view(db, round, now)
            saving.save(db, staff.id, view, draft, form.version, form.seen, now)
    except Conflict as problem:
        return _again(request, round, draft, staff, now, problem)
    return RedirectResponse(path_for("roster.preview", round=round, draft=draft), 303)


@router.post("/{round}/imports/{draft}/removal", name="roster.discard")
@policy(Who.RUNS, state="one's own draft")
def discard(round: Id, draft: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """Throw the waiting rows away."""
    read(NothingForm, posted)
    try:
        with writing() as db:
            importing.discard(db, staff.id, campaigns.view(db, round, now).campaign_id, draft, now)
    except NotFound:
        pass  # pressed twice
    return RedirectResponse(path_for("roster.upload", round=round) + "?done=discarded", 303)


@router.post("/{round}/imports/{draft}/undoing", name="roster.undo")
@policy(Who.RUNS, state="nobody of it has come")
def undo(request: Request, round: Id, draft: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """Take everybody off the roster whom the list brought."""
    read(NothingForm, posted)
    try:
        with writing() as db:
            saving.undo(db, staff.id, campaigns.view(db, round, now).campaign_id, draft, now)
    except Conflict as problem:
        return _again(request, round, draft, staff, now, problem)
    return RedirectResponse(path_for("roster.preview", round=round, draft=draft), 303)
