"""The list of prizes: as it is now, issued versions, issuing, decisions about ties.

What stands as ``{round}`` in an address is an occasion: a round, or the contest as a whole.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now, view
from contest.accounts.service import Member
from contest.commendations import asking, deciding, issued, occasions, present, service
from contest.commendations.forms import DecideForm, IssueForm, Nothing
from contest.commendations.guards import Approves, Sees
from contest.commendations.states import Board, Way
from contest.errors import Conflict, Invalid
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/commendations")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Number = Annotated[int, Query(ge=1, le=100_000)]
Version = Annotated[int, Path(ge=1, le=100_000)]
Word = Annotated[str, Query(max_length=20)]


@router.get("/{round}", name="commendations.show")
@policy(Who.SEES)
def show_list(request: Request, round: Id, staff: Sees, db: Reading, now: Now, page: Number = 1) -> Response:
    """The list of a closed round, its ties, its versions."""
    found = occasions.of(db, round, now)
    return show(request, present.show_page(db, view(staff, found.campaign_id), found, now, page))


def again(
    request: Request, round_id: str, staff: Member, now: Now, problem: str, typed: str = ""
) -> Response:
    """The list once more, with what could not be done."""
    with reading() as db:
        found = occasions.of(db, round_id, now)
        page = present.show_page(db, view(staff, found.campaign_id), found, now)
    return show(request, replace(page, problem=problem, typed=typed), status=409)


@router.get("/{round}/versions/{number}", name="commendations.version")
@policy(Who.SEES)
def version(request: Request, round: Id, number: Version, staff: Sees, db: Reading, now: Now) -> Response:
    """One issued list."""
    found = occasions.of(db, round, now)
    return show(request, issued.version_page(db, view(staff, found.campaign_id), found, number))


# --- decisions ------------------------------------------------------------------------------------


@router.get("/{round}/decision", name="commendations.decide")
@policy(Who.APPROVES, state="closed")
def decide(
    request: Request, round: Id, staff: Approves, now: Now, board: Word = "", way: Word = "", group: Word = ""
) -> Response:
    """What one way of deciding asks for. Without a way: choose one first."""
    on = Board(board) if board in set(Board) else Board.PEOPLE
    by = Way(way) if way in set(Way) else None
    try:
        with reading() as db:
            who = view(staff, occasions.campaign_of(db, round) or "")
            page = asking.decide_page(db, who, round, (on, group), by, now)
    except Conflict as problem:
        return again(request, round, staff, now, problem.message)
    return show(request, page)


@router.post("/{round}/decision", name="commendations.decide")
@policy(Who.APPROVES, state="closed")
def decide_posted(request: Request, round: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """Write a decision down."""
    form = read(DecideForm, posted)
    try:
        with writing() as db:
            deciding.decide(db, staff.id, round, form.board, form.key, asking.said(form), now)
    except Conflict as problem:
        typed = ". ".join(filter(None, (form.witness, form.reason)))
        return again(request, round, staff, now, problem.message, typed)
    except Invalid as wrong:
        with reading() as db:
            who = view(staff, occasions.campaign_of(db, round) or "")
            page = asking.decide_page(
                db,
                who,
                round,
                (form.board, form.group),
                form.way,
                now,
                form,
                wrong.fields,
                "Còn chỗ cần sửa.",
            )
        return show(request, page, status=422)
    return RedirectResponse(path_for("commendations.show", round=round), 303)


@router.post("/{round}/decisions/{decision}/taking-back", name="commendations.take_back")
@policy(Who.APPROVES, state="closed, not issued")
def take_back(
    request: Request, round: Id, decision: Id, staff: Approves, posted: Posted, now: Now
) -> Response:
    """Undo a decision; the tie waits again."""
    read(Nothing, posted)
    try:
        with writing() as db:
            deciding.take_back(db, staff.id, round, decision, now)
    except Conflict as problem:
        return again(request, round, staff, now, problem.message)
    return RedirectResponse(path_for("commendations.show", round=round), 303)


# --- issuing --------------------------------------------------------------------------------------


@router.get("/{round}/issue", name="commendations.issue")
@policy(Who.APPROVES, state="closed")
def issue(request: Request, round: Id, staff: Approves, now: Now) -> Response:
    """What will be frozen, before it is."""
    return _issue(request, round, staff, now)


def _issue(
    request: Request,
    round_id: str,
    staff: Member,
    now: Now,
    reason: str = "",
    wrong: Invalid | Conflict | None = None,
) -> Response:
    errors = wrong.fields if isinstance(wrong, Invalid) else {}
    problem = wrong.message if isinstance(wrong, Conflict) else ""
    try:
        with reading() as db:
            who = view(staff, occasions.campaign_of(db, round_id) or "")
            page = asking.issue_page(db, who, round_id, now, reason, errors, problem)
    except Conflict as closed:
        return again(request, round_id, staff, now, closed.message)
    return show(request, page, status=wrong.status if wrong else 200)


@router.post("/{round}/issue", name="commendations.issue")
@policy(Who.APPROVES, state="closed, no tie waits")
def issue_posted(request: Request, round: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """Freeze the list as the next version."""
    form = read(IssueForm, posted)
    try:
        with writing() as db:
            number = service.issue(db, staff.id, round, form.fingerprint, form.reason, now)
    except (Conflict, Invalid) as problem:
        return _issue(request, round, staff, now, form.reason, problem)
    return RedirectResponse(path_for("commendations.version", round=round, number=number), 303)
