"""Winners who refuse: who moves up, which decisions go on holding, who is told to have moved."""

from __future__ import annotations

import pytest

from contest.commendations import refusal_rules
from contest.commendations.refusal_rules import Moved, Turns, still
from contest.commendations.rules import Decision, Tie
from contest.commendations.states import Way
from tests.contest.commendations.notation import board, ladder, signs
from tests.contest.commendations.refusal_lanes import P, gone, lays, lots, settled

EQUAL = Decision(Way.EQUAL)


def turns(
    counts: tuple[int, ...], ranks: str, out: str = "", passed: str = "", way: Decision | None = None
) -> Turns:
    """The board after these refused, every tie of before decided."""
    lay = lays(board(ranks), ladder(*counts))
    before = dict.fromkeys(passed, "Không xét giải")
    said = settled(lay, before, lambda tie: way or lots(tie))
    return refusal_rules.laid(lay, before, gone(*out), said)


def told(made: Turns) -> str:
    return signs(made.lanes[0].allocation)


@pytest.mark.parametrize(
    ("out", "wanted"),
    [
        ("", "A B B C . ."),
        ("a", "p A B B C ."),
        ("c", "A B p B C ."),
        ("d", "A B B p C ."),
        ("ab", "p p A B B C"),
        ("abcdef", "p p p p p p"),
        ("ef", "A B B C . ."),  # who has none yet refuses nothing in reach
    ],
)
def test_everybody_behind_moves_up(out: str, wanted: str) -> None:
    assert told(turns((1, 2, 1), "1 2 3 4 5 6", out)) == wanted


def test_who_was_passed_over_before_stays_so() -> None:
    made = turns((1, 1), "1 2 3 4", "a", passed="b")
    assert told(made) == "p p A B"


def test_the_last_prize_finds_nobody() -> None:
    assert turns((1, 1), "1 2", "a").lanes[0].allocation.unfilled == (0, 1)


# --- decisions that go on holding -----------------------------------------------------------------


def test_the_next_lot_has_the_prize_of_who_refused() -> None:
    before = turns((1, 1), "1 2 2 2")
    assert told(before) == "A . . B"
    after = turns((1, 1), "1 2 2 2", "d")
    assert told(after) == "A . B p"
    ((key, kept),) = after.kept.items()
    assert key == after.lanes[0].allocation.decided[0].key
    assert kept.origin == before.lanes[0].allocation.decided[0].key != key
    assert kept.decision == Decision(Way.DRAW, order=("c", "b"))


def test_a_refusal_above_does_not_draw_again() -> None:
    after = turns((1, 1), "1 2 2 2", "a")
    assert told(after) == "p . B A"
    assert [kept.decision.order for kept in after.kept.values()] == [("d", "c", "b")]


def test_lots_hold_through_many_refusals_also_where_no_border_went_through_meanwhile() -> None:
    # b, c: first B and C, then both B, then A and B.
    assert told(turns((1, 2, 1), "1 2 3 3 5")) == "A B C B ."
    assert told(turns((1, 2, 1), "1 2 3 3 5", "a")) == "p A B B C"
    assert told(turns((1, 2, 1), "1 2 3 3 5", "ab")) == "p p B A B"
    kept = turns((1, 2, 1), "1 2 3 3 5", "ab").kept.values()
    first = turns((1, 2, 1), "1 2 3 3 5").lanes[0].allocation.decided[0].key
    assert {one.origin for one in kept} == {first}


def test_the_origin_is_the_decision_that_was_written_down() -> None:
    first = turns((1, 1), "1 2 2 2 2").lanes[0].allocation.decided[0].key
    made = turns((1, 1), "1 2 2 2 2", "edc")
    assert told(made) == "A B p p p"
    assert {one.origin for one in made.kept.values()} == {first}


def test_an_equal_prize_is_asked_about_again() -> None:
    assert told(turns((1, 1), "1 1 1", way=EQUAL)) == "A A A"
    after = turns((1, 1), "1 1 1", "a", way=EQUAL)
    assert told(after) == "p t t" and not after.kept


def test_an_equal_prize_of_one_who_is_left() -> None:
    assert told(turns((1, 1), "1 1 3", "a", way=EQUAL)) == "p A B"


TIE = Tie("k", P, 1, ("a", "b", "c", "d"), (0, 1, 1, None))
HAND = Decision(Way.HAND, order=("d", "c", "b", "a"))


@pytest.mark.parametrize(
    ("ids", "seats", "order"),
    [
        ("abc", (0, 0, 1), ("b", "c", "a")),  # both with the second prize get the first
        ("abc", (0, 1, None), None),  # who of the two is first was never said
        ("abd", (0, 1, None), ("d", "b", "a")),
        ("bc", (1, None), None),
        ("bc", (1, 1), ("b", "c")),
        ("ad", (1, None), ("d", "a")),
    ],
)
def test_prizes_by_hand_say_who_is_first_as_far_as_they_differ(
    ids: str, seats: tuple[int | None, ...], order: tuple[str, ...] | None
) -> None:
    tie = Tie("n", P, 1, tuple(ids), seats)
    for way in (Way.HAND, Way.PICK):
        found = still(tie, TIE, Decision(way, order=HAND.order))
        assert found == (None if order is None else Decision(way, order=order))


def test_lots_say_everything() -> None:
    tie = Tie("n", P, 1, ("a", "b", "c"), (0, 1, None))
    drawn = Decision(Way.DRAW, order=("d", "c", "b", "a"))
    assert still(tie, TIE, drawn) == Decision(Way.DRAW, order=("c", "b", "a"))
    assert still(tie, TIE, EQUAL) is None


# --- who moved ------------------------------------------------------------------------------------


def prize(letter: str) -> tuple[object, str, str]:
    return (P, "", f"Giải {letter}")


def test_who_moved_is_told_by_each_refusal() -> None:
    first, second = turns((1, 1, 1), "1 2 3 4 5", "ab").moved
    assert first == (
        Moved("b", prize("B"), prize("A")),  # ty: ignore[invalid-argument-type]
        Moved("c", prize("C"), prize("B")),  # ty: ignore[invalid-argument-type]
        Moved("d", None, prize("C")),  # ty: ignore[invalid-argument-type]
    )
    assert [one.id for one in second] == ["c", "d", "e"]


def test_nobody_moved_where_nobody_is_left_or_nothing_was_in_reach() -> None:
    assert turns((1,), "1", "a").moved == ((),)
    assert turns((1,), "1 2", "b").moved == ((),)


def test_whose_tie_waits_moved_nowhere_yet() -> None:
    (moved,) = turns((2, 1), "1 2 2 2", "a", way=EQUAL).moved
    assert moved == ()


def test_lots_drawn_by_hand_hold_where_two_had_the_same_prize_for_a_while() -> None:
    """d drew the second prize, c the third, e none. When b refuses both have the second; d is still first."""
    lay = lays(board("1 2 3 3 3"), ladder(1, 2, 1))
    said = settled(lay, {}, lambda tie: Decision(Way.HAND, order=("d", "c", "e")))

    def after(out: str) -> str:
        return told(refusal_rules.laid(lay, {}, gone(*out), said))

    assert after("") == "A B C B ."
    assert after("b") == "A p B B C"
    assert after("ba") == "p p B A B"
