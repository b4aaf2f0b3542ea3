"""The rules of sitting a paper at each of their borders."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.attempts import rules
from contest.attempts.rules import Facts, Op, Verdict, fits, is_over, judge, open_one
from contest.attempts.states import AttemptState
from contest.ruleset.states import MOST_QUESTIONS, MOST_SUGGESTIONS

START, DEADLINE, GRACE = 1_000_000, 1_600_000, 20_000
UNTIL = DEADLINE + GRACE
MINE = ("entry00000001", "entry00000002")
ENDED = [state for state in AttemptState if state is not AttemptState.OPEN]


def facts(**changes: Any) -> Facts:
    """An open attempt whose lease was given three times."""
    open_ = Facts("a", MINE[1], "r", None, 1, 4, "open", 3, START, DEADLINE, UNTIL, None)
    return replace(open_, **changes)


@pytest.mark.parametrize(
    ("received", "verdict"),
    [
        (START - 1, Verdict.APPLIED),
        (DEADLINE, Verdict.APPLIED),
        (DEADLINE + 1, Verdict.APPLIED),
        (UNTIL - 1, Verdict.APPLIED),
        (UNTIL, Verdict.APPLIED),
        (UNTIL + 1, Verdict.LATE),
    ],
)
def test_time(received: int, verdict: Verdict) -> None:
    assert judge(facts(), MINE, 3, received) is verdict
    assert is_over(facts(), received) is (verdict is Verdict.LATE)


@pytest.mark.parametrize(
    ("lease", "verdict"),
    [
        (-(10**30), Verdict.NOT_YOURS),
        (0, Verdict.NOT_YOURS),
        (1, Verdict.STALE),
        (2, Verdict.STALE),
        (3, Verdict.APPLIED),
        (4, Verdict.NOT_YOURS),
        (10**30, Verdict.NOT_YOURS),
    ],
)
def test_lease(lease: int, verdict: Verdict) -> None:
    assert judge(facts(), MINE, lease, START) is verdict


@pytest.mark.parametrize("state", ENDED)
def test_an_ended_attempt_takes_nothing(state: AttemptState) -> None:
    assert judge(facts(state=state), MINE, 3, START) is Verdict.LATE
    assert judge(facts(state=state), MINE, 2, START) is Verdict.STALE
    assert is_over(facts(state=state), START)


@given(st.integers(), st.integers(), st.sampled_from(AttemptState))
def test_somebody_elses_is_not_there(lease: int, received: int, state: AttemptState) -> None:
    for entries in ((), ("entry00000009",)):
        assert judge(facts(state=state), entries, lease, received) is Verdict.NOT_YOURS
    assert judge(None, MINE, lease, received) is Verdict.NOT_YOURS


@pytest.mark.parametrize(
    ("change", "fit"),
    [
        ({}, True),
        ({"op_id": ""}, False),
        ({"op_id": "x" * 32}, True),
        ({"op_id": "x" * 33}, False),
        ({"op_id": "a\0b"}, False),
        ({"op_id": "\ud800"}, False),
        ({"op_id": "đ"}, False),
        ({"seq": 0}, False),
        ({"seq": rules.MAX_SEQ}, True),
        ({"seq": rules.MAX_SEQ + 1}, False),
        ({"slot": 0}, False),
        ({"slot": 4}, True),
        ({"slot": 5}, False),
        ({"answer": ""}, True),
        ({"answer": "đ" * 2_000}, True),
        ({"answer": "đ" * 2_001}, False),
        ({"answer": "a\0"}, False),
        ({"answer": "a\nb"}, True),
        ({"answer": "a\tb"}, False),
        ({"answer": "👨\u200d👩"}, True),
        ({"answer": "\u0378"}, True),
        ({"answer": "\ud800"}, False),
        ({"answer": "\u202e"}, False),
    ],
)
def test_what_fits_a_paper_of_four_slots(change: dict[str, Any], fit: bool) -> None:
    assert fits(replace(Op("op", 1, 1, "a"), **change), 4) is fit


def test_the_open_one_goes_on_until_its_grace_ends() -> None:
    some = [facts(state="handed_in"), facts(number=2)]
    assert open_one(some, UNTIL) is some[1]
    assert open_one(some, UNTIL + 1) is None
    assert open_one([], START) is None


@pytest.mark.parametrize(
    ("at", "seconds"),
    [
        (START - 1, 0),
        (START, 0),
        (START + 999, 0),
        (START + 1000, 1),
        (DEADLINE, 600),
        (DEADLINE + GRACE, 600),
    ],
)
def test_seconds_are_whole_and_capped(at: int, seconds: int) -> None:
    assert rules.seconds_used(facts(), at) == seconds


@pytest.mark.parametrize(
    ("at", "paused", "stood", "seconds"),
    [
        (START + 99_999, START + 100_000, 0, 99),
        (START + 100_000, START + 100_000, 0, 100),
        (START + 900_000, START + 100_000, 0, 100),
        (START + 900_000, START + 100_000, 40, 60),
        (START + 100_000, None, 40, 60),
        (START + 30_000, None, 40, 0),
    ],
)
def test_while_the_clock_stood_no_time_was_used(
    at: int, paused: int | None, stood: int, seconds: int
) -> None:
    assert rules.seconds_used(facts(paused=paused, stood=stood), at) == seconds


@pytest.mark.parametrize(
    ("now", "paused", "said"),
    [
        (START, None, "600"),
        (START + 1, None, "599"),
        (DEADLINE - 1, None, "0"),
        (UNTIL, None, "0"),
        (UNTIL, DEADLINE - 5_000, "5;paused"),
        (DEADLINE - 9_000, DEADLINE - 5_000, "9;paused"),
        (UNTIL, DEADLINE + 1, "0;paused"),
    ],
)
def test_what_a_phone_is_told_of_its_time(now: int, paused: int | None, said: str) -> None:
    assert str(rules.time_left(facts(paused=paused), now)) == said


ANSWERS = st.dictionaries(st.integers(1, 30), st.text(max_size=5), max_size=8)


@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_digest_knows_no_order_and_no_cleared_answer(answers: dict[int, str], random: Any) -> None:
    items = list(answers.items())
    random.shuffle(items)
    cleared = {slot + 100: "" for slot in answers}
    assert rules.canonical_answers(dict(items) | cleared) == rules.canonical_answers(answers)


@given(ANSWERS, ANSWERS)
def test_other_answers_are_another_text(one: dict[int, str], two: dict[int, str]) -> None:
    same = {k: v for k, v in one.items() if v} == {k: v for k, v in two.items() if v}
    assert (rules.canonical_answers(one) == rules.canonical_answers(two)) is same


def test_the_digest_is_what_anybody_can_recompute() -> None:
    text = 'a\n{"2":"dung","10":"Đúng"}'
    assert rules.digest("a", {10: "Đúng", 2: "dung", 3: ""}) == hashlib.sha256(text.encode()).hexdigest()
    assert rules.digest("b", {}) != rules.digest("a", {})


def test_a_receipt_is_easy_to_read_aloud() -> None:
    assert rules.receipt_code("7k2m94qx") == "HT-7K2M-94QX"


def test_each_paper_has_a_seed_of_its_own() -> None:
    seeds = {rules.paper_seed(seed, entry, n) for seed in (b"a", b"b") for entry in MINE for n in (1, 2)}
    assert len(seeds) == 8
    assert rules.paper_seed(b"a", MINE[0], 1) == rules.paper_seed(b"a", MINE[0], 1)


TAPS = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 9), st.text(max_size=2)),
    unique_by=lambda tap: tap[1:3],
)


@given(TAPS, st.randoms(use_true_random=False))
def test_what_stands_knows_no_order_and_no_repeats(
    taps: list[tuple[int, int, int, str]], random: Any
) -> None:
    wanted = rules.standing(taps)
    again = taps + taps[:3]
    random.shuffle(again)
    assert rules.standing(again) == wanted
    assert list(wanted) == sorted({tap[0] for tap in taps})


def test_a_hand_in_can_bring_the_longest_paper_whole() -> None:
    longest = MOST_QUESTIONS + MOST_SUGGESTIONS + len(["the prediction"])
    assert longest == rules.MAX_MAP
