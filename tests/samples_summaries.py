"""Pages of reports as the desk may see them, for template tests."""

from __future__ import annotations

from contest.summaries import showing, tables
from contest.summaries.choosing import Asked
from contest.summaries.pages import IndexPage, KeptRow, Option, PaperPage, ShowPage
from contest.summaries.showing import Source
from contest.web.pages import Page
from tests import samples_desk
from tests.contest.summaries import samples

STAFF = samples_desk.ORGANISER
AT = samples_desk.CLOSES
SOURCE = Source(samples.report(), tables.of(samples.report(), {7: "Câu 1?"}))
EMPTY = Source(samples.nothing(), ())
CHOICES = (Option("", "Mọi đơn vị", True), Option("u1", "Trường THCS", False))
VALUES = {"preset": "", "first": "", "last": "", "scope": "", "unit": ""}
KEPT = KeptRow("k7q2m94x0a1bc", "tháng 10 năm 2026", "Kết quả", "Thôn 1", 12, AT)
LAYOUTS = (("nha_nuoc", "Nhà nước", "Nghị định 30/2020/NĐ-CP"), ("doan", "Đoàn", "Hướng dẫn 29"))

SAMPLES: dict[str, Page] = {
    "index": IndexPage(
        STAFF, VALUES, CHOICES, CHOICES, CHOICES, (KEPT,), showing.figures(SOURCE, Asked()), True
    ),
    "nothing": IndexPage(STAFF, VALUES, CHOICES, CHOICES, CHOICES, (), showing.figures(EMPTY, Asked())),
    "wrong": IndexPage(
        STAFF, VALUES, CHOICES, CHOICES, CHOICES, (), None, errors={"first": "Ghi ngày."}, problem="Chưa có."
    ),
    "show": ShowPage(STAFF, KEPT.id, "9f" * 32, AT, showing.figures(SOURCE, None), ("số người 5 → 4",)),
    "paper": PaperPage(
        *(STAFF, "tháng 10", "Kết quả", "", "preset=year", {"preset": "year"}, "doan", LAYOUTS),
        {"body": "ĐOÀN XÃ"},
        {"day": "Ghi ngày."},
    ),
}
