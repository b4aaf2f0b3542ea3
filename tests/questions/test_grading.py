"""What answers earn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.grading import counts, grade, is_right
from questions.kinds import Content, Key, Kind, make_options

TEXTS = ("một", "hai", "ba", "bốn")


def content(kind: Kind) -> Content:
    return Content(kind, "?", make_options(kind, TEXTS))


def ids(kind: Kind, *places: int) -> tuple[str, ...]:
    return tuple(content(kind).options[place].id for place in places)


def test_one_right_earns_all() -> None:
    key = Key(ids(Kind.one, 2))
    assert [grade(content(Kind.one), key, name, 150) for name in ids(Kind.one, 0, 1, 2, 3)] == [0, 0, 150, 0]


def test_several_is_all_or_nothing() -> None:
    key = Key(ids(Kind.several, 0, 2))
    right, half, more = ids(Kind.several, 2, 0), ids(Kind.several, 0), ids(Kind.several, 0, 1, 2)
    marks = [grade(content(Kind.several), key, ",".join(given), 100) for given in (right, half, more)]
    assert marks == [100, 0, 0]


@pytest.mark.parametrize(("answer", "points"), [("dung", 0), ("sai", 100), ("", 0), (None, 0), ("Sai", 0)])
def test_true_false(answer: str | None, points: int) -> None:
    assert grade(content(Kind.true_false), Key(("sai",)), answer, 100) == points


@pytest.mark.parametrize(
    ("answer", "points"), [("34", 25), ("34,0", 0), ("034", 25), ("33", 0), ("-34", 0), ("x", 0)]
)
def test_number(answer: str, points: int) -> None:
    assert grade(content(Kind.number), Key(number=34), answer, 25) == points


def test_number_may_be_zero() -> None:
    assert is_right(content(Kind.number), Key(number=0), "0")
    assert not is_right(content(Kind.number), Key(number=0), "")
    assert not is_right(content(Kind.number), Key(), "0")


@given(st.integers(min_value=-1000, max_value=1000))
def test_a_prediction_earns_nothing(value: int) -> None:
    assert grade(content(Kind.prediction), Key(number=value), str(value), 100) == 0


def test_only_the_prediction_does_not_count() -> None:
    assert [kind for kind in Kind if not counts(kind)] == [Kind.prediction]


@pytest.mark.parametrize("kind", Kind)
def test_an_empty_key_makes_nothing_right(kind: Kind) -> None:
    answers = ["", None, ",", "0", *(option.id for option in content(kind).options)]
    assert not any(is_right(content(kind), Key(), answer) for answer in answers)


@given(st.sampled_from(Kind), st.text(max_size=300), st.integers(min_value=0, max_value=1000))
def test_garbage_earns_nothing_and_never_raises(kind: Kind, garbage: str, points: int) -> None:
    key = Key(("dung",) if kind is Kind.true_false else ids(kind, 0) if content(kind).options else (), 10**14)
    assert grade(content(kind), key, garbage + "!", points) == 0


@given(st.sets(st.integers(min_value=0, max_value=3), min_size=1), st.permutations(range(4)))
def test_the_order_of_taps_does_not_matter(right: set[int], order: list[int]) -> None:
    key = Key(ids(Kind.several, *right))
    answer = ",".join(ids(Kind.several, *(place for place in order if place in right)))
    assert grade(content(Kind.several), key, answer, 70) == 70
