"""The desk's pages about complaints: values of the service in, pages out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from contest.accounts import staffing
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.attempts import service as attempts
from contest.campaigns import service as campaigns
from contest.campaigns.showing import head
from contest.people import service as people
from contest.people.service import FullName
from contest.results import complaint_words as words
from contest.results import complaints as service
from contest.results.complaint_rules import ANSWER_WITHIN, DAY, is_late
from contest.results.complaint_states import ANSWERED, WAITING, State
from contest.results.complaint_trail import trail
from contest.results.complaints_pages import NOTHING, ComplaintDeskPage, ComplaintsPage, ListedRow, Typed
from contest.results.models import Complaint

PAGE = 50


def list_page(
    db: Session, who: Member, round_id: str, page: int, now: datetime, notice: str = ""
) -> ComplaintsPage:
    """A page of a round's complaints; the number of statements is fixed."""
    view = campaigns.view(db, round_id, now)
    found = service.listed(db, round_id, (page - 1) * PAGE, PAGE)
    named = people.full_names(db, {one.entry_id for one in found})
    counts = service.counts(db, round_id, now)
    return ComplaintsPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        rows=tuple(row(one, named, now) for one in found),
        counts=counts,
        until=service.until(db, view) if service.takes(view) else None,
        days=ANSWER_WITHIN // DAY,
        page=page,
        pages=max(1, -(-counts.total // PAGE)),
        notice=notice,
    )


def row(one: Complaint, named: Mapping[str, FullName], now: datetime) -> ListedRow:
    """A complaint as a line."""
    state, person = State(one.state), named[one.entry_id]
    tone, sign = words.looks(state, one.due_at, now)
    return ListedRow(
        id=one.id,
        about=words.about(one.about, one.slot),
        whose=person.name,
        unit=person.unit_name,
        made_at=one.made_at,
        due_at=one.due_at,
        state=words.stands(state),
        tone=tone,
        sign=sign,
        waits=state in WAITING,
        late=is_late(state, one.due_at, now),
    )


def page(
    db: Session,
    who: Member,
    round_id: str,
    complaint_id: str,
    now: datetime,
    typed: Typed = NOTHING,
    notice: str = "",
) -> ComplaintDeskPage:
    """One complaint with the attempt that it is about, and what can be done."""
    view = campaigns.view(db, round_id, now)
    one = service.read(db, round_id, complaint_id)
    sat = attempts.glance(db, one.attempt_id)
    assert sat is not None  # the database holds the one to the other
    staff = staffing.names(db, [each for each in (one.taken_by, one.decided_by) if each])
    state = State(one.state)
    return ComplaintDeskPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        row=row(one, people.full_names(db, [one.entry_id]), now),
        entry=one.entry_id,
        attempt=one.attempt_id,
        number=sat.number,
        receipt=sat.receipt or "",
        words=one.words,
        slot=one.slot,
        trail=trail(db, round_id, one.attempt_id, now),
        taken_by=staff.get(one.taken_by, ""),
        answer=one.answer,
        decided_by=staff.get(one.decided_by, ""),
        decided_at=one.decided_at,
        is_new=state is State.OPEN,
        answered=state in ANSWERED,
        form=typed,
        notice=notice,
    )
