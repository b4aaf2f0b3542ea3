"""Amounts in words: a table of known ones, and a reader written apart from the writer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.printing.words import amount_in_words, number_in_words
from contest.web import filters

KNOWN = """
0 không
1 một
4 bốn
5 năm
9 chín
10 mười
11 mười một
12 mười hai
14 mười bốn
15 mười lăm
19 mười chín
20 hai mươi
21 hai mươi mốt
24 hai mươi tư
25 hai mươi lăm
31 ba mươi mốt
34 ba mươi tư
44 bốn mươi tư
45 bốn mươi lăm
50 năm mươi
51 năm mươi mốt
54 năm mươi tư
55 năm mươi lăm
90 chín mươi
99 chín mươi chín
100 một trăm
101 một trăm linh một
104 một trăm linh bốn
105 một trăm linh năm
110 một trăm mười
111 một trăm mười một
114 một trăm mười bốn
115 một trăm mười lăm
120 một trăm hai mươi
121 một trăm hai mươi mốt
200 hai trăm
404 bốn trăm linh bốn
444 bốn trăm bốn mươi tư
505 năm trăm linh năm
555 năm trăm năm mươi lăm
999 chín trăm chín mươi chín
1000 một nghìn
1001 một nghìn không trăm linh một
1004 một nghìn không trăm linh bốn
1010 một nghìn không trăm mười
1015 một nghìn không trăm mười lăm
1021 một nghìn không trăm hai mươi mốt
1100 một nghìn một trăm
1105 một nghìn một trăm linh năm
2024 hai nghìn không trăm hai mươi tư
10000 mười nghìn
15000 mười lăm nghìn
21000 hai mươi mốt nghìn
100000 một trăm nghìn
104000 một trăm linh bốn nghìn
300000 ba trăm nghìn
500000 năm trăm nghìn
1000000 một triệu
1000005 một triệu không trăm linh năm
1005000 một triệu không trăm linh năm nghìn
1500000 một triệu năm trăm nghìn
2530000 hai triệu năm trăm ba mươi nghìn
5100000 năm triệu một trăm nghìn
16800000 mười sáu triệu tám trăm nghìn
21000000 hai mươi mốt triệu
10005021 mười triệu không trăm linh năm nghìn không trăm hai mươi mốt
10005024 mười triệu không trăm linh năm nghìn không trăm hai mươi tư
100000001 một trăm triệu không trăm linh một
1000000000 một tỷ
1000000005 một tỷ không trăm linh năm
1000005000 một tỷ không trăm linh năm nghìn
1005000000 một tỷ không trăm linh năm triệu
24000000000 hai mươi tư tỷ
1000000000000 một nghìn tỷ
1005000000000 một nghìn không trăm linh năm tỷ
2500000000000 hai nghìn năm trăm tỷ
1000000000001 một nghìn tỷ không trăm linh một
100000000000000 một trăm nghìn tỷ
1000000000000000 một triệu tỷ
"""
TABLE = [(int(number), text) for number, _, text in (row.partition(" ") for row in KNOWN.split("\n") if row)]

UNITS = {"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7}
UNITS |= {"tám": 8, "chín": 9, "không": 0}


def read(text: str) -> int:
    """A number from its words, from the left: a digit waits for the size that follows it."""
    total = part = waiting = 0  # what is over "tỷ", what is under it, the three digits being read
    for word in text.split():
        if word in UNITS:
            waiting += UNITS[word]
        elif word == "mười":
            waiting += 10
        elif word == "mươi":
            waiting += 9 * (waiting % 10)
        elif word == "trăm":
            waiting *= 100
        elif word in {"nghìn", "triệu"}:
            part, waiting = part + waiting * {"nghìn": 1_000, "triệu": 1_000_000}[word], 0
        elif word == "tỷ":
            total, part, waiting = (total + part + waiting) * 10**9, 0, 0
        else:
            assert word == "linh", word
    return total + part + waiting


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 60


@pytest.mark.parametrize(("number", "text"), TABLE)
def test_known_numbers(number: int, text: str) -> None:
    assert number_in_words(number) == text
    assert read(text) == number


@pytest.mark.parametrize(
    ("dong", "text"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (4_000, "Bốn nghìn đồng"),
        (5_100_000, "Năm triệu một trăm nghìn đồng"),
        (16_800_000, "Mười sáu triệu tám trăm nghìn đồng"),
    ],
)
def test_amounts_begin_with_a_capital_and_end_with_the_unit(dong: int, text: str) -> None:
    assert amount_in_words(dong) == text


@pytest.mark.parametrize("dong", [-1, -5_100_000])
def test_an_amount_below_zero_is_refused(dong: int) -> None:
    with pytest.raises(ValueError, match="below zero"):
        amount_in_words(dong)


@given(st.integers(0, 10**15))
def test_what_is_written_reads_back(number: int) -> None:
    assert read(number_in_words(number)) == number


@given(st.integers(0, 10**15))
def test_the_spelling_follows_the_rules(number: int) -> None:
    words = number_in_words(number).split()
    for before, word in zip(["", *words], words, strict=False):
        assert (word in {"mốt", "tư"}) <= (before == "mươi")
        assert (word == "lăm") <= (before in {"mươi", "mười"})
        assert not (word in {"một", "bốn", "năm"} and before == "mươi")
        assert not (word == "năm" and before == "mười")
        assert (word == "linh") <= (before == "trăm")
        assert (word == "mươi") <= (before in UNITS)


@given(st.integers(0, 10**15))
def test_pages_and_paper_say_the_same(number: int) -> None:
    assert amount_in_words(number).casefold() == f"{filters.words(number)} đồng"
