"""Item analysis: a round's questions, one of them, the same as a workbook; one question over all rounds."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.bank.guards import ReadsBank
from contest.campaigns.guards import Approves, Sees
from contest.errors import Conflict
from contest.lists.tables import Ending, Which
from contest.reports import choosing, export, service, showing
from contest.web.database import Reading, reading, writing
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/reports")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]


@router.get("/{round}/analysis", name="reports.analysis")
@policy(Who.SEES)
def analysis(request: Request, round: Id, staff: Sees, db: Reading, now: Now) -> Response:
    """The papers as a whole and every question, after the close."""
    asked = choosing.read(request.query_params)
    return show(request, showing.analysis(db, staff, round, asked, now))


@router.post("/{round}/counting", name="reports.count")
@policy(Who.APPROVES, state="closed")
def count(request: Request, round: Id, staff: Approves, now: Now) -> Response:
    """Count anew."""
    try:
        with writing() as db:
            service.count(db, staff.id, round, now)
    except Conflict as problem:
        with reading() as db:
            page = showing.analysis(db, staff, round, choosing.Asked(), now, problem=problem.message)
        return show(request, page, status=409)
    return RedirectResponse(path_for("reports.analysis", round=round), 303)


@router.get("/{round}/questions/{question}", name="reports.item")
@policy(Who.SEES)
def item(request: Request, round: Id, question: Id, staff: Sees, db: Reading, now: Now) -> Response:
    """One question of a closed round."""
    asked = request.query_params.get("attempts", "")
    return show(request, showing.item(db, staff, round, question, asked, now))


@router.get("/{round}/analysis.{ending}", name="reports.export")
@policy(Who.SEES)
def export_file(
    request: Request, round: Id, ending: Ending, staff: Sees, db: Reading, now: Now, sheet: Which = 2
) -> Response:
    """The figures as a file; options and keys only for whoever may see the bank."""
    asked = request.query_params.get("attempts", "")
    made = export.workbook(db, staff, round, asked, now, ending, sheet)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.get("/banks/{bank}/questions/{question}", name="reports.question")
@policy(Who.READS_BANK)
def question(request: Request, at: ReadsBank, question: Id, db: Reading, now: Now) -> Response:
    """One question in all closed rounds that asked it."""
    return show(request, showing.question(db, at, question, now))
