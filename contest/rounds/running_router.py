"""The desk while a round runs: another close, pause for all, extra time. Each deed asks for its reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.attempts.adjusting import Scope
from contest.campaigns.guards import Helps, Runs
from contest.errors import Conflict, Invalid
from contest.rounds import asking, helping, timing
from contest.rounds.deed_pages import Asked
from contest.rounds.deeds import Order
from contest.rounds.form_state import again, fresh
from contest.rounds.forms import DeedForm, ExtensionForm, ExtraForm, ResumptionForm, UndoForm, moment
from contest.web.database import Reading, from_ms, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/rounds")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Maybe = Annotated[str, Query(max_length=13, pattern=r"^([0-9a-z]{13})?$")]
Minutes = Annotated[int, Query(ge=0, le=1440)]
WHOM = "Chọn thêm giờ cho ai."


def back(round_id: str) -> RedirectResponse:
    """To the round, where the change is to be seen."""
    return RedirectResponse(path_for("rounds.show", round=round_id), 303)


@router.get("/{round}/extension", name="rounds.extend")
@policy(Who.RUNS)
def extend(request: Request, round: Id, staff: Runs, db: Reading, now: Now, more: Minutes = 0) -> Response:
    """The form for another close."""
    return show(request, asking.extend(db, staff, round, fresh(), now, more=more))


@router.post("/{round}/extension", name="rounds.extend")
@policy(Who.RUNS, state="open")
def extend_posted(request: Request, round: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """Close later; sooner only after the consequence was read."""
    try:
        form = read(ExtensionForm, posted)
        with writing() as db:
            order = Order(form.once, staff.id, form.reason)
            seen = from_ms(form.seen)
            timing.extend(db, order, round, form.closes_at, seen, now, sooner=form.sooner)
    except (Conflict, Invalid) as problem:
        try:
            wanted = moment(posted.text("closes_at"))
        except ValueError:
            wanted = None
        with reading() as db:
            page = asking.extend(db, staff, round, again(posted, problem), now, wanted=wanted)
        return show(request, page, status=problem.status)
    return back(round)


@router.get("/{round}/pause", name="rounds.pause")
@policy(Who.RUNS)
def pause(request: Request, round: Id, staff: Runs, db: Reading, now: Now) -> Response:
    """What a pause does, and the form for its reason."""
    return show(request, asking.pause(db, staff, round, fresh(), now))


@router.post("/{round}/pause", name="rounds.pause")
@policy(Who.RUNS, state="open")
def pause_posted(request: Request, round: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """Stop all clocks."""
    try:
        form = read(DeedForm, posted)
        with writing() as db:
            timing.pause(db, Order(form.once, staff.id, form.reason), round, now)
    except (Conflict, Invalid) as problem:
        with reading() as db:
            page = asking.pause(db, staff, round, again(posted, problem), now)
        return show(request, page, status=problem.status)
    return back(round)


@router.get("/{round}/resumption", name="rounds.resume")
@policy(Who.RUNS)
def resume(request: Request, round: Id, staff: Runs, db: Reading, now: Now) -> Response:
    """How long it stood, and whether the close moves."""
    return show(request, asking.resume(db, staff, round, fresh(), now))


@router.post("/{round}/resumption", name="rounds.resume")
@policy(Who.RUNS, state="paused")
def resume_posted(request: Request, round: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """Let all clocks go on."""
    try:
        form = read(ResumptionForm, posted)
        with writing() as db:
            order = Order(form.once, staff.id, form.reason)
            timing.resume(db, order, round, now, moved=form.moved)
    except (Conflict, Invalid) as problem:
        moved = bool(posted.text("moved"))
        with reading() as db:
            page = asking.resume(db, staff, round, again(posted, problem), now, moved=moved)
        return show(request, page, status=problem.status)
    return back(round)


@router.get("/{round}/extra", name="rounds.extra")
@policy(Who.HELPS)
def extra(
    request: Request,
    round: Id,
    staff: Helps,
    db: Reading,
    now: Now,
    entry: Maybe = "",
    unit: Maybe = "",
    deed: Maybe = "",
) -> Response:
    """The form for extra time; after it was given, for whom, with the way back."""
    asked = {"unit": unit, "scope": "unit"} if unit else {}
    values = {"entry": entry, "scope": "entry"} if entry else asked
    return show(request, asking.extra(db, staff, round, Asked(fresh().once, values), now, deed))


@router.post("/{round}/extra", name="rounds.extra")
@policy(Who.HELPS, state="somebody answers")
def extra_posted(request: Request, round: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """Give extra time."""
    try:
        form = read(ExtraForm, posted)
        scope = scope_of(form)
        with writing() as db:
            order = Order(form.once, staff.id, form.reason)
            helping.give(db, order, round, scope, form.minutes, now)
    except (Conflict, Invalid) as problem:
        with reading() as db:
            page = asking.extra(db, staff, round, again(posted, problem), now)
        return show(request, page, status=problem.status)
    if form.back:
        place = f"by={form.back}" + (f"&at={form.at}" if form.at else "")
        return RedirectResponse(f"{path_for('rounds.watch', round=round)}?{place}&deed={form.once}", 303)
    return RedirectResponse(f"{path_for('rounds.extra', round=round)}?deed={form.once}", 303)


def scope_of(form: ExtraForm) -> Scope:
    """Whose time it is; Invalid where the scope names nobody."""
    scope = Scope(
        form.entry if form.scope == "entry" else "",
        form.unit if form.scope == "unit" else "",
    )
    if form.scope != "all" and scope == Scope():
        raise Invalid(fields={"scope": WHOM})
    return scope


@router.post("/{round}/extra/{deed}/undoing", name="rounds.unextra")
@policy(Who.HELPS, state="given and not undone")
def unextra(request: Request, round: Id, deed: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """Take extra time back, as far as it is not used up."""
    try:
        form = read(UndoForm, posted)
        with writing() as db:
            helping.take_back(db, Order(form.once, staff.id, helping.TAKEN_BACK), round, deed, now)
    except (Conflict, Invalid) as problem:
        with reading() as db:
            page = asking.extra(db, staff, round, replace(fresh(), problem=problem.message), now, deed)
        return show(request, page, status=problem.status)
    return RedirectResponse(f"{path_for('rounds.extra', round=round)}?deed={deed}", 303)
