"""Questions whose law changed or soon will, each with its mend one click away."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.bank import law_present as present
from contest.bank import laws
from contest.bank.forms import ProlongForm
from contest.bank.guards import ReadsBank, WritesBank
from contest.bank.questions_router import QuestionId
from contest.errors import Invalid
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/bank")


@router.get("/{bank}/law", name="bank.law")
@policy(Who.READS_BANK)
def law(request: Request, at: ReadsBank, db: Reading, now: Now) -> Response:
    """What has to be looked at again."""
    return show(request, present.law(db, at, request.query_params, now))


@router.post("/{bank}/questions/{question}/validity", name="bank.prolong")
@policy(Who.WRITES_BANK)
def prolong(request: Request, at: WritesBank, question: QuestionId, posted: Posted, now: Now) -> Response:
    """It holds until a later day; what contests draw of it waits for somebody to approve that."""
    form = read(ProlongForm, posted)
    try:
        with writing() as db:
            outcome = laws.prolong(db, at, question, form.valid_until, form.version, now)
    except Invalid as error:
        with reading() as db:
            page = present.law(db, at, {}, now)
        page = present.failed(page, question, form.valid_until, error.fields)
        return show(request, page, status=error.status)
    return RedirectResponse(path_for("bank.law", bank=at.bank.id) + f"?done={outcome}", 303)
