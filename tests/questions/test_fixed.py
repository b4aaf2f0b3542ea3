"""Questions that every paper has: always in, never twice, and the rest drawn as if they were not there."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.blueprint import Blueprint, BlueprintError, Drawn, Line, Pool, PoolItem, draw, shortages
from questions.kinds import Kind, Level
from tests.questions.test_blueprint import BLUEPRINTS, POOLS, item


def named(pool: list[PoolItem]) -> list[PoolItem]:
    """The same items, each of a question of its own."""
    return [replace(one, question=f"q{one.revision}") for one in pool]


@st.composite
def papers(draw: st.DrawFn) -> tuple[Blueprint, list[PoolItem]]:
    pool = named(draw(POOLS))
    ids = [one.question for one in pool]
    chosen = draw(st.lists(st.sampled_from(ids), unique=True, max_size=5)) if ids else []
    barred = draw(st.lists(st.sampled_from(ids), unique=True, max_size=3)) if ids else []
    return Blueprint(draw(BLUEPRINTS).lines, tuple(chosen), tuple(barred)), pool


@given(papers(), st.binary(max_size=40), st.randoms(use_true_random=False))
def test_they_are_in_every_paper_once_and_the_counts_are_exact(
    made: tuple[Blueprint, list[PoolItem]], seed: bytes, luck: random.Random
) -> None:
    blueprint, pool = made
    rest = [one for one in pool if one.question not in blueprint.apart]
    by_chance = Blueprint(blueprint.lines)
    assert shortages(blueprint, pool) == shortages(by_chance, rest)
    try:
        paper = draw(blueprint, pool, seed)
    except BlueprintError:
        assert shortages(blueprint, pool)
        return
    by_revision = {one.revision: one for one in pool}
    asked = [by_revision[drawn.revision].question for drawn in paper]
    always = set(blueprint.fixed)
    assert len(set(asked)) == len(asked) == len(always) + sum(line.count for line in blueprint.lines)
    assert always <= set(asked)
    assert not set(asked) - always & set(blueprint.barred)
    # What is drawn by chance is what would be drawn from the bank without the others.
    assert {one.revision for one in draw(by_chance, rest, seed)} == {
        drawn.revision for drawn in paper if by_revision[drawn.revision].question not in always
    }
    luck.shuffle(pool)
    shuffled = replace(blueprint, fixed=tuple(luck.sample(blueprint.fixed, len(blueprint.fixed))))
    assert draw(shuffled, Pool(pool), seed) == paper


@given(BLUEPRINTS, POOLS, st.binary(max_size=40))
def test_without_them_papers_are_what_they_were(
    blueprint: Blueprint, pool: list[PoolItem], seed: bytes
) -> None:
    def drawn(items: list[PoolItem]) -> tuple[Drawn, ...] | str:
        try:
            return draw(blueprint, items, seed)
        except BlueprintError as error:
            return str(error)

    assert drawn(named(pool)) == drawn(pool)


def test_a_known_seed_gives_the_known_paper() -> None:
    # As of test_blueprint.py: this may change only with a new version of the draw.
    pool = named([item(number, "cds-1-x") for number in range(1, 9)])
    paper = draw(Blueprint((Line(3),), ("q7", "q2")), pool, b"hoithi")
    assert [drawn.revision for drawn in paper] == KNOWN
    assert draw(Blueprint((Line(3),), ("q2", "q7")), pool, b"hoithi") == paper


KNOWN = [4, 7, 6, 3, 2]


def test_a_paper_may_be_of_them_alone() -> None:
    pool = named([item(number) for number in range(1, 4)])
    orders = {
        tuple(drawn.revision for drawn in draw(Blueprint((), ("q1", "q3")), pool, bytes([number])))
        for number in range(40)
    }
    assert orders == {(1, 3), (3, 1)}


def test_each_stands_at_any_place() -> None:
    pool = Pool(named([item(number) for number in range(1, 31)]))
    blueprint = Blueprint((Line(4),), ("q5",))
    places = Counter(
        [drawn.revision for drawn in draw(blueprint, pool, number.to_bytes(2, "big"))].index(5)
        for number in range(2000)
    )
    assert len(places) == 5 and min(places.values()) > 320 and max(places.values()) < 480


def test_one_that_the_pool_lacks_is_told() -> None:
    pool = named([item(1), item(2)])
    with pytest.raises(BlueprintError, match="không có 1 câu chung"):
        draw(Blueprint((Line(1),), ("q1", "q9")), pool, b"")
    # An item without a public id is no question that somebody could have named.
    with pytest.raises(BlueprintError):
        draw(Blueprint((), ("",)), [item(1)], b"")


def test_a_line_can_be_short_only_since_they_are_apart() -> None:
    pool = named([item(1, "tag-attt"), item(2, "cds-1-x"), item(3, "cds-1-x")])
    line = Line(1, "tag-attt", Level.recognise, Kind.one)
    assert not shortages(Blueprint((line,)), pool)
    (short,) = shortages(Blueprint((line,), ("q1",)), pool)
    assert (short.line, short.found) == (line, 0)
    assert shortages(Blueprint((line,), (), ("q1",)), pool) == (short,)
