"""Complaints at the desk: the list of a round, one of them, taking it up, answering it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.accounts.service import Member
from contest.accounts.sure import Sure
from contest.campaigns.guards import Approves, Sees
from contest.errors import Conflict, Invalid
from contest.lists import tables
from contest.lists.tables import Ending
from contest.results import complaints as service
from contest.results import complaints_export as export
from contest.results import complaints_showing as showing
from contest.results.complaint_forms import AnswerForm, told
from contest.results.complaint_states import State
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/results")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Number = Annotated[int, Query(ge=1, le=100_000)]
NOTICES = {
    "taken": "Bạn đang xem khiếu nại này. Người khiếu nại thấy như vậy.",
    "answered": "Đã trả lời. Người khiếu nại đọc được ngay.",
}
WAYS = {"upheld": State.UPHELD, "refused": State.REFUSED}


@router.get("/{round}/complaints", name="results.complaints")
@policy(Who.SEES)
def complaints(
    request: Request, round: Id, staff: Sees, db: Reading, now: Now, page: Number = 1, done: str = ""
) -> Response:
    """All of a round, who waits first."""
    return show(request, showing.list_page(db, staff, round, page, now, NOTICES.get(done, "")))


@router.get("/{round}/complaints.{ending}", name="results.complaints_file")
@policy(Who.SEES)
def complaints_file(round: Id, ending: Ending, staff: Sees, sure: Sure, now: Now) -> Response:
    """The same as a file; that it was taken is noted, since it carries names and people's words."""
    with reading() as db:
        made = tables.made(export.table(db, round, now), ending)
    with writing() as db:
        export.note(db, staff.id, round, made.people, now)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.get("/{round}/complaints/{complaint}", name="results.complaint_desk")
@policy(Who.SEES)
def complaint_desk(
    request: Request, round: Id, complaint: Id, staff: Sees, db: Reading, now: Now, done: str = ""
) -> Response:
    """One complaint, the attempt that it is about, what can be done."""
    return show(request, showing.page(db, staff, round, complaint, now, notice=NOTICES.get(done, "")))


@router.post("/{round}/complaints/{complaint}/taking", name="results.complaint_take")
@policy(Who.APPROVES, state="new")
def complaint_take(
    request: Request, round: Id, complaint: Id, staff: Approves, posted: Posted, now: Now
) -> Response:
    """Look into it; its maker sees that somebody does."""
    try:
        with writing() as db:
            service.take(db, staff.id, round, complaint, now)
    except Conflict as wrong:
        return _again(request, round, complaint, staff, posted, wrong, now)
    return _back(round, complaint, "taken")


@router.post("/{round}/complaints/{complaint}/answer", name="results.complaint_answer")
@policy(Who.APPROVES, state="waits for an answer")
def complaint_answer(
    request: Request, round: Id, complaint: Id, staff: Approves, posted: Posted, now: Now
) -> Response:
    """Answer it, one way or the other; that ends it."""
    try:
        form = read(AnswerForm, posted)
        with writing() as db:
            service.answer(db, staff.id, round, complaint, WAYS[form.way], form.answer, now)
    except (Invalid, Conflict) as wrong:
        return _again(request, round, complaint, staff, posted, wrong, now)
    return _back(round, complaint, "answered")


def _again(
    request: Request,
    round: str,
    complaint: str,
    staff: Member,
    posted: PostedForm,
    wrong: Invalid | Conflict,
    now: Now,
) -> Response:
    errors, problem = told(wrong, AnswerForm)
    problem = problem or errors.get("way", "")
    typed = showing.Typed(posted.text("answer"), errors.get("answer", ""), problem)
    with reading() as db:
        page = showing.page(db, staff, round, complaint, now, typed)
    return show(request, page, status=wrong.status)


def _back(round: str, complaint: str, done: str) -> Response:
    return RedirectResponse(
        path_for("results.complaint_desk", round=round, complaint=complaint) + f"?done={done}", 303
    )
