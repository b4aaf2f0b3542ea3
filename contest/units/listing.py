"""The units as the desk lists them: a tree in pages, or what a search finds. A fixed number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from contest.units import store, tree_rules
from contest.units.models import Unit
from contest.units.rules import fold
from contest.units.tree_rules import Leaf
from contest.units.unit_rules import latest

A_PAGE = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit in the list. ``headcount`` is the number that holds today, with its day."""

    unit: Unit
    level: int
    place: str
    headcount: tuple[date, int] | None
    merged: tuple[str, ...]
    into: Unit | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of it. ``trail``: what the page's first row lies in, from the top."""

    rows: tuple[Listed, ...]
    found: int
    total: int
    page: int
    pages: int
    trail: tuple[str, ...] = ()
    has_sample: bool = False


def how_many(db: Session) -> int:
    """How many units there are; merged ones are their others."""
    return len(store.leaves(db)) - len(store.merges(db))


def listed(db: Session, query: str, page: int, today: date, sample: str, limit: int = A_PAGE) -> Listing:
    """A page of the tree; with a query, of the units that fit it, merged ones too."""
    leaves = [Leaf(*each) for each in store.leaves(db)]
    merges = store.merges(db)
    tree = tree_rules.in_order(leaf for leaf in leaves if leaf.id not in merges)
    words = fold(query).split()[:8]
    wanted = [(each, 0) for each in store.found(db, words)] if words else tree
    pages = max(1, -(-len(wanted) // limit))
    page = min(page, pages)
    shown = wanted[(page - 1) * limit : page * limit]
    parents = {leaf.id: leaf.parent_id for leaf in leaves}
    trail = tree_rules.above(parents, shown[0][0])[::-1] if shown and not words else []
    rows, names = _rows(db, shown, trail, merges, today)
    return Listing(
        rows,
        found=len(wanted),
        total=len(tree),
        page=page,
        pages=pages,
        trail=tuple(names[each] for each in trail),
        has_sample=bool(store.with_code_like(db, sample)),
    )


def _rows(
    db: Session, shown: Sequence[tuple[str, int]], trail: Sequence[str], merges: dict[str, str], today: date
) -> tuple[tuple[Listed, ...], dict[str, str]]:
    ids = [each for each, _ in shown]
    inside: dict[str, list[str]] = {}
    for unit_id, into_id in merges.items():
        inside.setdefault(into_id, []).append(unit_id)
    around = {merges[each] for each in ids if each in merges}
    around |= {each for unit_id in ids for each in inside.get(unit_id, ())} | set(trail)
    units = store.by_ids(db, [*ids, *around])
    numbers: dict[str, list[tuple[date, int]]] = {}
    for count in store.counts_of(db, ids):
        numbers.setdefault(count.unit_id, []).append((count.on_date, count.people))
    rows = (
        Listed(
            units[each],
            level,
            units[parent].name if (parent := units[each].parent_id) in units else "",
            latest(numbers.get(each, ()), today),
            tuple(units[other].name for other in inside.get(each, ())),
            units[merges[each]] if each in merges else None,
        )
        for each, level in shown
        if each in units
    )
    return tuple(rows), {each: unit.name for each, unit in units.items()}
