"""The desk's pages about requests: values of the service in, pages out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlmodel import Session

from contest.accounts import staffing as accounts
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.campaigns import service as campaigns
from contest.campaigns.showing import head
from contest.people import service as people
from contest.privacy import own_words as words
from contest.privacy import requests
from contest.privacy.requests import Request
from contest.privacy.requests_pages import RequestNewPage, RequestPage, RequestRow, RequestsPage
from contest.privacy.requests_rules import terms_at
from contest.privacy.states import By, Kind, Outcome

NOBODY = "Người chưa rõ trong cuộc thi"
#: What of a request can be done here at once.
ACTS = {
    Kind.DELETE: "Xóa ngay tên, năm sinh, số điện thoại, mã dự thi của người này. Không lấy lại được.",
    Kind.WITHDRAW: "Thôi công bố tên và ảnh của người này ngay bây giờ.",
}


def list_page(db: Session, who: Member, round_id: str, now: datetime, notice: str = "") -> RequestsPage:
    """All requests of a contest."""
    view = campaigns.view(db, round_id, now)
    found = requests.listed(db, view.campaign_id, now)
    named = names(db, found)
    waiting = tuple(row(one, named) for one in found if one.outcome is Outcome.OPEN)
    ended = tuple(row(one, named) for one in found if one.outcome is not Outcome.OPEN)
    late = sum(one.due.is_late for one in found)
    return RequestsPage(staff_view(who, view.campaign_id), head(view), waiting, ended, late, notice)


def names(db: Session, found: Collection[Request]) -> dict[str, str]:
    """Entry → name of whoever asked."""
    known = people.full_names(db, {one.entry_id for one in found if one.entry_id})
    return {entry_id: person.name for entry_id, person in known.items()}


def row(one: Request, named: Mapping[str, str]) -> RequestRow:
    """A request as a line: where it stands in words, with an icon."""
    if one.outcome is Outcome.DONE:
        tone, sign = "saved", "check"
    elif one.outcome is Outcome.REFUSED:
        tone, sign = "", "cross"
    elif one.due.is_late:
        tone, sign = "wrong", "warn"
    else:
        tone, sign = ("waiting", "clock") if one.due.is_near else ("", "wait")
    return RequestRow(
        one.id,
        words.KINDS[one.kind],
        named.get(one.entry_id or "", NOBODY),
        words.CAME[one.came],
        one.made_at,
        words.stands(one.due, one.outcome),
        tone,
        sign,
    )


def page(
    db: Session,
    who: Member,
    round_id: str,
    request_id: str,
    now: datetime,
    *,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    problem: str = "",
    notice: str = "",
) -> RequestPage:
    """One request with its clock and what can be done."""
    view = campaigns.view(db, round_id, now)
    one = requests.read(db, view.campaign_id, request_id, now)
    staff = accounts.names(db, [each for each in (one.noted_by, one.ended_by) if each])
    return RequestPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        row=row(one, names(db, [one])),
        entry=one.entry_id or "",
        words=one.words,
        noted_by=staff.get(one.noted_by, ""),
        answer_by=one.due.answer_by,
        do_by=one.due.do_by,
        source=terms_at(one.made_at).source,
        answered_at=one.answered_at,
        reply=one.reply,
        extension=one.extension,
        extended_for=one.extended_for,
        most_days=terms_at(one.made_at).extension,
        is_open=one.outcome is Outcome.OPEN,
        ended_at=one.ended_at,
        ended_by=staff.get(one.ended_by, ""),
        act=ACTS.get(one.kind, "") if one.entry_id else "",
        values=values or {},
        errors=errors or {},
        problem=problem,
        notice=notice,
    )


def note_page(
    db: Session,
    who: Member,
    round_id: str,
    query: str,
    entry: str,
    now: datetime,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> RequestNewPage:
    """The form for what came by phone, on paper or at the desk."""
    view = campaigns.view(db, round_id, now)
    mine = people.entry_of(db, view.campaign_id, [entry]) if entry else None
    found = people.search(db, view.campaign_id, query) if query else ()
    name = people.full_names(db, [mine])[mine].name if mine else ""
    return RequestNewPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        kinds=tuple((kind.value, label) for kind, label in words.KINDS.items()),
        ways=tuple((way.value, label) for way, label in words.CAME.items() if way is not By.OWN),
        query=query,
        found=tuple((each.entry_id, each.name, each.unit_name) for each in found),
        entry=mine or "",
        name=name,
        values=values or {},
        errors=errors or {},
    )
