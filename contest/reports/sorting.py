"""The orders of the table of questions, as plain links ask for them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from urllib.parse import urlencode

from contest.reports.pages import Head
from contest.reports.present import Judged

Key = Callable[[Judged], tuple[bool, Fraction | int]]


def _known(value: Fraction | None) -> tuple[bool, Fraction | int]:
    # What has no figure stands last.
    return value is None, value or 0


#: By what one may sort; the first is how the table comes.
KEYS: dict[str, Key] = {
    "finding": lambda one: (False, one.urgency),
    "facility": lambda one: _known(one.item.facility),
    "discrimination": lambda one: _known(one.item.discrimination),
    "people": lambda one: (False, one.item.people),
    "number": lambda one: (False, one.number),
}
TITLES = (
    ("number", "Câu", True),
    ("people", "Số bài", True),
    ("facility", "Độ dễ", True),
    ("discrimination", "Phân biệt", True),
    ("finding", "Nhận xét", False),
)
FIRST = next(iter(KEYS))


def read(text: str) -> tuple[str, bool]:
    """(by what, whether downwards) of an address; what is not understood is the usual order."""
    name = text.removeprefix("-")
    return (name, text.startswith("-")) if name in KEYS else (FIRST, False)


def ordered(rows: Iterable[Judged], sort: str) -> list[Judged]:
    """The rows in this order; among equals in the order of their numbers."""
    name, down = read(sort)
    key = KEYS[name]
    found = sorted(rows, key=lambda one: one.number)
    if not down:
        return sorted(found, key=key)
    return sorted(found, key=lambda one: (key(one)[0], -key(one)[1]))


def heads(sort: str, *, every: bool, finding: str = "") -> Sequence[Head]:
    """The columns' titles; the one it is sorted by turns the order round."""
    name, down = read(sort)
    found = []
    for field, title, is_number in TITLES:
        is_this = field == name
        asked = {"sort": f"-{field}" if is_this and not down else field}
        kept = {"attempts": "all" if every else "", "finding": finding}
        query = urlencode({name: value for name, value in kept.items() if value} | asked)
        order = ("descending" if down else "ascending") if is_this else ""
        found.append(Head(title, query, order, is_number))
    return found
