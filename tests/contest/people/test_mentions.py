"""A name and a phone taken out of what others wrote, however they are spelled; nothing else changes."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.people.mentions import INSTEAD, without
from contest.units.rules import fold

NAME, PHONE = "Y Thu Hằng", "0912345678"
NAMES, PHONES = [fold(NAME)], [PHONE]


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("Chép của Y Thu Hằng.", f"Chép của {INSTEAD}."),
        ("Y THU HẰNG, y thu hang", f"{INSTEAD}, {INSTEAD}"),
        ("nhờ Y  Thu\nHằng nói hộ", f"nhờ {INSTEAD} nói hộ"),
        ("Y. Thu-Hằng", INSTEAD),
        ("Y Thu Hà, Thu Hằng, Ay Thu Hằngg", "Y Thu Hà, Thu Hằng, Ay Thu Hằngg"),
        ("Gọi 0912345678 hoặc 0912.345.678", f"Gọi {INSTEAD} hoặc {INSTEAD}"),
        ("+84 912 345 678; 84912345678; 0084-912-345-678; +84 (0)912 345 678", "; ".join([INSTEAD] * 4)),
        ("09123456789, 10912345678", "09123456789, 10912345678"),
        ("", ""),
        ("Mất điện", "Mất điện"),
    ],
)
def test_what_is_taken_out_and_what_stays(told: str, left: str) -> None:
    assert without(told, NAMES, PHONES) == left


def test_decomposed_letters_are_the_same_name() -> None:
    assert without(unicodedata.normalize("NFD", f"Của {NAME}"), NAMES, []) == f"Của {INSTEAD}"


@pytest.mark.parametrize("name", ["hang", ""])
def test_one_word_is_no_name_to_look_for(name: str) -> None:
    assert without("Hàng hóa, Hằng", [name], []) == "Hàng hóa, Hằng"


def test_a_name_never_spans_two_values_of_json() -> None:
    told = json.dumps({"Y": "Thu", "x": ["Hằng", NAME]}, ensure_ascii=False)
    left = json.loads(without(told, NAMES, PHONES))
    assert left == {"Y": "Thu", "x": ["Hằng", INSTEAD]}


@given(st.text(max_size=200))
def test_whatever_is_written_the_name_is_gone_and_twice_is_once(around: str) -> None:
    left = without(f"{around} {NAME} {around}", NAMES, PHONES)
    assert NAME not in left
    assert without(left, NAMES, PHONES) == left
