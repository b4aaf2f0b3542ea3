"""Sample contexts of the desk's pages about papers, in every state that people meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from contest.byhand import pages
from contest.campaigns.pages import Privacy, UnitRow
from contest.campaigns.rules import Phase
from contest.campaigns.staff_pages import RoundHead
from contest.rounds.deed_pages import Asked
from tests.samples_desk import CLOSES, NOW, OPENS, ORGANISER, ROUND, TITLE

ONCE = "0nce0000000aa"
HEAD = RoundHead(ROUND, "Tuần 1", Phase.OPEN, OPENS, CLOSES, TITLE)
BASE: dict[str, Any] = {"staff": ORGANISER, "round": HEAD}
SHEET, CODE = "a1aaaaaaaaaaa", "A1AAA-AAAA-AAAA"
PEOPLE = (
    pages.PersonLine("e1aaaaaaaaaaa", "A Thui", "Thôn Đăk Rao Lớn", 1950),
    pages.PersonLine("e2aaaaaaaaaaa", "Y Bích", "", None),
)
LISTED = (pages.ListedLine("m1aaaaaaaaaaa", "Y Thu Hằng", "Lớp 9A, Trường THCS Nguyễn Du", 2011),)
WAITING = (pages.WaitingLine(SHEET, "Y Ngọc Hà", "Chi đoàn Trạm Y tế", CODE, NOW, "Nguyễn Thanh Tùng", ONCE),)
ENTERED = (pages.EnteredLine("a2aaaaaaaaaaa", "Đinh Xuân Ân", "Chi đoàn thôn 3", NOW, "Nguyễn Thanh Tùng"),)
PRIVACY = Privacy(
    holder="UBND xã Đăk Tô",
    purpose="Tổ chức cuộc thi",
    published="Tên, đơn vị, kết quả khi được đồng ý",
    kept_until="10/10/2027",
    rights="Xem, sửa, xóa",
    version="1",
    dated=date(2026, 9, 1),
)
LINES = (
    pages.SlotLine(1, "Câu 1", "Dịch vụ công có mấy mức độ?", "A đến D", "B"),
    pages.SlotLine(2, "Câu 2", "Những việc nào làm được qua mạng?", "A đến D, có thể nhiều chữ", "AC"),
    pages.SlotLine(3, "Dự đoán", "Số dự đoán", "số", ""),
)
WRONG = (replace(LINES[0], value="E", error="Câu này chỉ khoanh một chữ, từ A đến D."), *LINES[1:])
SAID = (replace(LINES[0], said="B. Ba mức độ"), replace(LINES[1], said="A, C. Khai sinh"), LINES[2])
TIMES = {"began": "08:05", "ended": "08:12", "stood": "", "reason": "Không có điện thoại"}
DONE = pages.Outcome(
    "Nguyễn Thanh Tùng",
    NOW,
    "Không có điện thoại",
    receipt="HT-3F8D-61VN",
    began=OPENS,
    ended=OPENS + timedelta(minutes=7),
    seconds=420,
    answered=2,
    following="a2aaaaaaaaaaa",
    as_before="?began=08:05&ended=08:12",
)


def index(**changes: Any) -> pages.IndexPage:
    """The page of papers; `changes` name fields of IndexPage."""
    given: dict[str, Any] = {"people": PEOPLE, "found": 2, "listed": LISTED}
    given |= {"waiting": WAITING, "entered": ENTERED}
    return pages.IndexPage(**(BASE | given | changes))


def register(**changes: Any) -> pages.RegisterPage:
    """The form at the desk; `changes` name fields of RegisterPage."""
    units = (UnitRow("u1aaaaaaaaaaa", "Thôn Đăk Rao Lớn", "Xã Đăk Tô"),)
    given: dict[str, Any] = {"privacy": PRIVACY, "once": ONCE, "units": units, "slug": "1010"}
    return pages.RegisterPage(**(BASE | given | changes))


def sheet(mode: str = "type", **changes: Any) -> pages.SheetPage:
    """One paper; `changes` name fields of SheetPage."""
    given: dict[str, Any] = {
        "sheet": SHEET,
        "code": CODE,
        "name": "A Thui",
        "unit": "Thôn Đăk Rao Lớn",
        "entry": "e1aaaaaaaaaaa",
        "number": 1,
        "printed_at": NOW,
        "mode": mode,
        "limit": 900,
        "form": Asked(ONCE, TIMES),
        "lines": LINES,
    }
    return pages.SheetPage(**(BASE | given | changes))


REGISTERED = pages.Registered("e1aaaaaaaaaaa", "A Thui", "Thôn Đăk Rao Lớn", "W6RD3PZK")
WAITS, OVER = replace(HEAD, phase=Phase.WAITING), replace(HEAD, phase=Phase.CLOSED)
ERRORS = {"name": "Điền ô này.", "unit": "Chọn đơn vị.", "consent_join": "Đánh dấu khi đã có chữ ký."}
SAMPLES: dict[str, Any] = {
    "index": index(),
    "index, empty": index(people=(), found=0, listed=(), waiting=(), entered=()),
    "index, found nobody": index(q="thui", people=(), found=0, listed=()),
    "index, made": index(made=3, since=1),
    "index, refused": index(
        refused=(("A Thui", "đã dùng hết lượt thi"), ("Y Bích", "đang làm bài trên máy"))
    ),
    "index, problem": index(problem="Chọn ít nhất một người để in đề."),
    "index, registered": index(registered=REGISTERED),
    "index, registered early": index(round=WAITS, registered=REGISTERED),
    "index, waiting": index(round=WAITS, waiting=(), entered=()),
    "index, closed": index(round=OVER, people=(), listed=()),
    "index, withdrawn": index(notice="Đã bỏ đề giấy."),
    "register": register(),
    "register, wrong": register(errors=ERRORS, values={"birth_year": "2015"}, guardian=True),
    "register, refused": register(problem="Vòng thi đã đóng nên không ghi danh thêm được."),
    "register, of the list": register(
        member="m1aaaaaaaaaaa",
        known=("Y Thu Hằng", "Lớp 9A"),
        asks_year="off",
        asks_grown=True,
        guardian=True,
    ),
    "sheet": sheet(),
    "sheet, wrong": sheet(lines=WRONG, form=Asked(ONCE, TIMES, {"ended": "Bài thu sau giờ."})),
    "sheet, refused": sheet(form=Asked(ONCE, TIMES, {}, "Bài giấy này đã được nhập rồi.")),
    "sheet, second": sheet("second", carried="B|AC|"),
    "sheet, review": sheet("review", lines=SAID, carried="B|AC|"),
    "sheet, review of two": sheet("review", lines=SAID, carried="B|AC|", twice=True),
    "sheet, entered": sheet("entered", outcome=DONE, lines=()),
    "sheet, withdrawn": sheet("withdrawn", outcome=replace(DONE, receipt=""), lines=()),
    "sheet, over": sheet("over", lines=()),
}
