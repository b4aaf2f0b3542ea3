"""Birth year, phone, age, and which name the public sees."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.people import rules
from contest.people.rules import (
    ERASED_NAME,
    HIDDEN_NAME,
    is_minor,
    is_too_young,
    may_publish,
    parse_birth_year,
    parse_phone,
    public_name,
)

NOW = datetime(2026, 10, 5, 1, tzinfo=UTC)
#: 1 January 2027 begins in Việt Nam.
NEW_YEAR = datetime(2026, 12, 31, 17, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("raw", "year"), [("2001", 2001), (" 1950 ", 1950), ("1916", 1916), ("2023", 2023)])
def test_birth_years(raw: str, year: int) -> None:
    assert parse_birth_year(raw, NOW) == year


@pytest.mark.parametrize(
    "raw", ["", "01", "20011", "2oo1", "12/05/2001", "-200", "２００１", "٢٠٠١", "1915", "2024", "9999"]
)
def test_what_is_no_birth_year(raw: str) -> None:
    with pytest.raises(ValueError, match="gồm 4 chữ số, ví dụ 2001"):
        parse_birth_year(raw, NOW)


@pytest.mark.parametrize(
    "raw",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "(0912) 345 678",
        "+84912345678",
        "+84 912 345 678",
        "84912345678",
        "0084912345678",
        "+84 (0)912 345 678",
        "\u00a00912\u00a0345\u00a0678 ",
    ],
)
def test_every_way_to_write_a_mobile_number(raw: str) -> None:
    assert parse_phone(raw) == "0912345678"


@pytest.mark.parametrize("prefix", ["03", "05", "07", "08", "09"])
def test_all_mobile_prefixes(prefix: str) -> None:
    assert parse_phone(f"{prefix}12345678") == f"{prefix}12345678"


def test_landlines_have_11_digits() -> None:
    assert parse_phone("0260 3 831 234") == "02603831234"
    assert parse_phone("+84 260 3831234") == "02603831234"


@pytest.mark.parametrize("raw", ["", "   ", " - "])
def test_no_phone_is_allowed(raw: str) -> None:
    assert parse_phone(raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        "0912 345 6",
        "09123456789",
        "01234567890",
        "0412345678",
        "912345678",
        "abc",
        "+1 212 555 0100",
        "０９１２３４５６７８",
    ],
)
def test_what_is_no_phone(raw: str) -> None:
    with pytest.raises(ValueError, match=r"10 chữ số.*Không có thì để trống"):
        parse_phone(raw)


@given(st.text(max_size=30))
def test_a_phone_is_understood_once_or_refused(raw: str) -> None:
    try:
        phone = parse_phone(raw)
    except ValueError:
        return
    assert phone is None or parse_phone(phone) == phone


@pytest.mark.parametrize(
    ("year", "minor"), [(2009, False), (2010, True), (2011, True), (1950, False), (None, True)]
)
def test_whoever_may_still_be_15_is_a_minor(year: int | None, minor: bool) -> None:
    assert is_minor(year, NOW) is minor


@pytest.mark.parametrize(
    ("year", "grown", "minor"),
    [(None, True, False), (None, False, True), (2012, True, True), (1990, False, False)],
)
def test_who_tells_no_year_says_whether_they_are_16(year: int | None, grown: bool, minor: bool) -> None:
    assert is_minor(year, NOW, grown=grown) is minor
    assert may_publish(year, True, False, NOW, grown=grown) is not minor
    shown = public_name("Nguyễn Thị Ngọc", year, True, NOW, grown=grown)
    assert (shown == "Nguyễn Thị Ngọc") is not minor


def test_the_year_turns_at_midnight_in_viet_nam() -> None:
    assert is_minor(2010, NEW_YEAR - SECOND)
    assert not is_minor(2010, NEW_YEAR)
    assert not is_minor(2010, NEW_YEAR + SECOND)


@pytest.mark.parametrize(("year", "refused"), [(2013, False), (2014, False), (2015, True)])
def test_the_least_age_counts_the_whole_year(year: int, refused: bool) -> None:
    assert is_too_young(year, 12, NOW) is refused
    assert not is_too_young(year, None, NOW)


@pytest.mark.parametrize(
    ("year", "own", "guardian", "published"),
    [
        (1990, True, False, True),
        (1990, False, True, False),
        (2012, True, False, False),
        (2012, False, True, False),
        (2012, True, True, True),
        (None, True, False, False),
    ],
)
def test_a_child_needs_two_consents(year: int | None, own: bool, guardian: bool, published: bool) -> None:
    assert may_publish(year, own, guardian, NOW) is published


def test_what_a_board_shows() -> None:
    name = "Nguyễn Thị Ngọc"
    assert public_name(name, 1990, True, NOW) == name
    assert public_name(name, 1990, False, NOW) == HIDDEN_NAME
    assert public_name(name, 2012, False, NOW) == "Nguyễn T. N."
    assert public_name(name, 2012, True, NOW) == "Nguyễn T. N."
    assert public_name(name, 2012, True, NOW, minors_masked=False) == name
    assert public_name(name, 2012, False, NOW, minors_masked=False) == "Nguyễn T. N."
    assert public_name(name, None, True, NOW) == "Nguyễn T. N."
    assert public_name("", None, True, NOW) == ERASED_NAME


def test_units_in_which_a_masked_name_tells_who_it_is() -> None:
    counted = {"none": 0, "one": 1, "nearly": rules.FEWEST - 1, "enough": rules.FEWEST}
    assert rules.few(counted) == ["one", "nearly"]


@pytest.mark.parametrize(
    ("query", "names", "digits"),
    [
        ("Lê Bích", ["le", "bich"], ""),
        ("0912", [], "0912"),
        ("091 2-3", [], "09123"),
        ("912", [], "912"),
        ("91", ["91"], ""),
        ("Tổ 912", ["to", "912"], ""),
        ("", [], ""),
    ],
)
def test_a_search_is_a_name_or_a_phone(query: str, names: list[str], digits: str) -> None:
    assert rules.asked(query) == (names, digits)


def test_a_search_has_eight_words_at_most() -> None:
    assert rules.asked(" ".join("abcdefghij")) == (list("abcdefgh"), "")
