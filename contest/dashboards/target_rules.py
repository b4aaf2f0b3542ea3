"""How many people should take part: of a contest, of each unit; and how many are missing. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Targets:
    """What a contest aims at. ``people``: in all; ``share``: per cent of the people of each unit; ``units``:
    the own number of some units, which goes before the share."""

    people: int | None = None
    share: int | None = None
    units: Mapping[str, int] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        """Whether anything is aimed at."""
        return self.people is not None or self.share is not None or bool(self.units)


def of_part(share: int | None, size: int) -> int | None:
    """A part of so many people, in whole people: what is begun counts as one more. None: not known."""
    return None if share is None or size < 1 else -(-share * size // 100)


def of_units(targets: Targets, places: Mapping[str, str], sizes: Mapping[str, int]) -> dict[str, int]:
    """Line → what it should reach: its own number, else the share of its people, else the own numbers of the
    units that are counted with it. ``places``: unit → its line; a line without any of these is left out."""
    below: dict[str, int] = {}
    for unit_id, number in targets.units.items():
        if (line := places.get(unit_id)) is not None:
            below[line] = below.get(line, 0) + number
    found = {}
    for line in set(places.values()):
        wanted = targets.units.get(line)
        if wanted is None:
            wanted = of_part(targets.share, sizes.get(line, 0))
        if wanted is None:
            wanted = below.get(line)
        if wanted is not None:
            found[line] = wanted
    return found


def in_all(targets: Targets, size: int, lines: Mapping[str, int]) -> int | None:
    """What the whole contest should reach: its own number, else the share of all people, else what its units
    should reach together."""
    if targets.people is not None:
        return targets.people
    wanted = of_part(targets.share, size)
    if wanted is None and lines:
        wanted = sum(lines.values())
    return wanted


def missing(target: int | None, people: int) -> int:
    """How many more are needed; nobody where there is no target or it is reached."""
    return 0 if target is None else max(0, target - people)


def done(target: int | None, people: int) -> Fraction | None:
    """The part that is reached, never more than all of it; None without a target."""
    if target is None:
        return None
    return Fraction(min(people, target), target) if target else Fraction(1)


def merged(units: Mapping[str, int], ends: Mapping[str, str]) -> dict[str, int]:
    """The own numbers of units, those of merged ones added to the unit that they count for."""
    found: dict[str, int] = {}
    for unit_id, number in units.items():
        end = ends.get(unit_id, unit_id)
        found[end] = found.get(end, 0) + number
    return found


def to_json(targets: Targets) -> str:
    """Canonical JSON."""
    told = {"people": targets.people, "share": targets.share, "units": dict(targets.units)}
    return json.dumps(told, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Targets:
    """The targets in a stored text."""
    return Targets(**json.loads(text)) if text else Targets()
