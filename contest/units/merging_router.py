"""Merging two units at the desk, and taking them apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from sqlmodel import Session

from contest.accounts.guards import Now, Organiser, view
from contest.accounts.service import Member
from contest.errors import Conflict, Invalid
from contest.units import merging, showing
from contest.units.forms import MergeForm, Stepped
from contest.units.pages import MergePage
from contest.units.router import away, step_of, trouble
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, clean, read
from contest.web.pages import show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/units")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Text = Annotated[str, Query(max_length=200)]
Step = Annotated[int, Query(ge=0, le=9)]


@router.get("/{unit}/merge", name="units.merge")
@policy(Who.ORGANISER)
def merge(
    request: Request,
    unit: Id,
    staff: Organiser,
    db: Reading,
    now: Now,
    q: Text = "",
    into: Text = "",
    step: Step = 0,
) -> Response:
    """Choose the unit that stays; once it is chosen, what would happen."""
    try:
        page = _page(db, staff, unit, clean(q).strip()[:80], clean(into), now)
    except Conflict as problem:
        return trouble(request, unit, staff, problem, step)
    return show(request, replace(page, step=step))


def _page(db: Session, staff: Member, unit: str, query: str, into: str, now: Now) -> MergePage:
    page = showing.merge_page(db, view(staff), unit, query)
    if not into:
        return page
    try:
        return replace(page, plan=showing.plan(db, merging.plan(db, unit, into, now)))
    except Invalid as wrong:
        return replace(page, problem=wrong.fields["into"])


@router.post("/{unit}/merge", name="units.merge")
@policy(Who.ORGANISER, state="neither is merged elsewhere")
def merge_posted(request: Request, unit: Id, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Merge, as the page said."""
    try:
        form = read(MergeForm, posted)
        with writing() as db:
            merging.merge(db, staff.id, unit, form.into, form.version, form.together == "1", now)
    except (Conflict, Invalid) as wrong:
        return _again(request, unit, staff, posted, now, wrong)
    return away("units.edit", form.step, "merged", unit=form.into)


def _again(
    request: Request, unit: str, staff: Member, posted: PostedForm, now: Now, wrong: Conflict | Invalid
) -> Response:
    said = wrong.fields.get("into", wrong.message) if isinstance(wrong, Invalid) else wrong.message
    try:
        with reading() as db:
            page = _page(db, staff, unit, "", posted.text("into"), now)
    except Conflict as problem:
        return trouble(request, unit, staff, problem, step_of(posted))
    page = replace(page, problem=said, together=posted.text("together") == "1", step=step_of(posted))
    return show(request, page, status=wrong.status)


@router.post("/{unit}/unmerging", name="units.unmerge")
@policy(Who.ORGANISER, state="merged")
def unmerge(request: Request, unit: Id, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Take a merged unit out again."""
    form = read(Stepped, posted)
    try:
        with writing() as db:
            merging.unmerge(db, staff.id, unit, now)
    except Conflict as problem:
        return trouble(request, unit, staff, problem, form.step)
    return away("units.edit", form.step, "unmerged", unit=unit)
