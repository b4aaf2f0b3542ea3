"""Papers with codes in sheets: one to fill in, one that comes filled in, one with what is left."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from contest.accounts.guards import Now
from contest.attempts import variants
from contest.byhand import batch_reading, left_sheet, service
from contest.byhand.batch_forms import BatchForm, padded, unpacked
from contest.byhand.batch_sheet import MOST_PAPERS, to_fill_in
from contest.byhand.batch_showing import Shown, answer, of_sheet, refused
from contest.campaigns.guards import Helps
from contest.errors import Invalid
from contest.lists.workbook import MEDIA_TYPE
from contest.web.database import Reading, reading
from contest.web.forms import Posted, read
from contest.web.policy import Who, policy

router = APIRouter(prefix="/byhand")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Unit = Annotated[str, Query(pattern=r"^([0-9a-z]{13})?$")]

NONE_LEFT = "Không còn bài nào để tải về."


@router.post("/{round}/batch/upload", name="byhand.batch_upload")
@policy(Who.HELPS, state="open")
def batch_upload(request: Request, round: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """Read a sheet of answers; nothing of it counts before it was read back and handed in."""
    with reading() as db:
        service.allowed(db, round, now)
    try:
        shown, status = of_sheet(read(BatchForm, posted), posted)
    except Invalid as problem:
        shown, status = refused(problem, posted), 422
    return answer(request, staff, round, shown, posted, now, status)


@router.post("/{round}/batch/left.xlsx", name="byhand.batch_left")
@policy(Who.HELPS)
def batch_left(request: Request, round: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """The papers that are still to be handed in, each with what is wrong with it. They are stored nowhere, so
    the page itself brings them."""
    with reading() as db:
        view = service.allowed(db, round, now)
    try:
        form = read(BatchForm, posted)
        papers = left_sheet.left([*form.rows, *unpacked(form.rest)])
    except Invalid as problem:
        return answer(request, staff, round, refused(problem, posted), posted, now, 422)
    if not papers:
        nothing = Shown(form.rows or padded(()), problem=NONE_LEFT, unit=form.unit)
        return answer(request, staff, round, nothing, posted, now, 422)
    with reading() as db:
        judged = batch_reading.judge(db, view, papers, batch_reading.papers(db, round), now)
    return _workbook(left_sheet.write(judged), "bai-lam-con-lai.xlsx")


@router.get("/{round}/batch.xlsx", name="byhand.batch_template")
@policy(Who.HELPS, state="open")
def batch_template(round: Id, staff: Helps, db: Reading, now: Now, unit: Unit = "") -> Response:
    """A sheet to fill in, with the names of those who have not sat yet."""
    del staff
    view = service.allowed(db, round, now)
    made = variants.known(db, round)
    people = batch_reading.unseated(db, view, unit, now, MOST_PAPERS)
    names = [(one.name, one.unit, str(one.year or "")) for one in people]
    return _workbook(to_fill_in(names, made[0].slots), "bai-lam-theo-ma-de.xlsx")


def _workbook(data: bytes, name: str) -> Response:
    told = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, media_type=MEDIA_TYPE, headers=told)
