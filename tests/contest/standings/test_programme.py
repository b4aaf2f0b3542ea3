"""The programme as it is typed: hours as people write them, and a sentence for what is none."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.clock import VIETNAM
from contest.standings import programme

DAY = datetime(2026, 10, 10, 9, 30, tzinfo=VIETNAM)


def at(hour: int, minute: int = 0, day: int = 10) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("09:45 Công bố", (at(9, 45), "Công bố")),
        ("9:45   Công bố kết quả ", (at(9, 45), "Công bố kết quả")),
        ("9h45 Trao giải", (at(9, 45), "Trao giải")),
        ("10h Trao giải", (at(10), "Trao giải")),
        ("10 giờ 15 Bế mạc", (at(10, 15), "Bế mạc")),
        ("10 giờ Bế mạc", (at(10), "Bế mạc")),
        ("12/10 08:00 Khai mạc", (at(8, 0, 12), "Khai mạc")),
    ],
)
def test_hours_as_people_write_them(line: str, item: tuple[datetime, str]) -> None:
    assert programme.parse(line, DAY) == (item,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Công bố", "Dòng 1: ghi giờ rồi tới việc"),
        ("09:45 Công bố\nTrao giải", "Dòng 2: ghi giờ rồi tới việc"),
        ("25:00 Công bố", "Dòng 1: không có giờ hoặc ngày này"),
        ("09:61 Công bố", "Dòng 1: không có giờ hoặc ngày này"),
        ("31/02 09:00 Công bố", "Dòng 1: không có giờ hoặc ngày này"),
        ("09:00 " + "x" * 41, "Dòng 1: việc dài nhất 40 ký tự"),
        ("\n".join(f"{hour}:00 Việc" for hour in range(7)), "nhiều nhất 6 dòng"),
        ("09:45", "Dòng 1"),
    ],
)
def test_what_is_wrong_is_said_by_line(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        programme.parse(text, DAY)


def test_lines_are_put_in_order_and_empty_ones_left_out() -> None:
    found = programme.parse("\n10:00 Trao giải\n\n09:45 Công bố\n", DAY)
    assert [text for _, text in found] == ["Công bố", "Trao giải"]
    assert programme.parse(" \n ", DAY) == ()


MOMENTS = st.tuples(st.integers(1, 28), st.integers(0, 23), st.integers(0, 59))
WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)


@given(st.lists(st.tuples(MOMENTS, WORDS), max_size=6))
def test_what_is_written_reads_back(items: list[tuple[tuple[int, int, int], str]]) -> None:
    wanted = tuple(sorted(((at(h, m, d), text) for (d, h, m), text in items), key=lambda item: item[0]))
    assert programme.parse(programme.write(wanted, DAY), DAY) == wanted


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        found = programme.parse(text, DAY)
    except ValueError as wrong:
        assert str(wrong)
    else:
        assert len(found) <= programme.MOST_ITEMS
