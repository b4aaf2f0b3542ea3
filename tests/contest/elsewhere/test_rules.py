"""What a form says: days, whole numbers, lines of units, which numbers go together."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.days import WRONG_DAY, parse_day
from contest.elsewhere import rules
from contest.elsewhere.rules import BETWEEN, judged, placed, whole, written
from contest.elsewhere.states import Level
from contest.units.naming_rules import Called

UNITS = (
    Called("a", "Trường A", "Trường A", "THCS-A"),
    Called("b", "Lớp 9A", "Lớp 9A, Trường A", ""),
    Called("c", "Lớp 9A", "Lớp 9A, Trường B", "9AB"),
    Called("d", "Thôn 1", "Thôn 1", ""),
)
CELLS = {
    "name": "Cuộc thi tỉnh",
    "organiser": "Sở",
    "level": "province",
    "first_day": "01/10/2026",
    "last_day": "",
    "address": "",
    "people": "12",
    "selected": "",
    "prizes": "",
    "units": "",
    "source": "",
}


def wrong(**changed: str) -> dict[str, str]:
    return judged(CELLS | changed, UNITS)[1]


def test_the_least_that_a_form_says() -> None:
    made, errors = judged(CELLS, UNITS)
    assert made is not None and errors == {}
    assert (made.first_day, made.last_day) == (date(2026, 10, 1), date(2026, 10, 1))
    assert (made.level, made.people, made.selected, made.prizes, made.units) == (Level.PROVINCE, 12, 0, 0, {})


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"name": ""}, {"name": rules.FILL}),
        ({"organiser": ""}, {"organiser": rules.FILL}),
        ({"name": "x" * 201}, {"name": "Ngắn lại, nhiều nhất 200 ký tự."}),
        ({"source": "x" * 501}, {"source": "Ngắn lại, nhiều nhất 500 ký tự."}),
        ({"level": ""}, {"level": rules.WRONG_LEVEL}),
        ({"level": "town"}, {"level": rules.WRONG_LEVEL}),
        ({"first_day": ""}, {"first_day": rules.FILL}),
        ({"first_day": "31/02/2026"}, {"first_day": WRONG_DAY}),
        ({"last_day": "x"}, {"last_day": WRONG_DAY}),
        ({"last_day": "30/09/2026"}, {"last_day": rules.WRONG_ORDER}),
        ({"last_day": "01/10/2026"}, {}),
        ({"people": ""}, {"people": rules.FILL}),
        ({"people": "-1"}, {"people": rules.NOT_WHOLE}),
        ({"people": "1,5"}, {"people": rules.NOT_WHOLE}),
        ({"people": "10.000.001"}, {"people": rules.TOO_MANY}),
        ({"people": "10.000.000"}, {}),
        ({"people": "0"}, {}),
        ({"selected": "12"}, {}),
        ({"selected": "13"}, {"selected": rules.MORE}),
        ({"prizes": "20"}, {}),
        ({"units": "Thôn 1: 12"}, {}),
        ({"units": "Thôn 1: 13"}, {"units": "Cộng các đơn vị được 13, nhiều hơn số người tham gia."}),
    ],
)
def test_what_is_wrong_is_told_by_field(changed: dict[str, str], errors: dict[str, str]) -> None:
    assert wrong(**changed) == errors


def test_everything_is_told_at_once() -> None:
    found = wrong(name="", level="", first_day="x", last_day="y", people="x", units="x")
    assert set(found) == {"name", "level", "first_day", "last_day", "people", "units"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05/10/2026", date(2026, 10, 5)),
        ("5-10-2026", date(2026, 10, 5)),
        ("5.10.2026", date(2026, 10, 5)),
        ("2026-10-05", date(2026, 10, 5)),
        ("01/01/2000", date(2000, 1, 1)),
        ("31/12/2999", date(2999, 12, 31)),
    ],
)
def test_days(text: str, day: date) -> None:
    assert parse_day(text, BETWEEN) == day


@pytest.mark.parametrize(
    "text", ["", "x", "31/12/1999", "01/01/3000", "1/1", "32/01/2026", "2026-13-01", "-"]
)
def test_no_days(text: str) -> None:
    with pytest.raises(ValueError, match=WRONG_DAY):
        parse_day(text, BETWEEN)


@pytest.mark.parametrize(
    ("text", "number"), [("", 0), ("0", 0), ("12", 12), ("1.000", 1000), ("1.234.567", 1_234_567)]
)
def test_whole_numbers(text: str, number: int) -> None:
    assert whole(text) == number


@pytest.mark.parametrize("text", ["1.00", "1.0000", "+1", "1 000", "١٢", "1,000", "1e3", "9" * 30])
def test_no_whole_numbers(text: str) -> None:
    with pytest.raises(ValueError, match=r"[Ss]ố"):
        whole(text)


# --- lines of units -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ("\n  \n", {}),
        ("Trường A: 12", {"a": 12}),
        ("truong a : 12 người", {"a": 12}),
        ("thcs-a\t1.200", {"a": 1200}),
        ("Lớp 9A, Trường A; 3\r\nLớp 9A, Trường B = 4", {"b": 3, "c": 4}),
        ("9AB: 4", {"c": 4}),
    ],
)
def test_a_line_names_a_unit_by_code_by_place_or_by_name(text: str, found: dict[str, int]) -> None:
    assert placed(text, UNITS) == found


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Thôn 1", "Dòng 1: ghi như"),
        ("Thôn 1: 0", "Dòng 1: ghi như"),
        ("Thôn 1: x", "Dòng 1: ghi như"),
        ("\nThôn 1: 1.00", "Dòng 2: Ghi số nguyên"),
        ("Thôn 9: 1", "Dòng 1: không thấy đơn vị “Thôn 9”"),
        (
            "Lớp 9A: 1",
            "Dòng 1: có 2 đơn vị tên “Lớp 9A”. Ghi mã, hoặc thêm tên đơn vị trên, như “Lớp 9A, Trường A”",
        ),
        ("Thôn 1: 1\nthon 1: 2", "Dòng 2: “Thôn 1” đã ghi ở dòng trên."),
        ("\n".join("Thôn 1: 1" for _ in range(501)), rules.LONG_LIST),
    ],
)
def test_what_is_wrong_with_a_line(text: str, problem: str) -> None:
    with pytest.raises(ValueError) as told:
        placed(text, UNITS)
    assert str(told.value).startswith(problem)


@given(st.dictionaries(st.sampled_from(UNITS), st.integers(1, 10_000_000)))
def test_what_is_written_is_read_again(counts: dict[Called, int]) -> None:
    by_unit = {unit.id: people for unit, people in counts.items()}
    assert placed(written(by_unit, UNITS), UNITS) == by_unit


TWINS = (
    *UNITS,
    Called("e", "Tổ 1", "Tổ 1, Thôn 1", "TO1-A"),
    Called("f", "Tổ 1", "Tổ 1, Thôn 1", "TO1-B"),
    # Its name is another one's code.
    Called("g", "TO1-A", "TO1-A", "G"),
)


@given(st.dictionaries(st.sampled_from(TWINS), st.integers(1, 10_000_000)))
def test_units_of_one_name_are_written_by_code(counts: dict[Called, int]) -> None:
    by_unit = {unit.id: people for unit, people in counts.items()}
    assert placed(written(by_unit, TWINS), TWINS) == by_unit


def test_the_lines_stand_by_name_and_unknown_units_have_none() -> None:
    assert written({"f": 2, "a": 3, "e": 1, "z": 9}, TWINS) == "Trường A: 3\nTO1-A: 1\nTO1-B: 2"
    bare = (Called("e", "Tổ 1", "Tổ 1"), Called("f", "Tổ 1", "Tổ 1"))
    assert written({"e": 1}, bare) == "Tổ 1: 1"


def test_the_name_above_is_offered_only_where_it_tells_them_apart() -> None:
    with pytest.raises(ValueError) as told:
        placed("Tổ 1: 1", TWINS)
    assert str(told.value) == "Dòng 1: có 2 đơn vị tên “Tổ 1”. Ghi mã như ở trang Đơn vị."
    third = Called("h", "Tổ 1", "Tổ 1, Thôn 2", "")
    with pytest.raises(ValueError) as told:
        placed("Tổ 1: 1", (*TWINS, third))
    assert str(told.value).endswith(
        "có 3 đơn vị tên “Tổ 1”. Ghi mã, hoặc thêm tên đơn vị trên, như “Tổ 1, Thôn 2”."
    )
