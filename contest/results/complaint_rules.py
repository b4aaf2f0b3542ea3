"""When somebody may complain, how often, by when they are answered, what may become of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from contest.attempts.rules import receipt_code
from contest.people import codes
from contest.results.complaint_states import About, State

DAY = timedelta(days=1)
#: From the result on. The usual thể lệ gives a few days: long enough to ask one's teacher, short enough that
#: prizes are given on results that nobody can question any more.
COMPLAIN_WITHIN = timedelta(days=3)
#: From the complaint on. Silence is what people blame contests for; a promise with a date can be held to.
ANSWER_WITHIN = timedelta(days=5)
#: Of one person in a round, those that they took back too: what is sent ten times is no more right.
MOST = 3
LONGEST = 1000

MARK = "HT"
#: What may follow on what; an answer is the end of it.
NEXT: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.LOOKING, State.UPHELD, State.REFUSED, State.WITHDRAWN}),
    State.LOOKING: frozenset({State.UPHELD, State.REFUSED, State.WITHDRAWN}),
}


class Refusal(StrEnum):
    """Why no complaint is taken, as people read it."""

    LATE = "Đã hết hạn khiếu nại về kết quả này. Bạn vẫn hỏi trực tiếp Ban Tổ chức được."
    WAITING = "Bài này đang có một khiếu nại chờ trả lời. Muốn gửi khiếu nại khác thì rút khiếu nại ấy trước."
    ENOUGH = "Bạn đã gửi đủ 3 khiếu nại của vòng thi này, kể cả khiếu nại đã rút."


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides whether another complaint is taken. ``sent``: of this person in this round."""

    until: datetime
    waits: bool
    sent: int


def until(closes_at: datetime, out_at: datetime | None) -> datetime:
    """When the time for complaints is over: so long after the close, or after a result that came later."""
    return max(closes_at, out_at or closes_at) + COMPLAIN_WITHIN


def agreed(ends: datetime, told: datetime | None, final_at: datetime | None) -> datetime:
    """When the time is over once results were published: what was told last, never earlier than promised
    before; a final result ends it."""
    later = ends if told is None else max(ends, told)
    return later if final_at is None else min(later, final_at)


def refusal(facts: Facts, now: datetime) -> Refusal | None:
    """Why no complaint is taken now; None when it is. At ``until`` itself the time is over."""
    if facts.waits:
        return Refusal.WAITING
    if now >= facts.until:
        return Refusal.LATE
    return Refusal.ENOUGH if facts.sent >= MOST else None


def due(made_at: datetime) -> datetime:
    """By when it is answered."""
    return made_at + ANSWER_WITHIN


def is_late(state: State, due_at: datetime, now: datetime) -> bool:
    """Whether its maker waits longer than was promised; at ``due_at`` itself not yet."""
    return state in NEXT and now > due_at


def may_become(state: State, wanted: State) -> bool:
    """Whether a complaint that stands so may become ``wanted``."""
    return wanted in NEXT.get(state, frozenset())


def slot_of(about: About, slot: int | None, slots: int) -> int | None:
    """The question that it is about, as far as it is about one; ValueError when the paper has none of the
    number."""
    if about is not About.QUESTION:
        return None
    if slot is None or not 1 <= slot <= slots:
        raise ValueError("Chọn câu mà bạn khiếu nại.")
    return slot


def receipt_of(typed: str) -> str | None:
    """A receipt's code in its one form, typed with mark and dashes or without; None if it can't be one."""
    code = codes.normalise(typed)
    if code is None and (whole := codes.normalise(typed, codes.LENGTH + len(MARK))):
        code = whole.removeprefix(MARK) if whole.startswith(MARK) else None
    return receipt_code(code) if code else None
