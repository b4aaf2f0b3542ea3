"""One question: write it, change it beside the phone's view, approve and retire it, see its history."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, TypeVar

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from contest.accounts.guards import Now
from contest.bank import picturing, review_present, service, sheet, twins, twins_present
from contest.bank import question_present as present
from contest.bank.access import AtBank
from contest.bank.forms import EmptyForm, MoveForm, QuestionForm, RestoreForm
from contest.bank.guards import ReadsBank, WritesBank
from contest.bank.question_pages import EditPage, NewPage, PhonePage
from contest.errors import Conflict, Forbidden, Invalid
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy
from questions.authoring import listing
from questions.formats.model import ParsedQuestion

router = APIRouter(prefix="/bank")

QuestionId = Annotated[str, Path(alias="question", pattern=r"^[0-9a-z]{13}$")]
#: Buttons that store no question: the form is shown again, with the phone beside it.
SHOWN = ("preview", sheet.MORE, picturing.ADDS)
ANYWAY = "anyway"
Failure = Conflict | Forbidden | Invalid
P = TypeVar("P", NewPage, EditPage)


@router.get("/{bank}/questions/new", name="bank.new")
@policy(Who.WRITES_BANK)
def new(request: Request, at: WritesBank, db: Reading) -> Response:
    """An empty form, for a topic and level if the address names them."""
    return show(request, present.new(db, at, present.empty(request.query_params)))


@router.post("/{bank}/questions/new", name="bank.new")
@policy(Who.WRITES_BANK)
def new_posted(request: Request, at: WritesBank, posted: Posted, now: Now) -> Response:
    """Write a new question, a draft."""
    try:
        posted = picturing.taken(posted, now)
        if posted.text("deed") in SHOWN:
            return show(request, _new(at, posted))
        wanted, _ = _read(posted)
        _look(at, posted, wanted)
        with writing() as db:
            made = service.add(db, at, wanted, now)
    except (Conflict, Invalid) as error:
        page = _beside(present.failed(_new(at, posted), error), posted, error)
        return show(request, page, status=error.status)
    return _to(at, made, "?done=new")


@router.post("/{bank}/phone", name="bank.phone")
@policy(Who.WRITES_BANK)
def phone(request: Request, at: WritesBank, posted: Posted) -> Response:
    """What is written so far, as the phone will show it; nothing is stored."""
    return show(request, PhonePage(present.shown(sheet.typed(posted), at.bank.id)))


@router.get("/{bank}/questions/{question}", name="bank.edit")
@policy(Who.READS_BANK)
def edit(request: Request, at: ReadsBank, question: QuestionId, db: Reading) -> Response:
    """A question as it stands."""
    page = _edit(db, at, question)
    return show(request, replace(page, done=present.done(request.query_params.get("done", ""))))


@router.post("/{bank}/questions/{question}", name="bank.edit")
@policy(Who.WRITES_BANK, state="topics of an approved question: approvers")
def edit_posted(request: Request, at: WritesBank, question: QuestionId, posted: Posted, now: Now) -> Response:
    """Save a question: written over, as a new revision, or as a new key."""
    try:
        posted = picturing.taken(posted, now)
        if posted.text("deed") in SHOWN:
            with reading() as db:
                page = _edit(db, at, question, posted)
            return show(request, replace(page, version=present.number(posted.text("version"))))
        wanted, version = _read(posted)
        _look(at, posted, wanted, question)
        with writing() as db:
            outcome = service.save(db, at, question, wanted, version, now)
    except (Conflict, Forbidden, Invalid) as error:
        return _edit_again(request, at, question, posted, error)
    return _to(at, question, f"?done={outcome}")


@router.post("/{bank}/questions/{question}/state", name="bank.move")
@policy(Who.READS_BANK, state="as bank.rules.Standing says")
def move(request: Request, at: ReadsBank, question: QuestionId, posted: Posted, now: Now) -> Response:
    """Approve a question, retire it, make it a draft again, or say that it is right."""
    form = read(MoveForm, posted)
    try:
        with writing() as db:
            service.move(db, at, question, form.state, form.version, now)
    except (Conflict, Forbidden) as error:
        return _edit_again(request, at, question, None, error)
    if form.back:
        return RedirectResponse(path_for("bank.law", bank=at.bank.id) + f"?done={form.state}", 303)
    return _to(at, question, f"?done={form.state}")


@router.post("/{bank}/questions/{question}/deletion", name="bank.delete")
@policy(Who.WRITES_BANK, state="never approved as it stands")
def delete(request: Request, at: WritesBank, question: QuestionId, posted: Posted, now: Now) -> Response:
    """Delete a draft, or the new words of a question that contests draw as it was."""
    read(EmptyForm, posted)
    try:
        with writing() as db:
            is_gone = service.delete(db, at, question, now)
    except Conflict as error:
        return _edit_again(request, at, question, None, error)
    if not is_gone:
        return _to(at, question, "?done=dropped")
    return RedirectResponse(path_for("bank.show", bank=at.bank.id) + "?deleted=1", 303)


@router.get("/{bank}/questions/{question}/history", name="bank.history")
@policy(Who.READS_BANK)
def history(request: Request, at: ReadsBank, question: QuestionId, db: Reading) -> Response:
    """Who changed what and when."""
    one = service.question(db, at, question)
    return show(request, review_present.history(db, at, one, listing.history(db, at.bank.id, question)))


@router.post("/{bank}/questions/{question}/history", name="bank.restore")
@policy(Who.WRITES_BANK)
def restore(request: Request, at: WritesBank, question: QuestionId, posted: Posted, now: Now) -> Response:
    """Take an old revision back, as a new one."""
    form = read(RestoreForm, posted)
    try:
        with writing() as db:
            old = (form.number, form.key_version)
            outcome = service.restore(db, at, question, old, form.version, now)
    except Conflict as error:
        return _edit_again(request, at, question, None, error)
    return _to(at, question, f"?done={outcome}")


def _read(posted: PostedForm) -> tuple[ParsedQuestion, int]:
    form = read(QuestionForm, sheet.gathered(posted))
    wanted, errors = sheet.judged(sheet.typed(posted))
    if errors:
        raise Invalid(fields=errors)
    return wanted, form.version


def _look(at: AtBank, posted: PostedForm, wanted: ParsedQuestion, question: str = "") -> None:
    """Conflict when another question is very like it, unless its author has seen both."""
    if posted.text("deed") != ANYWAY:
        with reading() as db:
            twins.look(db, at, wanted, question)


def _new(at: AtBank, posted: PostedForm) -> NewPage:
    with reading() as db:
        return present.new(db, at, sheet.typed(posted))


def _edit(db: Session, at: AtBank, question: str, posted: PostedForm | None = None) -> EditPage:
    one = service.question(db, at, question)
    return review_present.edit(db, at, one, sheet.typed(posted) if posted else sheet.of(one.parsed))


def _edit_again(
    request: Request, at: AtBank, question: str, posted: PostedForm | None, error: Failure
) -> Response:
    """The same form as it was sent, with what is wrong; somebody else's text beside it."""
    with reading() as db:
        page = present.failed(_edit(db, at, question, posted), error)
        if isinstance(error, service.Stale) and error.stored is not None and posted is not None:
            theirs = present.theirs(db, error.stored, sheet.typed(posted))
            page = replace(page, theirs=theirs)
        elif posted is not None:
            page = replace(page, version=present.number(posted.text("version")))
            page = _beside(page, posted, error)
    return show(request, page, status=error.status)


def _beside(page: P, posted: PostedForm, error: Failure) -> P:
    """The same page with the question that is very like what was typed, if that is what is wrong."""
    if not isinstance(error, twins.Alike) or error.other is None:
        return page
    typed, _ = sheet.judged(sheet.typed(posted))
    return replace(page, beside=twins_present.beside(error.other, typed))


def _to(at: AtBank, question: str, told: str) -> Response:
    return RedirectResponse(path_for("bank.edit", bank=at.bank.id, question=question) + told, 303)
