"""Banks and their lists: find, change several at once and undo, see holes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import CurrentStaff, Now, Organiser, view
from contest.bank import asking, present, service, several
from contest.bank.access import AtBank
from contest.bank.forms import BankForm, ChangeForm, UndoForm
from contest.bank.guards import ReadsBank
from contest.bank.pages import IndexPage
from contest.clock import local
from contest.errors import Conflict, Invalid
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy
from questions.authoring.coverage import coverage as covered

router = APIRouter(prefix="/bank")

ChangeId = Annotated[str, Path(alias="change", pattern=r"^[0-9a-z]{13}$")]


@router.get("", name="bank.index")
@policy(Who.STAFF)
def index(request: Request, staff: CurrentStaff, db: Reading) -> Response:
    """All banks that one may see."""
    return show(request, IndexPage(view(staff), present.index(db, staff)))


@router.post("", name="bank.create")
@policy(Who.ORGANISER)
def create(request: Request, staff: Organiser, posted: Posted, now: Now) -> Response:
    """Make a bank."""
    try:
        form = read(BankForm, posted)
        with writing() as db:
            made = service.create_bank(db, staff.id, form.name, now)
    except Invalid as error:
        with reading() as db:
            page = IndexPage(view(staff), present.index(db, staff), posted.text("name"), error.fields)
        return show(request, page, status=error.status)
    return RedirectResponse(path_for("bank.show", bank=made.id), 303)


@router.get("/{bank}", name="bank.show")
@policy(Who.READS_BANK)
def show_bank(request: Request, at: ReadsBank, db: Reading, now: Now) -> Response:
    """A bank's questions, and what was done to several of them just now."""
    page = present.listed(db, at, request.query_params, now)
    result = present.result(request.query_params)
    return show(request, replace(page, result=result, most=several.MOST))


@router.post("/{bank}/changes", name="bank.change")
@policy(Who.READS_BANK, state="questions the member may change")
def change(request: Request, at: ReadsBank, posted: Posted, now: Now) -> Response:
    """Change several questions at once."""
    try:
        form = read(ChangeForm, posted)
        with reading() as db:
            deed, value = several.deed(db, at, form, local(now).date())
        with writing() as db:
            ids = several.ids(db, at, form, local(now).date())
            done = service.change(db, at, ids, deed, value, now)
    except (Conflict, Invalid) as error:
        return _again(request, at, posted, error, now)
    told = {"changed": done.change_id, "count": done.count, "refused": done.refused}
    return _back(at, form.back, told)


@router.post("/{bank}/changes/{change}/undo", name="bank.undo")
@policy(Who.READS_BANK, state="until the next change")
def undo(request: Request, at: ReadsBank, change: ChangeId, posted: Posted, now: Now) -> Response:
    """Take the last change of several questions back."""
    form = read(UndoForm, posted)
    try:
        with writing() as db:
            count = service.undo(db, at, change, now)
    except Conflict as error:
        return _again(request, at, posted, error, now)
    return _back(at, form.back, {"undone": "1", "count": count})


def _again(
    request: Request, at: AtBank, posted: PostedForm, error: Conflict | Invalid, now: datetime
) -> Response:
    """The same list with what is wrong, and the questions still chosen."""
    with reading() as db:
        page = present.listed(db, at, asking.back(posted.text("back")), now)
    chosen = frozenset(posted.lists.get("question", ()))
    page = replace(
        page,
        problem=error.message,
        chosen=chosen,
        deed=posted.text("deed"),
        until=posted.text("until"),
        past=error.day if isinstance(error, several.Past) else "",
        every=bool(posted.text("every")),
        most=several.MOST,
        errors=error.fields if isinstance(error, Invalid) else {},
    )
    return show(request, page, status=error.status)


def _back(at: AtBank, back: str, told: dict[str, str | int]) -> Response:
    address = path_for("bank.show", bank=at.bank.id)
    return RedirectResponse(address + asking.query(asking.back(back) | told), 303)


@router.get("/{bank}/coverage", name="bank.coverage")
@policy(Who.READS_BANK)
def coverage(request: Request, at: ReadsBank, db: Reading) -> Response:
    """Approved questions by topic and level, all or those for one audience, and where none are."""
    audience = asking.audience(request.query_params.get("audience", ""))
    return show(request, present.coverage(at, covered(db, at.bank.id, audience), audience))
