"""Pure rules of the tree of units: who is below whom, in which order, and whom a merged unit counts for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

#: Unit → the unit above it; None at the top. A parent that is not a key counts as the top.
Parents = Mapping[str, str | None]
#: Unit → the unit above it and its own name there.
Places = Mapping[str, tuple[str | None, str]]
#: Merged unit → the unit it was merged into, which may have been merged since.
Merges = Mapping[str, str]


class Leaf(NamedTuple):
    """What ordering needs of a unit."""

    id: str
    parent_id: str | None
    sort_key: str


def above(parents: Parents, unit_id: str) -> list[str]:
    """The units above one, the nearest first. Ends even where stored data goes round."""
    found: list[str] = []
    seen = {unit_id}
    here = parents.get(unit_id)
    while here is not None and here not in seen and here in parents:
        found.append(here)
        seen.add(here)
        here = parents.get(here)
    return found


def goes_round(parents: Parents, unit_id: str, parent_id: str | None) -> bool:
    """Whether a unit put below ``parent_id`` would stand below itself."""
    return parent_id is not None and (parent_id == unit_id or unit_id in above(parents, parent_id))


def loops(parents: Parents) -> frozenset[str]:
    """The units that stand below themselves: none in a sound tree."""
    state: dict[str, bool] = {}
    for start in parents:
        way: list[str] = []
        here: str | None = start
        while here is not None and here in parents and here not in state and here not in way:
            way.append(here)
            here = parents[here]
        ring = way[way.index(here) :] if here in way else []
        state |= {each: each in ring for each in way}
    return frozenset(each for each, is_loop in state.items() if is_loop)


def clashing(stored: Places, wanted: Places) -> frozenset[str]:
    """Those that can't be put where they are wanted, for somebody of that name is there or stays there.

    Whoever can't move stays in its old place, which may be wanted by yet another one.
    """
    held = {place: node for node, place in stored.items() if node not in wanted}
    refused: set[str] = set()
    waiting = [*wanted.items()][::-1]
    while waiting:
        node, place = waiting.pop()
        other = held.setdefault(place, node)
        if other == node:
            continue
        if stored.get(node) == place:  # at home, where nobody drives it away
            if stored.get(other) == place:
                continue
            held[place], node = node, other
        refused.add(node)
        if node in stored:
            waiting.append((node, stored[node]))
    return frozenset(refused)


def in_order(leaves: Iterable[Leaf]) -> list[tuple[str, int]]:
    """(unit, level) from the top down, each with all that is below it, by name. Nobody is left out."""
    known = {leaf.id: leaf for leaf in leaves}
    children: dict[str | None, list[Leaf]] = {}
    parents = {leaf.id: leaf.parent_id for leaf in known.values()}
    ringed = loops(parents)
    for leaf in sorted(known.values(), key=lambda leaf: (leaf.sort_key, leaf.id), reverse=True):
        parent = leaf.parent_id if leaf.parent_id in known and leaf.id not in ringed else None
        children.setdefault(parent, []).append(leaf)
    return list(_walk(children))


def _walk(children: Mapping[str | None, list[Leaf]]) -> Iterator[tuple[str, int]]:
    waiting = [(leaf, 0) for leaf in children.get(None, [])]
    while waiting:
        leaf, level = waiting.pop()
        yield leaf.id, level
        waiting += [(child, level + 1) for child in children.get(leaf.id, [])]


def target(merges: Merges, unit_id: str) -> str:
    """The unit that this one counts for: itself, unless it was merged."""
    seen = {unit_id}
    while (after := merges.get(unit_id)) is not None and after not in seen:
        seen.add(after)
        unit_id = after
    return unit_id


def flat(merges: Merges) -> dict[str, str]:
    """Every merged unit with the one it counts for in the end."""
    return {unit_id: target(merges, unit_id) for unit_id in merges}


def family(merges: Merges, unit_id: str) -> frozenset[str]:
    """All units that count as one with this one, itself among them."""
    end = target(merges, unit_id)
    return frozenset({end, *(other for other in merges if target(merges, other) == end)})


def folded(merges: Merges, counts: Mapping[str, int]) -> dict[str, int]:
    """Numbers by unit, those of merged units added to the unit they count for."""
    total: dict[str, int] = {}
    for unit_id, count in counts.items():
        end = target(merges, unit_id)
        total[end] = total.get(end, 0) + count
    return total


def removable(wanted: Collection[str], parents: Parents, held: Collection[str]) -> frozenset[str]:
    """Those of ``wanted`` that can go: nobody holds them, nor anything below them that stays."""
    going = set(wanted) - set(held)
    staying = [unit_id for unit_id in parents if unit_id not in going]
    for unit_id in staying:
        going.difference_update(above(parents, unit_id))
    return frozenset(going)
