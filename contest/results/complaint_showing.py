"""From complaints to what the phone shows of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from contest.attempts import looking
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.campaigns.showing import lines
from contest.people import service as people
from contest.results import complaint_rules as rules
from contest.results import complaint_words as words
from contest.results.complaint_guards import Claimant
from contest.results.complaint_pages import (
    ComplaintFindPage,
    ComplaintNewPage,
    ComplaintPage,
    ComplaintRow,
    Sat,
)
from contest.results.complaint_states import WAITING, State
from contest.results.complaint_trail import trail
from contest.results.complaints import Mine, takes
from contest.results.models import Complaint

ABOUTS = tuple((kind.value, label) for kind, label in words.ABOUT.items())
#: What can't be a code is shown again no longer than one.
LONGEST_CODE = 20


def page(
    db: Session, who: Claimant, mine: Mine, now: datetime, *, notice: str = "", problem: str = ""
) -> ComplaintPage:
    """All complaints about one attempt, and what the server saw of it."""
    view = mine.view
    return ComplaintPage(
        slug=view.slug,
        title=lines(view.title),
        attempt=_sat(mine),
        complaints=tuple(row(one, now) for one in mine.complaints),
        until=mine.until,
        refused=mine.refused or "",
        trail=trail(db, view.id, mine.attempt_id, now),
        contact=view.contact,
        has_receipt=mine.entry_id in who.entries,
        notice=notice,
        problem=problem,
    )


def _sat(mine: Mine) -> Sat:
    return Sat(mine.attempt_id, mine.view.name, mine.number, mine.receipt)


def row(one: Complaint, now: datetime) -> ComplaintRow:
    """A complaint as its maker sees it."""
    state = State(one.state)
    tone, sign = words.looks(state, one.due_at, now)
    return ComplaintRow(
        id=one.id,
        about=words.about(one.about, one.slot),
        words=one.words,
        made_at=one.made_at,
        state=words.stands(state),
        tone=tone,
        sign=sign,
        stands=words.told(state, one.due_at, now),
        answer=one.answer,
        decided_at=one.decided_at,
        waits=state in WAITING,
    )


def new_page(
    mine: Mine,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    problem: str = "",
) -> ComplaintNewPage:
    """The form, with what was typed and what is wrong with it."""
    return ComplaintNewPage(
        slug=mine.view.slug,
        title=lines(mine.view.title),
        attempt=_sat(mine),
        abouts=ABOUTS,
        slots=tuple(range(1, mine.slots + 1)),
        until=mine.until,
        left=max(0, rules.MOST - mine.sent),
        days=rules.ANSWER_WITHIN // rules.DAY,
        longest=rules.LONGEST,
        values=values or {},
        errors=errors or {},
        problem=problem,
    )


def find_page(
    db: Session, slug: str, who: Claimant, now: datetime, code: str = "", error: str = ""
) -> ComplaintFindPage:
    """Where complaints of a contest begin: this phone's own attempts, or the code of a receipt."""
    rounds = campaigns.shown(db, slug, now)
    return ComplaintFindPage(
        slug=slug,
        title=lines(rounds[0].title),
        days=rules.COMPLAIN_WITHIN // rules.DAY,
        answer_days=rules.ANSWER_WITHIN // rules.DAY,
        mine=_own(db, rounds, who, now),
        contact=rounds[0].contact,
        code=code[:LONGEST_CODE],
        error=error,
    )


def _own(db: Session, rounds: tuple[RoundView, ...], who: Claimant, now: datetime) -> tuple[Sat, ...]:
    entry_id = people.entry_of(db, rounds[0].campaign_id, who.entries) if who.entries else None
    if entry_id is None:
        return ()
    return tuple(
        Sat(one.id, view.name, one.number, "")
        for view in rounds
        if takes(view)
        for one in looking.of_entries(db, view.id, [entry_id], now)
    )
