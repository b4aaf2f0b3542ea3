"""What is said of a question, giving it back, and whether somebody may sign alone in a bank."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.bank import review_present as present
from contest.bank import reviewing, service, sheet
from contest.bank.access import AtBank
from contest.bank.forms import BackForm, EmptyForm, SaidForm, SigningForm
from contest.bank.guards import ReadsBank
from contest.bank.questions_router import QuestionId
from contest.errors import Conflict, Invalid
from contest.web.database import reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/bank")

CommentId = Annotated[str, Path(alias="comment", pattern=r"^[0-9a-z]{13}$")]


@router.post("/{bank}/questions/{question}/comments", name="bank.comment")
@policy(Who.READS_BANK)
def comment(request: Request, at: ReadsBank, question: QuestionId, posted: Posted, now: Now) -> Response:
    """Say something of a question."""
    try:
        form = read(SaidForm, posted)
        with writing() as db:
            reviewing.comment(db, at, question, form.said, now)
    except (Conflict, Invalid) as error:
        return _again(request, at, question, posted, error)
    return _to(at, question, "?done=said#remarks")


@router.post("/{bank}/questions/{question}/return", name="bank.send_back")
@policy(Who.READS_BANK, state="the newest words wait for somebody to approve them")
def send_back(request: Request, at: ReadsBank, question: QuestionId, posted: Posted, now: Now) -> Response:
    """Give a question back to those who write it, with what is to be mended."""
    try:
        form = read(BackForm, posted)
        with writing() as db:
            reviewing.send_back(db, at, question, form.said, form.version, now)
    except (Conflict, Invalid) as error:
        return _again(request, at, question, posted, error)
    return _to(at, question, "?done=back#remarks")


@router.post("/{bank}/questions/{question}/comments/{comment}/settling", name="bank.settle")
@policy(Who.READS_BANK)
def settle(at: ReadsBank, question: QuestionId, comment: CommentId, posted: Posted, now: Now) -> Response:
    """Somebody has seen to what was said."""
    read(EmptyForm, posted)
    with writing() as db:
        reviewing.settle(db, at, question, comment, now)
    return _to(at, question, "?done=settled#remarks")


@router.post("/{bank}/signing", name="bank.signing")
@policy(Who.READS_BANK, state="an organiser")
def signing(at: ReadsBank, posted: Posted, now: Now) -> Response:
    """Whether the only approver may approve what they wrote themselves."""
    form = read(SigningForm, posted)
    with writing() as db:
        reviewing.sign_alone(db, at.member, at.bank.id, form.alone == "yes", now)
    return RedirectResponse(path_for("bank.show", bank=at.bank.id) + "#signing", 303)


def _again(
    request: Request, at: AtBank, question: str, posted: PostedForm, error: Conflict | Invalid
) -> Response:
    """The same page, with what was typed and why it was not kept."""
    with reading() as db:
        one = service.question(db, at, question)
        page = present.unsaid(present.edit(db, at, one, sheet.of(one.parsed)), posted.text("said"), error)
    return show(request, page, status=error.status)


def _to(at: AtBank, question: str, told: str) -> Response:
    return RedirectResponse(path_for("bank.edit", bank=at.bank.id, question=question) + told, 303)
