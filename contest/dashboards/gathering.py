"""The lines of units: who entered, who took part, the part of its people, what it should reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from contest.dashboards import target_rules, targets
from contest.dashboards.choosing import Scope
from contest.dashboards.kept import Counted
from contest.dashboards.pages import UnitLine
from contest.dashboards.target_rules import Targets
from contest.standings.rules import part
from contest.summaries import place_rules
from contest.units import service as units
from contest.units.rules import text_sort_key


@dataclass(frozen=True, slots=True)
class Tree:
    """Unit → the line that it is counted with, and how many people each line has, as in reports.

    ``start``: the unit whose parts are told apart; ``size``: of all of it, 0 where nobody told.
    """

    start: str
    places: Mapping[str, str]
    sizes: Mapping[str, int]
    size: int
    upper: frozenset[str]


def tree(db: Session, scope: Scope) -> Tree:
    """The lines of a scope."""
    parents = units.tree(db)
    wanted = units.resolve(db, [scope.unit])[scope.unit] if scope.unit else ""
    start = place_rules.start(parents, wanted)
    sizes = place_rules.sizes(parents, units.headcounts(db, scope.counted_on))
    tops = [sizes.get(id, 0) for id, parent in parents.items() if parent is None or parent not in parents]
    whole = sizes.get(start, 0) if start else (sum(tops) if all(tops) else 0)
    # Who belongs to the upper unit itself is no part of a unit of its own: of nobody knows how many.
    below = {unit_id: size for unit_id, size in sizes.items() if unit_id != start}
    upper = frozenset(parent for parent in parents.values() if parent is not None)
    return Tree(start, place_rules.places(parents, start), below, whole, upper)


def aims(db: Session, scope: Scope, found: Tree) -> tuple[Targets, dict[str, int]]:
    """What the contest aims at, and what each line should reach; nothing while one of several rounds is
    looked at."""
    aimed = targets.of(db, scope.view.campaign_id) if scope.whole else Targets()
    lines = target_rules.of_units(aimed, found.places, found.sizes)
    # What a unit with parts should reach is told above its parts.
    return aimed, {line: number for line, number in lines.items() if line != found.start}


def in_all(aimed: Targets, found: Tree, lines: Mapping[str, int], unit: str) -> int | None:
    """What all of it should reach: of one unit its own number."""
    if not unit:
        return target_rules.in_all(aimed, found.size, lines)
    own = aimed.units.get(found.start)
    return own if own is not None else target_rules.in_all(Targets(share=aimed.share), found.size, lines)


def lines(db: Session, counted: Counted, found: Tree, aimed: Mapping[str, int]) -> tuple[UnitLine, ...]:
    """All units with people or a target or a size; those that lack most first, then the lowest part first."""
    entered, people = _folded(counted.entered_units, found), _folded(counted.people_units, found)
    every = {*entered, *people, *aimed, *(line for line in found.places.values() if line in found.sizes)}
    rows = units.rows(db, every)
    made = []
    for line in every:
        count, size, target = people.get(line, 0), found.sizes.get(line, 0), aimed.get(line)
        rate, reached = part(count, size), target_rules.done(target, count)
        shown = rate if target is None else reached
        width = str(round(100 * shown)) if shown is not None else "0"
        lacks = target_rules.missing(target, count)
        itself = line == found.start
        numbers = (entered.get(line, 0), count, size, rate, target, lacks, width)
        deeper = line in found.upper and not itself
        made.append(UnitLine(line, rows[line].name, *numbers, itself, deeper))
    return tuple(sorted(made, key=_order))


def _order(line: UnitLine) -> tuple[int, bool, float, str, str]:
    known = line.rate is not None
    return -line.missing, not known, float(line.rate or 0), text_sort_key(line.name), line.id


def _folded(by_unit: Mapping[str, int], found: Tree) -> dict[str, int]:
    made: dict[str, int] = {}
    for unit_id, number in by_unit.items():
        if (line := found.places.get(unit_id)) is not None:
            made[line] = made.get(line, 0) + number
    return made
