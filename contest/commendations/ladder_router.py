"""Setting the prizes of a round, or of a whole contest."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now, view
from contest.accounts.service import Member
from contest.commendations import asking, editing, lists, occasions, scopes, service
from contest.commendations.editing import Typed
from contest.commendations.forms import LadderForm
from contest.commendations.guards import Writes
from contest.commendations.router import Id
from contest.errors import Conflict, Invalid
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/commendations")


@router.get("/{round}/ladder", name="commendations.ladder")
@policy(Who.WRITES)
def ladder(
    request: Request, round: Id, staff: Writes, db: Reading, now: Now, saved: bool = False
) -> Response:
    """The prizes of a round."""
    who = view(staff, occasions.campaign_of(db, round) or "")
    return show(request, replace(asking.ladder_page(db, who, round, now), is_saved=saved))


@router.post("/{round}/ladder", name="commendations.ladder")
@policy(Who.WRITES)
def ladder_posted(request: Request, round: Id, staff: Writes, posted: Posted, now: Now) -> Response:
    """Save them; or, by one of the form's other buttons, only show it with a row more, up or away."""
    form = read(LadderForm, posted)
    rows = editing.typed(form)
    if form.do:
        return _again(request, round, staff, now, editing.edited(rows, form.do), form.version, {}, 200)
    with reading() as db:
        offered = editing.labels(scopes.offered(db), lists.ladder(db, round).ladder)
        boards = occasions.of(db, round, now).unit_boards
    checked = editing.checked(rows, offered, boards)
    if checked.ladder is None:
        return _again(request, round, staff, now, checked.rows, form.version, checked.errors, 422)
    try:
        with writing() as db:
            service.check_asked(db, round, checked.ladder, now)
            service.save_ladder(db, staff.id, round, checked.ladder, form.version, now)
    except Invalid as wrong:
        return _again(request, round, staff, now, rows, form.version, dict(wrong.fields), 422)
    except Conflict as problem:
        return _again(request, round, staff, now, rows, None, {}, 409, problem.message)
    return RedirectResponse(path_for("commendations.ladder", round=round) + "?saved=1", 303)


def _again(
    request: Request,
    round_id: str,
    staff: Member,
    now: Now,
    rows: Typed,
    version: int | None,
    errors: dict[str, str],
    status: int,
    problem: str = "",
) -> Response:
    """The form as typed. After a conflict it carries the new version: saving again replaces what was seen."""
    with reading() as db:
        who = view(staff, occasions.campaign_of(db, round_id) or "")
        page = asking.ladder_page(db, who, round_id, now, rows, version, errors, problem)
    return show(request, page, status=status)
