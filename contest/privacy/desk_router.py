"""Personal data at the desk: what is kept, what goes when, papers that the law asks for. Administrators'."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Admin, Now, view
from contest.errors import Invalid
from contest.printing.listing_docx import MEDIA_TYPE
from contest.privacy import papers, periods, retention, showing
from contest.privacy.papers import Kind
from contest.privacy.retention_forms import NothingForm, RetentionForm
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/privacy")

Saved = Annotated[bool, Query()]
Gone = Annotated[int, Query(ge=-1, le=100_000_000)]
Paper = Annotated[Kind, Path()]


@router.get("/inventory", name="privacy.inventory")
@policy(Who.ADMIN)
def inventory(request: Request, staff: Admin, db: Reading) -> Response:
    """Everything that is kept of people."""
    return show(request, showing.inventory(db, view(staff)))


@router.get("/retention", name="privacy.retention")
@policy(Who.ADMIN)
def retention_page(
    request: Request, staff: Admin, db: Reading, now: Now, saved: Saved = False, gone: Gone = -1
) -> Response:
    """What would go now, what goes later; nothing is done by looking."""
    page = showing.the_retention(db, view(staff), now, is_saved=saved, gone=gone)
    return show(request, page)


@router.post("/retention", name="privacy.retention")
@policy(Who.ADMIN)
def retention_posted(request: Request, staff: Admin, posted: Posted, now: Now) -> Response:
    """Set the periods."""
    try:
        form = read(RetentionForm, posted)
        with writing() as db:
            periods.save(db, staff.id, form.days(), now)
    except Invalid as problem:
        typed = {name: posted.values.get(name, "") for name in RetentionForm.model_fields}
        with reading() as db:
            page = showing.the_retention(db, view(staff), now, typed=typed, errors=problem.fields)
        return show(request, page, status=problem.status)
    return RedirectResponse(path_for("privacy.retention") + "?saved=1", 303)


@router.post("/retention/run", name="privacy.run")
@policy(Who.ADMIN)
def run(staff: Admin, posted: Posted, now: Now) -> Response:
    """Let go now what is due, instead of tonight."""
    del staff
    read(NothingForm, posted)
    gone = sum(retention.run(now).values())
    return RedirectResponse(f"{path_for('privacy.retention')}?gone={gone}", 303)


@router.get("/papers", name="privacy.papers")
@policy(Who.ADMIN)
def papers_page(request: Request, staff: Admin, db: Reading, now: Now) -> Response:
    """The papers, and what the server knows to write into them."""
    return show(request, papers.page(db, view(staff), now))


@router.get("/papers/{paper}.docx", name="privacy.paper")
@policy(Who.ADMIN)
def paper(paper: Paper, staff: Admin, db: Reading, now: Now) -> Response:
    """One of them as a Word file, to be completed by hand."""
    del staff
    content = papers.made(db, paper, now)
    told = {"Content-Disposition": f'attachment; filename="{paper.value}.docx"', "Cache-Control": "no-store"}
    return Response(content, media_type=MEDIA_TYPE, headers=told)
