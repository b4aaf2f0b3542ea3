"""Papers for people without a phone: printing them, typing them in, putting them away."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from contest import clock
from contest.accounts.guards import Now
from contest.accounts.service import Member
from contest.attempts import by_hand, by_hand_looking
from contest.attempts.by_hand_rules import wrong_times
from contest.attempts.rules import MAX_MAP
from contest.byhand import papers, service, showing
from contest.byhand.forms import NOBODY_CHOSEN, PrintForm, SheetForm, WithdrawForm
from contest.byhand.typing import Turn, turn
from contest.campaigns.guards import Helps
from contest.errors import Conflict, Invalid
from contest.people import service as people
from contest.printing import answer_sheet
from contest.rounds.deed_pages import Asked
from contest.rounds.deeds import Order
from contest.rounds.form_state import again, fresh
from contest.web.database import Reading, reading, to_ms, writing
from contest.web.forms import Posted, clean, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/byhand")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Text = Annotated[str, Query(max_length=80)]
Hour = Annotated[str, Query(pattern=r"^(\d\d:\d\d)?$")]
OneId = Annotated[str, Query(pattern=r"^([0-9a-z]{13})?$")]
Since = Annotated[int, Query(ge=0, le=10**14)]

NOTICES = {"withdrawn": "Đã bỏ đề giấy. Người này lại làm bài trên máy được."}


@router.get("/{round}", name="byhand.index")
@policy(Who.HELPS)
def index(
    request: Request,
    round: Id,
    staff: Helps,
    db: Reading,
    now: Now,
    q: Text = "",
    done: Text = "",
    since: Since = 0,
) -> Response:
    """Who has no phone, whose paper waits, whose is typed in. ``since``: when papers were just printed."""
    view = service.allowed(db, round, now)
    page = showing.index(db, staff, view, clean(q).strip(), now, since)
    return show(request, replace(page, notice=NOTICES.get(done, "")))


@router.post("/{round}/sheets", name="byhand.print")
@policy(Who.HELPS, state="open")
def print_sheets(request: Request, round: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """Draw papers for the people ticked."""
    try:
        chosen = read(PrintForm, posted).entry
        if not chosen:
            raise Invalid(fields={"entry": NOBODY_CHOSEN})
        with writing() as db:
            made = service.print_for(db, staff.id, round, chosen, now)
    except (Conflict, Invalid) as problem:
        return _index(request, staff, round, now, problem)
    if not made.refused:
        at = f"?since={to_ms(now)}" if made.made else ""
        return RedirectResponse(path_for("byhand.index", round=round) + at, 303)
    with reading() as db:
        page = showing.index(db, staff, service.allowed(db, round, now), "", now, to_ms(now))
        named = people.full_names(db, list(made.refused))
    refused = tuple((named[entry].name, why) for entry, why in made.refused.items())
    return show(request, replace(page, refused=refused), status=409)


def _index(request: Request, staff: Member, round_id: str, now: Now, problem: Conflict | Invalid) -> Response:
    with reading() as db:
        page = showing.index(db, staff, service.allowed(db, round_id, now), "", now)
    said = problem.message if isinstance(problem, Conflict) else NOBODY_CHOSEN
    return show(request, replace(page, problem=said), status=problem.status)


@router.get("/{round}/sheets.pdf", name="byhand.papers")
@policy(Who.HELPS, state="open")
def papers_file(
    request: Request, round: Id, staff: Helps, db: Reading, now: Now, sheet: OneId = "", since: Since = 0
) -> Response:
    """The papers that wait, for the printer."""
    del staff
    made = papers.sheets(db, round, sheet, since, request.url.scheme, request.headers.get("host", ""), now)
    return _file(made)


@router.get("/{round}/receipts.pdf", name="byhand.receipt")
@policy(Who.HELPS)
def receipt(round: Id, staff: Helps, db: Reading, now: Now, sheet: OneId = "") -> Response:
    """The receipt of a paper that was typed in."""
    del staff
    return _file(papers.receipt(db, round, sheet, now))


def _file(made: papers.Made) -> Response:
    told = {"Content-Disposition": f'inline; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type=answer_sheet.MEDIA_TYPE, headers=told)


@router.get("/{round}/sheets/{sheet}", name="byhand.sheet")
@policy(Who.HELPS)
def sheet(
    request: Request,
    round: Id,
    sheet: Id,
    staff: Helps,
    db: Reading,
    now: Now,
    began: Hour = "",
    ended: Hour = "",
) -> Response:
    """One paper: its answers are typed in here. The times of the one before may come along."""
    given = {"began": began, "ended": ended, "reason": showing.USUAL_REASON}
    form = Asked(fresh().once, given)
    return show(request, showing.sheet(db, staff, round, sheet, now, form=form))


@router.post("/{round}/sheets/{sheet}", name="byhand.sheet")
@policy(Who.HELPS, state="open")
def sheet_posted(request: Request, round: Id, sheet: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """Read back what was typed, hold a second time against it, or hand it in."""
    found = Turn("type", tuple(posted.lists.get("answer", ()))[:MAX_MAP])
    try:
        form = read(SheetForm, posted)
        with reading() as db:
            found = _turn(db, form, round, sheet, now)
        if found.ready and found.stated is not None:
            order = Order(form.once, staff.id, form.reason)
            with writing() as db:
                service.enter(db, order, round, sheet, found.stated, found.answers, now)
            return RedirectResponse(path_for("byhand.sheet", round=round, sheet=sheet), 303)
    except (Conflict, Invalid) as problem:
        back = replace(found, mode="type", ready=False)
        return _typing(request, staff, round, sheet, back, again(posted, problem), now, problem.status)
    wrong = found.errors or found.fields
    form_again = again(posted, Invalid(fields=dict(found.fields)))
    shown = replace(form_again, problem="")
    return _typing(request, staff, round, sheet, found, shown, now, 422 if wrong else 200)


def _turn(db: Session, form: SheetForm, round_id: str, sheet_id: str, now: Now) -> Turn:
    """What the press leads to; times are held against the round before anything is handed in."""
    found = by_hand_looking.sheet(db, round_id, sheet_id)
    slots = by_hand_looking.asked(db, round_id, [sheet_id])[sheet_id]
    made = turn(form, showing.lines_of(slots), clock.local(found.printed_at).date())
    if made.stated is None or made.ready:
        return made
    bounds = by_hand.bounds_of(service.allowed(db, round_id, now), found.printed_at, now)
    wrong = wrong_times(made.stated, bounds)
    return replace(made, mode="type", fields=wrong) if wrong else made


def _typing(
    request: Request,
    staff: Member,
    round_id: str,
    sheet_id: str,
    found: Turn,
    form: Asked,
    now: Now,
    status: int,
) -> Response:
    with reading() as db:
        page = showing.sheet(db, staff, round_id, sheet_id, now, found, form)
    return show(request, page, status=status)


@router.post("/{round}/sheets/{sheet}/withdrawal", name="byhand.withdraw")
@policy(Who.HELPS, state="printed")
def withdraw(request: Request, round: Id, sheet: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """A printed paper is not used."""
    try:
        form = read(WithdrawForm, posted)
        with writing() as db:
            service.withdraw(db, Order(form.once, staff.id, form.reason), round, sheet, now)
    except (Conflict, Invalid) as problem:
        return _typing(
            request, staff, round, sheet, Turn("type"), again(posted, problem), now, problem.status
        )
    return RedirectResponse(path_for("byhand.index", round=round) + "?done=withdrawn", 303)
