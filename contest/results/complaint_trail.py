"""What the server saw of an attempt, moment by moment: what came, when, whether it counted.

No answer and no key is in it, so it may be read by whoever brings the receipt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from operator import attrgetter

from sqlmodel import Session

from contest.attempts import by_hand_looking, looking
from contest.attempts.looking import Detail
from contest.attempts.states import AttemptState, Fate
from contest.results.complaint_pages import TrailRow
from contest.rounds.looking import APART, FATES, PART_CLOSED, change_in_words
from contest.ruleset.states import Way

BEGAN, ON_PAPER = "Bắt đầu làm bài", "Làm trên giấy, bắt đầu"
TYPED = "ghi trên bài giấy"
EMPTY = "để trống"
ENDS = {AttemptState.HANDED_IN: "Nộp bài", AttemptState.TIMED_OUT: "Hết giờ làm bài"}


def trail(db: Session, round_id: str, attempt_id: str, now: datetime) -> tuple[TrailRow, ...]:
    """Everything of an attempt, in the order of its coming."""
    found = looking.detail(db, round_id, attempt_id, now)
    is_typed = bool(by_hand_looking.typed_in(db, [attempt_id]))
    return tuple(sorted(_rows(found, is_typed), key=attrgetter("at")))


def _rows(found: Detail, is_typed: bool) -> Iterator[TrailRow]:
    row = found.attempt
    yield TrailRow(row.started_at, ON_PAPER if is_typed else BEGAN)
    for event in found.events:
        fate = Fate(event.fate)
        said = TYPED if is_typed else _said(found, fate)
        yield TrailRow(event.received, _what(found, event.slot, event.answer), said, fate is Fate.APPLIED)
    for change in found.adjustments:
        yield TrailRow(change.at, change_in_words(change.kind, change.seconds), "Ban Tổ chức")
    ended = AttemptState(row.void_from) if row.void_from else found.state
    if ended in ENDS:
        yield TrailRow(row.handed_in_at or row.deadline, ENDS[ended])


def _what(found: Detail, slot: int, answer: str) -> str:
    content, _ = found.asked[slot - 1]
    name = APART.get(content.kind, f"Câu {slot}")
    return name if answer else f"{name}, {EMPTY}"


def _said(found: Detail, fate: Fate) -> str:
    in_parts = found.attempt.way == Way.PARTS
    return PART_CLOSED if in_parts and fate is Fate.CLOSED else FATES[fate]
