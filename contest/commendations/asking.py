"""The pages that ask: the ladder's form, one decision, the question before a list is issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest.accounts import staffing
from contest.accounts.pages import StaffView
from contest.commendations import (
    boards,
    comparing,
    content,
    deciding,
    editing,
    freezing,
    ladder_words,
    lists,
    named,
    occasions,
    promising,
    scopes,
    service,
    telling,
)
from contest.commendations.deciding import NO_LADDER, Said
from contest.commendations.drafts import BoardDraft, Draft
from contest.commendations.editing import Typed
from contest.commendations.forms import DecideForm
from contest.commendations.ladder_pages import LadderPage
from contest.commendations.pages import DecidePage, IssuePage, Member
from contest.commendations.rules import Tie
from contest.commendations.states import PEOPLE_BOARDS, Board, Way
from contest.errors import Conflict
from contest.people import service as people
from contest.printing.words import amount_in_words

NOTHING = "none"


# --- the ladder -----------------------------------------------------------------------------------


def ladder_page(
    db: Session,
    staff: StaffView,
    id: str,
    now: datetime,
    rows: Typed | None = None,
    version: int | None = None,
    errors: Mapping[str, str] | None = None,
    problem: str = "",
) -> LadderPage:
    """The form: as stored, or as typed with what is wrong; after a conflict beside what is stored."""
    occasion = occasions.of(db, id, now)
    stored = lists.ladder(db, id)
    first, taken_from = (stored.ladder, "") if stored.version else service.suggested(db, occasion, now)
    shown = rows or editing.of_ladder(first)
    offered = scopes.offered(db)
    labels = editing.labels(offered, stored.ladder, first)
    made = editing.checked(shown, labels, occasion.unit_boards).ladder
    by = staffing.names(db, {stored.changed_by}).get(stored.changed_by, "Ban Tổ chức")
    return LadderPage(
        staff=staff,
        round=occasion.head(),
        home=occasion.view.id,
        whole=occasion.whole is not None,
        boards=tuple((board.value, boards.capital(boards.SHORT[board])) for board in occasion.unit_boards),
        version=stored.version if version is None else version,
        scopes=tuple((value, boards.capital(label)) for value, label in offered),
        brings=promising.brings(made) if made and made.has(Board.WON) else "",
        minimum=occasion.minimum,
        planned=made.planned if made else None,
        planned_words=amount_in_words(made.planned) if made else "",
        over=max(0, made.planned - made.budget) if made and made.budget is not None else 0,
        changed=telling.changed_by(by, stored.changed_at) if stored.changed_at else "",
        taken_from=taken_from,
        errors=errors or {},
        stored=ladder_words.lines(stored.ladder) if problem else (),
        problem=problem,
        # The fields of the form have the same names on the page.
        **vars(shown),
    )


# --- a decision -----------------------------------------------------------------------------------


def decide_page(
    db: Session,
    staff: StaffView,
    id: str,
    lane: tuple[Board, str],
    way: Way | None,
    now: datetime,
    form: DecideForm | None = None,
    errors: Mapping[str, str] | None = None,
    problem: str = "",
) -> DecidePage:
    """The tie that waits on this order, told by its board and group; Conflict when none does."""
    draft = lists.draft(db, occasions.of(db, id, now), now)
    if not draft.ladder.version:
        raise Conflict(NO_LADDER)
    found = next((one for one in draft.pending if (one.board, one.group) == lane), None)
    tie = found.allocation.pending if found else None
    if found is None or tie is None:
        raise Conflict(deciding.CHANGED)
    view = telling.tie_view(draft, found)
    chosen = next((choice for choice in view.choices if choice.way is way), None)
    by_hand = chosen is not None and chosen.way in (Way.HAND, Way.PICK)
    return DecidePage(
        staff=staff,
        round=draft.occasion.head(),
        tie=replace(view, wrong=(errors or {}).get("way", "")),
        way=chosen.way if chosen else None,
        title=chosen.title if chosen else "",
        note=chosen.note if chosen else "",
        members=_members(db, draft, tie, form),
        prizes=_prizes(found, tie) if by_hand else (),
        lower=telling.lower_choices(draft, found, tie) if chosen and chosen.way is Way.EQUAL else (),
        values={"witness": form.witness, "reason": form.reason, "lower": form.lower} if form else {},
        errors=errors or {},
        commitment=draft.occasion.drawn_by(now).seed_commitment,
        seed_of=draft.occasion.drawn_by(now).name,
        problem=problem,
    )


def _members(db: Session, draft: Draft, tie: Tie, form: DecideForm | None) -> tuple[Member, ...]:
    """The group in the order of a class list; more than can be chosen by hand are not listed whole."""
    typed = dict(zip(form.member, form.prize, strict=False)) if form else {}
    if tie.board not in PEOPLE_BOARDS:
        named = sorted((draft.unit_names[id], id) for id in tie.ids)
        return tuple(Member(id, name, "", typed.get(id, "")) for name, id in named)
    persons = people.full_names(db, tie.ids)
    ordered = sorted(tie.ids, key=lambda id: (persons[id].sort_key, id))[: deciding.MOST_TO_CHOOSE]
    return tuple(Member(id, persons[id].name, persons[id].unit_name, typed.get(id, "")) for id in ordered)


def _prizes(board: BoardDraft, tie: Tie) -> tuple[tuple[str, str], ...]:
    """What may be chosen for a member: (value, text)."""
    steps = sorted({seat for seat in tie.seats if seat is not None})
    told = [(str(step), board.steps[step].name) for step in steps]
    return (*told, (NOTHING, "Không có giải")) if None in tie.seats else tuple(told)


def said(form: DecideForm) -> Said:
    """The form as the committee's word; a prize that is no number is as good as none chosen."""
    chosen = dict(zip(form.member, form.prize, strict=False))
    prizes: dict[str, int | None] = {
        id: None if prize == NOTHING else int(prize)
        for id, prize in chosen.items()
        if prize == NOTHING or (prize.isascii() and prize.isdigit() and len(prize) <= 3)
    }
    lower = {"keep": True, "drop": False}.get(form.lower)
    return Said(form.way, lower, prizes, form.reason, form.witness)


# --- issuing --------------------------------------------------------------------------------------


def issue_page(
    db: Session,
    staff: StaffView,
    id: str,
    now: datetime,
    reason: str = "",
    errors: Mapping[str, str] | None = None,
    problem: str = "",
) -> IssuePage:
    """What will be frozen, and what stands in the way."""
    draft = lists.draft(db, occasions.of(db, id, now), now)
    made = freezing.content(draft)
    every = service.versions(db, id)
    names = named.names_of(db, made, every)
    last = every[-1] if every else None
    left = (
        line for board in draft.boards for line in telling.left_lines(made.left, board.board, board.label)
    )
    changes = comparing.changes(last.content, made) if last else ()
    return IssuePage(
        staff=staff,
        round=draft.occasion.head(),
        number=len(every) + 1,
        fingerprint=content.digest(made.to_json()),
        people=len(made.people),
        units=len(made.units),
        money=telling.money(made.total, made.budget),
        left=tuple(left),
        changes=telling.change_lines(changes, names.plain),
        hindrance=_hindrance(db, draft, last, content.digest(made.to_json())),
        reason=reason,
        errors=errors or {},
        problem=problem,
    )


def _hindrance(db: Session, draft: Draft, last: service.Issued | None, digest: str) -> str:
    if not draft.ladder.version:
        return NO_LADDER
    if draft.pending:
        return service.STILL_TIED
    if last and service.years_are_gone(db, last.content):
        return service.FORGOTTEN
    return service.SAME.format(number=last.number) if last and last.sha256 == digest else ""
