"""From papers and people to what the desk shows of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from contest import clock, entropy
from contest.accounts import staffing
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.attempts import by_hand_looking, looking
from contest.attempts.behind import NAME
from contest.attempts.by_hand_looking import Asked as Slot
from contest.attempts.by_hand_looking import Sheet
from contest.attempts.rules import seconds_used
from contest.attempts.service import facts_of
from contest.attempts.spelling import in_words, spelt
from contest.attempts.states import SheetState
from contest.byhand import service
from contest.byhand.letters import Line, hint
from contest.byhand.pages import (
    EnteredLine,
    IndexPage,
    ListedLine,
    Outcome,
    PersonLine,
    SheetPage,
    SlotLine,
    WaitingLine,
)
from contest.byhand.rules import sheet_code
from contest.byhand.typing import Turn
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.campaigns.showing import head
from contest.people import listing
from contest.people import service as people
from contest.people.listing import Choice
from contest.people.service import FullName
from contest.roster import service as roster
from contest.roster.place_rules import place
from contest.roster.states import Where
from contest.rounds import deeds
from contest.rounds.deed_pages import Asked
from contest.web.database import to_ms
from questions.kinds import Kind

#: So many people are offered at once; a search finds the others.
MOST_PEOPLE = 20
#: What is written for the reason until somebody writes another.
USUAL_REASON = "Không có điện thoại, làm bài trên giấy"
SERVER = "Máy chủ"


def index(db: Session, who: Member, view: RoundView, query: str, now: datetime, since: int = 0) -> IndexPage:
    """The page of a round's papers. The number of statements is fixed."""
    printed = by_hand_looking.sheets(db, view.id, SheetState.PRINTED)
    entered = by_hand_looking.sheets(db, view.id, SheetState.ENTERED)
    named = people.full_names(db, [one.entry_id for one in (*printed, *entered)])
    staff = staffing.names(db, {one.printed_by for one in printed} | {one.done_by for one in entered})
    busy = [*looking.started(db, view.id, now), *(one.entry_id for one in printed)]
    only = view.only.id if view.only else None  # others would only be refused a paper
    choice = Choice(apart=busy, counted=True, audience=only)
    found, count = listing.listed(db, view.campaign_id, query, choice, 0, MOST_PEOPLE, by_phone=False)
    return IndexPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        q=query,
        people=tuple(_person(one) for one in found),
        found=count,
        listed=_listed(db, view, query),
        waiting=tuple(
            _waiting(one, named[one.entry_id], staff)
            for one in sorted(printed, key=lambda one: (named[one.entry_id].sort_key, one.id))
        ),
        entered=tuple(_entered(one, named[one.entry_id], staff) for one in entered),
        made=sum(to_ms(one.printed_at) == since for one in printed),
        since=since,
    )


def _person(one: FullName) -> PersonLine:
    return PersonLine(one.entry_id, one.name, one.unit_name, one.birth_year)


def _listed(db: Session, view: RoundView, query: str) -> tuple[ListedLine, ...]:
    if view.phase not in (Phase.WAITING, Phase.OPEN):
        return ()
    only = view.only.id if view.only else None
    rows = roster.listed(db, view.campaign_id, query, 1, Where.WAITING, audience=only).rows[:MOST_PEOPLE]
    return tuple(
        ListedLine(row.id, row.person.name, place(row.class_name, row.unit_name), row.person.birth_year)
        for row in rows
    )


def _waiting(one: Sheet, person: FullName, staff: Mapping[str, str]) -> WaitingLine:
    by = staff.get(one.printed_by, SERVER)
    code = sheet_code(one.id)
    return WaitingLine(one.id, person.name, person.unit_name, code, one.printed_at, by, entropy.new_id())


def _entered(one: Sheet, person: FullName, staff: Mapping[str, str]) -> EnteredLine:
    by = staff.get(one.done_by, SERVER)
    return EnteredLine(one.id, person.name, person.unit_name, one.done_at or one.printed_at, by, one.variant)


# --- one paper ------------------------------------------------------------------------------------


def sheet(
    db: Session,
    who: Member,
    round_id: str,
    sheet_id: str,
    now: datetime,
    turn: Turn | None = None,
    form: Asked | None = None,
) -> SheetPage:
    """A paper: to be typed in as far as that is possible now, or what became of it."""
    view = service.allowed(db, round_id, now)
    found = by_hand_looking.sheet(db, round_id, sheet_id)
    person = people.full_names(db, [found.entry_id])[found.entry_id]
    turn = turn or Turn("type")
    mode = _mode(view, found, turn)
    is_typed = mode in ("type", "second", "review")
    return SheetPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        sheet=sheet_id,
        code=found.variant or sheet_code(sheet_id),
        name=person.name,
        unit=person.unit_name,
        entry=found.entry_id,
        number=found.number,
        printed_at=found.printed_at,
        mode=mode,
        limit=view.rules.seconds,
        form=form or Asked(entropy.new_id(), {"reason": USUAL_REASON}),
        lines=_lines(by_hand_looking.asked(db, round_id, [sheet_id])[sheet_id], mode, turn)
        if is_typed
        else (),
        carried=turn.carried,
        twice=turn.twice,
        outcome=_outcome(db, view, found, now) if found.state is not SheetState.PRINTED else None,
    )


def _mode(view: RoundView, found: Sheet, turn: Turn) -> str:
    if found.state is not SheetState.PRINTED:
        return found.state.value
    return turn.mode if view.phase is Phase.OPEN else "over"


def lines_of(slots: Sequence[Slot]) -> tuple[Line, ...]:
    """A paper as the rules of typing take it."""
    return tuple(Line(one.content, one.drawn.options) for one in slots)


def _lines(slots: Sequence[Slot], mode: str, turn: Turn) -> tuple[SlotLine, ...]:
    rows = []
    for at, (slot, line) in enumerate(zip(slots, lines_of(slots), strict=True)):
        is_prediction, is_free = (slot.content.kind is kind for kind in (Kind.prediction, Kind.suggestion))
        typed = turn.typed[at] if at < len(turn.typed) and mode != "second" else ""
        rows.append(
            SlotLine(
                at + 1,
                "Dự đoán" if is_prediction else NAME if is_free else f"Câu {at + 1}",
                "Số dự đoán" if is_prediction else slot.content.text,
                hint(line),
                typed,
                turn.errors.get(at + 1, ""),
                _said(slot, turn.answers.get(at + 1, "")) if mode == "review" else "",
                is_free,
            )
        )
    return tuple(rows)


def _said(slot: Slot, answer: str) -> str:
    full = spelt(slot.content, answer)
    if slot.content.kind in (Kind.one, Kind.several) and full:
        return f"{in_words(slot.content, slot.drawn.options, answer)}. {full}"
    return full


def _outcome(db: Session, view: RoundView, found: Sheet, now: datetime) -> Outcome:
    by = staffing.names(db, [found.done_by]).get(found.done_by, SERVER)
    reason = deeds.done(db, view.id, found.deed_id).reason
    at = found.done_at or found.printed_at
    if found.state is SheetState.WITHDRAWN:
        return Outcome(by, at, reason)
    row = looking.detail(db, view.id, found.id, now)
    began, ended = row.attempt.started_at, row.attempt.handed_in_at or row.attempt.deadline
    waiting = by_hand_looking.sheets(db, view.id, SheetState.PRINTED)
    return Outcome(
        by,
        at,
        reason,
        receipt=row.attempt.receipt or "",
        began=began,
        ended=ended,
        seconds=seconds_used(facts_of(row.attempt), to_ms(ended)),
        answered=len([answer for answer in row.answers.values() if answer]),
        following=waiting[-1].id if waiting and view.phase is Phase.OPEN else "",
        as_before=f"?began={_hour(began)}&ended={_hour(ended)}",
    )


def _hour(moment: datetime) -> str:
    return clock.local(moment).strftime("%H:%M")
