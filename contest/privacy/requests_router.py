"""Requests about data at the desk: the law's clock, answering, more time, doing, refusing, writing down."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.accounts.service import Member
from contest.campaigns import service as campaigns
from contest.campaigns.guards import Runs
from contest.clock import VIETNAM, local
from contest.errors import Conflict, Invalid
from contest.privacy import requests as service
from contest.privacy import requests_doing as doing
from contest.privacy import requests_showing as showing
from contest.privacy.requests_forms import AnswerForm, EndForm, ExtendForm, NoteForm
from contest.privacy.states import By, Outcome
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, clean, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/privacy")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Words = Annotated[str, Query(max_length=80)]
Entry = Annotated[str, Query(pattern=r"^([0-9a-z]{13})?$")]
NOTICES = {
    "noted": "Đã ghi yêu cầu. Đồng hồ tính từ ngày nhận.",
    "answered": "Đã lưu câu trả lời. Người hỏi thấy ở trang Thông tin của tôi.",
    "extended": "Đã gia hạn.",
    "ended": "Đã xong yêu cầu.",
}
BAD_DAY = "Ghi ngày nhận như 2026-10-05, hoặc để trống nếu vừa nhận."


@router.get("/{round}/requests", name="privacy.requests")
@policy(Who.RUNS)
def requests(request: Request, round: Id, staff: Runs, db: Reading, now: Now, done: str = "") -> Response:
    """All of a contest, the most urgent first."""
    return show(request, showing.list_page(db, staff, round, now, NOTICES.get(done, "")))


@router.get("/{round}/requests/new", name="privacy.request_new")
@policy(Who.RUNS)
def request_new(
    request: Request, round: Id, staff: Runs, db: Reading, now: Now, q: Words = "", entry: Entry = ""
) -> Response:
    """Write down what came by phone, on paper or at the desk."""
    return show(request, showing.note_page(db, staff, round, clean(q).strip(), entry, now))


@router.post("/{round}/requests/new", name="privacy.request_new")
@policy(Who.RUNS)
def request_new_posted(request: Request, round: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """The same, written down: the clock runs from the day on which it came."""
    try:
        form = read(NoteForm, posted)
        made_at = _moment(form.made_on, now)
        with writing() as db:
            campaign_id = campaigns.view(db, round, now).campaign_id
            whose = form.entry or None
            came = By(form.came)
            service.note(db, staff.id, campaign_id, whose, form.kind, came, form.words, made_at, now)
    except Invalid as wrong:
        entry = posted.text("entry")
        with reading() as db:
            page = showing.note_page(db, staff, round, "", entry, now, posted.values, wrong.fields)
        return show(request, page, status=422)
    return _back(path_for("privacy.requests", round=round), "noted")


def _moment(day: str, now: datetime) -> datetime:
    """The day on which it came, from its first moment: the clock of the law counts days."""
    if not day or day == local(now).date().isoformat():
        return now
    try:
        made = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=VIETNAM)
    except ValueError as wrong:
        raise Invalid(fields={"made_on": BAD_DAY}) from wrong
    if made > now:
        raise Invalid(fields={"made_on": service.LATER})
    return made


def _back(path: str, done: str) -> Response:
    return RedirectResponse(f"{path}?done={done}", 303)


@router.get("/{round}/requests/{asked}", name="privacy.request")
@policy(Who.RUNS)
def request_page(
    request: Request, round: Id, asked: Id, staff: Runs, db: Reading, now: Now, done: str = ""
) -> Response:
    """One request, its clock, what was said, what can be done."""
    return show(request, showing.page(db, staff, round, asked, now, notice=NOTICES.get(done, "")))


def _again(
    request: Request,
    round: str,
    asked: str,
    staff: Member,
    posted: PostedForm,
    wrong: Invalid | Conflict,
    now: datetime,
) -> Response:
    errors = wrong.fields if isinstance(wrong, Invalid) else {}
    problem = "" if errors else wrong.message
    with reading() as db:
        page = showing.page(
            db, staff, round, asked, now, values=posted.values, errors=errors, problem=problem
        )
    return show(request, page, status=wrong.status)


@router.post("/{round}/requests/{asked}/answer", name="privacy.answer")
@policy(Who.RUNS, state="open")
def answer(request: Request, round: Id, asked: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """Answer; the first answer stops the first clock."""
    try:
        form = read(AnswerForm, posted)
        with writing() as db:
            campaign_id = campaigns.view(db, round, now).campaign_id
            service.answer(db, staff.id, campaign_id, asked, form.reply, now)
    except (Invalid, Conflict) as wrong:
        return _again(request, round, asked, staff, posted, wrong, now)
    return _back(path_for("privacy.request", round=round, asked=asked), "answered")


@router.post("/{round}/requests/{asked}/extension", name="privacy.extend")
@policy(Who.RUNS, state="open, with time left, once")
def extend(request: Request, round: Id, asked: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """More days, once, with a reason."""
    try:
        form = read(ExtendForm, posted)
        with writing() as db:
            campaign_id = campaigns.view(db, round, now).campaign_id
            service.extend(db, staff.id, campaign_id, asked, form.days, form.reason, now)
    except (Invalid, Conflict) as wrong:
        return _again(request, round, asked, staff, posted, wrong, now)
    return _back(path_for("privacy.request", round=round, asked=asked), "extended")


@router.post("/{round}/requests/{asked}/outcome", name="privacy.end")
@policy(Who.RUNS, state="open")
def end(request: Request, round: Id, asked: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """It is done, here at once where that is asked for; or it is refused, with a reason."""
    try:
        form = read(EndForm, posted)
        with writing() as db:
            view = campaigns.view(db, round, now)
            outcome = Outcome(form.outcome)
            doing.end(db, staff.id, view, asked, outcome, form.reply, act=form.act == "1", now=now)
    except (Invalid, Conflict) as wrong:
        return _again(request, round, asked, staff, posted, wrong, now)
    return _back(path_for("privacy.requests", round=round), "ended")
