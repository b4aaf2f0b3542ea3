"""Published results: the page for everybody with its file, and the desk where staff prepare and sign."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from contest.accounts.guards import Now
from contest.campaigns.entering_router import guesser
from contest.campaigns.guards import Approves, Sees
from contest.errors import Conflict, Forbidden, Invalid
from contest.results import publication_file, publication_showing, publishing, receipts
from contest.results.publication_forms import ApproveForm, PrepareForm, ReceiptForm
from contest.results.publication_pages import Typed
from contest.results.publishing import Order
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/results")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Version = Annotated[int, Path(ge=1, le=100_000)]
NEVER_KEPT = {"Cache-Control": "no-cache"}


@router.get("/verify.py", name="results.publication_checker")
@policy(Who.ANYONE, load=Load.READ)
def publication_checker() -> Response:
    """The program that checks a published file: one file, standard library only."""
    headers = {"Content-Disposition": 'attachment; filename="verify.py"', **NEVER_KEPT}
    return Response(publication_file.checker(), media_type="text/x-python; charset=utf-8", headers=headers)


@router.get("/{round}", name="results.publication")
@policy(Who.ANYONE, state="published", load=Load.READ)
def publication(request: Request, round: Id, db: Reading, now: Now) -> Response:
    """What was published, and how to check it."""
    return show(request, publication_showing.public(db, round, now), headers=NEVER_KEPT)


@router.post("/{round}/receipt", name="results.publication_receipt")
@policy(Who.ANYONE, state="published", load=Load.LOGIN)
def publication_receipt(request: Request, round: Id, posted: Posted, db: Reading, now: Now) -> Response:
    """The row of whoever types the code of a receipt."""
    try:
        form = read(ReceiptForm, posted)
        view, versions = publishing.shown(db, round, now)
        attempt = receipts.attempt_of(db, [view], form.receipt, "receipt", guesser(request), now)
        own = publishing.own(db, versions[-1], attempt)
    except Invalid as problem:
        page = publication_showing.public(db, round, now, _typed(posted, problem))
        return show(request, page, status=422)
    return show(request, publication_showing.public(db, round, now, _typed(posted), own))


def _typed(posted: PostedForm, problem: Conflict | Invalid | Forbidden | None = None) -> Typed:
    fields = problem.fields if isinstance(problem, Invalid) else {}
    return Typed(posted.values, fields, problem.message if problem and not fields else "")


@router.get("/{round}/versions/{number}.json", name="results.publication_file")
@policy(Who.ANYONE, state="published", load=Load.FREE)
def publication_file_of(round: Id, number: Version, db: Reading, now: Now) -> Response:
    """The file of a version, with the papers where anybody may have them."""
    view, version = publishing.numbered(db, round, number, now)
    made = publication_file.archive(
        db, view.slug, version, with_papers=publishing.tells_papers(db, view, now)
    )
    return _sent(made)


def _sent(made: publication_file.Archive) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', **NEVER_KEPT}
    return StreamingResponse(made.__aiter__(), media_type="application/json", headers=headers)


# --- the desk -------------------------------------------------------------------------------------


@router.get("/{round}/publication", name="results.publication_desk")
@policy(Who.SEES)
def publication_desk(request: Request, round: Id, staff: Sees, db: Reading, now: Now) -> Response:
    """Where publishing stands."""
    return show(request, publication_showing.desk(db, staff, round, Typed(), now))


@router.get("/{round}/publication/{number}.json", name="results.publication_archive")
@policy(Who.APPROVES, load=Load.FREE)
def publication_archive(round: Id, number: Version, staff: Approves, db: Reading, now: Now) -> Response:
    """The whole file of a version, for the office's own archive."""
    view, version = publishing.numbered(db, round, number, now)
    return _sent(publication_file.archive(db, view.slug, version, with_papers=True))


@router.post("/{round}/publication/preparing", name="results.publication_prepare")
@policy(Who.APPROVES, state="closed")
def publication_prepare(request: Request, round: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """Begin to make the next version."""
    try:
        form = read(PrepareForm, posted)
        with writing() as db:
            publishing.prepare(db, staff.id, round, Order(form.kind, form.days, form.reason), now)
    except (Conflict, Invalid) as problem:
        return _desk_again(request, round, staff, posted, problem, now)
    return RedirectResponse(path_for("results.publication_desk", round=round), 303)


@router.post("/{round}/publication/approval", name="results.publication_approve")
@policy(Who.APPROVES, state="prepared")
def publication_approve(request: Request, round: Id, staff: Approves, posted: Posted, now: Now) -> Response:
    """Sign what was prepared and let everybody see it."""
    form = read(ApproveForm, posted)
    try:
        with writing() as db:
            publishing.approve(db, staff, round, form.publication, now)
    except (Conflict, Forbidden) as problem:
        return _desk_again(request, round, staff, posted, problem, now)
    return RedirectResponse(path_for("results.publication_desk", round=round), 303)


def _desk_again(
    request: Request,
    round_id: str,
    staff: Approves,
    posted: PostedForm,
    problem: Conflict | Invalid | Forbidden,
    now: Now,
) -> Response:
    with reading() as db:
        page = publication_showing.desk(db, staff, round_id, _typed(posted, problem), now)
    return show(request, page, status=problem.status)
