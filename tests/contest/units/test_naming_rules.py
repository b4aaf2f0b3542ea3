"""Which units a text means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.units.naming_rules import Called, Names

A = Called("a", "Trường A", "Trường A", "THCS-A")
B = Called("b", "Lớp 9A", "Lớp 9A, Trường A")
C = Called("c", "Lớp 9A", "Lớp 9A, Trường B", "9AB")
D = Called("d", "9AB", "9AB, Trường B")
UNITS = (A, B, C, D)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trường A", (A,)),
        ("  TRUONG   a ", (A,)),
        ("thcs-a", (A,)),
        ("Lớp 9A", (B, C)),
        ("lop 9a truong b", (C,)),
        ("9AB", (C,)),  # a code comes first
        ("9AB, Trường B", (D,)),
        ("Lớp 9", ()),
        ("", ()),
        ("!", ()),
    ],
)
def test_by_code_by_place_by_name(text: str, found: tuple[Called, ...]) -> None:
    assert Names(UNITS).called(text) == found


@given(st.lists(st.sampled_from(UNITS), unique=True), st.sampled_from(UNITS))
def test_a_full_name_finds_its_own(units: list[Called], wanted: Called) -> None:
    found = Names(units).called(wanted.full)
    assert found == ((wanted,) if wanted in units else ())
    assert Names(units).called(wanted.name) or wanted not in units


def test_without_a_code_no_text_is_a_code() -> None:
    assert Names((Called("x", "X", "X"),)).called(" ") == ()


def test_what_to_type_instead_means_one_alone() -> None:
    top, twin = Called("e", "Lớp 9A", "Lớp 9A"), Called("f", "Lớp 9A", "Lớp 9A, Trường A")
    names = Names((*UNITS, top))
    # The whole name of one unit means that one, whoever else bears it below another.
    assert names.called("Lớp 9A") == (top,)
    assert Names(UNITS).ways((B, C)) == ["Lớp 9A, Trường A", "9AB"]
    assert Names((B, twin)).ways((B, twin)) == []


@given(st.lists(st.sampled_from(UNITS), unique=True))
def test_each_way_leads_to_one(units: list[Called]) -> None:
    names = Names(units)
    assert all(len(names.called(text)) == 1 for text in names.ways(units))
