"""Sample contexts of the pages of item analysis, in every state that people meet."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from contest.campaigns.rules import Phase
from contest.campaigns.staff_pages import RoundHead
from contest.reports import charts, sorting
from contest.reports.pages import (
    AnalysisPage,
    Chip,
    Figure,
    ItemPage,
    KeyRow,
    OptionRow,
    QuestionPage,
    QuestionRow,
    Revision,
    Said,
    Tab,
    UseRow,
    Work,
)
from contest.reports.words import ABOUT, CHIPS, GOOD
from questions.analysis.findings import Finding
from questions.authoring.views import BankRef
from tests.samples_desk import CLOSES, NOW, OPENS, ORGANISER, ROUND, TITLE, VIEWER

QUESTION = "q1aaaaaaaaaaa"
BANK = BankRef("b1aaaaaaaaaaa", "cchc", "Cải cách hành chính", False)
HEAD = RoundHead(ROUND, "Tuần 1", Phase.CLOSED, OPENS, CLOSES, TITLE)
FIGURES = (
    Figure("Số bài", "1.234"),
    Figure("Điểm trung bình", "62,5% (12,50 trên 20,00 điểm)", "Vừa sức: nên ở khoảng 50–75%."),
    Figure("Độ nhất quán (CIC)", "không tính được"),
)
TEXTS = (
    "Chỉ tiêu dịch vụ công trực tuyến toàn trình đến năm 2030 là bao nhiêu?",
    "Câu hỏi rất dài " * 9,
    "a<b>c</b>",
)
ROWS = tuple(
    QuestionRow(QUESTION, place, text, "Một đáp án", 1234, "62,5%", "−12,0%", chips)
    for place, (text, chips) in enumerate(
        zip(
            TEXTS, ((Chip(*GOOD),), tuple(Chip(*CHIPS[one]) for one in Finding), (Chip(*GOOD),)), strict=True
        ),
        1,
    )
)


def analysis(**changes: Any) -> AnalysisPage:
    """The page of a round; `changes` name fields of AnalysisPage."""
    given: dict[str, Any] = {
        "staff": ORGANISER,
        "round": HEAD,
        "counted_at": NOW,
        "figures": FIGURES,
        "heads": tuple(sorting.heads("", every=False)),
        "rows": ROWS,
    }
    return AnalysisPage(**(given | changes))


OPTIONS = (
    OptionRow("A", "Đúng một", 800, "64,8%", 65, "14,20", True),
    OptionRow("B", "Một phương án dài " * 6, 434, "35,2%", 35, "15,00", False),
    OptionRow("", "34 tỉnh", 0, "0,0%", 0, "không có", False),
)
REVISION = Revision(
    name="Bản 2",
    text=TEXTS[0],
    people=1234,
    said=tuple(Said(Chip(*CHIPS[one]), ABOUT[one], "Phương án C.") for one in Finding),
    figures=FIGURES,
    bars=charts.columns([None, Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1)]),
    options=OPTIONS,
    keys=(
        KeyRow("Bản 2, đáp án lần 1", None, "Đúng một", False),
        KeyRow("Bản 2, đáp án lần 2", NOW, "34 tỉnh", True),
    ),
)
ITEM = ItemPage(ORGANISER, HEAD, QUESTION, BANK.id, False, False, (REVISION,))
USE = UseRow(ROUND, "Tuần 1", TITLE, CLOSES, "Bản 2", 1234, "62,5%", "33,0%", (Chip(*GOOD),))
SENTENCE = "Đã dùng trong 3 cuộc thi, 62,5% đúng (771/1.234 người)."
ASKED = QuestionPage(ORGANISER, BANK, QUESTION, TEXTS[0], SENTENCE, (USE, replace(USE, round="")))

SAMPLES: dict[str, Any] = {
    "open": AnalysisPage(
        ORGANISER, replace(HEAD, phase=Phase.OPEN), waits="Thống kê câu hỏi có sau khi vòng đóng."
    ),
    "not counted": analysis(figures=(), rows=(), counted_at=None),
    "not counted, viewer": analysis(staff=VIEWER, figures=(), rows=(), counted_at=None),
    "counting": analysis(figures=(), rows=(), counted_at=None, work=Work(2000, 100_000)),
    "failed": analysis(work=Work(0, 0, "Phần mềm gặp lỗi.")),
    "stale": analysis(stale=True),
    "several": analysis(several=True, every=True, heads=tuple(sorting.heads("-facility", every=True))),
    "counted": analysis(),
    "long": analysis(
        tabs=(Tab("Mọi câu", "", 350, False), Tab("Quá khó", "finding=hard", 60, True)),
        found=60,
        page=1,
        pages=2,
        query="finding=hard",
    ),
    "last page": analysis(found=60, page=2, pages=2),
    "none of it": analysis(
        rows=(), tabs=(Tab("Mọi câu", "", 3, False), Tab("Quá khó", "finding=hard", 0, True))
    ),
    "nobody came": analysis(rows=()),
    "problem": AnalysisPage(ORGANISER, HEAD, problem="Chỉ tính khi vòng đã đóng.", waits="Chưa có."),
    "item": ITEM,
    "item, several": replace(ITEM, several=True, every=True),
    "item, viewer": replace(ITEM, bank="", revisions=(replace(REVISION, options=(), keys=(), said=()),)),
    "question": ASKED,
    "question, never asked": replace(ASKED, rows=(), usage=""),
}
