"""A file on its way in: chosen, read beside the server, led to the page of its rows."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now, view
from contest.accounts.service import Member
from contest.bank import import_files, import_showing, reading_showing, readings
from contest.bank.guards import WritesBank
from contest.bank.import_guards import AtReading, WritesReading
from contest.bank.import_pages import ReadingPage, ReadingPart, UploadPage
from contest.bank.readings import Outcome
from contest.errors import Invalid
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, clean, content
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy
from questions.formats import detect, text

router = APIRouter(prefix="/bank")


@router.get("/{bank}/upload", name="bank.upload")
@policy(Who.WRITES_BANK)
def upload(request: Request, at: WritesBank, db: Reading) -> Response:
    """Choose a file."""
    return show(request, _upload_page(db, at.member, at.bank.id))


def _upload_page(db: Reading, member: Member, bank_id: str, error: str = "") -> UploadPage:
    bank = import_files.bank(db, bank_id)
    waiting = import_showing.waiting(db, bank)
    return UploadPage(view(member), import_showing.bank_name(bank), text.EXAMPLE, waiting, error)


@router.post("/{bank}/upload", name="bank.upload")
@policy(Who.WRITES_BANK)
def upload_posted(request: Request, at: WritesBank, posted: Posted, now: Now) -> Response:
    """Let the file be read, and wait a moment for it."""
    sent = posted.files.get("file")
    data = content(sent, detect.MOST_BYTES + 1) if sent else b""
    name = clean(sent.filename or "") if sent else ""
    try:
        with writing() as db:
            brought = readings.bring(db, at.member, import_files.bank(db, at.bank.id), name, data, now)
    except Invalid as problem:
        return _not_read(request, at.member, at.bank.id, problem.fields["file"])
    readings.begin(brought)
    with reading() as db:
        came = readings.outcome(db, brought.reading_id, now)
    if came.error:
        return _not_read(request, at.member, at.bank.id, came.error)
    return RedirectResponse(_where(came), 303)


def _not_read(request: Request, member: Member, bank_id: str, error: str) -> Response:
    with reading() as db:
        return show(request, _upload_page(db, member, bank_id, error), status=422)


def _where(came: Outcome) -> str:
    """Its rows once they are there, until then how far it is."""
    if came.import_id:
        return path_for("bank.preview", batch=came.import_id)
    return path_for("bank.reading", reading=came.id)


@router.get("/imports/reading/{reading}", name="bank.reading")
@policy(Who.WRITES_BANK)
def reading_shown(request: Request, at: WritesReading, now: Now) -> Response:
    """How far a file is: its page, or why it could not be read, or its rows."""
    with reading() as db:
        came = readings.outcome(db, at.id, now)
    if came.error:
        return _not_read(request, at.member, at.bank_id, came.error)
    if came.import_id:
        return RedirectResponse(_where(came), 303)
    return show(request, _page(at, came))


def _page(at: AtReading, came: Outcome) -> ReadingPage:
    with reading() as db:
        bank = import_showing.bank_name(import_files.bank(db, at.bank_id))
    return ReadingPage(view(at.member), bank, reading_showing.view(came))


@router.get("/imports/reading/{reading}/progress", name="bank.reading_progress")
@policy(Who.WRITES_BANK)
def reading_progress(request: Request, at: WritesReading, db: Reading, now: Now) -> Response:
    """The part of the page that moves; once the file is read, the browser is sent on."""
    came = readings.outcome(db, at.id, now)
    shown = show(request, ReadingPart(reading_showing.view(came)))
    if came.error or came.import_id:
        shown.headers["HX-Redirect"] = path_for("bank.reading", reading=came.id)
    return shown
