"""Rows as lines and back: any row that a database holds comes back the same, anything else is refused."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.archives import naming, shapes
from contest.archives.declared import Text
from contest.archives.shapes import Field, Kind, Unfit
from contest.web.database import from_ms

TEXT, INT = Field("a", Kind.TEXT, 5), Field("a", Kind.INT)
MOMENT, DAY = Field("a", Kind.MOMENT), Field("a", Kind.DAY)
LAST = shapes.LAST_MOMENT

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
#: A value of each kind as a store gives it, as SQLAlchemy takes it.
held: dict[Kind, st.SearchStrategy[tuple[object, object]]] = {
    Kind.TEXT: texts.map(lambda one: (one, one)),
    Kind.INT: st.integers(-(2**31), 2**31 - 1).map(lambda one: (one, one)),
    Kind.BIG: st.integers(-(2**63), 2**63 - 1).map(lambda one: (one, one)),
    Kind.BOOL: st.booleans().map(lambda one: (one, one)),
    Kind.DAY: st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(lambda one: (one, one)),
    Kind.BYTES: st.binary(max_size=40).map(lambda one: (one, one)),
    Kind.MOMENT: st.integers(0, LAST - 1).map(lambda one: (one, from_ms(one))),
}


@given(st.data())
def test_a_row_comes_back_as_it_was(data: st.DataObject) -> None:
    kinds = data.draw(st.lists(st.sampled_from(list(Kind)), min_size=1, max_size=6))
    shape = tuple(Field(f"c{number}", kind, 0, is_optional=True) for number, kind in enumerate(kinds))
    pairs = [data.draw(st.none() | held[kind]) for kind in kinds]
    row = {one.name: pair and pair[0] for one, pair in zip(shape, pairs, strict=True)}
    raw = shapes.line(row)
    assert raw.endswith(b"\n") and raw.count(b"\n") == 1
    assert shapes.row_of(shape, raw[:-1]) == {
        one.name: pair and pair[1] for one, pair in zip(shape, pairs, strict=True)
    }


@given(st.binary(max_size=60) | texts.map(str.encode) | st.sampled_from([b"[]", b"1", b'{"a":1.5}']))
def test_other_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(Unfit):
        shapes.row_of((Field("a", Kind.INT),), raw)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts, lambda inner: st.lists(inner, max_size=3), max_leaves=5
)


@given(st.sampled_from(list(Kind)), json_values)
def test_whatever_stands_there_is_a_value_or_refused(kind: Kind, value: Any) -> None:
    try:
        found = shapes.understood(Field("a", kind, 10), value)
    except Unfit as error:
        assert str(error).startswith("a: ")
    else:
        assert found is not None


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        *((TEXT, "a" * 5, True), (TEXT, "a" * 6, False), (TEXT, "\0", False), (TEXT, None, False)),
        *((INT, 2**31 - 1, True), (INT, 2**31, False), (INT, -(2**31), True), (INT, -(2**31) - 1, False)),
        *((INT, True, False), (INT, 1.0, False), (INT, "1", False)),
        *((MOMENT, 0, True), (MOMENT, -1, False), (MOMENT, LAST - 1, True), (MOMENT, LAST, False)),
        *((DAY, "1900-01-01", True), (DAY, "1899-12-31", False), (DAY, "2200-01-01", False)),
        *((DAY, "20260101", False), (DAY, "2026-02-29", False)),
        (Field("id", Kind.TEXT, 13, is_id=True), "k7q2m94x0a1bc", True),
        (Field("id", Kind.TEXT, 13, is_id=True), "K7Q2M94X0A1BC", False),
        (Field("id", Kind.TEXT, 13, is_id=True), "k7q2m94x0a1b", False),
        (Field("a", Kind.BYTES), "YQ==", True),
        (Field("a", Kind.BYTES), "YQ", False),
    ],
)
def test_borders(field: Field, value: object, fits: bool) -> None:
    try:
        shapes.understood(field, value)
    except Unfit:
        assert not fits
    else:
        assert fits


papers = st.lists(
    st.tuples(st.integers(-50, 50), st.lists(st.text("abc", min_size=1, max_size=3), max_size=4)), max_size=8
)


@given(papers, st.integers(1, 10_000))
def test_a_paper_keeps_all_but_its_numbers(slots: list[tuple[int, list[str]]], more: int) -> None:
    stored = json.dumps([list(slot) for slot in slots], separators=(",", ":"))
    asked = naming.revisions(Text.PAPER, stored)
    assert asked == {abs(revision) for revision, _ in slots if revision}
    there = {one: one + more for one in asked}
    other = json.loads(naming.renamed(Text.PAPER, stored, there))
    assert [slot[1] for slot in other] == [options for _, options in slots]
    back = {new: old for old, new in there.items()}
    assert naming.renamed(Text.PAPER, json.dumps(other), back) == stored


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        *((Text.PAPER, one) for one in ("", "{}", "[1]", '[["1",[]]]', "[[1,[1]]]", '[[1,[],"x"]]')),
        *((Text.KEYS, one) for one in ("[]", '{"a":1}', '{"1":0}', '{"1":true}', '{"٣":1}')),
        *((Text.PAIRS, one) for one in ("{}", "[[1,2]]", "[[0,1,2]]", '[[1,1,"2"]]')),
    ],
)
def test_what_is_no_such_text(kind: Text, stored: str) -> None:
    with pytest.raises(Unfit):
        naming.revisions(kind, stored)


def test_keys_and_pairs_get_other_numbers() -> None:
    assert naming.renamed(Text.KEYS, '{"7":2}', {7: 9}) == '{"9":2}'
    assert naming.renamed(Text.PAIRS, "[[7,1,2]]", {7: 9}) == "[[9,1,2]]"
    assert naming.renamed(Text.PAPER, "[[-7,[]],[0,[]]]", {7: 9}) == "[[-9,[]],[0,[]]]"
    with pytest.raises(Unfit, match="không có trong gói"):
        naming.renamed(Text.PAPER, "[[7,[]]]", {})
