"""Pages of dashboards as the desk may see them, for template tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from contest.dashboards import rules
from contest.dashboards.pages import Chart, Figures, Line, ShowPage, TargetRow, TargetsPage, UnitLine
from contest.web.pages import Page
from tests import samples_desk

STAFF = samples_desk.ORGANISER
ROUND_VIEW = samples_desk.round_view()
CHART = Chart("Nộp bài, mỗi ngày", "Số lượt nộp bài", rules.columns(("05/10",), (5,), ("5",)))
OFFICE = UnitLine("u1", "Khối UBND", 6, 5, 10, Fraction(1, 2), 8, 3, "63", deeper=True)
SCHOOL = UnitLine("u2", "Trường THCS", 2, 2, 0, None, None, 0, "0", itself=True)
FIGURES = Figures(
    *(samples_desk.ROUND, samples_desk.CLOSES, True, "of=contest", "of=contest"),
    *(9, 8, 7, 7, 30, Fraction(7, 30), 24, 17, Fraction(7, 24), "29", True),
    (Line("05/10/2026", 9, 8, 7, "2026-10-05"),),
    *((CHART,), date(2026, 10, 5), (Line("8 giờ", 9, 8, 7),), (CHART,), (OFFICE, SCHOOL), (1, 0)),
)
NOTHING = replace(
    FIGURES,
    moving=False,
    targets=False,
    target=None,
    done=None,
    rate=None,
    days=(),
    units=(),
    unit="u1",
    unit_name="Khối UBND",
)
ROWS = (
    TargetRow("u1", "Khối UBND", 10, "8", 5, deeper=True),
    TargetRow("u2", "Thôn 1", 0, "x", None, "Ghi số."),
)

SAMPLES: dict[str, Page] = {
    "show": ShowPage(STAFF, ROUND_VIEW, FIGURES, True, True, True),
    "one round": ShowPage(STAFF, ROUND_VIEW, NOTHING, True, False, False),
    "targets": TargetsPage(STAFF, ROUND_VIEW, {"people": "24", "share": "50"}, ROWS[:1], more=2, saved=True),
    "targets, wrong": TargetsPage(
        *(STAFF, ROUND_VIEW, {"people": "x", "share": ""}, ROWS, "u1", "Khối UBND"),
        errors={"people": "Ghi số.", "unit-u2": "Ghi số."},
    ),
}
