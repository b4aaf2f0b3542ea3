"""Files into a bank: bring one, look at its rows, mend them, save them, take them back."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest import clock
from contest.accounts.guards import CurrentStaff, Now, view
from contest.bank import import_files, import_mending, import_showing, importing, mending
from contest.bank.guards import WritesBank
from contest.bank.import_forms import ConfirmForm, MendForm
from contest.bank.import_guards import AtBatch, WritesBatch
from contest.bank.import_pages import ImportsPage, PreviewPage
from contest.bank.import_rules import PAGE
from contest.errors import Conflict, Invalid
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy
from questions.formats import template as template_book

router = APIRouter(prefix="/bank")

RowNumber = Annotated[int, Path(alias="row", ge=1, le=100_000)]
Text = Annotated[str, Query(max_length=20)]
Number = Annotated[int, Query(ge=1, le=100_000)]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _workbook(name: str, content: bytes) -> Response:
    """A file to keep; its name may have any letters."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=XLSX, headers=headers)


@router.get("/imports/template.xlsx", name="bank.template")
@policy(Who.STAFF)
def template(staff: CurrentStaff) -> Response:
    """The file to fill in."""
    del staff
    return _workbook("mau-cau-hoi.xlsx", template_book.write())


@router.get("/{bank}/imports", name="bank.imports")
@policy(Who.WRITES_BANK)
def imports(request: Request, at: WritesBank, db: Reading, page: Number = 1) -> Response:
    """Every file that was brought to the bank."""
    bank = import_files.bank(db, at.bank.id)
    batches, total = import_showing.listing(db, bank, page)
    pages = max(1, -(-total // import_showing.IMPORTS_PAGE))
    name = import_showing.bank_name(bank)
    return show(request, ImportsPage(view(at.member), name, batches, total, page, pages))


@router.get("/imports/{batch}", name="bank.preview")
@policy(Who.WRITES_BANK)
def preview(
    request: Request,
    at: WritesBatch,
    db: Reading,
    now: Now,
    tab: Text = "",
    page: Number = 1,
    done: Text = "",
    confirm: Text = "",
) -> Response:
    """The rows, those to be mended first."""
    shown = _preview_page(db, at, tab, page, told=import_showing.told(db, at.id, done))
    if confirm == "taking-back" and shown.batch.is_open:
        shown = import_showing.asking(shown, importing.papers_hold(db, at.id, now))
    return show(request, shown)


def _preview_page(
    db: Reading, at: AtBatch, tab: str, page: int, told: str = "", problem: str = ""
) -> PreviewPage:
    tabs = import_showing.tabs(db, at.id)
    chosen = import_showing.chosen_tab(tab, tabs)
    count = next((one.count for one in tabs if one.tab is chosen), 0)
    pages = max(1, -(-count // PAGE))
    page = min(page, pages)
    return PreviewPage(
        view(at.member),
        import_showing.batch(db, at.id),
        tabs,
        chosen,
        import_showing.rows(db, at.id, chosen, page),
        page,
        pages,
        told,
        problem,
    )


@router.get("/imports/{batch}/rows/{row}", name="bank.mend")
@policy(Who.WRITES_BANK)
def mend(
    request: Request, at: WritesBatch, number: RowNumber, db: Reading, tab: Text = "", page: Number = 1
) -> Response:
    """The whole of one row."""
    return show(request, import_mending.page(db, view(at.member), at.id, number, tab, page))


@router.post("/imports/{batch}/rows/{row}", name="bank.mend")
@policy(Who.WRITES_BANK, state="row not saved, import not undone")
def mend_posted(request: Request, at: WritesBatch, number: RowNumber, posted: Posted, now: Now) -> Response:
    """Mend a row, accept its warnings, leave it out or take it back in."""
    try:
        form = read(MendForm, posted)
        today = clock.local(now).date()
        with reading() as db:
            row = mending.consider(db, at.id, number, form.version, form.deed, form.typed(), today)
        with writing() as db:
            state = mending.keep(db, at.member, row, now)
    except (Invalid, Conflict) as problem:
        with reading() as db:
            again = import_mending.again(db, view(at.member), at.id, number, posted, problem)
        return show(request, again, status=problem.status)
    query = {"tab": form.tab, "page": form.page, "done": f"{number}-{state.value}"}
    return RedirectResponse(f"{path_for('bank.preview', batch=at.id)}?{urlencode(query)}#main", 303)


@router.post("/imports/{batch}/confirming", name="bank.confirm")
@policy(Who.WRITES_BANK, state="import not undone")
def confirm(request: Request, at: WritesBatch, posted: Posted, now: Now) -> Response:
    """Save every row that can be saved."""
    try:
        form = read(ConfirmForm, posted)
        with reading() as db:
            ready = importing.prepare(db, at.id)
        with writing() as db:
            saved = importing.confirm(db, at.member, ready, form.version, now)
    except (Invalid, Conflict) as problem:
        with reading() as db:
            return show(request, _preview_page(db, at, "", 1, problem=problem.message), status=problem.status)
    query = urlencode({"done": f"saved-{saved.saved}-{saved.there}"})
    return RedirectResponse(f"{path_for('bank.preview', batch=at.id)}?{query}", 303)


@router.post("/imports/{batch}/taking-back", name="bank.take_back")
@policy(Who.WRITES_BANK)
def take_back(at: WritesBatch, now: Now) -> Response:
    """Take all of it out of the bank again."""
    with writing() as db:
        importing.take_back(db, at.member, at.id, now, approves=at.approves)
    return RedirectResponse(path_for("bank.preview", batch=at.id), 303)


@router.get("/imports/{batch}/annotated.xlsx", name="bank.annotated")
@policy(Who.WRITES_BANK)
def annotated(at: WritesBatch, db: Reading) -> Response:
    """The rows with what is wrong with each."""
    name, content = importing.annotated(db, at.id)
    return _workbook(name, content)
