"""Who was selected for a round: the public list, and the desk where staff confirm it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest import entropy
from contest.accounts.guards import Now
from contest.accounts.service import Member
from contest.accounts.sure import Sure
from contest.campaigns.guards import Approves, Sees
from contest.errors import Conflict, Invalid
from contest.lists import tables
from contest.lists.tables import Ending
from contest.people import guards
from contest.selections import export, present, service
from contest.selections.forms import BorderForm, ChangeForm, ConfirmForm, UndoForm
from contest.selections.pages import Asked
from contest.selections.service import Order
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, clean, read
from contest.web.pages import path_for, show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/selections")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Entry = Annotated[str, Query(pattern=r"^([0-9a-z]{13})?$")]
Text = Annotated[str, Query(max_length=80)]
Number = Annotated[int, Query(ge=1, le=100_000)]


@router.get("/{round}", name="selections.people")
@policy(Who.ANYONE, state="not a draft", load=Load.BOARD)
def people(request: Request, round: str, db: Reading, now: Now, page: Number = 1) -> Response:
    """Who was selected, once staff have confirmed it."""
    who = guards.of(request)
    shown = present.listed(db, round, who.entries if who else (), page, now)
    return show(request, shown, headers={"Cache-Control": "private, no-cache", "Vary": "Cookie"})


@router.get("/{round}/desk", name="selections.desk")
@policy(Who.SEES)
def desk(
    request: Request,
    round: Id,
    staff: Sees,
    db: Reading,
    now: Now,
    q: Text = "",
    entry: Entry = "",
    page: Number = 1,
) -> Response:
    """The list, what is tied at its end, what staff changed."""
    asked = Asked(entropy.new_id())
    query = clean(q).strip()
    return show(request, present.desk(db, staff, round, asked, now, query=query, entry=entry, page=page))


@router.get("/{round}/selected.{ending}", name="selections.export")
@policy(Who.SEES)
def export_selected(round: Id, ending: Ending, staff: Sees, sure: Sure, now: Now) -> Response:
    """The whole list as a file; that it was taken is noted."""
    with reading() as db:
        made = tables.made(export.table(db, round, now), ending)
    with writing() as db:
        export.note(db, staff.id, round, made.people, now)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.post("/{round}/confirmation", name="selections.confirm")
@policy(Who.APPROVES, state="the earlier round is closed")
def confirm(request: Request, round: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """Freeze the list that was seen."""

    def deed() -> None:
        form = read(ConfirmForm, posted)
        with writing() as db:
            service.confirm(db, staff.id, round, form.seen, now)

    return _answer(request, staff, round, posted, now, deed)


@router.post("/{round}/undoing", name="selections.undo")
@policy(Who.APPROVES, state="draft or waiting")
def undo(request: Request, round: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """Take the confirmation back."""

    def deed() -> None:
        read(UndoForm, posted)
        with writing() as db:
            service.undo(db, staff.id, round, now)

    return _answer(request, staff, round, posted, now, deed)


@router.post("/{round}/changes", name="selections.change")
@policy(Who.APPROVES, state="not closed")
def change(request: Request, round: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """Add somebody, or take them off."""

    def deed() -> None:
        form = read(ChangeForm, posted)
        order = Order(form.once, staff.id, form.reason)
        with writing() as db:
            service.change(db, order, round, form.entry, form.chosen == "1", now)

    return _answer(request, staff, round, posted, now, deed)


@router.post("/{round}/border", name="selections.decide")
@policy(Who.APPROVES, state="not closed")
def decide(request: Request, round: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """Say who of those that are equal at the border goes on."""

    def deed() -> None:
        form = read(BorderForm, posted)
        order = Order(form.once, staff.id, form.reason)
        with writing() as db:
            service.decide(db, order, round, form.subject, now)

    return _answer(request, staff, round, posted, now, deed)


def _answer(
    request: Request, staff: Member, round_id: str, posted: PostedForm, now: Now, deed: Callable[[], None]
) -> Response:
    """Do it and go back to the list; what is wrong is told there, with what was typed."""
    try:
        deed()
    except (Conflict, Invalid) as problem:
        with reading() as db:
            page = present.desk(db, staff, round_id, _again(posted, problem), now, entry=_entry(posted))
        return show(request, page, status=problem.status)
    return RedirectResponse(path_for("selections.desk", round=round_id), 303)


def _again(posted: PostedForm, problem: Conflict | Invalid) -> Asked:
    fields = problem.fields if isinstance(problem, Invalid) else {}
    once = posted.text("once")
    known = (
        once if len(once) == 13 and once.isalnum() and problem.message != service.USED else entropy.new_id()
    )
    ticked = {f"subject-{each}": "1" for each in posted.lists.get("subject", ())}
    return Asked(known, posted.values | ticked, fields, "" if fields else problem.message)


def _entry(posted: PostedForm) -> str:
    """Whom the form was about, so that it is shown again."""
    typed = posted.text("entry")
    return typed if len(typed) == 13 and typed.isalnum() and typed.isascii() else ""
