"""The tree stays a tree whatever is edited and merged; folding loses and doubles nobody."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contest.units import tree_rules as rules
from contest.units.tree_rules import Leaf

NAMES = "abcdefgh"
NAME = st.sampled_from(NAMES)
#: Any pointers, sound or not: data may have been stored by an older program.
POINTERS = st.dictionaries(NAME, st.none() | st.sampled_from([*NAMES, "gone"]))
EDITS = st.lists(st.tuples(NAME, st.none() | NAME), max_size=40)
#: Merges as the service makes them: only what is not merged yet, into what is not merged yet.
PAIRS = st.lists(st.tuples(NAME, NAME), max_size=20)


def edited(edits: list[tuple[str, str | None]]) -> dict[str, str | None]:
    """A tree after edits, each refused where it would go round."""
    parents: dict[str, str | None] = dict.fromkeys(NAMES)
    for unit, parent in edits:
        if not rules.goes_round(parents, unit, parent):
            parents[unit] = parent
    return parents


def merged(pairs: list[tuple[str, str]]) -> dict[str, str]:
    merges: dict[str, str] = {}
    for unit, into in pairs:
        if unit != into and unit not in merges and into not in merges:
            merges[unit] = into
    return merges


@given(EDITS)
def test_no_sequence_of_edits_makes_a_loop(edits: list[tuple[str, str | None]]) -> None:
    parents = edited(edits)
    assert rules.loops(parents) == frozenset()
    for unit in NAMES:
        assert unit not in rules.above(parents, unit)


@given(EDITS, PAIRS)
def test_nor_does_a_merge_in_between(
    edits: list[tuple[str, str | None]], pairs: list[tuple[str, str]]
) -> None:
    """What `merging` does to the tree: children move along, the merged unit leaves it."""
    parents = edited(edits)
    for unit, into in pairs:
        if unit == into or unit in rules.above(parents, into):
            continue
        parents = {each: into if above == unit else above for each, above in parents.items()}
        parents[unit] = None
        assert rules.loops(parents) == frozenset()


@given(POINTERS)
def test_loops_are_exactly_those_that_stand_below_themselves(pointers: dict[str, str | None]) -> None:
    def returns(unit: str) -> bool:
        here = pointers[unit]
        for _ in range(len(NAMES) + 1):
            if here is None or here == unit:
                return here == unit
            here = pointers.get(here)
        return False

    assert rules.loops(pointers) == {unit for unit in pointers if returns(unit)}


@given(POINTERS)
def test_the_list_holds_everybody_once_whatever_is_stored(pointers: dict[str, str | None]) -> None:
    order = rules.in_order(Leaf(unit, parent, unit) for unit, parent in pointers.items())
    assert sorted(unit for unit, _ in order) == sorted(pointers)


@given(EDITS)
def test_everybody_stands_right_below_what_they_belong_to(edits: list[tuple[str, str | None]]) -> None:
    parents = edited(edits)
    order = rules.in_order(Leaf(unit, parent, unit) for unit, parent in parents.items())
    for place, (unit, level) in enumerate(order):
        assert level == len(rules.above(parents, unit))
        ahead = [other for other, its in order[:place] if its == level - 1]
        assert (ahead[-1] if level else None) == parents[unit]


def test_siblings_stand_by_name() -> None:
    leaves = [Leaf("b", "x", "2"), Leaf("c", "x", "3"), Leaf("a", "x", "1"), Leaf("x", None, "0")]
    assert rules.in_order(leaves) == [("x", 0), ("a", 1), ("b", 1), ("c", 1)]


@given(PAIRS, st.dictionaries(NAME, st.integers(0, 1000)))
def test_folding_keeps_the_sum_and_leaves_no_merged_unit(
    pairs: list[tuple[str, str]], counts: dict[str, int]
) -> None:
    merges = merged(pairs)
    found = rules.folded(merges, counts)
    assert sum(found.values()) == sum(counts.values())
    assert not found.keys() & merges.keys()
    assert rules.folded(merges, found) == found


@given(PAIRS)
def test_families_share_nobody_and_leave_nobody_out(pairs: list[tuple[str, str]]) -> None:
    merges = merged(pairs)
    families = {rules.family(merges, unit) for unit in NAMES}
    assert sorted(unit for each in families for unit in each) == list(NAMES)
    for unit in NAMES:
        assert unit in rules.family(merges, unit)
        assert rules.target(merges, unit) in rules.family(merges, unit)


@given(PAIRS, st.integers(0, 19))
def test_taking_one_merge_out_frees_only_what_came_through_it(
    pairs: list[tuple[str, str]], place: int
) -> None:
    merges = merged(pairs)
    if not merges:
        return
    out = sorted(merges)[place % len(merges)]
    rest = {unit: into for unit, into in merges.items() if unit != out}
    for unit in NAMES:
        came_through = unit in rules.family(rest, out)
        assert rules.target(rest, unit) == (out if came_through else rules.target(merges, unit))


def test_chains_are_flattened_and_a_stored_ring_ends() -> None:
    assert rules.flat({"a": "b", "b": "c"}) == {"a": "c", "b": "c"}
    assert rules.target({"a": "b", "b": "a"}, "a") in {"a", "b"}


def test_what_holds_others_stays() -> None:
    parents = {"school": None, "9a": "school", "9b": "school", "other": None}
    everything = ["school", "9a", "9b"]
    assert rules.removable(everything, parents, []) == {"school", "9a", "9b"}
    assert rules.removable(everything, parents, ["9a"]) == {"9b"}
    assert rules.removable(["school"], parents, []) == frozenset()
    assert rules.removable(["other"], parents, ["school"]) == {"other"}


@given(EDITS, st.sets(NAME), st.sets(NAME))
def test_after_removing_nobody_hangs_in_the_air(
    edits: list[tuple[str, str | None]], wanted: set[str], held: set[str]
) -> None:
    parents = edited(edits)
    going = rules.removable(wanted, parents, held)
    assert going <= wanted - held
    assert not [unit for unit, parent in parents.items() if parent in going and unit not in going]
