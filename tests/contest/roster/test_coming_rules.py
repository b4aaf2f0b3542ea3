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
        (Mark("e", "a thui", None, "rao"), True),
        (Mark("e", "a thui", None, "rao-cu"), True),
        (Mark("e", "a thui", None, "9a"), False),
        (Mark("e", "a thui", 1990, None), True),
        (Mark("e", "a thui", 1991, None), False),
        (Mark("e", "a thui", None, None), False),
    ],
)
def test_what_a_contest_did_not_ask_is_made_up_for_by_the_other(entry: Mark, come: bool) -> None:
    """Without a year the unit must be the same, without a unit the year; a name alone says nothing."""
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

    def fits(m: Mark, e: Mark) -> bool:
        same_year, same_unit = m.year == e.year, end(m.unit_id) == end(e.unit_id)
        if same_unit and e.unit_id is not None and e.year is None:
            return True
        if same_year and e.year is not None and e.unit_id is None:
            return True
        return (m.year is None or same_year) and (m.unit_id is None or same_unit)

    for _ in range(200):
        members, entries = marks(8), marks(4)
        slow = {m.id for m in members for e in entries if m.folded and m.folded == e.folded and fits(m, e)}
        assert come_by_name(members, entries, ENDS) == slow


def test_thousands_with_one_name_are_fast() -> None:
    members = [Mark(f"m{n}", "a thui", 1990, "9a") for n in range(5_000)]
    entries = [Mark(f"e{n}", "a thui", 1991, "9a") for n in range(5_000)]
    before = time.process_time()
    assert come_by_name(members, entries, {}) == frozenset()
    assert time.process_time() - before < 1
