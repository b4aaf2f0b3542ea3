"""The desk about single people: one participant, one attempt, and what staff did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from contest.accounts.guards import Now
from contest.accounts.service import Member
from contest.campaigns.guards import Approves, Helps, Sees
from contest.errors import Conflict, Invalid
from contest.rounds import judging, looking, moving, timeline, twice
from contest.rounds.deeds import Order
from contest.rounds.form_state import again, fresh
from contest.rounds.forms import DeedForm, MoveForm
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/rounds")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Number = Annotated[int, Query(ge=1, le=100_000)]
Deed = Callable[[Session, Order, str, str, Now], None]


@router.get("/{round}/timeline", name="rounds.timeline")
@policy(Who.SEES)
def timeline_page(
    request: Request, round: Id, staff: Sees, db: Reading, now: Now, page: Number = 1
) -> Response:
    """What staff did, the newest first."""
    return show(request, timeline.timeline(db, staff, round, page, now))


@router.get("/{round}/entries/{entry}", name="rounds.entry")
@policy(Who.SEES)
def entry(request: Request, round: Id, entry: Id, staff: Sees, db: Reading, now: Now) -> Response:
    """One participant."""
    return show(request, looking.entry(db, staff, round, entry, fresh(), now))


@router.get("/{round}/attempts/{attempt}", name="rounds.attempt")
@policy(Who.SEES)
def attempt(request: Request, round: Id, attempt: Id, staff: Sees, db: Reading, now: Now) -> Response:
    """One attempt from its start to its end."""
    return show(request, looking.attempt(db, staff, round, attempt, fresh(), now))


@router.post("/{round}/attempts/{attempt}/void", name="rounds.void")
@policy(Who.APPROVES, state="not being ranked")
def void(request: Request, round: Id, attempt: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """The attempt does not count."""
    return _on_attempt(judging.void, request, staff, round, attempt, posted, now)


@router.post("/{round}/attempts/{attempt}/recognition", name="rounds.unvoid")
@policy(Who.APPROVES, state="void")
def unvoid(request: Request, round: Id, attempt: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """It counts again."""
    return _on_attempt(judging.unvoid, request, staff, round, attempt, posted, now)


@router.post("/{round}/attempts/{attempt}/resit", name="rounds.resit")
@policy(Who.APPROVES, state="round open")
def resit(request: Request, round: Id, attempt: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """It does not count, and another one may begin for it."""
    return _on_attempt(judging.resit, request, staff, round, attempt, posted, now)


@router.post("/{round}/entries/{entry}/bar", name="rounds.bar")
@policy(Who.APPROVES)
def bar(request: Request, round: Id, entry: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """Somebody takes part without being ranked."""
    return _on_entry(judging.bar, request, staff, round, entry, posted, now)


@router.post("/{round}/entries/{entry}/unbar", name="rounds.unbar")
@policy(Who.APPROVES, state="barred")
def unbar(request: Request, round: Id, entry: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """They are ranked again."""
    return _on_entry(judging.unbar, request, staff, round, entry, posted, now)


@router.post("/{round}/entries/{entry}/moving", name="rounds.move")
@policy(Who.HELPS, state="no attempt that counts in a round of another audience")
def move(request: Request, round: Id, entry: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """They belong to another audience."""
    try:
        form = read(MoveForm, posted)
        with writing() as db:
            moving.move(db, Order(form.once, staff.id, form.reason), round, entry, form.audience, now)
    except (Conflict, Invalid) as problem:
        with reading() as db:
            page = looking.entry(db, staff, round, entry, again(posted, problem), now)
        return show(request, page, status=problem.status)
    return RedirectResponse(path_for("rounds.entry", round=round, entry=entry), 303)


@router.post("/{round}/entries/{entry}/unmerging", name="rounds.unmerge")
@policy(Who.APPROVES, state="counted with another one")
def unmerge(request: Request, round: Id, entry: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """The registration counts itself again."""
    return _on_entry(twice.unmerge, request, staff, round, entry, posted, now)


def _on_attempt(
    deed: Deed, request: Request, staff: Member, round_id: str, attempt_id: str, posted: PostedForm, now: Now
) -> Response:
    problem = _try(deed, staff, round_id, attempt_id, posted, now)
    if problem is None:
        return RedirectResponse(path_for("rounds.attempt", round=round_id, attempt=attempt_id), 303)
    with reading() as db:
        page = looking.attempt(db, staff, round_id, attempt_id, again(posted, problem), now)
    return show(request, page, status=problem.status)


def _on_entry(
    deed: Deed, request: Request, staff: Member, round_id: str, entry_id: str, posted: PostedForm, now: Now
) -> Response:
    problem = _try(deed, staff, round_id, entry_id, posted, now)
    if problem is None:
        return RedirectResponse(path_for("rounds.entry", round=round_id, entry=entry_id), 303)
    with reading() as db:
        page = looking.entry(db, staff, round_id, entry_id, again(posted, problem), now)
    return show(request, page, status=problem.status)


def _try(
    deed: Deed, staff: Member, round_id: str, subject: str, posted: PostedForm, now: Now
) -> Conflict | Invalid | None:
    try:
        form = read(DeedForm, posted)
        with writing() as db:
            deed(db, Order(form.once, staff.id, form.reason), round_id, subject, now)
    except (Conflict, Invalid) as problem:
        return problem
    return None
