"""Questions out of a bank: what each format loses, and the files."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from contest.accounts.guards import Now
from contest.bank import export as exporting
from contest.bank import service
from contest.bank.guards import ReadsBank
from contest.web.database import Reading, reading, writing
from contest.web.pages import show
from contest.web.policy import Who, policy
from questions.formats.forms import Form

router = APIRouter(prefix="/bank")


@router.get("/{bank}/export", name="bank.exports")
@policy(Who.READS_BANK)
def exports(request: Request, at: ReadsBank, db: Reading, now: Now) -> Response:
    """The formats, each with what it can't carry of the list's questions."""
    return show(request, exporting.page(db, at, request.query_params, now))


@router.get("/{bank}/questions.{form}", name="bank.export")
@policy(Who.READS_BANK)
def export(request: Request, at: ReadsBank, form: Form, now: Now) -> Response:
    """The questions of the list as a file that can be imported again."""
    with reading() as db:
        file = exporting.file_of(db, at, request.query_params, form, now)
    with writing() as db:
        service.note_export(db, at, form.value, file.count, now)
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "no-store"}
    return Response(file.content, media_type=file.media_type, headers=headers)
