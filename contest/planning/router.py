"""Making a contest and setting it up; rehearsing and removing are in ``rehearsing_router.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from contest import entropy
from contest.accounts.guards import Now, Organiser
from contest.accounts.service import Member
from contest.campaigns.guards import Runs, Sees, Writes
from contest.errors import Conflict, Invalid
from contest.planning import (
    edits,
    fixed,
    following,
    making,
    making_views,
    part_forms,
    posters,
    ranking,
    readiness,
    regulations,
    service,
    views,
)
from contest.planning.forms import NewForm, WeekForm
from contest.planning.pages import ChecklistPage, PreviewPage, SettingsPage
from contest.planning.present import Tried, tried
from contest.planning.regulations import Ending
from contest.planning.states import Group
from contest.planning.views import Typed
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/planning")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]

#: Buttons of the form that only show it again: the thể lệ anew, one more row, a criterion one place higher,
#: one part of the paper more or less.
UNSAVED = ("refresh", "add", "up", "divide")


@router.get("/new", name="planning.new")
@policy(Who.ORGANISER)
def new(request: Request, staff: Organiser, db: Reading, now: Now) -> Response:
    """What a contest may begin from."""
    values = making_views.first_values(db, entropy.new_id(), now)
    return show(request, making_views.new_page(db, staff, now, values))


@router.post("/new", name="planning.new_posted")
@policy(Who.ORGANISER)
def new_posted(request: Request, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Make a draft that its maker owns."""
    try:
        form = read(NewForm, posted)
        with writing() as db:
            made = making.create(db, staff, form, now)
    except (Invalid, Conflict) as wrong:
        with reading() as db:
            page = making_views.new_page(db, staff, now, posted.values, wrong)
        return show(request, page, status=wrong.status)
    return RedirectResponse(path_for("planning.settings", round=made, group=Group.NAME.value), 303)


@router.get("/{round}/poster.pdf", name="planning.poster")
@policy(Who.SEES)
def poster(request: Request, round: Id, staff: Sees, db: Reading, now: Now) -> Response:
    """The poster with the QR code, for the printer."""
    del staff
    made = posters.made(db, round, request.url.scheme, request.headers.get("host", ""), now)
    told = {"Content-Disposition": f'inline; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type="application/pdf", headers=told)


@router.get("/{round}/rules.{ending}", name="planning.regulation")
@policy(Who.SEES)
def regulation(request: Request, round: Id, ending: Ending, staff: Sees, db: Reading, now: Now) -> Response:
    """The thể lệ as a document, for signing and sending."""
    del request, staff
    made = regulations.made(db, round, ending, now)
    told = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type=regulations.MEDIA_TYPES[ending], headers=told)


@router.get("/{round}/checklist", name="planning.checklist")
@policy(Who.SEES)
def checklist(request: Request, round: Id, staff: Sees, db: Reading, now: Now) -> Response:
    """What is still to do before the opening, as a fragment."""
    return show(request, ChecklistPage(views.checklist(db, staff, round, now)))


@router.post("/{round}/weeks", name="planning.week")
@policy(Who.WRITES)
def week(round: Id, staff: Writes, posted: Posted, now: Now) -> Response:
    """Copy the last round into the week after."""
    form = read(WeekForm, posted)
    with writing() as db:
        made = service.add_week(db, staff.id, round, form.last, now)
    return RedirectResponse(path_for("planning.settings", round=made, group=Group.TIME.value), 303)


@router.post("/{round}/schedule", name="planning.schedule")
@policy(Who.RUNS, state="draft")
def schedule(request: Request, round: Id, staff: Runs, now: Now) -> Response:
    """Let a draft wait for its hour."""
    try:
        with writing() as db:
            readiness.schedule(db, staff.id, round, now)
    except Conflict as problem:
        return _refused(request, staff, round, problem, now)
    return RedirectResponse(path_for("rounds.show", round=round), 303)


@router.post("/{round}/unschedule", name="planning.unschedule")
@policy(Who.RUNS, state="waiting")
def unschedule(request: Request, round: Id, staff: Runs, now: Now) -> Response:
    """Make a waiting round a draft again."""
    try:
        with writing() as db:
            readiness.unschedule(db, staff.id, round, now)
    except Conflict as problem:
        return _refused(request, staff, round, problem, now)
    return RedirectResponse(path_for("planning.settings", round=round, group=Group.TIME.value), 303)


def _refused(request: Request, staff: Member, round_id: str, problem: Conflict, now: Now) -> Response:
    with reading() as db:
        page = views.settings_page(db, staff, round_id, Group.TIME, now)
    return show(request, replace(page, problem=problem.message), status=409)


@router.get("/{round}/{group}", name="planning.settings")
@policy(Who.SEES)
def settings(
    request: Request, round: Id, group: Group, staff: Sees, db: Reading, now: Now, saved: str = ""
) -> Response:
    """One group of settings."""
    page = views.settings_page(db, staff, round, group, now)
    note = following.NOW_OPEN if saved == "open" else ""
    return show(request, replace(page, saved=saved == "1", note=note))


@router.post("/{round}/{group}", name="planning.settings_posted")
@policy(Who.WRITES, state="draft or waiting; open: with a reason, and not all of it")
def settings_posted(
    request: Request, round: Id, group: Group, staff: Writes, posted: Posted, now: Now
) -> Response:
    """Store one group, or show what it would make of the thể lệ."""
    _only_own_bank(staff, round, posted, now)
    if posted.text("up"):
        posted.values.update(ranking.raised(posted.values))
    if posted.text("divide"):
        posted = replace(posted, values=part_forms.divided(posted.values))
        return show(request, _divided(_typed(staff, round, group, posted, now)))
    is_search = group is Group.PAPER and fixed.searches(posted.values)
    if group is Group.PRIZES or is_search or any(posted.text(name) for name in UNSAVED):
        return show(request, _typed(staff, round, group, posted, now))
    try:
        asked = edits.edit_of(group, posted)
        with writing() as db:
            service.change(db, staff.id, round, group, asked, now)
    except (Invalid, Conflict) as wrong:
        return _again(request, staff, round, group, posted, now, wrong)
    return RedirectResponse(path_for("planning.settings", round=round, group=group.value) + "?saved=1", 303)


@router.post("/{round}/{group}/preview", name="planning.preview")
@policy(Who.WRITES)
def preview(request: Request, round: Id, group: Group, staff: Writes, posted: Posted, now: Now) -> Response:
    """The thể lệ of what is typed, as a fragment; nothing is stored."""
    _only_own_bank(staff, round, posted, now)
    made = _tried(round, group, posted, now)
    with reading() as db:
        return show(request, PreviewPage(views.preview(db, round, group, made, now)))


def _only_own_bank(staff: Member, round_id: str, posted: PostedForm, now: Now) -> None:
    """A bank shows its keys to whoever writes for a contest that draws from it: nobody takes one that they
    may not write in. Such a choice, which no page of ours offers, is taken for none."""
    typed = posted.text("bank")
    with reading() as db:
        if typed and not views.may_use(db, staff, round_id, typed, now):
            posted.values["bank"] = ""


def _tried(round_id: str, group: Group, posted: PostedForm, now: Now) -> Tried:
    with reading() as db:
        stored = views.stored(db, round_id, now)
    if group is Group.PRIZES:
        return Tried(stored)
    try:
        edit = edits.edit_of(group, posted).edit
    except Invalid as wrong:
        return Tried(stored, wrong.fields, next(iter(wrong.fields.values()), wrong.message))
    return tried(stored, edit)


def _typed(
    staff: Member,
    round_id: str,
    group: Group,
    posted: PostedForm,
    now: Now,
    errors: Mapping[str, str] | None = None,
) -> SettingsPage:
    made = _tried(round_id, group, posted, now)
    if errors:
        made = replace(made, errors=dict(errors))
    with reading() as db:
        return views.settings_page(db, staff, round_id, group, now, Typed(posted.values, made))


def _divided(page: SettingsPage) -> SettingsPage:
    """What a new part lacks is no mistake yet."""
    lacks = part_forms.TO_FILL if page.draft.problem else ""
    return replace(page, errors={}, labels={}, draft=replace(page.draft, problem=lacks))


def _again(
    request: Request,
    staff: Member,
    round_id: str,
    group: Group,
    posted: PostedForm,
    now: Now,
    wrong: Invalid | Conflict,
) -> Response:
    errors = wrong.fields if isinstance(wrong, Invalid) else {}
    page = _typed(staff, round_id, group, posted, now, errors)
    if isinstance(wrong, service.Stale):
        with reading() as db:
            page = views.stale(page, db, round_id, now)
    elif isinstance(wrong, Conflict):
        page = replace(page, problem=wrong.message)
    return show(request, page, status=wrong.status)
