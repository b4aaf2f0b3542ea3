"""The register of documents that questions rest on: look, add, change, take in what comes along."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import CurrentStaff, Now, Organiser
from contest.documents import export, present, service
from contest.documents.forms import DocumentForm, EmptyForm
from contest.errors import Invalid
from contest.lists import tables
from contest.lists.tables import Ending
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy
from questions.documents.judging import Typed

router = APIRouter(prefix="/documents")

DocumentId = Annotated[str, Path(alias="document", pattern=r"^[0-9a-z]{13}$")]


@router.get("", name="documents.index")
@policy(Who.STAFF)
def index(request: Request, staff: CurrentStaff, db: Reading, now: Now) -> Response:
    """All documents, or those that are asked for."""
    return show(request, present.index(db, staff, request.query_params, now))


@router.get("/list.{ending}", name="documents.export")
@policy(Who.STAFF)
def export_documents(
    request: Request, ending: Ending, staff: CurrentStaff, db: Reading, now: Now
) -> Response:
    """All of them, or those that are asked for, as a file."""
    made = tables.made(export.table(db, staff, request.query_params, now), ending)
    return Response(made.content, media_type=made.media_type, headers=made.headers)


@router.get("/new", name="documents.new")
@policy(Who.ORGANISER)
def new(request: Request, staff: Organiser, db: Reading) -> Response:
    """An empty form."""
    return show(request, present.new(db, staff, Typed()))


@router.post("/new", name="documents.new")
@policy(Who.ORGANISER)
def new_posted(request: Request, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Put a document into the register."""
    try:
        form = _read(posted)
        with writing() as db:
            made = service.add(db, staff.id, form, now)
    except Invalid as error:
        with reading() as db:
            page = present.failed(present.new(db, staff, _typed(posted)), error)
        return show(request, page, status=error.status)
    return RedirectResponse(path_for("documents.edit", document=made) + "?done=new", 303)


@router.post("/known", name="documents.take_in")
@policy(Who.ORGANISER)
def take_in(staff: Organiser, posted: Posted, now: Now) -> Response:
    """Take in what the register that comes along knows."""
    read(EmptyForm, posted)
    with writing() as db:
        count = service.take_in(db, staff.id, now)
    return RedirectResponse(path_for("documents.index") + f"?done=taken&count={count}", 303)


@router.get("/{document}", name="documents.edit")
@policy(Who.STAFF)
def edit(request: Request, staff: CurrentStaff, document: DocumentId, db: Reading, now: Now) -> Response:
    """A document as it is kept, with the questions that rest on it."""
    page = present.edit(db, staff, document, None, now)
    return show(request, replace(page, done=present.done(request.query_params)))


@router.post("/{document}", name="documents.edit")
@policy(Who.ORGANISER)
def edit_posted(
    request: Request, staff: Organiser, document: DocumentId, posted: Posted, now: Now
) -> Response:
    """Give a document other facts."""
    try:
        form = _read(posted)
        with writing() as db:
            is_new = service.change(db, staff.id, document, form, now)
    except Invalid as error:
        with reading() as db:
            page = present.failed(present.edit(db, staff, document, _typed(posted), now), error)
        return show(request, page, status=error.status)
    told = "change" if is_new else "nothing"
    return RedirectResponse(path_for("documents.edit", document=document) + f"?done={told}", 303)


def _read(posted: PostedForm) -> Typed:
    return Typed(**read(DocumentForm, posted).model_dump())


def _typed(posted: PostedForm) -> Typed:
    """The form as it was sent, whatever is wrong with it."""
    return Typed(**{name: posted.text(name) for name in DocumentForm.model_fields})
