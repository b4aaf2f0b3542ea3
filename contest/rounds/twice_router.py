"""The desk about people who may have entered twice: look, say who is who, take it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.accounts.service import Member
from contest.campaigns.guards import Approves, Sees
from contest.errors import Conflict, Invalid
from contest.rounds import twice as deeds
from contest.rounds import twice_views as views
from contest.rounds.deeds import Order
from contest.rounds.form_state import again, fresh
from contest.rounds.forms import ApartForm, MergeForm, UndoForm
from contest.rounds.twice import Choice
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/rounds")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Number = Annotated[int, Query(ge=1, le=100_000)]
Text = Annotated[str, Query(max_length=80)]


@router.get("/{round}/twice", name="rounds.twice")
@policy(Who.SEES)
def twice(
    request: Request, round: Id, staff: Sees, db: Reading, now: Now, page: Number = 1, done: Text = ""
) -> Response:
    """Registrations that may be one person, side by side."""
    return show(request, views.page(db, staff, round, page, fresh(), now, done))


@router.post("/{round}/twice/merging", name="rounds.merge")
@policy(Who.APPROVES, state="not being ranked")
def merge(request: Request, round: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """One registration counts, the others count with it."""

    def deed() -> str:
        form = read(MergeForm, posted)
        order = Order(form.once, staff.id, form.reason)
        with writing() as db:
            deeds.merge(db, order, round, Choice(form.keep, deeds.some(form.others)), now)
        return form.once

    return _answer(request, staff, round, posted, now, deed)


@router.post("/{round}/twice/parting", name="rounds.part")
@policy(Who.APPROVES)
def part(request: Request, round: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """They are different people."""

    def deed() -> str:
        form = read(ApartForm, posted)
        with writing() as db:
            deeds.keep_apart(db, form.once, staff.id, round, form.group.split(","), now)
        return form.once

    return _answer(request, staff, round, posted, now, deed)


@router.post("/{round}/twice/{deed}/undoing", name="rounds.unpart")
@policy(Who.APPROVES, state="said to be different")
def unpart(request: Request, round: Id, deed: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """Look at them again."""

    def undo() -> str:
        form = read(UndoForm, posted)
        with writing() as db:
            deeds.look_again(db, form.once, staff.id, round, deed, now)
        return ""

    return _answer(request, staff, round, posted, now, undo)


def _answer(
    request: Request, staff: Member, round_id: str, posted: PostedForm, now: Now, deed: Callable[[], str]
) -> Response:
    """Do it and go back to the list; what is wrong is told above the list, with what was typed."""
    try:
        done = deed()
    except (Conflict, Invalid) as problem:
        with reading() as db:
            page = views.page(db, staff, round_id, 1, again(posted, problem), now)
        return show(request, page, status=problem.status)
    target = path_for("rounds.twice", round=round_id)
    return RedirectResponse(f"{target}?done={done}" if done else target, 303)
