"""What looks odd, at its borders and by chance: paces, devices, questions that drift."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.signals import rules
from contest.signals.rules import Drift, Fast, Share, Tap, drift, fast, median, paces, part_of, shared

START = 1_000_000


def taps(*gaps: int, start: int = START) -> list[Tap]:
    """One answer a slot, each so many milliseconds after the one before."""
    at, found = start, []
    for slot, gap in enumerate(gaps, 1):
        at += gap
        found.append(Tap(slot, at))
    return found


def test_a_pace_is_the_time_since_the_answer_before() -> None:
    assert paces(START, taps(2000, 500, 7000)) == (2000, 500, 7000)
    assert paces(START, []) == ()


def test_only_the_first_answer_of_a_slot_counts() -> None:
    given_taps = [*taps(2000, 500), Tap(1, START + 60_000)]
    assert paces(START, given_taps) == (2000, 500)
    assert paces(START, reversed(given_taps)) == (2000, 500)


def test_what_came_together_after_a_dead_zone_shares_the_time_before() -> None:
    together = [Tap(slot, START + 30_000) for slot in range(1, 11)]
    assert paces(START, together) == (3000,) * 10
    assert fast(START, together, 10) is None, "a queue of a phone without network is no signal"


def test_a_clock_that_seems_to_run_backwards_gives_no_negative_pace() -> None:
    assert paces(START, [Tap(1, START - 5)]) == (0,)


@given(st.lists(st.integers(1, 100_000), max_size=30))
def test_paces_add_up_to_the_time_until_the_last_answer(gaps: list[int]) -> None:
    assert sum(paces(START, taps(*gaps))) == sum(gaps)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(START, START + 10**6)), max_size=60))
def test_there_is_a_pace_for_each_slot_whatever_arrives(arrived: list[tuple[int, int]]) -> None:
    found = paces(START, [Tap(slot, at) for slot, at in arrived])
    assert len(found) == len({slot for slot, _ in arrived})
    assert all(each >= 0 for each in found)


@given(st.lists(st.integers(), min_size=1))
def test_the_middle_one_has_as_many_below_as_above(values: list[int]) -> None:
    middle = median(values)
    assert middle in values
    assert 2 * sum(each < middle for each in values) <= len(values)
    assert 2 * sum(each > middle for each in values) <= len(values)


@pytest.mark.parametrize(("pace", "is_odd"), [(1_499, True), (1_500, False), (1_501, False)])
def test_the_floor_of_the_pace(pace: int, is_odd: bool) -> None:
    found = fast(START, taps(*[pace] * 10), 10)
    assert found == (Fast(10, 10, pace) if is_odd else None)


@pytest.mark.parametrize(("count", "is_odd"), [(9, False), (10, True), (11, True)])
def test_the_least_number_of_questions(count: int, is_odd: bool) -> None:
    assert (fast(START, taps(*[900] * count), count) is not None) is is_odd


@pytest.mark.parametrize(("right", "is_odd"), [(7, False), (8, True), (9, True)])
def test_who_taps_at_random_is_no_signal(right: int, is_odd: bool) -> None:
    assert (fast(START, taps(*[900] * 10), right) is not None) is is_odd


def test_one_long_rest_hides_no_haste_and_one_hasty_answer_is_none() -> None:
    assert fast(START, taps(600_000, *[900] * 10), 11) is not None
    assert fast(START, taps(10, *[9_000] * 10), 11) is None


@pytest.mark.parametrize(("people", "is_odd"), [(4, False), (5, True), (6, True)])
def test_a_device_with_many_people(people: int, is_odd: bool) -> None:
    entries = [f"e{number}" for number in range(people)]
    assert ("d" in shared({"d": entries})) is is_odd


def test_one_person_with_many_papers_is_one() -> None:
    assert shared({"d": ["e1"] * 9}) == {}


def test_papers_without_a_device_share_none() -> None:
    assert shared({"": [f"e{number}" for number in range(9)]}) == {}


@given(st.dictionaries(st.text(max_size=3), st.lists(st.sampled_from("abcdefg"), max_size=12), max_size=5))
def test_whoever_is_told_held_enough(holders: dict[str, list[str]]) -> None:
    for device, people in shared(holders).items():
        assert device
        assert set(people) == set(holders[device])
        assert len(people) == len(set(people)) >= rules.DEVICE_PEOPLE


@pytest.mark.parametrize(("at", "part"), [(-1, 0), (0, 0), (9, 0), (10, 1), (99, 9), (100, 9), (1000, 9)])
def test_the_part_of_a_rounds_time(at: int, part: int) -> None:
    assert part_of(at, 0, 100) == part


def test_a_round_without_length_has_one_part() -> None:
    assert part_of(5, 7, 7) == 0


def parts(*given_parts: tuple[int, int]) -> list[Share]:
    return [Share(right, people) for right, people in given_parts]


def test_a_question_that_more_and_more_know() -> None:
    found = drift(parts((9, 30), (10, 20), (27, 30)))
    assert found == Drift(Share(9, 30), Share(27, 30))


@pytest.mark.parametrize(("late", "is_odd"), [(17, False), (18, True), (19, True)])
def test_the_least_rise(late: int, is_odd: bool) -> None:
    assert (drift(parts((9, 30), (late, 30))) is not None) is is_odd


@pytest.mark.parametrize(("people", "is_odd"), [(29, False), (30, True), (31, True)])
def test_the_least_number_of_people_on_both_ends(people: int, is_odd: bool) -> None:
    assert (drift(parts((0, people), (people, people))) is not None) is is_odd
    assert (drift(parts((0, 30), (people, people))) is not None) is is_odd


def test_a_question_that_fewer_know_is_no_leak() -> None:
    assert drift(parts((30, 30), (0, 30))) is None


def test_small_parts_are_taken_together_and_never_twice() -> None:
    found = drift(parts((2, 15), (2, 15), (0, 0), (14, 15), (15, 15)))
    assert found == Drift(Share(4, 30), Share(29, 30))
    assert drift(parts((0, 20), (20, 20), (20, 20))) is None, "the middle part would be early and late"


@given(
    st.lists(st.integers(0, 60).flatmap(lambda people: st.tuples(st.integers(0, people), st.just(people))))
)
def test_whatever_is_told_holds(given_parts: list[tuple[int, int]]) -> None:
    found = drift(parts(*given_parts))
    if found is not None:
        assert min(found.early.people, found.late.people) >= rules.DRIFT_PEOPLE
        assert found.early.people + found.late.people <= sum(people for _, people in given_parts)
        assert found.late.rate - found.early.rate >= rules.DRIFT_RISE


def test_the_share_of_nobody_is_nothing() -> None:
    assert Share(0, 0).rate == Fraction(0)


@pytest.mark.parametrize(("late", "is_odd"), [(29, False), (30, True)])
def test_three_of_ten_more_are_odd_and_a_hundredth_less_is_not(late: int, is_odd: bool) -> None:
    assert (drift(parts((0, 100), (late, 100))) is not None) is is_odd
