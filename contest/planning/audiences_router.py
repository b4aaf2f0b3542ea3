"""The audiences of a contest: which there are, and whose rounds are whose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.accounts.service import Member
from contest.campaigns.guards import Sees, Writes
from contest.errors import Conflict, Invalid
from contest.planning import audience_views, audiences
from contest.planning.audience_forms import AudienceForm, EmptyForm, NewAudienceForm, RaiseForm, RoundForm
from contest.planning.states import Group
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/planning")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]


@router.get("/{round}/audiences", name="planning.audiences")
@policy(Who.SEES)
def audiences_page(
    request: Request, round: Id, staff: Sees, db: Reading, now: Now, done: str = ""
) -> Response:
    """The audiences with their rounds."""
    return show(request, audience_views.page(db, staff, round, now, done=done))


@router.post("/{round}/audiences", name="planning.audiences_posted")
@policy(Who.WRITES)
def audiences_posted(request: Request, round: Id, staff: Writes, posted: Posted, now: Now) -> Response:
    """One more audience."""
    try:
        form = read(NewAudienceForm, posted)
        with writing() as db:
            audiences.add(db, staff.id, round, form.key, form.typed, now)
    except (Invalid, Conflict) as wrong:
        return _again(request, staff, round, now, wrong, posted.values)
    return _done(round, "added")


@router.post("/{round}/audiences/{audience}", name="planning.audience")
@policy(Who.WRITES, state="none of its rounds has begun")
def audience(request: Request, round: Id, audience: Id, staff: Writes, posted: Posted, now: Now) -> Response:
    """Other words or ages."""
    try:
        form = read(AudienceForm, posted)
        with writing() as db:
            audiences.change(db, staff.id, round, audience, form.typed, now)
    except (Invalid, Conflict) as wrong:
        return _again(request, staff, round, now, wrong, posted.values, audience)
    return _done(round, "changed")


@router.post("/{round}/audiences/{audience}/raising", name="planning.audience_up")
@policy(Who.WRITES)
def audience_up(
    request: Request, round: Id, audience: Id, staff: Writes, posted: Posted, now: Now
) -> Response:
    """One place higher."""
    above = read(RaiseForm, posted).above
    try:
        with writing() as db:
            audiences.raise_up(db, staff.id, round, audience, above, now)
    except Conflict as problem:
        return _again(request, staff, round, now, problem)
    return _done(round, "raised")


@router.post("/{round}/audiences/{audience}/removal", name="planning.audience_removal")
@policy(Who.WRITES, state="nobody and no round belongs to it")
def audience_removal(
    request: Request, round: Id, audience: Id, staff: Writes, posted: Posted, now: Now
) -> Response:
    """Take it away."""
    read(EmptyForm, posted)
    try:
        with writing() as db:
            audiences.remove(db, staff.id, round, audience, now)
    except Conflict as problem:
        return _again(request, staff, round, now, problem)
    return _done(round, "removed")


@router.post("/{round}/audiences/{audience}/rounds", name="planning.audience_rounds")
@policy(Who.WRITES, state="to be its own or everybody's: nobody started in the round")
def audience_rounds(
    request: Request, round: Id, audience: Id, staff: Writes, posted: Posted, now: Now
) -> Response:
    """A round like another one for this audience; or let one be its own, or everybody's again."""
    try:
        form = read(RoundForm, posted)
        with writing() as db:
            if form.deed == "copy":
                made = audiences.copy(db, staff.id, round, form.round, audience, form.last, now)
            else:
                whose = audience if form.deed == "give" else None
                audiences.give(db, staff.id, round, form.round, whose, now)
    except (Invalid, Conflict) as wrong:
        return _again(request, staff, round, now, wrong)
    if form.deed == "copy":
        with reading() as db:
            is_open = audiences.is_opened(db, form.round, made, now)
        path = path_for("planning.settings", round=made, group=Group.TIME.value)
        return RedirectResponse(path + ("?saved=open" if is_open else ""), 303)
    return _done(round, "given" if form.deed == "give" else "free")


def _done(round_id: str, said: str) -> Response:
    return RedirectResponse(path_for("planning.audiences", round=round_id) + f"?done={said}", 303)


def _again(
    request: Request,
    staff: Member,
    round_id: str,
    now: Now,
    wrong: Invalid | Conflict,
    typed: Mapping[str, str] | None = None,
    editing: str = "",
) -> Response:
    errors = wrong.fields if isinstance(wrong, Invalid) else {}
    in_form = typed is not None and not errors.keys() - set(audience_views.FIELDS)
    said = "" if errors and in_form else (next(iter(errors.values()), "") or wrong.message)
    with reading() as db:
        page = audience_views.page(db, staff, round_id, now, typed, errors if in_form else {}, editing, said)
    return show(request, page, status=wrong.status)
