"""Complaints on a phone: where they begin, the form, what became of them, taking one back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.campaigns import service as campaigns
from contest.campaigns.entering_router import guesser
from contest.errors import Conflict, Gone, Invalid
from contest.results import complaint_guards as guards
from contest.results import complaint_showing as showing
from contest.results import complaints as service
from contest.results import receipts
from contest.results.complaint_forms import ComplaintForm, ReceiptForm, told
from contest.results.complaint_guards import Claims
from contest.results.complaint_rules import Refusal
from contest.results.complaints import Said
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/results")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Slug = Annotated[str, Path(max_length=80)]
NOTICES = {
    "sent": "Đã gửi khiếu nại. Câu trả lời hiện ở trang này.",
    "withdrawn": "Đã rút khiếu nại.",
}


@router.get("/mine/{slug}", name="results.complaint_find")
@policy(Who.ANYONE, state="any but draft")
def complaint_find(request: Request, slug: Slug, db: Reading, now: Now) -> Response:
    """Where complaints of a contest begin."""
    return show(request, showing.find_page(db, slug, guards.of(request), now))


@router.post("/mine/{slug}", name="results.complaint_find")
@policy(Who.ANYONE, state="any but draft", load=Load.LOGIN)
def complaint_find_posted(request: Request, slug: Slug, db: Reading, posted: Posted, now: Now) -> Response:
    """The code of a receipt: this phone may complain about its attempt."""
    typed = read(ReceiptForm, posted).code
    rounds = campaigns.shown(db, slug, now)
    try:
        attempt = receipts.attempt_of(db, rounds, typed, "code", guesser(request), now)
    except Invalid as wrong:
        page = showing.find_page(db, slug, guards.of(request), now, typed, wrong.fields["code"])
        return show(request, page, status=wrong.status)
    response = RedirectResponse(path_for("results.complaint", attempt=attempt), 303)
    guards.remember(request, response, attempt)
    return response


@router.get("/complaints/{attempt}", name="results.complaint")
@policy(Who.ENTRANT, state="round closed")
def complaint(request: Request, attempt: Id, who: Claims, db: Reading, now: Now, done: str = "") -> Response:
    """All complaints about one attempt, and what the server saw of it."""
    mine = service.theirs(db, who, attempt, now)
    # The address stays when the page is read again, which it is until there is an answer.
    is_true = done != "sent" or mine.refused is Refusal.WAITING
    notice = NOTICES.get(done, "") if is_true else ""
    return show(request, showing.page(db, who, mine, now, notice=notice))


@router.get("/complaints/{attempt}/new", name="results.complaint_new")
@policy(Who.ENTRANT, state="round closed, in time, none that waits")
def complaint_new(request: Request, attempt: Id, who: Claims, db: Reading, now: Now) -> Response:
    """The form; where none is taken, the page that says why."""
    mine = service.theirs(db, who, attempt, now)
    if mine.refused is not None:
        return RedirectResponse(path_for("results.complaint", attempt=attempt), 303)
    return show(request, showing.new_page(mine))


@router.post("/complaints/{attempt}/new", name="results.complaint_new")
@policy(Who.ENTRANT, state="round closed, in time, none that waits", load=Load.READ)
def complaint_new_posted(request: Request, attempt: Id, who: Claims, posted: Posted, now: Now) -> Response:
    """Send it. What was typed is kept whatever is wrong, the time that ran out meanwhile too."""
    try:
        form = read(ComplaintForm, posted)
        said = Said(form.about, int(form.slot) if form.slot else None, form.words)
        with writing() as db:
            service.complain(db, who, attempt, said, now)
    except (Invalid, Conflict, Gone) as wrong:
        errors, problem = told(wrong, ComplaintForm)
        with reading() as db:
            mine = service.theirs(db, who, attempt, now)
        page = showing.new_page(mine, posted.values, errors, problem)
        return show(request, page, status=wrong.status)
    return _back(attempt, "sent")


def _back(attempt: str, done: str) -> Response:
    return RedirectResponse(path_for("results.complaint", attempt=attempt) + f"?done={done}", 303)


@router.post("/complaints/{attempt}/{complaint}/withdrawal", name="results.complaint_withdraw")
@policy(Who.ENTRANT, state="waits for an answer", load=Load.READ)
def complaint_withdraw(request: Request, attempt: Id, complaint: Id, who: Claims, now: Now) -> Response:
    """Its maker takes it back."""
    try:
        with writing() as db:
            service.withdraw(db, service.theirs(db, who, attempt, now), complaint, now)
    except Conflict as wrong:
        with reading() as db:
            mine = service.theirs(db, who, attempt, now)
            page = showing.page(db, who, mine, now, problem=wrong.message)
        return show(request, page, status=wrong.status)
    return _back(attempt, "withdrawn")
