"""The ladder's form: rows as typed, its buttons, what is wrong with each cell."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from contest.commendations import editing, ladder_words, ladders, measures
from contest.commendations.editing import Typed, checked, edited
from contest.commendations.forms import LadderForm
from contest.commendations.ladder_pages import StepRow
from tests.contest.commendations.world import LADDER, UNITS

FULL = replace(LADDER, units=UNITS, once=True, cap=50, equal_by_perfect=True)
A, B, C = (StepRow(name, "1", "0") for name in "ABC")
ROWS = Typed((A, B, C), (replace(A, board="rate"),), False, "")


def test_a_stored_ladder_and_its_rows_say_the_same() -> None:
    for made in (FULL, ladders.USUAL, replace(FULL, people=(), units=(), budget=0)):
        assert checked(editing.of_ladder(made)).ladder == made


def test_the_posted_lists_become_rows() -> None:
    form = LadderForm(
        version=1, name=["Nhất", "Nhì"], count=["1"], amount=["1.000", "2", "3"], unit_name=["X"], once="1"
    )
    rows = editing.typed(form)
    assert rows.people == (StepRow("Nhất", "1", "1.000"), StepRow("Nhì", "", "2"), StepRow("", "", "3"))
    assert rows.units == (StepRow("X"),)
    assert rows.once


@pytest.mark.parametrize(
    ("deed", "names"),
    [
        ("up-1", "BAC"),
        ("up-0", "ABC"),
        ("drop-0", "BC"),
        ("drop-2", "AB"),
        ("drop-3", "ABC"),
        ("up-99", "ABC"),
        ("drop--1", "ABC"),
        ("", "ABC"),
        ("boom", "ABC"),
        ("up-1; drop", "ABC"),
    ],
)
def test_buttons(deed: str, names: str) -> None:
    assert "".join(row.name for row in edited(ROWS, deed).people) == names
    assert edited(ROWS, deed).units == ROWS.units


def test_buttons_of_units() -> None:
    assert edited(ROWS, "unit-drop-0").units == ()
    assert len(edited(ROWS, "unit-add").units) == 2
    assert edited(ROWS, "add").people[3:] == (StepRow(count="1"),)
    many = replace(ROWS, people=(A,) * ladders.MOST_STEPS)
    assert edited(many, "add") == many


def test_blank_rows_are_nothing() -> None:
    made = checked(edited(edited(ROWS, "add"), "unit-add"))
    assert made.ladder is not None
    assert (len(made.ladder.people), len(made.ladder.units)) == (3, 1)


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        (StepRow("", "2", "5"), {"name": editing.NO_NAME}),
        (StepRow("x" * 41, "2", "5"), {"name": editing.LONG_NAME}),
        (StepRow("N", "0", "5"), {"count": editing.WRONG_COUNT}),
        (StepRow("N", "501", "5"), {"count": editing.WRONG_COUNT}),
        (StepRow("N", "-1", "5"), {"count": editing.WRONG_COUNT}),
        (StepRow("N", "²", "5"), {"count": editing.WRONG_COUNT}),
        (StepRow("N", "", ""), {"count": editing.WRONG_COUNT}),
        (StepRow("N", "1", "nhiều"), {"amount": ladders.WRONG_AMOUNT}),
        (StepRow("N", "1", "10000000001"), {"amount": ladders.TOO_DEAR}),
        (StepRow("N", "500", "10.000.000.000"), {}),
        (StepRow("N", "1", ""), {}),
    ],
)
def test_what_is_wrong_with_a_row(row: StepRow, fields: dict[str, str]) -> None:
    made = checked(Typed((row,), (), False, ""))
    assert made.errors == {f"people-0-{name}": said for name, said in fields.items()}
    assert (made.ladder is None) == bool(fields)
    assert dict(made.rows.people[0].errors) == fields


def test_a_name_twice_in_one_order_only() -> None:
    assert checked(Typed((A, A), (), False, "")).errors == {"people-1-name": editing.TWICE}
    units = (replace(A, board="rate"), replace(A, board="number"))
    assert checked(Typed((), units, False, "")).errors == {}
    assert checked(Typed((), (*units, units[0]), False, "")).errors == {"units-2-name": editing.TWICE}


def test_a_unit_step_needs_its_order() -> None:
    for board in ("", "people", "x"):
        errors = checked(Typed((), (replace(A, board=board),), False, "")).errors
        assert errors == {"units-0-board": editing.NO_BOARD}


@pytest.mark.parametrize(
    ("typed", "errors"),
    [("10.000.000.000", {}), ("10.000.000.001 đồng", {"budget": ladders.BUDGET_TOO_DEAR}), ("0", {})],
)
def test_a_budget_is_told_as_a_budget(typed: str, errors: dict[str, str]) -> None:
    assert checked(Typed((), (), False, typed)).errors == errors


def test_too_many_steps_and_a_wrong_budget() -> None:
    rows = tuple(StepRow(f"Giải {at}", "1", "0") for at in range(ladders.MOST_STEPS + 1))
    assert checked(Typed(rows, (), False, "một ít")).errors == {
        "steps": editing.TOO_MANY,
        "budget": ladders.WRONG_AMOUNT,
    }


def test_a_ladder_in_words() -> None:
    assert ladder_words.lines(FULL) == (
        "Nhất: 1 giải, 1.000.000 đồng",
        "Nhì: 2 giải, 700.000 đồng",
        "Khuyến khích: 2 giải, 300.000 đồng",
        "Đơn vị theo số người, Nhất: 1 giải, 500.000 đồng",
        "Đơn vị theo tỷ lệ, Nhất: 1 giải, 400.000 đồng",
        "Đơn vị theo tỷ lệ, Nhì: 1 giải, 200.000 đồng",
        "Đơn vị bằng nhau: hơn ở số người đúng hết",
        "Mỗi người chỉ nhận một giải qua các vòng",
        "Giải cá nhân không quá 50% số người dự thi",
        "Dự toán 3.000.000 đồng",
    )
    assert ladder_words.lines(ladders.USUAL)[0] == "Nhất: 1 giải"
    assert not any("0 đồng" in line for line in ladder_words.lines(ladders.USUAL))


@pytest.mark.parametrize(
    ("typed", "cap"), [("", None), ("1", 1), ("50", 50), ("50%", 50), ("50 %", 50), ("100", 100)]
)
def test_at_most_so_many_percent(typed: str, cap: int | None) -> None:
    made = checked(replace(ROWS, cap=typed)).ladder
    assert made is not None and made.cap == cap


@pytest.mark.parametrize("typed", ["0", "101", "-5", "1,5", "một nửa", "²", "%"])
def test_what_is_no_percent(typed: str) -> None:
    errors = checked(replace(ROWS, cap=typed)).errors
    assert errors == ({} if typed == "%" else {"cap": measures.WRONG_CAP})


def test_a_ladder_of_before_is_the_same_text() -> None:
    """Nobody's stored ladder is another one because there is a new setting."""
    assert not {"cap", "equal_by_perfect", "mean_people", "won", "rate_adds"} & set(
        json.loads(LADDER.to_json())
    )
    assert ladders.from_json(LADDER.to_json()) == LADDER
    assert ladders.from_json(FULL.to_json()) == FULL


@pytest.mark.parametrize(
    ("typed", "reserve"), [("", 0), ("0", 0), ("1", 1), ("3", 3), (" 20 ", 20), ("03", 3)]
)
def test_how_many_stand_on_the_reserve_list(typed: str, reserve: int) -> None:
    made = checked(replace(ROWS, reserve=typed)).ladder
    assert made is not None and made.reserve == reserve
    assert (f"Dự phòng {reserve} người" in ladder_words.lines(made)) == bool(reserve)


@pytest.mark.parametrize("typed", ["21", "-1", "1,5", "ba", "²", "999999", "00"])
def test_no_length_of_a_reserve_list(typed: str) -> None:
    found = checked(replace(ROWS, reserve=typed))
    assert found.errors == {"reserve": measures.WRONG_RESERVE}
    assert found.rows.reserve == typed and found.ladder is None


def test_ladders_of_before_have_no_reserve_list_and_new_ones_have() -> None:
    stored = json.loads(LADDER.to_json())
    assert "reserve" not in stored
    assert ladders.from_json(json.dumps(stored)).reserve == 0
    assert ladders.USUAL.reserve == ladders.USUAL_OF_ALL.reserve == 3
    assert ladders.from_json(ladders.USUAL.to_json()) == ladders.USUAL
