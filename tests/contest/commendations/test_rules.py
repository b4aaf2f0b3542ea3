"""Who gets which prize: the borders one by one, and what holds for every board."""

from __future__ import annotations

import hashlib
import hmac
import random

import pytest

from contest.commendations.rules import (
    Allocation,
    Contender,
    Decision,
    Outcome,
    Step,
    Tie,
    allocate,
    drawn,
    tie_key,
    what_if,
)
from contest.commendations.states import Board, Way

LADDER = (Step("Nhất", 1, 1000), Step("Nhì", 2, 700), Step("Ba", 3, 500), Step("Khuyến khích", 5, 300))
P = Board.PEOPLE


def board(*ranks: int) -> list[Contender]:
    """a, b, c… with these ranks."""
    return [Contender(chr(97 + index), rank) for index, rank in enumerate(ranks)]


def told(found: Allocation) -> dict[str, str]:
    """Who → what the row says, a prize by its name."""
    return {
        row.id: LADDER[row.step].name if row.step is not None else row.outcome.value for row in found.rows
    }


def pending(found: Allocation) -> Tie:
    assert found.pending is not None
    return found.pending


def test_a_board_without_ties_goes_down_the_ladder() -> None:
    found = allocate(P, board(*range(1, 14)), LADDER)
    names = ["Nhất", *["Nhì"] * 2, *["Ba"] * 3, *["Khuyến khích"] * 5, "none", "none"]
    assert list(told(found).values()) == names
    assert (found.total, found.awarded, found.pending) == (1000 + 1400 + 1500 + 1500, 11, None)
    assert found.unfilled == (0, 0, 0, 0)


def test_nobody_took_part() -> None:
    found = allocate(P, [], LADDER)
    assert (found.rows, found.total, found.unfilled) == ((), 0, (1, 2, 3, 5))


def test_no_ladder() -> None:
    found = allocate(P, board(1, 2), ())
    assert told(found) == {"a": "none", "b": "none"}
    assert (found.unfilled, found.is_closed) == ((), True)


@pytest.mark.parametrize(
    ("people", "unfilled"),
    [(1, (0, 2, 3, 5)), (2, (0, 1, 3, 5)), (3, (0, 0, 3, 5)), (10, (0, 0, 0, 1)), (11, (0, 0, 0, 0))],
)
def test_a_ladder_longer_than_the_board(people: int, unfilled: tuple[int, ...]) -> None:
    assert allocate(P, board(*range(1, people + 1)), LADDER).unfilled == unfilled


def test_those_who_share_a_rank_inside_one_prize_are_no_tie() -> None:
    found = allocate(P, board(1, 2, 2, 4), LADDER)
    assert told(found) == {"a": "Nhất", "b": "Nhì", "c": "Nhì", "d": "Ba"}
    assert found.pending is None


def test_a_tie_between_two_prizes_waits_and_so_do_those_below_in_reach() -> None:
    found = allocate(P, board(1, 1, *range(3, 14)), LADDER)
    tie = pending(found)
    assert (tie.ids, tie.seats, tie.rank) == (("a", "b"), (0, 1), 1)
    assert (tie.upper, tie.prizes, tie.touches_lower) == (0, 2, True)
    rows = told(found)
    assert [rows["a"], rows["b"], rows["c"]] == ["tied", "tied", "waiting"]
    # Kept, the lower prizes are ten: c to l. Nobody more may hope.
    assert [who for who, what in rows.items() if what == "waiting"] == list("cdefghijkl")
    assert rows["m"] == "none"
    assert (found.total, found.unfilled) == (0, (0, 0, 0, 0))


def test_a_tie_at_the_last_prize_leaves_nobody_below_waiting() -> None:
    found = allocate(P, board(*range(1, 11), 11, 11, 11, 14), LADDER)
    tie = pending(found)
    assert (tie.seats, tie.prizes, tie.touches_lower) == ((3, None, None), 1, False)
    assert told(found)["n"] == "none"
    assert found.total == 1000 + 1400 + 1500 + 4 * 300


def test_a_tie_that_just_fits_is_none() -> None:
    found = allocate(P, board(*range(1, 7), 7, 7, 7, 7, 7, 12), LADDER)
    assert found.pending is None
    assert told(found)["l"] == "none"


def decided(ranks: tuple[int, ...], decision: Decision) -> Allocation:
    contenders = board(*ranks)
    tie = pending(allocate(P, contenders, LADDER))
    return what_if(contenders, LADDER, {}, {}, tie, decision)


def test_all_get_the_upper_prize_and_the_lower_ones_stay() -> None:
    found = decided((1, 1, 1, *range(4, 16)), Decision(Way.EQUAL))
    rows = list(told(found).values())
    assert rows == [*["Nhất"] * 3, *["Nhì"] * 2, *["Ba"] * 3, *["Khuyến khích"] * 5, "none", "none"]
    assert found.total == 3000 + 1400 + 1500 + 1500
    assert (found.dropped, found.unfilled) == ((0, 0, 0, 0), (0, 0, 0, 0))


def test_all_get_the_upper_prize_and_use_up_lower_ones() -> None:
    found = decided((1, 1, *range(3, 14)), Decision(Way.EQUAL, keep_lower=False))
    rows = list(told(found).values())
    assert rows == [*["Nhất"] * 2, "Nhì", *["Ba"] * 3, *["Khuyến khích"] * 5, "none", "none"]
    assert found.total == 2000 + 700 + 1500 + 1500
    assert (found.dropped, found.unfilled) == ((0, 1, 0, 0), (0, 0, 0, 0))


def test_a_whole_prize_may_be_used_up() -> None:
    found = decided((1, 1, 1, 1, 5), Decision(Way.EQUAL, keep_lower=False))
    assert list(told(found).values()) == [*["Nhất"] * 4, "Ba"]
    assert found.dropped == (0, 2, 1, 0)
    assert found.unfilled == (0, 0, 1, 5)


@pytest.mark.parametrize("way", [Way.DRAW, Way.HAND, Way.PICK])
def test_lots_and_choices_fill_the_seats_in_their_order(way: Way) -> None:
    found = decided((1, 1, 1, 1, 5), Decision(way, order=("c", "a", "d", "b")))
    assert told(found) == {"c": "Nhất", "a": "Nhì", "d": "Nhì", "b": "Ba", "e": "Ba"}


def test_one_prize_left_for_three() -> None:
    ranks = (*range(1, 11), 11, 11, 11)
    found = decided(ranks, Decision(Way.PICK, order=("m", "k", "l")))
    assert [told(found)[who] for who in "klm"] == ["none", "none", "Khuyến khích"]
    assert found.awarded == 11


def test_all_of_a_group_at_the_last_prize() -> None:
    found = decided((*range(1, 11), 11, 11, 11, 14), Decision(Way.EQUAL, keep_lower=False))
    assert found.awarded == 13
    assert found.dropped == (0, 0, 0, 0)
    assert told(found)["n"] == "none"


@pytest.mark.parametrize("order", [(), ("a",), ("a", "a"), ("a", "z")])
def test_an_order_of_others_decides_nothing(order: tuple[str, ...]) -> None:
    found = decided((1, 1, 3), Decision(Way.DRAW, order=order))
    assert pending(found).ids == ("a", "b")


def test_ties_are_decided_from_the_top_one_after_the_other() -> None:
    contenders = board(1, 1, 3, 3, 5)
    first = pending(allocate(P, contenders, LADDER))
    order = {first.key: Decision(Way.DRAW, order=("b", "a"))}
    second = pending(allocate(P, contenders, LADDER, {}, order))
    assert (second.ids, second.seats) == (("c", "d"), (1, 2))
    found = what_if(contenders, LADDER, {}, order, second, Decision(Way.EQUAL))
    assert told(found) == {"b": "Nhất", "a": "Nhì", "c": "Nhì", "d": "Nhì", "e": "Ba"}
    assert [tie.key for tie in found.decided] == [first.key, second.key]


def test_a_decision_about_another_group_is_void() -> None:
    """One of them was barred since: the rest is no longer the group that was decided on."""
    three = board(1, 1, 1)
    tie = pending(allocate(P, three, LADDER))
    decisions = {tie.key: Decision(Way.DRAW, order=("a", "b", "c"))}
    found = allocate(P, three[:2], LADDER, {}, decisions)
    assert pending(found).key != tie.key


def test_a_new_name_or_amount_leaves_a_decision_standing() -> None:
    tie = pending(allocate(P, board(1, 1, 3), LADDER))
    dearer = tuple(Step(step.name.upper(), step.count, step.amount + 1) for step in LADDER)
    assert pending(allocate(P, board(1, 1, 3), dearer)).key == tie.key
    assert pending(allocate(Board.RATE, board(1, 1, 3), LADDER)).key != tie.key


def test_a_key_knows_no_order() -> None:
    assert tie_key(P, ("a", "b"), (0, None)) == tie_key(P, ("b", "a"), (0, None))
    assert tie_key(P, ("a", "b"), (0, None)) != tie_key(P, ("a", "b"), (0, 1))


# --- passed over ----------------------------------------------------------------------------------


def test_who_has_an_earlier_prize_is_passed_over_and_said_so() -> None:
    found = allocate(P, board(1, 2, 3), LADDER, {"a": "Đã nhận giải Nhất tuần 1"})
    assert told(found) == {"a": "passed", "b": "Nhất", "c": "Nhì"}
    assert found.rows[0].reason == "Đã nhận giải Nhất tuần 1"


def test_passing_over_dissolves_a_tie() -> None:
    found = allocate(P, board(1, 1, 3), LADDER, {"b": "đã nhận"})
    assert found.pending is None
    assert told(found) == {"b": "passed", "a": "Nhất", "c": "Nhì"}


def test_beyond_the_last_prize_nobody_is_passed_over() -> None:
    found = allocate(P, board(1, 2), (Step("Nhất", 1, 0),), {"b": "đã nhận"})
    assert [row.outcome for row in found.rows] == [Outcome.PRIZE, Outcome.NONE]


# --- what was not read ----------------------------------------------------------------------------


def test_whether_more_of_the_board_would_matter() -> None:
    assert not allocate(P, board(*range(1, 12)), LADDER).is_closed
    assert allocate(P, board(*range(1, 13)), LADDER).is_closed
    # A group that a border cuts may go on below.
    assert not allocate(P, board(*range(1, 11), 11, 11), LADDER).is_closed


# --- lots -----------------------------------------------------------------------------------------


def test_lots_can_be_drawn_again_by_anybody_with_the_seed() -> None:
    seed = bytes(range(32))
    tie = pending(allocate(P, board(1, 1, 1), LADDER))
    found = drawn(seed, tie)
    for id, lot in found:
        text = f"boc-tham|people|{tie.key}|{id}"
        assert lot == hmac.new(seed, text.encode(), hashlib.sha256).hexdigest()
    assert [lot for _, lot in found] == sorted(lot for _, lot in found)
    assert sorted(id for id, _ in found) == ["a", "b", "c"]


def test_lots_favour_nobody() -> None:
    """Over many seeds each of three comes first about as often: within five deviations of a third."""
    tie = pending(allocate(P, board(1, 1, 1), LADDER))
    chance = random.Random(7)
    firsts = [drawn(chance.randbytes(32), tie)[0][0] for _ in range(3000)]
    for who in "abc":
        assert abs(firsts.count(who) - 1000) < 5 * 26
