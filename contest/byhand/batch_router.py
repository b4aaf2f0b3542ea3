"""Papers with codes typed in many at once: on the page, from a sheet, read back, handed in one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from contest import clock
from contest.accounts.guards import Now
from contest.accounts.service import Member
from contest.attempts import by_hand, variants
from contest.attempts.by_hand_rules import Stated, wrong_times
from contest.byhand import batch_reading, batch_showing, service
from contest.byhand.batch import Judged, Row
from contest.byhand.batch_forms import A_PAGE, BatchForm, Press, fresh, padded, unpacked
from contest.byhand.batch_pages import Done
from contest.byhand.batch_showing import (
    USUAL_REASON,
    Shown,
    answer,
    has_sheet,
    of_sheet,
    refused,
    told,
    with_names,
)
from contest.byhand.typing import times
from contest.campaigns.guards import Helps
from contest.errors import Conflict, Invalid, NotFound
from contest.rounds.deed_pages import Asked
from contest.rounds.deeds import Order
from contest.rounds.form_state import fresh as fresh_form
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/byhand")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Unit = Annotated[str, Query(pattern=r"^([0-9a-z]{13})?$")]
Hour = Annotated[str, Query(pattern=r"^(\d\d:\d\d)?$")]
Count = Annotated[int, Query(ge=0, le=100_000)]

NOT_READ = "Xem lại những dòng vừa đổi rồi nộp."
NO_UNIT = "Chọn đơn vị để lấy tên."


@router.get("/{round}/batch", name="byhand.batch")
@policy(Who.HELPS)
def batch(
    request: Request,
    round: Id,
    staff: Helps,
    db: Reading,
    now: Now,
    unit: Unit = "",
    began: Hour = "",
    ended: Hour = "",
    done: Count = 0,
) -> Response:
    """Rows to type in, the names of a unit in them if one was chosen."""
    service.allowed(db, round, now)
    form = Asked(fresh_form().once, {"began": began, "ended": ended, "reason": USUAL_REASON})
    rows = batch_showing.named(db, round, unit, now)
    page = batch_showing.page(db, staff, round, Shown(rows, unit=unit), now, form)
    return show(request, replace(page, handed_in=done))


@router.post("/{round}/batch", name="byhand.batch")
@policy(Who.HELPS, state="open")
def batch_posted(request: Request, round: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """Read back what was typed, or hand in what was read back."""
    try:
        form = read(BatchForm, posted)
        rows, rest = form.rows, unpacked(form.rest)
    except Invalid as problem:
        return answer(request, staff, round, refused(problem, posted), posted, now, 422)
    if form.step is Press.CHECK and has_sheet(form, posted):
        shown, status = of_sheet(form, posted)
        return answer(request, staff, round, shown, posted, now, status)
    if form.step in (Press.MORE, Press.NAMES):
        shown, status = _more(round, form, rest, now)
        return answer(request, staff, round, shown, posted, now, status)
    with reading() as db:
        stated, wrong = _times(db, form, round, now)
    if stated is None or form.step is Press.CHECK:
        read_back = Shown(rows, rest, "review", unit=form.unit)
        return answer(request, staff, round, read_back, posted, now, 422 if wrong else 200, wrong)
    shown, status = _hand_in(staff, round, form, stated, rest, now)
    if not shown.rows:
        carried = f"&began={_hour(stated.began)}&ended={_hour(stated.ended)}"
        address = path_for("byhand.batch", round=round)
        return RedirectResponse(f"{address}?done={len(shown.done)}{carried}", 303)
    return answer(request, staff, round, shown, posted, now, status)


def _more(round_id: str, form: BatchForm, rest: Sequence[Row], now: datetime) -> tuple[Shown, int]:
    """More rows to type in, empty or with the names of a unit."""
    if form.step is Press.MORE:
        return Shown(padded(form.rows), rest, unit=form.unit), 200
    if not form.unit:
        return Shown(form.rows or padded(()), rest, problem=NO_UNIT), 422
    with reading() as db:
        rows = with_names(db, round_id, form.rows, form.unit, now)
    return Shown(rows, rest, unit=form.unit), 200


def _hand_in(
    staff: Member, round_id: str, form: BatchForm, stated: Stated, rest: Sequence[Row], now: datetime
) -> tuple[Shown, int]:
    """Each paper in a transaction of its own: saves of running phones come between, and one that is refused
    keeps no other back."""
    with reading() as db:
        view = service.allowed(db, round_id, now)
        before = variants.done_by(db, round_id, [row.deed for row in form.rows])
        papers = batch_reading.papers(db, round_id)
        # What this very form handed in before is done, and not somebody's second paper; not what was typed
        # over it since.
        there = batch_reading.judge(db, view, [row for row in form.rows if row.deed in before], papers, now)
        same = {one.row.deed for one in there if one.row.seen == one.mark}
        waiting = [row for row in form.rows if row.deed not in same]
        found = batch_reading.judge(db, view, waiting, papers, now)
    done = [Done(sheet, "", "") for deed, sheet in before.items() if deed in same]
    refused: dict[str, str] = {}
    kept: list[Row] = []
    for one in found:
        if one.was_seen and not (why := _entered(staff, round_id, form, one, stated, done, now)):
            continue
        if one.was_seen:
            refused[one.row.once] = why
        if not one.row.is_empty:
            kept.append(one.row)
    if not kept:
        return Shown(fresh(rest[:A_PAGE]), rest[A_PAGE:], "review", done=done, unit=form.unit), 200
    problem = NOT_READ if not done and not refused else ""
    shown = Shown(fresh(kept), rest, "review", refused, done, problem, form.unit)
    return shown, 409


def _entered(
    staff: Member,
    round_id: str,
    form: BatchForm,
    one: Judged,
    stated: Stated,
    done: list[Done],
    now: datetime,
) -> str:
    """Why a paper was refused; "" when it was handed in, and is told in ``done``."""
    if one.person is None:
        return ""
    order = Order(one.row.deed, staff.id, form.reason)
    try:
        with writing() as db:
            sheet = service.enter_variant(
                db, order, round_id, one.person.entry, one.row.code, stated, one.answers, now
            )
    except Invalid as problem:
        return told(problem)
    except (Conflict, NotFound) as problem:
        return problem.message
    done.append(Done(sheet, one.person.name, one.row.code))
    return ""


def _times(
    db: Session, form: BatchForm, round_id: str, now: datetime
) -> tuple[Stated | None, dict[str, str]]:
    """The stated times, which are of today where no day is written, and what is wrong with them."""
    stated, wrong = times(form.times, clock.local(now).date())
    made = variants.made(db, round_id)
    if stated is None or not made:
        return None, wrong
    view = service.allowed(db, round_id, now)
    if found := wrong_times(stated, by_hand.bounds_of(view, made[0].made_at, now)):
        return None, found
    return stated, {}


def _hour(moment: datetime) -> str:
    return clock.local(moment).strftime("%H:%M")
