"""Number and date lines to the letter of Nghị định 30/2020, Hướng dẫn 29 and Hướng dẫn 36."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.printing import heading
from contest.printing.listing import Letterhead, LetterheadKind


def head(kind: LetterheadKind, number: int | None) -> Letterhead:
    symbol = {LetterheadKind.DOAN: "QĐ/ĐTN", LetterheadKind.DANG: "QĐ/ĐU"}.get(kind, "QĐ-BTC")
    return Letterhead(kind, "", "BAN TỔ CHỨC", number, symbol, "Đăk Tô", None)


@pytest.mark.parametrize(
    ("kind", "number", "line"),
    [
        (LetterheadKind.NHA_NUOC, 5, "Số: 05/QĐ-BTC"),
        (LetterheadKind.NHA_NUOC, 9, "Số: 09/QĐ-BTC"),
        (LetterheadKind.NHA_NUOC, 10, "Số: 10/QĐ-BTC"),
        (LetterheadKind.NHA_NUOC, 148, "Số: 148/QĐ-BTC"),
        (LetterheadKind.DOAN, 5, "Số: 05\u00a0-QĐ/ĐTN"),
        (LetterheadKind.DOAN, 12, "Số: 12\u00a0-QĐ/ĐTN"),
        (LetterheadKind.TRUONG_HOC, 9, "Số: 09/QĐ-BTC"),
        (LetterheadKind.DANG, 9, "Số 09-QĐ/ĐU"),
        (LetterheadKind.DANG, 127, "Số 127-QĐ/ĐU"),
    ],
)
def test_numbers(kind: LetterheadKind, number: int, line: str) -> None:
    assert heading.number_line(head(kind, number)) == line


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (LetterheadKind.NHA_NUOC, "số 05/QĐ-BTC"),
        (LetterheadKind.TRUONG_HOC, "số 05/QĐ-BTC"),
        (LetterheadKind.DOAN, "số 05-QĐ/ĐTN"),
        (LetterheadKind.DANG, "số 05-QĐ/ĐU"),
    ],
)
def test_numbers_inside_a_sentence(kind: LetterheadKind, said: str) -> None:
    assert heading.cited(head(kind, 5)) == said


def test_a_paper_without_a_sign_has_a_number_alone() -> None:
    bare = Letterhead(LetterheadKind.NHA_NUOC, "", "BAN TỔ CHỨC", 5, "", "Đăk Tô", None)
    assert heading.number_line(bare) == "Số: 05"


@pytest.mark.parametrize(("kind", "sign"), [(LetterheadKind.NHA_NUOC, "/"), (LetterheadKind.DOAN, "-")])
def test_without_a_number_there_is_room_for_one(kind: LetterheadKind, sign: str) -> None:
    line = heading.number_line(head(kind, None))
    assert line.startswith("Số: \u00a0\u00a0") and f"\u00a0{sign}QĐ" in line


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2026, 2, 5), "Đăk Tô, ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "Đăk Tô, ngày 31 tháng 01 năm 2026"),
        (date(2026, 3, 9), "Đăk Tô, ngày 09 tháng 3 năm 2026"),
        (date(2026, 10, 10), "Đăk Tô, ngày 10 tháng 10 năm 2026"),
        (date(2026, 12, 1), "Đăk Tô, ngày 01 tháng 12 năm 2026"),
    ],
)
def test_dates(day: date, line: str) -> None:
    assert heading.place_date("Đăk Tô", day) == line
    assert heading.day_in_words(day) == line.removeprefix("Đăk Tô, ")


def test_without_a_day_there_is_room_for_one() -> None:
    line = heading.place_date("Đăk Tô", None)
    assert [word.strip("\u00a0") for word in ("ngày", "tháng", "năm") if word in line] == [
        "ngày",
        "tháng",
        "năm",
    ]
    assert line.count(heading.BLANK) == 3


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_no_digit_can_be_written_before_a_day_or_month_to_make_another(day: date) -> None:
    """What the noughts are for: 1 could become 11 or 21, month 1 or 2 could become 11 or 12."""
    words = heading.place_date("", day).split()
    numbers = dict(pairwise(words))
    assert len(numbers["ngày"]) == 2
    for digit in "123456789" if len(numbers["tháng"]) == 1 else "":
        assert int(digit + numbers["tháng"]) > 12
