"""The office's own .docx templates: all, one, the fields for them; bring, replace, try, take away."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from contest.accounts.guards import CurrentStaff, Now, Organiser, view
from contest.accounts.service import Member
from contest.commendations.papers import DOCX, File
from contest.commendations.states import Layout
from contest.errors import Invalid
from contest.filling.filling import EMPTY, FILE, MOST_BYTES
from contest.paperwork import starters, template_present, templates
from contest.paperwork.states import Kind
from contest.paperwork.template_forms import EmptyForm, TemplateForm
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, content, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/paperwork")

Id = Annotated[str, Path(alias="template", pattern=r"^[0-9a-z]{13}$")]
Asked = Annotated[Layout, Query(alias="layout")]


#: The fields of the form that brings a template.
SENT = frozenset({"kind", "name", FILE})


class Which(StrEnum):
    """What is given back of a template: itself, or what it gives for the made-up contest."""

    ITSELF = "mau"
    TRIED = "thu"


@router.get("/templates", name="paperwork.templates")
@policy(Who.STAFF)
def templates_page(request: Request, staff: CurrentStaff, db: Reading) -> Response:
    """All kinds of paper with the office's templates."""
    return show(request, template_present.index(db, view(staff), request.query_params))


@router.get("/templates/upload", name="paperwork.template_upload")
@policy(Who.ORGANISER)
def template_upload(staff: Organiser) -> Response:
    """Whoever reloads the address that the form goes to is led back to the form."""
    del staff
    return RedirectResponse(path_for("paperwork.templates"), 303)


@router.post("/templates/upload", name="paperwork.template_upload")
@policy(Who.ORGANISER)
def template_upload_posted(request: Request, staff: Organiser, posted: Posted, now: Now) -> Response:
    """A new template, or another name or file for one: tried first, then kept."""
    try:
        form, data = read(TemplateForm, posted), _brought(posted)
        if data or not form.template:
            # Beside the server and outside any transaction: it takes a second or two.
            templates.tried(_kind(form), data)
        with writing() as db:
            if not form.template:
                made = templates.add(db, staff.id, form.kind, form.name, data, now)
                to, told = path_for("paperwork.template", template=made), "new"
            else:
                is_new = templates.change(db, staff.id, form.template, form.name, data, now)
                to = path_for("paperwork.template", template=form.template)
                told = "change" if is_new else "nothing"
    except Invalid as wrong:
        return _again(request, staff, posted, wrong)
    return RedirectResponse(f"{to}?done={told}", 303)


def _kind(form: TemplateForm) -> Kind:
    """A template that is there keeps its kind, whatever the form says."""
    if not form.template:
        return form.kind
    with reading() as db:
        return Kind(templates.template(db, form.template).kind)


def _brought(posted: PostedForm) -> bytes:
    file: UploadFile | None = posted.files.get(FILE)
    if file is None or not (file.filename or file.size):
        return b""
    found = content(file, MOST_BYTES + 1)
    if not found:
        raise Invalid(fields={FILE: EMPTY})
    return found


def _again(request: Request, staff: Member, posted: PostedForm, wrong: Invalid) -> Response:
    """The form as it was sent, with what is wrong; the file has to be chosen once more."""
    values = {name: posted.text(name) for name in ("kind", "name")}
    with reading() as db:
        if posted.text("template"):
            page = template_present.one(db, view(staff), posted.text("template"), {})
        else:
            page = template_present.index(db, view(staff), {})
        # What is wrong with a field that the form doesn't have is told at its first one.
        told = {name if name in SENT else "name": text for name, text in wrong.fields.items()}
        page = template_present.failed(page, values, told)
    return show(request, page, status=wrong.status)


@router.get("/templates/{template}", name="paperwork.template")
@policy(Who.STAFF)
def template(request: Request, template_id: Id, staff: CurrentStaff, db: Reading) -> Response:
    """One template."""
    return show(request, template_present.one(db, view(staff), template_id, request.query_params))


@router.get("/templates/{template}/{which}.docx", name="paperwork.template_file")
@policy(Who.STAFF)
def template_file(
    template_id: Id, which: Which, staff: CurrentStaff, layout: Asked = Layout.STATE
) -> Response:
    """The file as it was brought, or what it gives for the made-up contest."""
    del staff
    with reading() as db:
        found = templates.template(db, template_id)
        kind, data = Kind(found.kind), found.content
    name = f"{which.value}-{kind.value}.docx"
    if which is Which.ITSELF:
        return _sent(File(name, DOCX, data, 0))
    return _sent(templates.sample(kind, data, layout, name))


@router.post("/templates/{template}/removal", name="paperwork.template_removal")
@policy(Who.ORGANISER)
def template_removal(template_id: Id, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Take it away."""
    read(EmptyForm, posted)
    with writing() as db:
        templates.remove(db, staff.id, template_id, now)
    return RedirectResponse(path_for("paperwork.templates") + "?done=removed", 303)


@router.get("/fields/{kind}", name="paperwork.fields")
@policy(Who.STAFF)
def fields(request: Request, kind: Kind, staff: CurrentStaff) -> Response:
    """What may stand in a template of a kind."""
    return show(request, template_present.fields(view(staff), kind))


@router.get("/fields/{kind}/starter.docx", name="paperwork.starter")
@policy(Who.STAFF)
def starter(kind: Kind, staff: CurrentStaff, layout: Asked = Layout.STATE) -> Response:
    """A template to begin with."""
    del staff
    return _sent(File(f"mau-{kind.value}-{layout.value}.docx", DOCX, starters.docx(kind, layout), 0))


def _sent(made: File) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type=made.media_type, headers=headers)
