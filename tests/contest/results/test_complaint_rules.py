"""The rules of complaints at their borders, to the millisecond."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.results import complaint_rules as rules
from contest.results.complaint_rules import ANSWER_WITHIN, COMPLAIN_WITHIN, MOST, Facts, Refusal
from contest.results.complaint_states import ANSWERED, WAITING, About, State

CLOSES = datetime(2026, 10, 5, 3, 0, tzinfo=UTC)
MS = timedelta(milliseconds=1)
UNTIL = CLOSES + timedelta(days=3)


def facts(waits: bool = False, sent: int = 0) -> Facts:
    return Facts(UNTIL, waits, sent)


def test_the_time_counts_from_the_close() -> None:
    assert rules.until(CLOSES, None) == UNTIL


@pytest.mark.parametrize("later", [-MS, timedelta(0), MS, timedelta(days=4)])
def test_or_from_the_result_if_that_came_later(later: timedelta) -> None:
    assert rules.until(CLOSES, CLOSES + later) == UNTIL + max(later, timedelta(0))


@pytest.mark.parametrize(
    ("told", "final", "wanted"),
    [
        (None, None, UNTIL),
        (UNTIL - MS, None, UNTIL),
        (UNTIL + MS, None, UNTIL + MS),
        (UNTIL + MS, UNTIL + 2 * MS, UNTIL + MS),
        (UNTIL + MS, UNTIL, UNTIL),
        (UNTIL - MS, CLOSES, CLOSES),
    ],
)
def test_what_was_published_moves_the_end_and_a_final_result_is_it(
    told: datetime | None, final: datetime | None, wanted: datetime
) -> None:
    assert rules.agreed(UNTIL, told, final) == wanted


@pytest.mark.parametrize(
    ("now", "wanted"),
    [(UNTIL - MS, None), (UNTIL, Refusal.LATE), (UNTIL + MS, Refusal.LATE), (CLOSES, None)],
)
def test_the_last_moment(now: datetime, wanted: Refusal | None) -> None:
    assert rules.refusal(facts(), now) is wanted


@pytest.mark.parametrize(
    ("sent", "wanted"), [(0, None), (MOST - 1, None), (MOST, Refusal.ENOUGH), (99, Refusal.ENOUGH)]
)
def test_so_many_in_a_round(sent: int, wanted: Refusal | None) -> None:
    assert rules.refusal(facts(sent=sent), CLOSES) is wanted


def test_the_sentence_names_the_number_that_holds() -> None:
    assert f"đủ {MOST} khiếu nại" in Refusal.ENOUGH


@pytest.mark.parametrize("now", [CLOSES, UNTIL])
def test_one_at_a_time_is_told_first(now: datetime) -> None:
    assert rules.refusal(facts(waits=True, sent=MOST), now) is Refusal.WAITING


def test_late_is_told_before_too_many() -> None:
    assert rules.refusal(facts(sent=MOST), UNTIL) is Refusal.LATE


@pytest.mark.parametrize("state", sorted(WAITING))
@pytest.mark.parametrize(("off", "late"), [(-MS, False), (timedelta(0), False), (MS, True)])
def test_an_answer_is_late_after_its_moment(state: State, off: timedelta, late: bool) -> None:
    due = rules.due(CLOSES)
    assert due == CLOSES + ANSWER_WITHIN == CLOSES + timedelta(days=5)
    assert rules.is_late(state, due, due + off) is late


@pytest.mark.parametrize("state", sorted(set(State) - WAITING))
def test_what_ended_is_never_late(state: State) -> None:
    assert not rules.is_late(state, CLOSES, CLOSES + timedelta(days=99))


MOVES = {
    (State.OPEN, State.LOOKING),
    *((state, end) for state in WAITING for end in (*ANSWERED, State.WITHDRAWN)),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("wanted", State)
def test_what_may_follow_on_what(state: State, wanted: State) -> None:
    assert rules.may_become(state, wanted) is ((state, wanted) in MOVES)


@given(st.lists(st.sampled_from(sorted(State))))
def test_whatever_is_tried_it_ends_once(tried: list[State]) -> None:
    """Once answered or taken back a complaint stays as it is."""
    state, ends = State.OPEN, 0
    for wanted in tried:
        if rules.may_become(state, wanted):
            state, ends = wanted, ends + (wanted not in WAITING)
    assert ends <= 1
    assert (ends == 1) is (state not in WAITING)


@pytest.mark.parametrize(
    ("slot", "good"), [(1, True), (3, True), (0, False), (4, False), (None, False), (-1, False)]
)
def test_a_question_is_one_of_the_paper(slot: int | None, good: bool) -> None:
    if good:
        assert rules.slot_of(About.QUESTION, slot, 3) == slot
        return
    with pytest.raises(ValueError, match="Chọn câu"):
        rules.slot_of(About.QUESTION, slot, 3)


@pytest.mark.parametrize("about", sorted(set(About) - {About.QUESTION}))
def test_what_is_about_no_question_names_none(about: About) -> None:
    assert rules.slot_of(about, 99, 3) is None


@pytest.mark.parametrize(
    "typed",
    [
        "HT-7K2M-94QX",
        "ht7k2m94qx",
        " 7k2m 94qx ",
        "7K2M-94QX",
        "HT–7K2M–94QX",
        "ht 7k2m 94qx",
        "HT-7K2M-94qX.",
    ],
)
def test_a_receipt_however_it_is_typed(typed: str) -> None:
    assert rules.receipt_of(typed) == "HT-7K2M-94QX"


def test_a_code_that_begins_like_the_mark_is_whole() -> None:
    assert rules.receipt_of("HT2M-94QX") == "HT-HT2M-94QX"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "HT",
        "HT-",
        "HT-7K2M-94Q",
        "XX-7K2M-94QX",
        "HT-7K2M-94QX7",
        "ư" * 8,
        "\u0000" * 8,
        "ô" * 8,
        "７" * 8,
    ],
)
def test_what_can_be_no_receipt(typed: str) -> None:
    assert rules.receipt_of(typed) is None


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_none(typed: str) -> None:
    found = rules.receipt_of(typed)
    assert found is None or (len(found) == 12 and found.startswith("HT-"))


def test_the_periods_are_those_that_people_are_told() -> None:
    assert (timedelta(days=3), timedelta(days=5), 3) == (COMPLAIN_WITHIN, ANSWER_WITHIN, MOST)
