"""The tick list of guardians' papers, class by class."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from contest.accounts.guards import Now
from contest.accounts.guards import view as staff_view
from contest.campaigns import service as campaigns
from contest.campaigns.guards import Helps
from contest.campaigns.showing import head
from contest.lists.receiving import Id, Word
from contest.roster import papers
from contest.roster.forms import PapersForm
from contest.roster.pages import PaperLine, PapersPage
from contest.roster.states import Paper
from contest.web.database import Reading, writing
from contest.web.forms import Posted, read
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/roster")

SAVED = "Đã lưu. Bảng kết quả đổi theo ngay."


@router.get("/{round}/classes/{group}/papers", name="roster.papers")
@policy(Who.HELPS)
def papers_page(
    request: Request, round: Id, group: Id, staff: Helps, db: Reading, now: Now, done: Word = ""
) -> Response:
    """Whose guardians of a class have signed."""
    view = campaigns.view(db, round, now)
    place, rows = papers.of_class(db, view, group, now)
    lines = tuple(
        PaperLine(
            one.id, one.name, one.paper is not Paper.NONE, one.paper is Paper.PUBLISH, one.at, one.has_come
        )
        for one in rows
    )
    notice = SAVED if done == "saved" else ""
    page = PapersPage(staff_view(staff, view.campaign_id), head(view), group, place, lines, notice)
    return show(request, page)


@router.post("/{round}/classes/{group}/papers", name="roster.papers")
@policy(Who.HELPS)
def papers_posted(round: Id, group: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """Store the ticks of one class."""
    form = read(PapersForm, posted)
    with writing() as db:
        view = campaigns.view(db, round, now)
        papers.sign(db, staff.id, view, group, form.join, form.publish, now)
    return RedirectResponse(path_for("roster.papers", round=round, group=group) + "?done=saved", 303)
