"""Pictures of a bank, and the forms that bring one: whole forms, with room for a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.bank import picturing
from contest.bank.guards import ReadsBank, WritesBank
from contest.bank.questions_router import QuestionId, edit_posted, new_posted
from contest.web.database import Reading
from contest.web.forms import Posted
from contest.web.pages import path_for
from contest.web.policy import Who, policy

router = APIRouter(prefix="/bank")

Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
#: It is named by its bytes, so it never changes; shared caches have no business with a contest.
KEPT = {"Cache-Control": "private, max-age=31536000, immutable"}


@router.get("/{bank}/pictures/{digest}", name="bank.picture")
@policy(Who.READS_BANK)
def picture(at: ReadsBank, digest: Digest, db: Reading) -> Response:
    """A picture of a question, or one that a form has just brought."""
    del at
    found = picturing.find(db, digest)
    return Response(found.content, media_type=found.media_type, headers=KEPT)


@router.get("/{bank}/questions/new/upload", name="bank.new_upload")
@policy(Who.WRITES_BANK)
def new_upload(at: WritesBank) -> Response:
    """Whoever reloads the address that the form goes to is led back to the form."""
    return RedirectResponse(path_for("bank.new", bank=at.bank.id), 303)


@router.post("/{bank}/questions/new/upload", name="bank.new_upload")
@policy(Who.WRITES_BANK)
def new_upload_posted(request: Request, at: WritesBank, posted: Posted, now: Now) -> Response:
    """A new question, with the picture that came along."""
    return new_posted(request, at, posted, now)


@router.get("/{bank}/questions/{question}/upload", name="bank.edit_upload")
@policy(Who.READS_BANK)
def edit_upload(at: ReadsBank, question: QuestionId) -> Response:
    """The same for a question that is there."""
    return RedirectResponse(path_for("bank.edit", bank=at.bank.id, question=question), 303)


@router.post("/{bank}/questions/{question}/upload", name="bank.edit_upload")
@policy(Who.WRITES_BANK, state="topics of an approved question: approvers")
def edit_upload_posted(
    request: Request, at: WritesBank, question: QuestionId, posted: Posted, now: Now
) -> Response:
    """A question that is there, with the picture that came along."""
    return edit_posted(request, at, question, posted, now)
