"""Numbers as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.numbers import MOST_PLACES, NotANumber, places_of, plain, read, two_ways, written
from tests.questions.asked import figures

TYPED = [
    ("34", "34"),
    ("+34", "34"),
    ("034", "34"),
    ("-0", "0"),
    ("3,14", "3.14"),
    ("3.14", "3.14"),
    ("3,10", "3.1"),
    ("0,5", "0.5"),
    ("1 234", "1234"),
    ("1 234,5", "1234.5"),
    ("1.234,5", "1234.5"),
    ("1.234.567", "1234567"),
    ("1.234.567,25", "1234567.25"),
    ("1,234.5", "1234.5"),
    ("1,234,567", "1234567"),
    ("1,234,567.5", "1234567.5"),
    ("0.123", "0.123"),
    ("1.2345", "1.2345"),
    ("1,234", "1.234"),
    ("12345", "12345"),
    ("1\u00a0234", "1234"),
    ("1\u202f234,5", "1234.5"),
    ("−5", "-5"),
    ("–5,5", "-5.5"),
    ("- 5", "-5"),
    ("999999999999999", "999999999999999"),
]
NOT = [
    "",
    "-",
    "x",
    "1e5",
    "NaN",
    "٣",
    "²",
    "1.23.456",
    "1.234 567",
    "1,23,456",
    "1..2",
    "5%",
    "1/2",
    "--5",
    ",",
]


@pytest.mark.parametrize(("raw", "value"), TYPED)
def test_what_people_type(raw: str, value: str) -> None:
    assert plain(read(raw, 6)) == value


@pytest.mark.parametrize("raw", NOT)
@pytest.mark.parametrize("places", [0, 3])
def test_what_is_no_number_is_told(raw: str, places: int) -> None:
    with pytest.raises(NotANumber, match=r"\.$"):
        read(raw, places)


def test_thousands_or_a_fraction_is_asked_about_where_both_may_stand() -> None:
    assert read("1.234") == 1234
    assert read("1.234", 3, thousands=True) == 1234
    with pytest.raises(NotANumber, match="1234 hoặc 1,234"):
        read("1.234", 3)
    with pytest.raises(NotANumber, match=r"hai cách.*1234, hoặc số lẻ có nhiều nhất 2 chữ số"):
        read("-1.234", 2)
    assert two_ways(" 1.234 ") == ("1234", "1,234")
    assert [two_ways(raw) for raw in ("1.234,5", "1.2345", "0.123", "1234", "1.234.567", "x")] == [None] * 6


@pytest.mark.parametrize(
    ("raw", "places", "message"),
    [
        ("1,5", 0, "số nguyên"),
        ("1,234", 2, "nhiều nhất 2 chữ số sau dấu phẩy"),
        ("9" * 16, 0, "dài quá 15"),
        ("9" * 14 + ",25", 2, "dài quá 15"),
        ("1" * 4000, 6, "dài quá 15"),
    ],
)
def test_limits_are_said(raw: str, places: int, message: str) -> None:
    with pytest.raises(NotANumber, match=message):
        read(raw, places)


@given(figures())
def test_what_is_written_reads_back(value: Decimal) -> None:
    for text in (plain(value), written(value)):
        again = read(text, MOST_PLACES, thousands=True)
        # 1.234 is what a program writes, never what it reads.
        assert again == value or two_ways(text)
    assert read(written(value), MOST_PLACES) == value
    assert 0 <= places_of(value) <= MOST_PLACES


@given(st.text(max_size=30), st.integers(0, 6), st.booleans())
def test_nothing_else_comes_of_any_text(raw: str, places: int, thousands: bool) -> None:
    try:
        value = read(raw, places, thousands=thousands)
    except NotANumber as error:
        assert str(error)
        return
    assert places_of(value) <= places and len(plain(abs(value)).replace(".", "")) <= 16


def test_nothing_is_written_for_no_number() -> None:
    assert (written(None), written(0), written(Decimal("3.50")), plain(Decimal("1E+3"))) == (
        "",
        "0",
        "3,5",
        "1000",
    )
