"""How values are written: dates, lengths, numbers, words, marks."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.web import filters
from contest.web.filters import NBSP

EVENING = datetime(2026, 10, 11, 13, 0, tzinfo=UTC)  # 20:00, Sunday, in Việt Nam


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_a_day_is_the_one_in_viet_nam() -> None:
    before_midnight = datetime(2026, 10, 4, 16, 59, 59, tzinfo=UTC)
    assert filters.when(before_midnight) == "04/10/2026"
    assert filters.when(before_midnight + timedelta(seconds=1)) == "05/10/2026"


def test_a_bare_date_is_shown_as_it_is() -> None:
    assert filters.when(date(2026, 9, 1)) == "01/09/2026"
    assert plain(filters.weekday(date(2026, 10, 5))) == "thứ Hai, 05/10"


def test_hours_for_tables() -> None:
    assert filters.hour(EVENING) == "20:00"
    assert filters.moment(EVENING) == "20:00, 11/10/2026"


def test_hours_in_sentences() -> None:
    assert plain(filters.spoken(EVENING)) == "20 giờ Chủ nhật, 11/10"
    assert plain(filters.spoken(EVENING + timedelta(minutes=14))) == "20 giờ 14 phút Chủ nhật, 11/10"


def test_what_belongs_together_does_not_break() -> None:
    assert f"20{NBSP}giờ" in filters.spoken(EVENING)
    assert f"Chủ{NBSP}nhật" in filters.spoken(EVENING)
    assert " " not in filters.span(42)


@pytest.mark.parametrize(("offset", "name"), list(enumerate(filters.WEEKDAYS)))
def test_weekdays(offset: int, name: str) -> None:
    assert plain(filters.weekday(date(2026, 10, 5) + timedelta(days=offset))).startswith(name)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (999, "999"), (1_000, "1.000"), (1_234_567, "1.234.567"), (-1_234, "−1.234"), (-5, "−5")],
)
def test_number(value: int, text: str) -> None:
    assert filters.number(value) == text


@given(st.integers())
def test_number_keeps_every_digit(value: int) -> None:
    assert int(filters.number(value).replace(".", "").replace("−", "-")) == value


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [(0, "0"), (950, "9,5"), (1000, "10"), (25, "0,25"), (5, "0,05"), (123_456, "1.234,56"), (-50, "−0,5")],
)
def test_points(hundredths: int, text: str) -> None:
    assert filters.points(hundredths) == text


@given(st.integers(-(10**9), 10**9))
def test_points_lose_nothing(value: int) -> None:
    read = filters.points(value).replace(".", "").replace(",", ".").replace("−", "-")
    assert Fraction(read) * 100 == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(12, 13), "92,3%"),
        (Fraction(0), "0,0%"),
        (Fraction(1), "100,0%"),
        (Fraction(1, 2000), "0,1%"),
        (Fraction(49, 100_000), "0,0%"),
        (Fraction(2, 3), "66,7%"),
    ],
)
def test_share(value: Fraction, text: str) -> None:
    assert filters.share(value) == text


@given(st.fractions(0, 1))
def test_share_is_within_half_a_tenth(value: Fraction) -> None:
    shown = Fraction(filters.share(value)[:-1].replace(",", "."))
    assert abs(shown - value * 100) <= Fraction(1, 20)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "00:00"), (-3, "00:00"), (9, "00:09"), (432, "07:12"), (3_599, "59:59"), (3_723, "1:02:03")],
)
def test_clock(seconds: int, text: str) -> None:
    assert filters.clock(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 giây"),
        (-1, "0 giây"),
        (42, "42 giây"),
        (60, "1 phút"),
        (402, "6 phút 42 giây"),
        (3_600, "1 giờ"),
        (86_401, "1 ngày"),
        (191_640, "2 ngày 5 giờ 14 phút"),
    ],
)
def test_span(seconds: int, text: str) -> None:
    assert plain(filters.span(seconds)) == text


def test_parts_keep_a_zero_between_units() -> None:
    assert filters.parts(86_400 + 60) == [(1, "ngày"), (0, "giờ"), (1, "phút")]
    assert filters.parts(0) == [(0, "giây")]


@given(st.integers(0, 10**7))
def test_parts_never_say_more_time_than_there_is(seconds: int) -> None:
    sizes = {"ngày": 86_400, "giờ": 3_600, "phút": 60, "giây": 1}
    said = sum(amount * sizes[unit] for amount, unit in filters.parts(seconds))
    assert said <= seconds
    assert len(filters.parts(seconds)) <= 3


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (14, "mười bốn"),
        (104, "một trăm linh bốn"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_050, "một nghìn không trăm năm mươi"),
        (1_000_000, "một triệu"),
        (2_000_000_000, "hai tỷ"),
        (1_005_000_000_000, "một nghìn không trăm linh năm tỷ"),
        (10**15, "một triệu tỷ"),
        (1_000_001, "một triệu không trăm linh một"),
        (-9, "âm chín"),
    ],
)
def test_words(value: int, text: str) -> None:
    assert filters.words(value) == text


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_words_are_one_for_each_number(value: int) -> None:
    said = filters.words(value)
    assert said == " ".join(said.split())
    assert said != filters.words(value + 1)


def hits(text: str, query: str) -> list[str]:
    return [piece for piece, hit in filters.marks(text, query) if hit]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Trường THCS Nguyễn Du", "nguyen du", ["Nguyễn", "Du"]),
        ("Trường THCS Nguyễn Du", "NGUYỄN", ["Nguyễn"]),
        ("Đoàn xã Đăk Tô", "dak", ["Đăk"]),
        ("Lớp 9A, khối 9", "9", ["9", "9"]),
        ("Lý Thường Kiệt", "ly thuong", ["Lý", "Thường"]),
        ("Lý Thường Kiệt", "li", ["Lý"]),
        ("Lớp 19", "9", []),
        ("Bất kỳ", "", []),
        ("a .b", ".", ["."]),
    ],
)
def test_marks(text: str, query: str, found: list[str]) -> None:
    assert hits(text, query) == found


@given(st.text(max_size=40), st.text(max_size=20))
def test_marks_lose_no_letter(text: str, query: str) -> None:
    pieces = "".join(piece for piece, _ in filters.marks(text, query))
    assert pieces == unicodedata.normalize("NFC", text)


def test_marks_take_both_spellings_of_an_accent() -> None:
    apart = unicodedata.normalize("NFD", "Nguyễn")
    assert hits(apart, "nguyễn") == ["Nguyễn"]


@pytest.mark.parametrize(
    ("name", "text"),
    [("Tuần 1", "tuần 1"), ("Vòng Chung kết Đăk Tô", "vòng Chung kết Đăk Tô"), ("Ý", "ý"), ("", "")],
)
def test_a_name_inside_a_sentence(name: str, text: str) -> None:
    assert filters.inner(name) == text


def test_svg_as_data_uri() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><path fill="#a8141b" d="M0 0h1%"/></svg>'
    uri = filters.svg_uri(svg)
    assert uri.startswith("data:image/svg+xml,")
    assert unquote(uri.partition(",")[2]) == svg
    assert not re.search(r"""[\s"<>#]""", uri)


def test_every_filter_has_its_own_name() -> None:
    assert set(filters.FILTERS) >= {"when", "hour", "moment", "number", "points", "clock", "span", "share"}
    assert all(filters.FILTERS[name].__doc__ for name in filters.FILTERS)
