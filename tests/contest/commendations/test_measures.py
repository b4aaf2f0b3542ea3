"""The single numbers of the ladder's form at their borders."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.commendations import editing, ladder_words, measures
from contest.commendations.editing import Typed, checked
from contest.commendations.ladder_pages import StepRow
from contest.commendations.ladders import USUAL_WON, Ladder, UnitStep
from contest.commendations.rules import Step
from contest.commendations.states import Board

PEOPLE = (StepRow("Nhất", "1", ""), StepRow("Nhì", "2", ""))
UNITS = (StepRow("Nhất", "1", "", "won"),)


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("", USUAL_WON),
        ("  ", USUAL_WON),
        ("10, 8, 6", (10, 8, 6)),
        ("10,8,6", (10, 8, 6)),
        ("10 8 6", (10, 8, 6)),
        ("10; 8; 6;", (10, 8, 6)),
        ("5", (5,)),
        ("0, 3", (0, 3)),
        ("1000", (1000,)),
        ("1001", None),
        ("10, tám", None),
        ("10,,8", None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        (", ".join("1" * 12), (1,) * 12),
        (", ".join("1" * 13), None),
    ],
)
def test_points_for_prizes(typed: str, points: tuple[int, ...] | None) -> None:
    assert measures.parse_won(typed) == points
    found, errors = measures.read("", "", "", typed)
    assert found.won == (USUAL_WON if points is None else points)
    assert errors == ({"won": measures.WRONG_WON} if points is None else {})


@pytest.mark.parametrize(
    ("typed", "people"), [("", 0), ("1", 1), ("10000", 10_000), ("0", None), ("10001", None), ("năm", None)]
)
def test_how_many_must_have_taken_part(typed: str, people: int | None) -> None:
    found, errors = measures.read("", "", typed, "")
    assert found.mean_people == (people or 0)
    assert errors == ({"mean_people": measures.WRONG_PEOPLE} if people is None else {})


def test_every_wrong_number_is_named_at_once() -> None:
    _, errors = measures.read("nhiều", "101", "ít", "giải")
    assert set(errors) == {"budget", "cap", "mean_people", "won"}


@given(st.text(max_size=12))
def test_any_text_is_points_or_refused(typed: str) -> None:
    points = measures.parse_won(typed)
    assert points is None or all(0 <= one <= 1000 for one in points)


def test_points_for_prizes_want_prizes_that_bring_some() -> None:
    rows = Typed((), UNITS, False, "")
    assert checked(rows).errors == {"won": editing.NO_PRIZES}
    assert checked(replace(rows, people=PEOPLE, won="0, 0, 5")).errors == {"won": editing.NO_POINTS}
    made = checked(replace(rows, people=PEOPLE, won="0, 5", rate_adds=True)).ladder
    assert made == Ladder(
        (Step("Nhất", 1, 0), Step("Nhì", 2, 0)),
        (UnitStep("Nhất", 1, 0, Board.WON),),
        won=(0, 5),
        rate_adds=True,
    )
    assert made is not None and [made.brought(step) for step in range(3)] == [0, 5, 0]


def test_a_ladder_without_that_order_may_keep_any_points() -> None:
    rows = Typed((), (StepRow("Nhất", "1", "", "mean"),), False, "", mean_people="3", won="0")
    made = checked(rows).ladder
    assert made is not None and (made.mean_people, made.won) == (3, (0,))


def test_what_is_stored_is_told_after_a_conflict() -> None:
    made = Ladder(
        (Step("Nhất", 1, 0),),
        (UnitStep("Nhất", 1, 0, Board.MEAN), UnitStep("Nhì", 1, 0, Board.WON)),
        mean_people=3,
        won=(7,),
        rate_adds=True,
    )
    assert ladder_words.lines(made) == (
        "Nhất: 1 giải",
        "Đơn vị theo điểm trung bình, Nhất: 1 giải",
        "Đơn vị theo điểm giải, Nhì: 1 giải",
        "Điểm trung bình: từ 3 người dự thi",
        "Điểm giải: 7",
        "Điểm giải cộng thêm tỷ lệ dự thi",
    )
