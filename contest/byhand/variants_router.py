"""Shuffled papers with codes: making them, printing them, their key once the round is closed."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.byhand import service, variant_papers, variant_showing
from contest.byhand.forms import MixForm
from contest.byhand.papers import Made
from contest.campaigns.guards import Helps
from contest.errors import Conflict, Invalid
from contest.printing import variant_sheet
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/byhand")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Code = Annotated[str, Query(pattern=r"^(\d{3})?$")]
Word = Annotated[str, Query(max_length=20)]
Ending = Literal["pdf", "docx"]
NOTICES = {
    "made": "Đã lập mã đề. Tải đề về in rồi phát xen kẽ.",
    "same": "Đã có đủ số mã đề này, không lập thêm.",
}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/{round}/variants", name="byhand.variants")
@policy(Who.HELPS)
def variants(request: Request, round: Id, staff: Helps, db: Reading, now: Now, done: Word = "") -> Response:
    """The codes of a round, what can be printed of them, when the key will be there."""
    page = variant_showing.page(db, staff, round, now)
    return show(request, replace(page, notice=NOTICES.get(done, "")))


@router.post("/{round}/variants", name="byhand.mix")
@policy(Who.HELPS, state="open")
def mix(request: Request, round: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """Make them, or more of them."""
    try:
        count = read(MixForm, posted).count
        with writing() as db:
            new = service.mix(db, staff.id, round, count, now)
    except (Conflict, Invalid) as problem:
        with reading() as db:
            page = variant_showing.page(db, staff, round, now)
        errors = problem.fields if isinstance(problem, Invalid) else {}
        said = "" if errors else problem.message
        again = replace(page, values=posted.values, errors=errors, problem=said)
        return show(request, again, status=problem.status)
    done = "made" if new else "same"
    return RedirectResponse(path_for("byhand.variants", round=round) + f"?done={done}", 303)


@router.get("/{round}/variants.{ending}", name="byhand.variant_papers")
@policy(Who.HELPS, state="open")
def variant_papers_file(
    round: Id, ending: Ending, staff: Helps, db: Reading, now: Now, code: Code = "", answers: bool = False
) -> Response:
    """The papers for the printer: all codes or one; ``answers``: only the answer sheets."""
    del staff
    return _file(variant_papers.file(db, round, ending, code, answers, now), ending)


@router.get("/{round}/key.{ending}", name="byhand.key")
@policy(Who.HELPS, state="closed")
def key(round: Id, ending: Ending, staff: Helps, db: Reading, now: Now) -> Response:
    """The key of all codes."""
    return _file(variant_papers.key_file(db, staff, round, ending, now), ending)


def _file(made: Made, ending: str) -> Response:
    shown = "inline" if ending == "pdf" else "attachment"
    told = {"Content-Disposition": f'{shown}; filename="{made.name}"', "Cache-Control": "no-store"}
    kind = variant_sheet.MEDIA_TYPE if ending == "pdf" else DOCX
    return Response(made.content, media_type=kind, headers=told)
