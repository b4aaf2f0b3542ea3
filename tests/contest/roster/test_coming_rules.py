"""Who has entered, told by name, unit and birth year."""

from __future__ import annotations

import random
import time

import pytest

from contest.roster.coming_rules import Mark, come_by_name

ENDS = {"rao-cu": "rao", "9a-cu": "9a"}
ENTRY = Mark("e", "a thui", 1990, "rao")


@pytest.mark.parametrize(
    ("folded", "year", "unit", "come"),
    [
        ("a thui", 1990, "rao", True),
        ("a thui", None, "rao", True),
        ("a thui", 1990, None, True),
        ("a thui", None, None, True),
        ("a thui", 1990, "rao-cu", True),
        ("a thui", 1991, "rao", False),
        ("a thui", 1991, None, False),
        ("a thui", 1990, "9a", False),
        ("a thui", None, "9a-cu", False),
        ("a thu", 1990, "rao", False),
        ("", 1990, "rao", False),
    ],
)
def test_name_and_what_the_list_knows(folded: str, year: int | None, unit: str | None, come: bool) -> None:
    found = come_by_name([Mark("m", folded, year, unit)], [ENTRY], ENDS)
    assert found == ({"m"} if come else set())


@pytest.mark.parametrize(
    ("entry", "come"),
    [
        (Mark("e", "a thui", 1990, "rao-cu"), True),
        (Mark("e", "a thui", None, "rao"), False),
        (Mark("e", "a thui", 1990, None), False),
    ],
)
def test_an_entry_that_knows_less_is_not_taken_for_the_member(entry: Mark, come: bool) -> None:
    assert bool(come_by_name([Mark("m", "a thui", 1990, "rao")], [entry], ENDS)) is come


def test_erased_on_both_sides_are_nobody() -> None:
    assert come_by_name([Mark("m", "", None, None)], [Mark("e", "", None, None)], {}) == frozenset()


def test_the_same_as_comparing_each_with_each() -> None:
    rng = random.Random(7)
    units = [None, "rao", "rao-cu", "9a", "9a-cu"]

    def marks(count: int) -> list[Mark]:
        return [
            Mark(str(n), rng.choice(["", "a", "b"]), rng.choice([None, 1990, 1991]), rng.choice(units))
            for n in range(count)
        ]

    def end(unit: str | None) -> str | None:
        return ENDS.get(unit or "", unit)

    for _ in range(200):
        members, entries = marks(8), marks(4)
        slow = {
            m.id
            for m in members
            for e in entries
            if m.folded and m.folded == e.folded and m.year in (None, e.year)
            if m.unit_id is None or end(m.unit_id) == end(e.unit_id)
        }
        assert come_by_name(members, entries, ENDS) == slow


def test_thousands_with_one_name_are_fast() -> None:
    members = [Mark(f"m{n}", "a thui", 1990, "9a") for n in range(5_000)]
    entries = [Mark(f"e{n}", "a thui", 1991, "9a") for n in range(5_000)]
    before = time.process_time()
    assert come_by_name(members, entries, {}) == frozenset()
    assert time.process_time() - before < 1
