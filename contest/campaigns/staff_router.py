"""The people of one contest: who has which part, and giving and taking parts."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from contest import clock
from contest.accounts.guards import view
from contest.accounts.service import Member
from contest.accounts.states import ContestRole
from contest.campaigns import service, staffing
from contest.campaigns.forms import PartForm
from contest.campaigns.guards import Runs, Sees
from contest.campaigns.showing import lines
from contest.campaigns.staff_pages import Candidate, PartChoice, PartRow, StaffPage
from contest.errors import Conflict, Invalid
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/campaigns")

Now = Annotated[datetime, Depends(clock.now)]
Id = Annotated[str, Path(alias="round", pattern=r"^[0-9a-z]{13}$")]

PARTS = {
    role: PartChoice(role.value, name, may)
    for role, name, may in (
        (ContestRole.OWNER, "Chủ cuộc thi", "Làm mọi việc của cuộc thi này: mở, gia hạn, đóng, giao việc."),
        (ContestRole.AUTHOR, "Soạn đề", "Soạn câu hỏi, đề thi, thể lệ. Không mở, đóng được vòng thi."),
        (ContestRole.APPROVER, "Duyệt", "Duyệt câu hỏi, kết quả, danh sách giải. Không tự soạn."),
        (ContestRole.PROCTOR, "Coi thi", "Cấp lại mã, bù giờ, nhập bài làm trên giấy."),
        (ContestRole.VIEWER, "Xem", "Chỉ xem số liệu và kết quả."),
    )
}
DONE = {"given": "Đã giao việc.", "taken": "Đã bỏ phần việc này."}


@router.get("/staff/{round}", name="campaigns.staff")
@policy(Who.SEES)
def staff(request: Request, round: Id, member: Sees, db: Reading, now: Now, done: str = "") -> Response:
    """Who has which part."""
    return show(request, _page(db, round, member, now, done=DONE.get(done, "")))


@router.post("/staff/{round}", name="campaigns.staff")
@policy(Who.RUNS)
def staff_posted(request: Request, round: Id, member: Runs, posted: Posted, now: Now) -> Response:
    """Give somebody a part."""
    try:
        form = read(PartForm, posted)
        with writing() as db:
            campaign_id = service.view(db, round, now).campaign_id
            staffing.give(db, member, form.member, campaign_id, form.part, now)
    except Invalid as wrong:
        return _again(request, round, member, now, posted, wrong)
    return RedirectResponse(path_for("campaigns.staff", round=round) + "?done=given", 303)


@router.post("/staff/{round}/removal", name="campaigns.staff_removal")
@policy(Who.RUNS)
def staff_removal(request: Request, round: Id, member: Runs, posted: Posted, now: Now) -> Response:
    """Take a part away. Whoever gives up their own last part does not see the contest any more."""
    form = read(PartForm, posted)
    try:
        with writing() as db:
            campaign_id = service.view(db, round, now).campaign_id
            staffing.take(db, member, form.member, campaign_id, form.part, now)
            mine = [each for each in staffing.parts(db, campaign_id) if each.staff_id == member.id]
    except Conflict as problem:
        return _again(request, round, member, now, posted, problem)
    if not (member.admin or mine):
        return RedirectResponse(path_for("rounds.index"), 303)
    return RedirectResponse(path_for("campaigns.staff", round=round) + "?done=taken", 303)


def _again(
    request: Request,
    round_id: str,
    member: Member,
    now: datetime,
    posted: PostedForm,
    problem: Invalid | Conflict,
) -> Response:
    errors = problem.fields if isinstance(problem, Invalid) else {}
    if errors.keys() - PartForm.model_fields.keys():
        raise problem
    said = problem.message if isinstance(problem, Conflict) else ""
    with reading() as db:
        page = _page(db, round_id, member, now, posted, errors, said)
    return show(request, page, status=problem.status)


def _page(
    db: Session,
    round_id: str,
    member: Member,
    now: datetime,
    posted: PostedForm | None = None,
    errors: dict[str, str] | None = None,
    problem: str = "",
    done: str = "",
) -> StaffPage:
    found = service.view(db, round_id, now)
    rows = (
        PartRow(
            each.staff_id,
            each.name,
            each.login,
            PARTS[each.role],
            member.admin or not each.is_last,
            each.staff_id == member.id,
        )
        for each in staffing.parts(db, found.campaign_id)
    )
    return StaffPage(
        staff=view(member, found.campaign_id),
        round_id=found.id,
        round_name=found.name,
        title=" ".join(lines(found.title)),
        rows=tuple(rows),
        parts=tuple(PARTS.values()),
        candidates=tuple(Candidate(each.id, each.name, each.login) for each in staffing.candidates(db)),
        values={name: posted.text(name) if posted and not problem else "" for name in ("member", "part")},
        errors=errors or {},
        problem=problem,
        done=done,
    )
