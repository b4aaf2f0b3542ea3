"""All questions of a bank that look alike, and telling two of them apart."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.bank import twins as service
from contest.bank import twins_present as present
from contest.bank.forms import PartForm
from contest.bank.guards import ReadsBank, WritesBank
from contest.web.database import Reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/bank")


@router.get("/{bank}/twins", name="bank.twins")
@policy(Who.READS_BANK)
def twins(request: Request, at: ReadsBank, db: Reading) -> Response:
    """Every two that look alike, side by side."""
    return show(request, present.every(db, at, request.query_params))


@router.post("/{bank}/twins", name="bank.part")
@policy(Who.WRITES_BANK)
def part(at: WritesBank, posted: Posted, now: Now) -> Response:
    """Two of them are not the same."""
    form = read(PartForm, posted)
    with writing() as db:
        service.part(db, at, form.one, form.other, now)
    return RedirectResponse(path_for("bank.twins", bank=at.bank.id) + "?done=parted", 303)
