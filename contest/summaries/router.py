"""Reports upward: the figures of a period, as page, paper and workbook; frozen reports."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import CurrentStaff, Now
from contest.commendations.papers import DOCX, PDF
from contest.commendations.states import Layout
from contest.errors import Conflict, Invalid
from contest.printing import paperwork_files
from contest.summaries import choosing, export, paper, service, showing
from contest.summaries.forms import FreezeForm, PaperForm
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Load, Who, policy

router = APIRouter(prefix="/summaries")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Text = Annotated[str, Query(max_length=20)]
#: Which frozen report; "" for the figures of now.
Kept = Annotated[str, Query(alias="summary", pattern=r"^([0-9a-z]{13})?$")]


@router.get("", name="summaries.index")
@policy(Who.STAFF, load=Load.EXPORT)
def index(request: Request, staff: CurrentStaff, db: Reading, now: Now) -> Response:
    """The report of a period, this month's when nothing is asked for."""
    page = showing.index(db, staff, choosing.read(request.query_params), now)
    return show(request, page, status=422 if page.errors else 200)


@router.post("", name="summaries.freeze")
@policy(Who.STAFF, state="some round closed; whoever approves all its contests")
def freeze(request: Request, staff: CurrentStaff, posted: Posted, now: Now) -> Response:
    """Keep the figures of now."""
    try:
        asked = choosing.read(read(FreezeForm, posted).model_dump())
        with reading() as db:
            report = service.to_freeze(db, staff, asked, now)
        with writing() as db:
            made = service.freeze(db, staff, report, now)
    except (Conflict, Invalid) as wrong:
        problem = wrong.message if isinstance(wrong, Conflict) else ""
        with reading() as db:
            page = showing.index(db, staff, choosing.read(posted.values), now, problem)
        return show(request, page, status=wrong.status)
    return RedirectResponse(path_for("summaries.show", summary=made), 303)


@router.get("/figures.xlsx", name="summaries.export")
@policy(Who.STAFF)
def export_file(request: Request, staff: CurrentStaff, db: Reading, now: Now, kept: Kept = "") -> Response:
    """A report as a workbook."""
    found = showing.source(db, staff, choosing.read(request.query_params), kept, now)
    content = export.workbook(found.report, found.tables, found.frozen_at, found.sha256)
    return _file(content, export.file_name(found.report, "xlsx"), export.MEDIA_TYPE)


@router.get("/paper", name="summaries.paper")
@policy(Who.STAFF, load=Load.EXPORT)
def paper_form(
    request: Request, staff: CurrentStaff, db: Reading, now: Now, kept: Kept = "", layout: Text = ""
) -> Response:
    """The form of its paper."""
    asked = choosing.read(request.query_params)
    found = showing.source(db, staff, asked, kept, now)
    return show(request, showing.paper_page(staff, db, found, asked, _layout(layout)))


@router.post("/paper", name="summaries.paper")
@policy(Who.STAFF, load=Load.EXPORT)
def paper_posted(request: Request, staff: CurrentStaff, posted: Posted, now: Now) -> Response:
    """The report as .docx or PDF."""
    asked, kept = choosing.read(posted.values), posted.text("summary")[:13]
    with reading() as db:
        found = showing.source(db, staff, asked, kept, now)
        try:
            form = read(PaperForm, posted)
        except Invalid as wrong:
            layout = _layout(posted.text("layout"))
            page = showing.paper_page(staff, db, found, asked, layout, posted, wrong.fields)
            return show(request, page, status=422)
    made = paper.official(found.report, found.tables, form, found.frozen_at, found.sha256)
    is_docx = form.ending == "docx"
    content = paperwork_files.docx(made) if is_docx else paperwork_files.pdf(made)
    return _file(content, export.file_name(found.report, form.ending), DOCX if is_docx else PDF)


@router.get("/{summary}", name="summaries.show")
@policy(Who.STAFF, load=Load.EXPORT)
def show_summary(request: Request, summary: Id, staff: CurrentStaff, db: Reading, now: Now) -> Response:
    """A frozen report, and what has changed since."""
    return show(request, showing.show(db, staff, summary, now))


def _layout(text: str) -> Layout | None:
    return Layout(text) if text in set(Layout) else None


def _file(content: bytes, name: str, media_type: str) -> Response:
    told = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=told)
