"""How pages say what a complaint is about and where it stands. Pure."""

from __future__ import annotations

from datetime import datetime

from contest.results.complaint_rules import is_late
from contest.results.complaint_states import About, State
from contest.web.filters import spoken

ABOUT = {
    About.MARKS: "Điểm, số câu đúng",
    About.QUESTION: "Một câu hỏi, một đáp án",
    About.TIME: "Giờ làm bài, lúc nộp bài",
    About.RANK: "Thứ hạng, giải thưởng",
    About.OTHER: "Việc khác",
}
STANDS = {
    State.OPEN: "Mới nhận",
    State.LOOKING: "Đang xem",
    State.UPHELD: "Chấp nhận",
    State.REFUSED: "Không chấp nhận",
    State.WITHDRAWN: "Đã rút",
}
#: Tone and sign of a chip.
LOOKS = {
    State.OPEN: ("waiting", "clock"),
    State.LOOKING: ("waiting", "find"),
    State.UPHELD: ("saved", "check"),
    State.REFUSED: ("", "cross"),
    State.WITHDRAWN: ("", "cross"),
}
LATE = ("wrong", "warn")


def about(kind: str, slot: int | None) -> str:
    """What it is about: "Một câu hỏi, một đáp án: câu 3"."""
    return ABOUT[About(kind)] + (f": câu {slot}" if slot else "")


def stands(state: State) -> str:
    """Where it stands, in two or three words."""
    return STANDS[state]


def looks(state: State, due_at: datetime, now: datetime) -> tuple[str, str]:
    """How its chip looks at the desk: who waits too long stands out."""
    return LATE if is_late(state, due_at, now) else LOOKS[state]


def told(state: State, due_at: datetime, now: datetime) -> str:
    """Where it stands, for its maker: a whole sentence, with a day while they wait."""
    match state:
        case State.OPEN | State.LOOKING if is_late(state, due_at, now):
            return f"Ban Tổ chức trả lời chậm: hạn là {spoken(due_at)}. Bạn liên hệ trực tiếp để nhắc."
        case State.OPEN:
            return f"Ban Tổ chức đã nhận, trả lời chậm nhất {spoken(due_at)}."
        case State.LOOKING:
            return f"Ban Tổ chức đang xem, trả lời chậm nhất {spoken(due_at)}."
        case State.UPHELD:
            return "Ban Tổ chức chấp nhận khiếu nại."
        case State.REFUSED:
            return "Ban Tổ chức không chấp nhận khiếu nại."
        case State.WITHDRAWN:
            return "Bạn đã rút khiếu nại này."
