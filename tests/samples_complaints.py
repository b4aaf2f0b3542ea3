"""Sample contexts of the pages about complaints, on the phone and at the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from contest.results.complaint_pages import (
    ComplaintFindPage,
    ComplaintNewPage,
    ComplaintPage,
    ComplaintRow,
    Sat,
    TrailRow,
)
from contest.results.complaint_rules import Refusal
from contest.results.complaint_showing import ABOUTS
from contest.results.complaints import Counts
from contest.results.complaints_pages import ComplaintDeskPage, ComplaintsPage, ListedRow, Typed
from contest.web.pages import Page
from tests.samples_attempts import ATTEMPT, CLOSES, OPENS, SLUG, TITLE
from tests.samples_own import CONTACT, HEAD, STAFF

JUDGE = replace(STAFF, may=frozenset({"see", "approve"}))
DUE = CLOSES + timedelta(days=5)
SAT = Sat(ATTEMPT, "Tuần 4", 2, "HT-7K2M-94QX")
TRAIL = (
    TrailRow(OPENS, "Bắt đầu làm bài"),
    TrailRow(OPENS + timedelta(seconds=9), "Câu 1", "đã ghi"),
    TrailRow(OPENS + timedelta(minutes=21), "Câu 2, để trống", "đến sau giờ, không tính", counts=False),
    TrailRow(OPENS + timedelta(days=1), "Hủy bài", "Ban Tổ chức"),
)
WAITS = ComplaintRow(
    id="c1aaaaaaaaaaa",
    about="Một câu hỏi, một đáp án: câu 3",
    words="Câu 3 có <b>hai</b> đáp án đúng.\nEm xin xem lại.",
    made_at=CLOSES,
    state="Mới nhận",
    tone="waiting",
    sign="clock",
    stands="Ban Tổ chức đã nhận, trả lời chậm nhất 20 giờ thứ Hai, 12/10.",
    answer="",
    decided_at=None,
    waits=True,
)
ANSWERED = replace(
    WAITS,
    id="c2aaaaaaaaaaa",
    state="Không chấp nhận",
    tone="",
    sign="cross",
    stands="Ban Tổ chức không chấp nhận khiếu nại.",
    answer="Đã xem lại câu 3: chỉ phương án B đúng.",
    decided_at=DUE,
    waits=False,
)
PAGE = ComplaintPage(SLUG, TITLE, SAT, (), DUE, "", TRAIL, CONTACT)
NEW = ComplaintNewPage(SLUG, TITLE, SAT, ABOUTS, (1, 2, 3), DUE, 3, 5, 1000)
WRONG = {"about": "Điền ô này.", "slot": "Chọn câu mà bạn khiếu nại.", "words": "Điền ô này."}
FIND = ComplaintFindPage(SLUG, TITLE, 3, 5, contact=CONTACT)
PHONE_SAMPLES: dict[str, Page] = {
    "complaint": PAGE,
    "complaint-waits": replace(
        PAGE, complaints=(WAITS, ANSWERED), refused=Refusal.WAITING.value, notice="Đã gửi."
    ),
    "complaint-late": replace(
        PAGE,
        attempt=replace(SAT, receipt=""),
        complaints=(replace(ANSWERED, words="", answer=""),),
        refused=Refusal.LATE.value,
        has_receipt=False,
        contact="",
        problem="Khiếu nại này đã được trả lời.",
    ),
    "complaint-new": NEW,
    "complaint-new-wrong": replace(
        NEW, values={"about": "question", "slot": "2", "words": "Câu 2 <b>sai</b>"}, errors=WRONG
    ),
    "complaint-new-late": replace(NEW, values={"words": "Câu 2 sai"}, problem=Refusal.LATE.value),
    "complaint-find": FIND,
    "complaint-find-own": replace(FIND, mine=(SAT, replace(SAT, number=1)), contact=""),
    "complaint-find-wrong": replace(FIND, code="HT-1", error="Không có bài nào mang mã này."),
}

ROW = ListedRow(
    id="c1aaaaaaaaaaa",
    about=WAITS.about,
    whose="Y Thu Hằng <b>",
    unit="Thôn 3",
    made_at=CLOSES,
    due_at=DUE,
    state="Mới nhận",
    tone="waiting",
    sign="clock",
    waits=True,
    late=False,
)
LATE = replace(ROW, id="c3aaaaaaaaaaa", state="Đang xem", tone="wrong", sign="warn", late=True)
ENDED = replace(ROW, id="c2aaaaaaaaaaa", state="Chấp nhận", tone="saved", sign="check", waits=False)
LIST = ComplaintsPage(JUDGE, HEAD, (LATE, ROW, ENDED), Counts(1, 1, 1, 1, 1), DUE, 5)
DESK = ComplaintDeskPage(
    staff=JUDGE,
    round=HEAD,
    row=ROW,
    entry="e1aaaaaaaaaaa",
    attempt=ATTEMPT,
    number=1,
    receipt="HT-7K2M-94QX",
    words=WAITS.words,
    slot=3,
    trail=TRAIL,
    taken_by="",
    answer="",
    decided_by="",
    decided_at=None,
    is_new=True,
    answered=False,
)
DESK_SAMPLES: dict[str, Any] = {
    "list": LIST,
    "list-none": replace(LIST, rows=(), counts=Counts(0, 0, 0, 0, 0), until=None),
    "list-beyond": replace(LIST, rows=(), page=7, pages=2),
    "one": DESK,
    "one-wrong": replace(DESK, row=LATE, is_new=False, taken_by="Trần Mai", form=Typed("x", "Ghi.", "x")),
    "one-answered": replace(
        DESK,
        row=ENDED,
        is_new=False,
        answered=True,
        answer="Đã công nhận lại bài.",
        decided_by="Trần Mai",
        decided_at=DUE,
        notice="Đã trả lời.",
    ),
    "one-seen": replace(DESK, staff=STAFF, words=""),
}
