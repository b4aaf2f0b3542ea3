"""Who stands at the door of a round: all that decides whether they may start, read for many at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.attempts import by_hand_store, finishing, hot, used
from contest.attempts.rules import Facts
from contest.campaigns.audience_rules import is_for
from contest.campaigns.service import RoundView
from contest.people import audiences, consents
from contest.people import service as people
from contest.selections import service as selections
from contest.web.database import to_ms

PRINTED = (
    "Ban Tổ chức đã in đề giấy cho bạn ở vòng này, nên bạn làm trên giấy. "
    "Muốn làm trên máy thì bảo người coi thi bỏ đề giấy trước."
)


WITHDREW = (
    "Bạn đã rút khỏi cuộc thi nên không bắt đầu bài nào nữa. "
    "Muốn dự thi lại, bạn mở trang Thông tin của tôi và đồng ý lại."
)


@dataclass(frozen=True, slots=True)
class Here:
    """Who wants to start: their unit, their attempts in this round, how many they have in others, whether
    another registration counts for them, whether the round is for others, who were selected, whether nobody
    may know yet who those are, whether it is for their audience, whether a paper was printed, and whether
    they took back that they take part."""

    entry_id: str
    unit_id: str | None
    attempts: Sequence[Facts]
    elsewhere: int
    is_same: bool = False
    is_out: bool = False
    is_held: bool = False
    is_theirs: bool = True
    on_paper: bool = False
    withdrew: bool = False
    returned: frozenset[str] = frozenset()


def gathered(db: Session, view: RoundView, entry_ids: Collection[str], now: datetime) -> dict[str, Here]:
    """Each of these entries, with what timed out recorded. What a round does not ask is not read."""
    elsewhere: Mapping[str, int] = {}
    # Nobody takes back that they take part while they start. Nor does anybody start in two rounds at the same
    # moment: each is counted where the other is; nor are they moved to another audience or given a paper.
    held = people.held(db, entry_ids)
    withdrew = consents.withdrew(db, entry_ids)
    if view.rules.attempts_in_all is not None:
        elsewhere = used.elsewhere(db, view.id, entry_ids, now)
    theirs = audiences.of(db, entry_ids) if view.only is not None else {}
    on_paper = by_hand_store.waiting(db, view.id, entry_ids) if view.rules.by_hand else set()
    existing = hot.by_entry(db, view.id, entry_ids)
    finishing.record_expired(db, [one for many in existing.values() for one in many], to_ms(now))
    returned = used.returned(db, (one for many in existing.values() for one in many))
    chosen = selections.let_in(db, view.id, entry_ids) if view.selection else None
    waits = bool(view.selection and selections.announced(db, view, now))
    return {
        entry_id: Here(
            entry_id,
            held[entry_id].unit_id,
            existing.get(entry_id, []),
            elsewhere.get(entry_id, 0),
            is_same=held[entry_id].is_same,
            is_out=chosen is not None and entry_id not in chosen,
            is_held=waits,
            is_theirs=is_for(view.only, theirs.get(entry_id)),
            on_paper=entry_id in on_paper,
            withdrew=entry_id in withdrew,
            returned=returned,
        )
        for entry_id in entry_ids
    }


def why_not(db: Session, view: RoundView, entry_id: str, now: datetime) -> str:
    """Why somebody starts on no phone in this round: they withdrew, have a paper, or it is for others."""
    if consents.withdrew(db, [entry_id]):
        return WITHDREW
    if view.rules.by_hand and by_hand_store.waiting(db, view.id, [entry_id]):
        return PRINTED
    return selections.why_not(db, view, entry_id, now) if view.selection else ""
