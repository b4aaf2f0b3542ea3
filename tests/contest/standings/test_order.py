"""The order of the board: keys, the text that stores them, shared ranks, the attempt that counts."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.ruleset.rules import BlueprintLine, Counting, Criterion, PredictionTarget, Ruleset
from contest.standings.rules import (
    WORST_ERROR,
    Known,
    Result,
    counting,
    key,
    ladder,
    prediction_error,
    rank,
    sort_key,
)

TEN = (BlueprintLine(count=10),)
PLAIN = Ruleset(blueprint=TEN, seconds=600)
PREDICTED = Ruleset(blueprint=TEN, seconds=600, prediction=PredictionTarget.PARTICIPANTS)


def result(**changes: Any) -> Result:
    plain: dict[str, Any] = {
        "entry_id": "e",
        "attempt_id": "a",
        "number": 1,
        "points": 900,
        "right": 9,
        "seconds": 300,
        "submitted_ms": 1_790_000_000_000,
        "prediction": None,
    }
    return Result(**plain | changes)


TRUTH = Known(0)


def off(one: Result, error: int | None) -> Result:
    """The same result with a prediction that is so far off."""
    return replace(one, prediction=error)


def before(first: tuple[Result, int | None], second: tuple[Result, int | None]) -> bool:
    """Whether the first stands before the second, asked of the tuple and of the text alike."""
    tuples = key(PREDICTED, off(*first), TRUTH).place < key(PREDICTED, off(*second), TRUTH).place
    texts = sort_key(PREDICTED, off(*first), TRUTH) < sort_key(PREDICTED, off(*second), TRUTH)
    assert tuples == texts
    return tuples


def test_more_points_stand_before_everything_else() -> None:
    slow = result(points=1000, seconds=600, submitted_ms=1_799_999_999_999)
    assert before((slow, None), (result(points=999), 0))


def test_then_the_nearer_prediction() -> None:
    assert before((result(seconds=600), 3), (result(seconds=1), 4))


def test_then_less_time_then_the_earlier_hand_in() -> None:
    assert before((result(seconds=299, submitted_ms=2), 3), (result(submitted_ms=1), 3))
    assert before((result(submitted_ms=1), 3), (result(submitted_ms=2), 3))


def test_no_prediction_is_the_worst_one() -> None:
    assert before((result(), 2 * 10**15), (result(seconds=1), None))


def test_a_prediction_over_and_one_under_are_alike() -> None:
    assert prediction_error(1010, 1000) == prediction_error(990, 1000) == 10
    assert prediction_error(1000, 1000) == 0
    assert prediction_error(None, 1000) is None
    assert prediction_error(-5, 5) == 10


def test_the_largest_possible_error_stays_better_than_none() -> None:
    largest = prediction_error(10**15 - 1, -(10**15 - 1))
    assert largest is not None
    assert largest < WORST_ERROR


def test_equal_keys_share_a_place_and_the_entry_only_orders_rows() -> None:
    first, second = key(PLAIN, result(entry_id="a")), key(PLAIN, result(entry_id="b"))
    assert first.place == second.place
    assert first < second
    assert sort_key(PLAIN, result(entry_id="a")) == sort_key(PLAIN, result(entry_id="b"))


def test_the_live_order_leaves_the_prediction_out() -> None:
    assert Criterion.PREDICTION_ERROR in ladder(PREDICTED)
    assert Criterion.PREDICTION_ERROR not in ladder(PREDICTED, live=True)
    assert ladder(PLAIN, live=True) == ladder(PLAIN)
    near, far = result(prediction=10), result(prediction=99)
    assert key(PREDICTED, near).place == key(PREDICTED, far).place
    assert sort_key(PREDICTED, near) == sort_key(PLAIN, near)


def test_the_ladder_is_the_rulesets() -> None:
    by_points = Ruleset(blueprint=TEN, seconds=600, criteria=(Criterion.POINTS,))
    assert key(by_points, result(seconds=1)).place == key(by_points, result(seconds=9)).place
    swapped = (Criterion.POINTS, Criterion.SUBMITTED, Criterion.SECONDS)
    early = Ruleset(blueprint=TEN, seconds=600, criteria=swapped)
    assert key(early, result(submitted_ms=1, seconds=9)) < key(early, result(submitted_ms=2, seconds=1))


def test_ranks_skip_after_shared_ones() -> None:
    assert rank([]) == []
    assert rank(["b"]) == [1]
    assert rank(["b", "a", "b", "c"]) == [2, 1, 2, 4]
    assert rank([(3,), (3,), (3,)]) == [1, 1, 1]


small = st.builds(
    result,
    points=st.integers(0, 3) | st.integers(0, 10**6),
    seconds=st.integers(0, 3) | st.integers(0, 10**5),
    submitted_ms=st.integers(0, 3) | st.integers(0, 4 * 10**12),
    entry_id=st.sampled_from("abc"),
)
error = st.none() | st.integers(0, 3) | st.integers(0, 2 * 10**15)


@given(small, small, error, error)
def test_the_text_orders_as_the_tuple_does(one: Result, other: Result, a: int | None, b: int | None) -> None:
    for rules in (PLAIN, PREDICTED):
        places = key(rules, off(one, a), TRUTH).place, key(rules, off(other, b), TRUTH).place
        texts = sort_key(rules, off(one, a), TRUTH).encode(), sort_key(rules, off(other, b), TRUTH).encode()
        assert (places[0] < places[1]) == (texts[0] < texts[1])
        assert (places[0] == places[1]) == (texts[0] == texts[1])
        assert len(texts[0]) == len(texts[1]) <= 160


@given(st.lists(st.tuples(small, error), max_size=12), st.randoms(use_true_random=False))
def test_ranks_do_not_depend_on_the_order_of_rows(rows: list[tuple[Result, int | None]], random: Any) -> None:
    texts = [sort_key(PREDICTED, off(*row), TRUTH) for row in rows]
    ranks = dict(zip(texts, rank(texts), strict=True))
    random.shuffle(rows)
    shuffled = [sort_key(PREDICTED, off(*row), TRUTH) for row in rows]
    assert dict(zip(shuffled, rank(shuffled), strict=True)) == ranks
    assert rank(texts) == [1 + sum(other < text for other in texts) for text in texts]


def three(way: Counting, prediction: PredictionTarget | None = None) -> Ruleset:
    return Ruleset(blueprint=TEN, seconds=600, attempts_allowed=3, counting=way, prediction=prediction)


ATTEMPTS = (
    result(number=1, points=700, seconds=100),
    result(number=2, points=900, seconds=400),
    result(number=3, points=800, seconds=50),
)


@pytest.mark.parametrize(("way", "number"), [(Counting.FIRST, 1), (Counting.BEST, 2), (Counting.LAST, 3)])
def test_which_attempt_counts_whatever_the_order_of_rows(way: Counting, number: int) -> None:
    for rows in permutations(ATTEMPTS):
        assert counting(three(way), rows).number == number


def test_equal_points_the_faster_attempt_counts() -> None:
    fast = result(number=2, seconds=200)
    assert counting(three(Counting.BEST), [result(number=1), fast]) == fast


def test_equal_attempts_the_earlier_one_counts() -> None:
    first, second = result(number=1), result(number=2)
    assert counting(three(Counting.BEST), [second, first]) == first


def test_the_prediction_does_not_choose_the_attempt() -> None:
    rules = three(Counting.BEST, PredictionTarget.PARTICIPANTS)
    near_but_slow = result(number=1, prediction=100, seconds=500)
    far_but_fast = result(number=2, prediction=9, seconds=10)
    assert counting(rules, [near_but_slow, far_but_fast]) == far_but_fast


def test_nothing_to_count_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="no attempt"):
        counting(PLAIN, [])


def test_a_stored_key_is_these_very_digits() -> None:
    """Boards of before keep theirs: another spelling of the same order would mix with it."""
    rules = Ruleset(blueprint=(BlueprintLine(count=1),), seconds=600)
    known = Result("e", "a", 1, points=500, right=1, seconds=61, submitted_ms=1_791_162_074_000)
    assert sort_key(rules, known, Known()) == "099999999999999500-100000000000000061-100001791162074000"
