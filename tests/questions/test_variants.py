"""Shuffled papers: the same questions, other orders, no two alike; codes that no slip turns into others."""

from __future__ import annotations

from itertools import combinations, groupby
from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions import variants
from questions.blueprint import Blueprint, Line, PoolItem
from questions.kinds import Kind, Level
from questions.variants import FEWEST, MOST, Mixed, VariantError, base, codes, mixed, ways

SEED = b"hat giong"
SEEDS = st.binary(min_size=1, max_size=32)


def item(revision: int, *, options: int = 4, shuffle: bool = True, kind: Kind = Kind.one) -> PoolItem:
    names = tuple(f"o{revision}.{at}" for at in range(options))
    return PoolItem(revision, (), Level.recognise, kind, names, shuffle, f"q{revision}")


def asked(*sizes: int, options: int = 4, shuffle: bool = True) -> tuple[Mixed, ...]:
    """Questions in parts of these sizes."""
    parts = [part for part, size in enumerate(sizes, 1) for _ in range(size)]
    return tuple(
        Mixed(at, tuple(f"o{at}.{each}" for each in range(options)), shuffle, part)
        for at, part in enumerate(parts, 1)
    )


@st.composite
def papers(draw: st.DrawFn) -> tuple[Mixed, ...]:
    """Questions of any kind in one to three parts."""
    found = []
    for part, size in enumerate(draw(st.lists(st.integers(1, 8), min_size=1, max_size=3)), 1):
        for _ in range(size):
            revision = len(found) + 1
            options = tuple(f"o{revision}.{at}" for at in range(draw(st.integers(0, 5))))
            found.append(Mixed(revision, options, draw(st.booleans()), part))
    return tuple(found)


@given(papers(), SEEDS, st.integers(1, MOST))
def test_each_has_the_same_questions_and_all_differ(
    paper: tuple[Mixed, ...], seed: bytes, count: int
) -> None:
    possible = ways(paper, count)
    if possible < count:
        with pytest.raises(VariantError, match=f"chỉ xếp được {possible} thứ tự"):
            mixed(paper, seed, count)
        return
    made = mixed(paper, seed, count)
    assert len(set(made)) == len(made) == count
    for variant in made:
        assert {one.revision for one in variant} == {one.revision for one in paper}
        assert len(variant) == len(paper)


@given(papers(), SEEDS)
def test_parts_stay_and_pinned_options_keep_their_order(paper: tuple[Mixed, ...], seed: bytes) -> None:
    facts = {one.revision: one for one in paper}
    for variant in mixed(paper, seed, min(FEWEST, ways(paper))):
        assert [facts[one.revision].part for one in variant] == [one.part for one in paper]
        for one in variant:
            whole = facts[one.revision]
            assert sorted(one.options) == sorted(whole.options)
            if not whole.shuffle:
                assert one.options == whole.options


@given(papers(), SEEDS, st.integers(1, 12), st.integers(0, 12))
def test_more_variants_begin_with_the_same_ones(
    paper: tuple[Mixed, ...], seed: bytes, few: int, more: int
) -> None:
    most = ways(paper)
    few = min(few, most)
    assert mixed(paper, seed, min(few + more, most))[:few] == mixed(paper, seed, few)


def test_another_seed_gives_other_papers() -> None:
    assert mixed(asked(10), b"a", 4) != mixed(asked(10), b"b", 4)
    assert mixed(asked(10), b"a", 4) == mixed(asked(10), b"a", 4)


@pytest.mark.parametrize(
    ("paper", "count"),
    [
        pytest.param(asked(1, shuffle=False), 1, id="nothing-moves"),
        pytest.param(asked(1, options=2), 2, id="two-options"),
        pytest.param(asked(3, shuffle=False), 6, id="three-questions"),
        pytest.param(asked(1, 1, options=3), 24, id="enough"),
        pytest.param(asked(2, 2, options=0), 4, id="parts-apart"),
        pytest.param(asked(40, options=6), 24, id="far-more"),
    ],
)
def test_ways_counts_what_can_differ(paper: tuple[Mixed, ...], count: int) -> None:
    assert ways(paper) == count


def test_all_the_ways_there_are_are_found() -> None:
    paper = asked(3, shuffle=False)
    assert len(mixed(paper, SEED, 6)) == factorial(3)
    with pytest.raises(VariantError, match="không đủ cho 7 mã đề"):
        mixed(paper, SEED, 7)


@given(SEEDS, st.integers(0, 3), st.integers(1, 6), st.integers(1, 6))
def test_the_base_is_a_paper_of_the_rules(seed: bytes, fixed: int, first: int, second: int) -> None:
    pool = [item(number, shuffle=number % 3 > 0) for number in range(1, 25)]
    always = tuple(f"q{number}" for number in range(1, fixed + 1))
    made = base(Blueprint((Line(first), Line(second, part=2)), always), pool, seed)
    sizes = [(part, len(list(each))) for part, each in groupby(made, key=lambda one: one.part)]
    assert sizes == [(1, fixed + first), (2, second)]
    assert len({one.revision for one in made}) == len(made)
    assert set(range(1, fixed + 1)) <= {one.revision for one in made}
    for one in made:
        assert (one.options, one.shuffle) == (item(one.revision).option_ids, one.revision % 3 > 0)


def test_the_base_does_not_depend_on_the_order_of_the_bank() -> None:
    pool = [item(number) for number in range(1, 9)]
    blueprint = Blueprint((Line(5),))
    assert base(blueprint, pool, SEED) == base(blueprint, pool[::-1], SEED)


@given(SEEDS)
def test_codes_have_three_digits_and_no_slip_gives_another(seed: bytes) -> None:
    found = codes(seed, MOST)
    assert len(found) == len(set(found)) == MOST
    assert all(len(code) == 3 and code.isdigit() and code[0] != "0" for code in found)
    for one, other in combinations(found, 2):
        differ = [at for at in range(3) if one[at] != other[at]]
        assert len(differ) >= 2
        if len(differ) == 2:
            assert sorted(one) != sorted(other)


@given(SEEDS, st.integers(FEWEST, MOST))
def test_more_codes_begin_with_the_same_ones(seed: bytes, count: int) -> None:
    assert codes(seed, MOST)[:count] == codes(seed, count)


def test_the_text_names_both_numbers() -> None:
    assert variants.TOO_FEW_WAYS.format(ways=2, count=4).startswith("Đề này chỉ xếp được 2 thứ tự khác nhau")
