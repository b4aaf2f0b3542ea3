"""Winners before the prizes are handed out: who they are, who refuses a prize, and taking that back."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now, view
from contest.commendations import identifying, occasions, refusing, winners
from contest.commendations.forms import IdentifyForm, Nothing, RefuseForm
from contest.commendations.guards import Approves, Sees, Writes
from contest.commendations.refusing import Said
from contest.commendations.router import Id, again
from contest.commendations.states import Means, Refusal
from contest.errors import Conflict, Invalid
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/commendations")


@router.get("/{round}/winners", name="commendations.winners")
@policy(Who.SEES, state="closed")
def winners_list(request: Request, round: Id, staff: Sees, db: Reading, now: Now) -> Response:
    """Everybody who has a prize, and whether it is known who they are."""
    found = occasions.of(db, round, now)
    return show(request, winners.winners_page(db, view(staff, found.campaign_id), found, now))


@router.post("/{round}/winners/{entry}/identity", name="commendations.identify")
@policy(Who.WRITES, state="closed")
def identify(request: Request, round: Id, entry: Id, staff: Writes, posted: Posted, now: Now) -> Response:
    """Write down what was found out of a winner."""
    try:
        form = read(IdentifyForm, posted)
        means = Means(form.means) if form.means else None
        with reading() as db:
            identifying.check_wins(db, round, entry, now)
        with writing() as db:
            identifying.identify(db, staff.id, round, entry, form.state, means, now)
    except Conflict as problem:
        return again(request, round, staff, now, problem.message)
    except Invalid as wrong:
        with reading() as db:
            found = occasions.of(db, round, now)
            who = view(staff, found.campaign_id)
            page = winners.winners_page(db, who, found, now, entry, wrong.fields)
        return show(request, page, status=422)
    return RedirectResponse(path_for("commendations.winners", round=round) + f"#w-{entry}", 303)


# --- refusals -------------------------------------------------------------------------------------


@router.get("/{round}/winners/{winner}/refusal", name="commendations.refuse")
@policy(Who.APPROVES, state="closed")
def refuse(request: Request, round: Id, winner: Id, staff: Approves, now: Now) -> Response:
    """Who would move up, before it is written."""
    try:
        with reading() as db:
            found = occasions.of(db, round, now)
            page = winners.refuse_page(db, view(staff, found.campaign_id), found, winner, now)
    except Conflict as problem:
        return again(request, round, staff, now, problem.message)
    return show(request, page)


@router.post("/{round}/winners/{winner}/refusal", name="commendations.refuse")
@policy(Who.APPROVES, state="closed")
def refuse_posted(
    request: Request, round: Id, winner: Id, staff: Approves, posted: Posted, now: Now
) -> Response:
    """The winner, person or unit, gets no prize, and those behind move up."""
    form = read(RefuseForm, posted)
    said = Said(Refusal(form.kind) if form.kind else None, form.reason)
    try:
        with reading() as db:
            prize = refusing.prize_to_refuse(db, round, winner, now)
        with writing() as db:
            refusing.refuse(db, staff.id, round, winner, prize, said, now)
    except Conflict as problem:
        return again(request, round, staff, now, problem.message, form.reason)
    except Invalid as wrong:
        with reading() as db:
            found = occasions.of(db, round, now)
            who, values = view(staff, found.campaign_id), {"kind": form.kind, "reason": form.reason}
            page = winners.refuse_page(db, who, found, winner, now, values, wrong.fields)
        return show(request, page, status=422)
    return RedirectResponse(path_for("commendations.show", round=round) + "#refusals", 303)


@router.post("/{round}/refusals/{refusal}/taking-back", name="commendations.restore")
@policy(Who.APPROVES, state="closed")
def restore(request: Request, round: Id, refusal: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """The winner has the prize after all."""
    read(Nothing, posted)
    with writing() as db:
        refusing.take_back(db, staff.id, round, refusal, now)
    return RedirectResponse(path_for("commendations.show", round=round) + "#refusals", 303)
