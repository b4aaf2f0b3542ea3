"""What a contest asks of who enters: what was set, and what its rules need all the same. Pure."""

from __future__ import annotations

from typing import Any, Protocol

from contest.people.asking import Ask, Fields
from contest.ruleset.rules import Criterion, Ruleset

BY_AGE = frozenset({Criterion.YOUNGEST, Criterion.OLDEST})


class Stored(Protocol):
    """Where it is stored: a contest's row."""

    @property
    def asks_year(self) -> str: ...
    @property
    def asks_phone(self) -> str: ...
    @property
    def asks_unit(self) -> str: ...
    @property
    def asks_photo(self) -> bool: ...


def by_age(rules: Ruleset) -> bool:
    """Whether the rules can't be kept without the birth year: a least age, or a rung by age."""
    return rules.youngest is not None or not BY_AGE.isdisjoint(rules.criteria)


def stored(row: Stored) -> Fields:
    """What was set."""
    return Fields(Ask(row.asks_year), Ask(row.asks_phone), Ask(row.asks_unit), row.asks_photo)


def columns(fields: Fields) -> dict[str, Any]:
    """The same as a row's columns."""
    asked = {"asks_year": fields.year, "asks_phone": fields.phone, "asks_unit": fields.unit}
    return {name: ask.value for name, ask in asked.items()} | {"asks_photo": fields.photo}
