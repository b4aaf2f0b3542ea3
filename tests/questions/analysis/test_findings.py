"""What is said of an item, at the border of each threshold; nothing is said of few people."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.analysis import findings as rules
from questions.analysis.choosing import chance, choices, guessing, is_single, offered, replaceable
from questions.analysis.figures import Choice, Item
from questions.analysis.findings import Finding, findings
from questions.kinds import PAIRED, Content, Kind, Option

OPTIONS = tuple(Option(name, name.upper()) for name in "abcd")


def item(people: int = 200, right: int = 120, **changes: Any) -> Item:
    """A question that works; right is a."""
    wrong = people - right
    shares = [wrong // 3, wrong // 3, wrong - 2 * (wrong // 3)]
    listed = (
        Choice("a", right, right * 1200, 100),
        *(Choice(name, count, count * 800, 0) for name, count in zip("bcd", shares, strict=True)),
    )
    made = Item(
        item=1,
        people=people,
        most=100,
        points=100 * right,
        right=right,
        right_totals=right * 1200,
        silent=0,
        everywhere=True,
        spread=Fraction(1, 2),
        discrimination=Fraction(4, 10),
        efficiency=Fraction(5, 10),
        guess=Fraction(1, 4),
        intended=None,
        effective=None,
        falls=False,
        choices=listed,
        fifths=(None,) * 5,
    )
    return replace(made, **changes)


def said(one: Item, kind: Kind = Kind.one, *, leaked: bool = False) -> set[str]:
    return {finding.value for finding in findings(one, kind, leaked=leaked)}


def test_nothing_is_said_of_a_question_that_works() -> None:
    assert findings(item(), Kind.one) == ()


@pytest.mark.parametrize(("people", "silent"), [(0, True), (29, True), (30, False), (31, False)])
def test_of_few_people_nothing_is_concluded(people: int, silent: bool) -> None:
    hard = item(people, 0)
    assert (findings(hard, Kind.one, leaked=True) == (Finding.FEW,)) is silent
    assert (Finding.HARD in findings(hard, Kind.one)) is not silent


@pytest.mark.parametrize(("right", "easy"), [(189, False), (190, True), (200, True)])
def test_too_easy(right: int, easy: bool) -> None:
    assert ("easy" in said(item(right=right))) is easy


@pytest.mark.parametrize(("right", "hard"), [(49, True), (50, True), (51, False)])
def test_too_hard_is_no_better_than_guessing(right: int, hard: bool) -> None:
    assert ("hard" in said(item(right=right))) is hard


@pytest.mark.parametrize(("right", "hard"), [(40, True), (41, False)])
def test_too_hard_where_nothing_can_be_guessed(right: int, hard: bool) -> None:
    assert ("hard" in said(item(right=right, guess=None), Kind.number)) is hard


@pytest.mark.parametrize(("efficiency", "weak"), [(-5, True), (14, True), (15, False), (16, False)])
def test_it_hardly_tells_people_apart(efficiency: int, weak: bool) -> None:
    assert ("weak" in said(item(efficiency=Fraction(efficiency, 100)))) is weak


@pytest.mark.parametrize(("people", "weak"), [(49, False), (50, True)])
def test_weakness_needs_more_people(people: int, weak: bool) -> None:
    assert ("weak" in said(item(people, people // 2, efficiency=Fraction(0)))) is weak


@pytest.mark.parametrize("right", [50, 190])
def test_what_is_too_hard_or_too_easy_is_not_called_weak_too(right: int) -> None:
    assert "weak" not in said(item(right=right, efficiency=Fraction(0)))


@pytest.mark.parametrize(("people", "tenths", "turned"), [(100, 20, True), (100, 19, False), (400, 10, True)])
def test_the_better_do_worse(people: int, tenths: int, turned: bool) -> None:
    found = said(
        item(people, people // 2, discrimination=Fraction(-tenths, 100), efficiency=Fraction(-1, 10))
    )
    assert ("wrong_key" in found) is turned
    assert ("weak" in found) is not turned
    assert rules.turns_over(item(people, discrimination=Fraction(tenths, 100))) is False
    assert rules.turns_over(item(people, discrimination=None)) is False


def rivalled(choosers: int, mean: int, right: int = 60) -> Item:
    rival = Choice("b", choosers, choosers * mean, 0)
    first = Choice("a", right, right * 1200, 100 if right else 0)
    rest = 200 - choosers - right
    listed = (first, rival, Choice("c", rest, rest * 700, 0), Choice("d", 0, 0, 0))
    return item(right=right, choices=listed, right_totals=right * 1200)


@pytest.mark.parametrize(("mean", "wrong"), [(1199, False), (1200, False), (1201, True)])
def test_who_took_the_wrong_option_is_better(mean: int, wrong: bool) -> None:
    assert ("wrong_key" in said(rivalled(100, mean))) is wrong
    assert [one.answer for one in rules.rivals(rivalled(100, mean), Kind.one)] == ["b"] * wrong


@pytest.mark.parametrize(("choosers", "wrong"), [(9, False), (10, True)])
def test_a_few_clever_people_are_no_sign(choosers: int, wrong: bool) -> None:
    assert ("wrong_key" in said(rivalled(choosers, 1900))) is wrong


@pytest.mark.parametrize(("choosers", "wrong"), [(100, False), (101, True)])
def test_nobody_took_the_key_and_most_took_one_other(choosers: int, wrong: bool) -> None:
    assert ("wrong_key" in said(rivalled(choosers, 900, right=0))) is wrong
    assert "wrong_key" not in said(rivalled(choosers, 900, right=0), Kind.several)


@pytest.mark.parametrize(("people", "count", "is_idle"), [(100, 1, True), (100, 2, False), (99, 1, False)])
def test_an_option_that_hardly_anybody_takes(people: int, count: int, is_idle: bool) -> None:
    listed = (
        Choice("a", 60, 60 * 1200, 100),
        Choice("b", people - 60 - count, 20_000, 0),
        Choice("c", count, 500, 0),
    )
    one = item(people, 60, choices=listed)
    assert ("idle" in said(one)) is is_idle
    assert "idle" not in said(one, Kind.true_false)
    assert "idle" not in said(replace(one, points=100 * people))


def test_the_right_option_is_never_called_idle() -> None:
    listed = (Choice("a", 1, 1500, 100), Choice("b", 199, 199 * 900, 0), Choice("c", 0, 0, 0))
    assert [one.answer for one in rules.idle(item(right=1, choices=listed), Kind.one)] == ["c"]
    none = (Choice("a", 0, 0, 0), Choice("b", 200, 180_000, 0))
    assert rules.idle(item(right=0, choices=none), Kind.one) == ()


def test_the_most_urgent_stands_first() -> None:
    found = findings(replace(rivalled(140, 1300, right=40)), Kind.one, leaked=True)
    assert found == (Finding.WRONG_KEY, Finding.LEAKED, Finding.HARD, Finding.IDLE)


@given(st.integers(0, 29), st.booleans(), st.sampled_from(Kind))
def test_below_the_floor_nothing_else_is_ever_said(people: int, leaked: bool, kind: Kind) -> None:
    assert findings(item(people, people), kind, leaked=leaked) == (Finding.FEW,)


# --- what a choice is, and what guessing earns ----------------------------------------------------


def content(kind: Kind, count: int = 4) -> Content:
    return Content(kind, "Hỏi gì?", OPTIONS[:count])


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_its_choices(kind: Kind) -> None:
    apart = kind in {Kind.several, *PAIRED}
    assert choices(content(kind), "") == ()
    assert choices(content(kind), "a") == ("a",)
    assert choices(content(kind), "b,a") == (("a", "b") if apart else ("b,a",))
    if kind is not Kind.statements:
        shown = kind in (Kind.one, Kind.several, Kind.true_false)
        assert offered(content(kind)) == (("a", "b", "c", "d") if shown else ())
    assert is_single(kind) is not apart
    assert replaceable(kind) is (kind in (Kind.one, Kind.several))


@pytest.mark.parametrize(
    ("kind", "count", "wanted"),
    [
        (Kind.one, 4, Fraction(1, 4)),
        (Kind.one, 0, None),
        (Kind.true_false, 2, Fraction(1, 2)),
        (Kind.several, 4, Fraction(1, 15)),
        (Kind.several, 0, None),
        (Kind.number, 0, None),
    ],
)
def test_what_a_guess_is_worth(kind: Kind, count: int, wanted: Fraction | None) -> None:
    assert chance(content(kind, count)) == wanted
    assert guessing(content(kind, count), 100) == wanted


def test_where_wrong_answers_cost_guessing_earns_less() -> None:
    assert guessing(content(Kind.one), 100, 25) == Fraction(1, 4) - Fraction(3, 16)
    assert guessing(content(Kind.one), 0) is None
