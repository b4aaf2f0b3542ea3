"""Numbers, days, codes and kinds as people write them."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.units import unit_rules as rules
from contest.web import filters

TODAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        ("  ", None),
        ("0", 0),
        ("48", 48),
        ("1.234", 1234),
        ("1,234", 1234),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("12.345", 12345),
        ("1.000.000", 1_000_000),
        ("48 người", 48),
        ("25 đ/c", 25),
        ("31 đoàn viên", 31),
        ("1.250 ĐV", 1250),
        ("48 NGƯỜI", 48),
    ],
)
def test_headcounts(text: str, number: int | None) -> None:
    assert rules.people(text) == number


@pytest.mark.parametrize(
    "text",
    ["1.23", "12,5", "-1", "1.234,5", "1.234 567", "4 8x", "khoảng 40", "1e3", "١٢", "1.000.001", "9" * 40],
)
def test_what_is_no_headcount(text: str) -> None:
    with pytest.raises(ValueError, match="Quân số"):
        rules.people(text)


@given(st.integers(0, rules.MOST_PEOPLE))
def test_a_number_as_we_write_it_reads_back(number: int) -> None:
    assert rules.people(filters.number(number)) == rules.people(str(number)) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", None),
        ("01/9/2026", date(2026, 9, 1)),
        ("1-9-2026", date(2026, 9, 1)),
        ("1.9.2026", date(2026, 9, 1)),
        ("2026-09-01", date(2026, 9, 1)),
        ("2026-09-01 00:00:00", date(2026, 9, 1)),
        ("46266", date(2026, 9, 1)),
        ("05/10/2026", TODAY),
    ],
)
def test_days(text: str, found: date | None) -> None:
    assert rules.day(text, TODAY) == found


@pytest.mark.parametrize("text", ["31/9/2026", "9/2026", "hôm qua", "01/13/2026", "00/00/0000", "99999"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match="Ngày"):
        rules.day(text, TODAY)


@pytest.mark.parametrize("text", ["01/01/1950", "01/01/2030", "20000"])
def test_days_that_cannot_be_meant(text: str) -> None:
    with pytest.raises(ValueError, match="chưa hợp lý"):
        rules.day(text, TODAY)


@given(st.dates(rules.EARLIEST, TODAY))
def test_a_day_as_we_write_it_reads_back(day: date) -> None:
    assert rules.day(filters.when(day), TODAY) == rules.day(day.isoformat(), TODAY) == day


@given(st.text(max_size=30))
def test_nothing_breaks_on_any_text(text: str) -> None:
    for read in (rules.people, rules.clean_unit, rules.clean_code, lambda cell: rules.day(cell, TODAY)):
        try:
            read(text)
        except ValueError as wrong:
            assert str(wrong).endswith(".")
    assert rules.guessed(text) in rules.KINDS
    assert rules.kind_of(text) in {*rules.KINDS, None}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Lớp 9A", "class"),
        ("Chi đoàn Công an xã", "youth"),
        ("Thôn Đăk Rao", "village"),
        ("Tổ dân phố 3", "village"),
        ("Trường THCS Nguyễn Du", "school"),
        ("THPT Nguyễn Trãi", "school"),
        ("Khối trường", "group"),
        ("Xã Đăk Tô", "commune"),
        ("Trung tâm Phục vụ hành chính công", "office"),
        ("Ủy ban nhân dân xã", "office"),
        ("Câu lạc bộ cờ vua", "other"),
        ("", "other"),
    ],
)
def test_a_name_lets_guess_the_kind(name: str, kind: str) -> None:
    assert rules.guessed(name) == kind
    assert rules.guessed(unicodedata.normalize("NFD", name)) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Trường học", "school"),
        ("thôn", "village"),
        ("CHI ĐOÀN", "youth"),
        ("class", "class"),
        ("lâu đài", None),
    ],
)
def test_a_kind_is_read_in_words(text: str, kind: str | None) -> None:
    assert rules.kind_of(text) == kind


def test_every_label_reads_back() -> None:
    assert {rules.kind_of(label) for label in rules.KINDS.values()} == set(rules.KINDS)


def test_a_code_that_nobody_gave_is_not_shown() -> None:
    assert rules.shown_code("k7q2m94x0a1bc", rules.own_code("k7q2m94x0a1bc")) == ""
    assert rules.shown_code("k7q2m94x0a1bc", "dv-5") == "dv-5"
    assert len(rules.own_code("k" * 13)) <= rules.LONGEST_CODE


@pytest.mark.parametrize("code", ["thcs-nd", "9A", "TH.01/2", "a" * 40])
def test_codes(code: str) -> None:
    assert rules.clean_code(f" {code} ") == code


def test_another_form_has_another_mark() -> None:
    assert rules.stamp(("a", "b")) != rules.stamp(("ab", "")) != rules.stamp(("a", None))


def test_the_latest_number_of_a_day() -> None:
    counts = [(date(2026, 9, 1), 40), (date(2026, 10, 6), 50)]
    assert rules.latest(counts, TODAY) == (date(2026, 9, 1), 40)
    assert rules.latest(counts, date(2026, 8, 1)) is None
