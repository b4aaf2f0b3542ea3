"""A winner, person or unit, declines, or may not have the prize; and taking that back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.accounts import staffing
from contest.audit import service as audit
from contest.commendations import lists, occasions, winners_store
from contest.commendations.deciding import NO_LADDER
from contest.commendations.drafts import Draft
from contest.commendations.models import PrizeRefusal
from contest.commendations.occasions import Occasion
from contest.commendations.rules import Outcome
from contest.commendations.states import REFUSED, Refusal
from contest.errors import Conflict, Invalid, NotFound
from contest.people import service as people
from contest.units import service as units
from contest.web import filters

NO_WINNER = "Người này không có giải trong danh sách hiện nay. Tải lại danh sách."
NO_WINNING_UNIT = "Đơn vị này không có giải trong danh sách hiện nay. Tải lại danh sách."
NO_PERSON = "Không tìm thấy người này trong cuộc thi. Về danh sách trao giải."
NO_REASON = "Ghi lý do ngắn, ví dụ: đã nhắn tin xin nhường giải."
NO_KIND = "Chọn vì sao không trao giải."
NO_REFUSAL = "Không tìm thấy việc này, hoặc đã có người thu hồi. Tải lại danh sách."
ALREADY = "{who} đã ghi lúc {at}: {what}. Tải lại danh sách."


@dataclass(frozen=True)
class Said:
    """What the form says; ``kind`` None: nothing was chosen."""

    kind: Refusal | None
    reason: str


@dataclass(frozen=True)
class Winner:
    """Whose prize it is: the entry of a person, or a unit."""

    id: str
    is_unit: bool = False

    @property
    def columns(self) -> dict[str, str]:
        """As a refusal is stored."""
        return {"unit_id" if self.is_unit else "entry_id": self.id}

    @property
    def has_none(self) -> str:
        """What is said where there is no prize."""
        return NO_WINNING_UNIT if self.is_unit else NO_WINNER

    def deed(self, what: str) -> str:
        """A deed about it."""
        return f"{what}_unit" if self.is_unit else what


def winner(db: Session, occasion: Occasion, id: str) -> Winner:
    """Whom an id names; NotFound for who is neither of this contest's people nor a unit."""
    if units.names(db, {id}):
        return Winner(id, is_unit=True)
    check_takes_part(db, occasion, id)
    return Winner(id)


def check_takes_part(db: Session, occasion: Occasion, entry_id: str) -> None:
    """NotFound for whoever is in no list of this contest: another contest's people are not there."""
    if not people.entries_in(db, occasion.campaign_id, {entry_id}):
        raise NotFound(NO_PERSON)


def prize_of(draft: Draft, who: Winner) -> str:
    """The name of the best prize that somebody has on a list; "" for none."""
    for board in draft.boards:
        for row in board.allocation.rows if board.is_of_people is not who.is_unit else ():
            if row.id == who.id and row.outcome is Outcome.PRIZE and row.step is not None:
                return board.steps[row.step].name
    return ""


def winning(db: Session, draft: Draft, who: Winner) -> str:
    """The prize that a winner may still refuse; Conflict where they did, or have none."""
    if not draft.ladder.version:
        raise Conflict(NO_LADDER)
    _check_first(db, draft.occasion.id, who)
    prize = prize_of(draft, who)
    if not prize:
        raise Conflict(who.has_none)
    return prize


def prize_to_refuse(db: Session, id: str, winner_id: str, now: datetime) -> str:
    """The same out of the list as it is. Asked before the lock is taken: all of the list is laid for it."""
    occasion = occasions.of(db, id, now)
    who = winner(db, occasion, winner_id)
    return winning(db, lists.draft(db, occasion, now), who)


def _check_first(db: Session, id: str, winner: Winner) -> None:
    """Conflict where this winner has refused already."""
    for row in winners_store.standing(db, id):
        if row.subject == winner.id:
            who = staffing.names(db, {row.decided_by}).get(row.decided_by, "Ban Tổ chức")
            what = filters.inner(REFUSED[Refusal(row.kind)])
            raise Conflict(ALREADY.format(who=who, at=filters.moment(row.decided_at), what=what))


def refuse(db: Session, actor: str, id: str, winner_id: str, prize: str, said: Said, now: datetime) -> None:
    """Pass a winner over: the ranking stays, and those behind move up. ``prize``: which they had when it was
    asked; it is told beside the refusal, and decides nothing."""
    occasion = occasions.of(db, id, now)
    who = winner(db, occasion, winner_id)
    lists.ladder(db, id, held=True)
    _check_first(db, id, who)
    missing = {"kind": NO_KIND if said.kind is None else "", "reason": "" if said.reason else NO_REASON}
    errors = {name: text for name, text in missing.items() if text}
    if errors or said.kind is None:
        raise Invalid(fields=errors)
    row = PrizeRefusal(
        occasion_id=id,
        round_id=occasion.round_id,
        campaign_id=occasion.contest_id,
        **who.columns,
        kind=said.kind,
        prize=prize,
        reason=said.reason,
        decided_by=actor,
        decided_at=now,
    )
    if not winners_store.add_refusal(db, row):
        raise Conflict(who.has_none)
    _record(db, actor, occasion, who, "refuse", {"refusal": row.id, "kind": said.kind.value}, now)


def take_back(db: Session, actor: str, id: str, refusal_id: str, now: datetime) -> None:
    """They have the prize after all. An issued list stays as it is, and its page says what differs."""
    occasion = occasions.of(db, id, now)
    lists.ladder(db, id, held=True)
    who = winners_store.take_back(db, id, refusal_id, actor, now)
    if who is None:
        raise NotFound(NO_REFUSAL)
    entry_id, unit_id = who
    whose = Winner(entry_id or unit_id or "", is_unit=unit_id is not None)
    _record(db, actor, occasion, whose, "restore", {"refusal": refusal_id}, now)


def _record(
    db: Session, actor: str, occasion: Occasion, who: Winner, what: str, detail: dict[str, str], now: datetime
) -> None:
    told = detail | {"unit" if who.is_unit else "entry": who.id}
    audit.record(db, actor, occasion.deed(who.deed(what)), occasion.id, told, now)
