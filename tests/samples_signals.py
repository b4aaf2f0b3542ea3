"""Sample contexts of the page of signals, in every state that people meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from contest.campaigns.rules import Phase
from contest.campaigns.staff_pages import RoundHead
from contest.rounds.deed_pages import Asked
from contest.signals.pages import Group, IndexPage, Paper, Progress, SignalLine
from tests.samples_desk import CLOSES, NOW, OPENS, ORGANISER, ROUND, TITLE

ONCE = "0nce0000000aa"
HEAD = RoundHead(ROUND, "Tuần 1", Phase.CLOSED, OPENS, CLOSES, TITLE)
PAPER = Paper("a1aaaaaaaaaaa", "A Thui", "Thôn Đăk Rao Lớn", OPENS, NOW)
FAST = SignalLine("s1aaaaaaaaaaa", "A Thui", "12 câu, câu ở giữa mất 1,0 giây, đúng 12 câu.", (PAPER,))
DEVICE = SignalLine("s2aaaaaaaaaaa", "Một máy, 5 người", "5 bài do máy này nộp sau cùng.", (PAPER,) * 4, 1)
DECIDED = SignalLine(
    "s3aaaaaaaaaaa",
    "Dịch vụ công có mấy mức độ?",
    "Người làm trước đúng 30,0% (9/30), người làm sau đúng 90,0% (27/30).",
    verdict="Không có gì",
    by="Nguyễn Thanh Tùng",
    at=NOW,
    reason="Lớp sau học bài rồi",
)


def index(*lines: SignalLine, **changes: Any) -> IndexPage:
    """The page; `changes` name fields of IndexPage."""
    given: dict[str, Any] = {
        "staff": ORGANISER,
        "round": HEAD,
        "until": CLOSES + timedelta(days=30),
        "form": Asked(ONCE),
        "progress": Progress("Xem từng câu hỏi", 40, finished=True),
        "groups": (Group("Trả lời nhanh", "Từ 10 câu trở lên.", lines), Group("Một máy", "Từ 5 người.", ())),
        "open": sum(not line.verdict for line in lines),
    }
    return IndexPage(**(given | changes))


SAMPLES: dict[str, Any] = {
    "open": index(progress=None, round=replace(HEAD, phase=Phase.OPEN)),
    "not looked": index(progress=None),
    "looking": index(progress=Progress("Xem máy làm bài", 40)),
    "failed": index(progress=Progress("Xem máy làm bài", 40, failed="Phần mềm gặp lỗi.")),
    "nothing": index(),
    "some": index(FAST, DEVICE, DECIDED),
    "wrong": index(FAST, form=Asked(ONCE, {"reason": ""}, {"reason": "Điền ô này."}), asked="s1aaaaaaaaaaa"),
    "problem": index(problem="Chỉ tìm dấu hiệu khi vòng đã đóng."),
    "expired": index(expired=True, progress=None),
}
