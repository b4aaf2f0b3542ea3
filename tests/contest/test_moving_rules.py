"""One text of each row on both sides, and what PostgreSQL can't hold."""

from __future__ import annotations

import pytest

from contest import moving_rules, moving_store
from contest.moving_rules import Content, Held, Row, content, culprit, unfit
from contest.tables import METADATA

ROWS: list[Row] = [("a", 1, None), ("b", 2, b"\0\xff"), ("ă", -3, "1")]


def test_the_order_of_rows_does_not_matter() -> None:
    assert content(ROWS) == content(reversed(ROWS))
    assert content(ROWS).rows == 3


def test_nothing_is_content_too() -> None:
    assert content([]) == Content(0, "0" * 64)


@pytest.mark.parametrize("column", range(3))
@pytest.mark.parametrize("value", ["", None, 1, "2", b"\0\xfe", "a ", "A", 0])
def test_one_value_makes_another_digest(column: int, value: object) -> None:
    other = [*ROWS[:2], tuple(value if at == column else old for at, old in enumerate(ROWS[2]))]
    assert content(other) != content(ROWS)


def test_values_that_changed_places_are_seen() -> None:
    """Sums over values would be blind to it; the sum goes over rows."""
    assert content([("a", "1"), ("b", "2")]) != content([("a", "2"), ("b", "1")])


def test_rows_twice_are_seen() -> None:
    assert content([*ROWS, ROWS[0], ROWS[0]]) != content([*ROWS, ROWS[1], ROWS[1]])


@pytest.mark.parametrize(
    ("kind", "limit", "value"),
    [
        ("VARCHAR", 3, "ăâê"),
        ("VARCHAR", 0, "x" * 9000),
        ("TEXT", 0, ""),
        ("INTEGER", 0, 2**31 - 1),
        ("INTEGER", 0, -(2**31)),
        ("BIGINT", 0, 2**63 - 1),
        ("BOOLEAN", 0, 0),
        ("BOOLEAN", 0, 1),
        ("DATE", 0, "2026-02-28"),
        ("BYTEA", 0, b"\0"),
        ("BYTEA", 0, None),
    ],
)
def test_what_fits(kind: str, limit: int, value: object) -> None:
    assert unfit(Held("x", kind, limit), value) == ""


@pytest.mark.parametrize(
    ("kind", "limit", "value", "why"),
    [
        ("VARCHAR", 3, "ăâêô", "dài 4 chữ, nhiều nhất là 3"),
        ("TEXT", 0, "a\0", moving_rules.NUL),
        ("TEXT", 0, b"a", "không phải chữ"),
        ("INTEGER", 0, 2**31, "số quá lớn"),
        ("INTEGER", 0, -(2**31) - 1, "số quá lớn"),
        ("INTEGER", 0, "1", "không phải số nguyên"),
        ("INTEGER", 0, 1.5, "không phải số nguyên"),
        ("BOOLEAN", 0, 2, "không phải có hoặc không"),
        ("DATE", 0, "2026-02-29", "không phải ngày"),
        ("DATE", 0, "20260228", "không phải ngày"),
        ("BYTEA", 0, "a", "không phải dãy byte"),
    ],
)
def test_what_does_not_fit(kind: str, limit: int, value: object, why: str) -> None:
    assert unfit(Held("x", kind, limit), value) == why


def test_the_culprit_is_named_by_its_key_and_never_by_its_value() -> None:
    columns = (
        Held("id", "INTEGER", is_key=True),
        Held("no", "INTEGER", is_key=True),
        Held("name", "VARCHAR", 3),
    )
    assert culprit(columns, [(1, 1, "An"), (1, 2, "Bình")]) == (
        "dòng id=1, no=2, cột name: dài 4 chữ, nhiều nhất là 3"
    )
    assert culprit(columns, [(1, 1, "An")]) == ""


def test_every_column_of_ours_is_of_a_kind_that_is_known() -> None:
    kinds = {held.kind for table in METADATA.sorted_tables for held in moving_store.shape(table)}
    assert kinds == set(moving_rules.KINDS)


def test_parents_come_before_those_who_refer_to_them() -> None:
    order = [table.name for table in METADATA.sorted_tables]
    for table in METADATA.sorted_tables:
        for key in table.foreign_keys:
            assert order.index(key.column.table.name) <= order.index(table.name)
