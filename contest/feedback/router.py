"""Feedback: one's own on the phone, and what came of a round at the desk."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.accounts.sure import Sure
from contest.campaigns.guards import Runs
from contest.errors import Conflict, Gone, Invalid
from contest.feedback import export, service, showing
from contest.feedback.forms import AnswerForm, SwitchForm
from contest.feedback.service import Sieve
from contest.lists import tables
from contest.lists.tables import Ending, Which
from contest.people.guards import Entered
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, clean, read
from contest.web.pages import path_for, show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/feedback")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Words = Annotated[str, Query(max_length=80)]
Grade = Annotated[str, Query(pattern=r"^[1-5]?$")]
Page = Annotated[int, Query(ge=1, le=100_000)]
THANKS = "Đã ghi nhận. Cảm ơn bạn đã góp ý."
NOTICES = {
    "on": "Từ giờ người nộp bài xong được hỏi ý kiến.",
    "off": "Không hỏi ý kiến nữa. Góp ý đã có vẫn giữ.",
}
NO_GRADE = "Chọn một mức."


def sieve_of(q: Words = "", grade: Grade = "") -> Sieve:
    """Which texts the address asks for."""
    return Sieve(clean(q).strip(), int(grade or 0))


Asked = Annotated[Sieve, Depends(sieve_of)]


@router.get("/answers/{attempt}", name="feedback.answer")
@policy(Who.ENTRANT, state="attempt over")
def answer(request: Request, attempt: Id, who: Entered, db: Reading, now: Now, done: str = "") -> Response:
    """What one said of the round, to change while that is possible; while one sits, the way back there."""
    try:
        mine = service.theirs(db, who.entries, attempt, now)
    except Conflict:
        return RedirectResponse(path_for("attempts.receipt", attempt=attempt), 303)
    notice = THANKS if done and mine.given else ""
    return show(request, showing.answer_page(db, mine, notice=notice))


@router.post("/answers/{attempt}", name="feedback.answer")
@policy(Who.ENTRANT, state="attempt over, until a week after the close", load=Load.READ)
def answer_posted(request: Request, attempt: Id, who: Entered, posted: Posted, now: Now) -> Response:
    """Keep it: one tap on the receipt, or the whole form. What was typed is kept whatever is wrong."""
    try:
        form = read(AnswerForm, posted)
        with writing() as db:
            service.answer(db, who.entries, attempt, int(form.grade), form.words, now)
    except (Invalid, Gone) as wrong:
        errors = {name: text for name, text in _fields(wrong).items() if name in AnswerForm.model_fields}
        problem = "" if errors else next(iter(_fields(wrong).values()), wrong.message)
        with reading() as db:
            mine = service.theirs(db, who.entries, attempt, now)
            page = showing.answer_page(db, mine, posted.values, errors, problem=problem)
        return show(request, page, status=wrong.status)
    return RedirectResponse(path_for("feedback.answer", attempt=attempt) + "?done=1", 303)


def _fields(wrong: Invalid | Gone) -> dict[str, str]:
    found = dict(wrong.fields) if isinstance(wrong, Invalid) else {}
    return found | ({"grade": NO_GRADE} if "grade" in found else {})


@router.get("/{round}", name="feedback.index")
@policy(Who.RUNS)
def index(
    request: Request,
    round: Id,
    staff: Runs,
    db: Reading,
    now: Now,
    sieve: Asked,
    page: Page = 1,
    done: str = "",
) -> Response:
    """How people found a round, and what they wrote."""
    return show(request, showing.index(db, staff, round, sieve, page, now, NOTICES.get(done, "")))


@router.post("/{round}/asking", name="feedback.switch")
@policy(Who.RUNS)
def switch(round: Id, staff: Runs, posted: Posted, now: Now) -> Response:
    """Ask people of this contest, or no longer."""
    asked = read(SwitchForm, posted).asked == "1"
    with writing() as db:
        service.switch(db, staff.id, round, now, asked=asked)
    done = "on" if asked else "off"
    return RedirectResponse(path_for("feedback.index", round=round) + f"?done={done}", 303)


@router.get("/{round}/feedback.{ending}", name="feedback.export")
@policy(Who.RUNS)
def export_texts(
    round: Id, ending: Ending, staff: Runs, sure: Sure, now: Now, sieve: Asked, sheet: Which = 1
) -> Response:
    """The same as a file; that it was taken is noted, since it carries people's own words."""
    with reading() as db:
        made = tables.made(export.table(db, round, sieve, now), ending, sheet)
    with writing() as db:
        service.note_export(db, staff.id, round, made.people, now)
    return Response(made.content, media_type=made.media_type, headers=made.headers)
