"""A report with everything that one can say; no database."""

from __future__ import annotations

from typing import Any

from contest.summaries.content import (
    GroupLine,
    MarksLine,
    PrizeLine,
    QuestionLine,
    Report,
    RoundLine,
    TopicLine,
    UnitLine,
)

ROUND = RoundLine(
    id="round00000001",
    contest="Tìm hiểu chuyển đổi số",
    name="Tuần 1",
    closed_at=1_791_169_200_000,  # 10:00, 05/10/2026
    questions=15,
    people=1234,
    attempts=1560,
    mean=852,
    median=900,
)
UNITS = (
    UnitLine(
        id="u1",
        name="Trường THCS",
        people=700,
        attempts=800,
        headcount=1400,
        rate=5000,
        mean=875,
        points=700_000,
        deeper=True,
    ),
    UnitLine(
        id="u2", name="Thôn 1", people=400, attempts=500, headcount=0, rate=None, mean=800, points=400_000
    ),
    UnitLine(
        id="u0",
        name="Xã Đăk Tô",
        people=100,
        attempts=200,
        headcount=0,
        rate=None,
        mean=900,
        points=180_000,
        itself=True,
    ),
)
TOPICS = (
    TopicLine(slug="a", name="Dịch vụ công", asked=900, right=450, rate=5000, change=-250),
    TopicLine(slug="b", name="An toàn thông tin", asked=900, right=810, rate=9000, change=1000),
    TopicLine(slug="c", name="Kỹ năng số", asked=900, right=900, rate=10_000, change=None),
)


OCTOBER: dict[str, Any] = {
    "first": "2026-10-01",
    "last": "2026-10-31",
    "scope": "",
    "scope_name": "",
    "unit": "",
    "unit_name": "",
    "contests": ("campaign00001",),
    "rounds": (ROUND,),
    "waiting": (),
    "uncounted": (),
    "contests_counted": 1,
    "people": 1234,
    "attempts": 1560,
    "headcount": 2730,
    "rate": 4520,
    "newcomers": 800,
    "returning": 434,
    "without_unit": 34,
    "marks": MarksLine(
        count=1234,
        total=1_051_368,
        mean=852,
        lower=700,
        median=900,
        upper=1050,
        tenths=(0, 0, 10, 24, 100, 100, 200, 200, 300, 300),
    ),
    "units": UNITS,
    "kinds": (
        GroupLine(key="screen", name="Trên máy", people=1200, attempts=1520),
        GroupLine(key="paper", name="Trên giấy", people=40, attempts=40),
    ),
    "audiences": (GroupLine(key="x", name="Bảng A: Học sinh", people=700, attempts=800),),
    "ages": (GroupLine(key="Dưới 16 tuổi", name="Dưới 16 tuổi", people=600, attempts=700),),
    "topics": TOPICS,
    "weak_topics": ("a", "b"),
    "weak_questions": (QuestionLine(revision=7, asked=90, right=9, rate=1000),),
    "prizes": PrizeLine(lists=1, people=6, units=2, money=4_500_000),
}


def report(**changed: Any) -> Report:
    """October in a whole commune."""
    return Report(**(OCTOBER | changed))


def nothing(**changed: Any) -> Report:
    """A month without any round."""
    empty: dict[str, Any] = {
        **dict.fromkeys(("rounds", "units", "kinds", "audiences", "ages", "topics"), ()),
        **dict.fromkeys(("weak_topics", "weak_questions", "contests"), ()),
        **dict.fromkeys(("people", "attempts", "newcomers", "returning", "without_unit"), 0),
        "contests_counted": 0,
        "marks": None,
        "rate": None,
        "prizes": PrizeLine(lists=0, people=0, units=0, money=0),
    }
    return report(**(empty | changed))
