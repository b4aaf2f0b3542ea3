"""Sample contexts of the pages of one's own data, and of the desk's pages about requests and consents."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from contest.accounts.pages import StaffView
from contest.campaigns.pages import UnitRow
from contest.campaigns.rules import Phase
from contest.campaigns.staff_pages import RoundHead
from contest.privacy.consent_pages import ConsentsPage, ConsentTextPage, TextRow
from contest.privacy.own_pages import (
    AskedRow,
    CorrectPage,
    ErasedPage,
    ErasePage,
    OwnPage,
    OwnTextPage,
    RejoinPage,
    Section,
    Switch,
    WithdrawPage,
)
from contest.privacy.own_rules import AWARDED, RUNNING, SAT
from contest.privacy.requests_pages import RequestNewPage, RequestPage, RequestRow, RequestsPage
from contest.roster.pages import PaperLine, PapersPage
from contest.web.pages import Page
from tests.samples_attempts import CLOSES, OPENS, ROUND, SLUG, TITLE

STAFF = StaffView("Nguyễn Thanh Tùng", "Điều hành", True, False, frozenset({"see", "help", "run"}))
HEAD = RoundHead(ROUND, "Tuần 1", Phase.OPEN, OPENS, CLOSES, "Chuyển đổi số và cải cách hành chính")
CONTACT = "Văn phòng Đoàn xã, 0260 000 0000"
NOW = datetime(2026, 10, 5, 2, tzinfo=UTC)
PARTS = (("Ai giữ", "Ủy ban nhân dân xã Đăk Tô"), ("Giữ đến", "10/10/2027"))
TICKS = ("Tôi dự thi và đồng ý cho Ban Tổ chức dùng thông tin trên.",)

OWN = OwnPage(
    slug=SLUG,
    title=TITLE,
    sections=(
        Section("Bạn là ai", (("Họ và tên", "Y Thu Hằng <b>"), ("Năm sinh", "2012"))),
        Section("Bài làm: Tuần 1, lượt 1", (("Trạng thái", "đã nộp"),), "Câu trả lời có sau."),
        Section("Yêu cầu bạn đã gửi", (), "Chưa có yêu cầu nào."),
    ),
    switches=(
        Switch("publish", "Tôi đồng ý công bố tên, đơn vị và kết quả của tôi.", True, False),
        Switch("photo", "Tôi đồng ý cho đăng ảnh có tôi chụp tại cuộc thi.", False, False),
    ),
    requests=(
        AskedRow("Xem dữ liệu", OPENS, "Trả lời chậm nhất 07/10/2026", "Cho tôi xem", "Bạn xem ở đây"),
        AskedRow("Xóa dữ liệu", OPENS, "Đã làm xong"),
    ),
    kinds=(("view", "Xem dữ liệu"), ("delete", "Xóa dữ liệu")),
    contact=CONTACT,
    text="t1aaaaaaaaaaa",
)
GROWN = (replace(OWN.switches[0], holds=True),)
CORRECT = CorrectPage(
    slug=SLUG,
    title=TITLE,
    may=frozenset({"name", "unit", "birth_year", "phone"}),
    asks=frozenset({"name", "unit", "birth_year", "phone"}),
    values={"name": "Y Thu Hằng", "birth_year": "2012", "phone": ""},
    units=(UnitRow("u9a", "Lớp 9A", "Trường THCS Nguyễn Du"),),
    chosen="u9a",
)
WRONG = {"name": "Ghi họ tên.", "unit": "Chọn đơn vị.", "birth_year": "Ghi năm.", "phone": "Ghi số."}
ERASE = ErasePage(SLUG, TITLE)
OWN_SAMPLES: dict[str, Page] = {
    "own": OWN,
    "own-grown": replace(OWN, switches=GROWN, requests=(), text="", contact="", notice="Đã lưu."),
    "own-out": replace(OWN, is_out=True, problem="Bạn đã rút khỏi cuộc thi rồi."),
    "own-text": OwnTextPage(SLUG, TITLE, 2, OPENS, PARTS, TICKS),
    "correct": CORRECT,
    "correct-wrong": replace(CORRECT, errors=WRONG, query="9a", chosen=""),
    "correct-asked": replace(CORRECT, may=frozenset({"phone"}), why=SAT, errors={"words": "Ghi lý do."}),
    "withdraw": WithdrawPage(SLUG, TITLE, error="Đánh dấu ô này để rút."),
    "withdraw-waits": WithdrawPage(SLUG, TITLE, RUNNING),
    "rejoin": RejoinPage(SLUG, TITLE, PARTS, TICKS[0], "0" * 16),
    "rejoin-wrong": RejoinPage(SLUG, TITLE, PARTS, TICKS[0], "0" * 16, error="Đánh dấu ô này để dự thi lại."),
    "rejoin-waits": RejoinPage(SLUG, TITLE, PARTS, TICKS[0], "0" * 16, waits=RUNNING),
    "erase": ERASE,
    "erase-wrong": replace(ERASE, errors={"code": "Mã chưa đúng.", "sure": "Đánh dấu."}, results=True),
    "erase-asked": replace(ERASE, asks=AWARDED),
    "erase-waits": replace(ERASE, waits=RUNNING),
    "erased": ErasedPage(SLUG, TITLE, CONTACT),
}

ROW = RequestRow(
    "r1aaaaaaaaaaa",
    "Xóa dữ liệu",
    "Y Thu Hằng",
    "Gọi điện thoại",
    OPENS,
    "Quá hạn trả lời 2 ngày",
    "wrong",
    "warn",
)
ENDED = replace(ROW, stands="Đã làm xong", tone="saved", sign="check")
REQUEST = RequestPage(
    staff=STAFF,
    round=HEAD,
    row=ROW,
    entry="e1aaaaaaaaaaa",
    words="Xin xóa <b>tên</b> tôi",
    noted_by="Nguyễn Thanh Tùng",
    answer_by=OPENS.date(),
    do_by=CLOSES.date(),
    source="Nghị định 356/2025/NĐ-CP, Điều 5",
    answered_at=None,
    reply="",
    extension=0,
    extended_for="",
    most_days=15,
    is_open=True,
    ended_at=None,
    ended_by="",
    act="Xóa ngay tên của người này.",
)
NOTE = RequestNewPage(STAFF, HEAD, (("view", "Xem dữ liệu"),), (("phone", "Gọi điện thoại"),))
BEYOND = {"answered_at": NOW, "reply": "Đã nhận", "extension": 5, "extended_for": "Chờ trường"}
DESK_SAMPLES: dict[str, Any] = {
    "requests": RequestsPage(STAFF, HEAD, (ROW,), (ENDED,), 1, "Đã ghi yêu cầu."),
    "requests-none": RequestsPage(STAFF, HEAD, (), (), 0),
    "request": REQUEST,
    "request-wrong": replace(
        REQUEST,
        errors={"reply": "Ghi lý do.", "days": "Từ 1 đến 15.", "reason": "Điền ô này."},
        problem="Xong",
    ),
    "request-answered": replace(REQUEST, **BEYOND, entry="", noted_by="", act="", notice="Đã lưu."),
    "request-ended": replace(REQUEST, **BEYOND, is_open=False, ended_at=NOW, ended_by="Trần Mai", row=ENDED),
    "note": NOTE,
    "note-found": replace(NOTE, query="nam", found=(("e1aaaaaaaaaaa", "Lê Nam", "Thôn 3"),)),
    "note-none": replace(NOTE, query="nam"),
    "note-wrong": replace(
        NOTE,
        entry="e1aaaaaaaaaaa",
        name="Lê Nam",
        errors={"kind": "Chọn.", "came": "Chọn.", "words": "Ngắn lại.", "made_on": "Ghi ngày."},
    ),
    "consents": ConsentsPage(
        STAFF, HEAD, (TextRow("t1aaaaaaaaaaa", 2, OPENS, 480),), 6, ("Lớp 9A: 1 người", "Thôn 3: 2 người")
    ),
    "consents-none": ConsentsPage(STAFF, HEAD, ()),
    "consent-text": ConsentTextPage(STAFF, HEAD, 2, OPENS, PARTS, TICKS, "0f" * 32),
    "papers": PapersPage(
        STAFF,
        HEAD,
        "c1aaaaaaaaaaa",
        "Lớp 9A",
        (
            PaperLine("m1aaaaaaaaaaa", "Y Thu Hằng", True, True, OPENS, True),
            PaperLine("m2aaaaaaaaaaa", "A <b>Thui</b>", False, False),
        ),
        "Đã lưu.",
    ),
}
