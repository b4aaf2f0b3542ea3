"""The reserve list: who comes next, equal places, borders of its length, how far the board is read."""

from __future__ import annotations

import pytest

from contest.commendations import reserve_rules
from contest.commendations.reserve_rules import MOST_LISTED, Reserved, levels, reaches, reserve
from contest.commendations.rules import Contender, Decision, Step, Tie, allocate
from contest.commendations.states import Board, Way
from tests.contest.commendations.notation import board, ladder
from tests.contest.commendations.refusal_lanes import P, lays, lots, settled


def places(
    counts: tuple[int, ...], ranks: str, count: int, passed: str = "", holders: str = "", way: str = "draw"
) -> str:
    """ "c1 d2": who stands where, every tie at a border between prizes decided."""
    lay = lays(board(ranks), ladder(*counts))
    out = dict.fromkeys(passed, "Không xét giải")
    said = settled(lay, out, lots if way == "draw" else lambda tie: Decision(Way(way), order=tie.ids))
    found = reserve(lay(out, said)[0].allocation, said, out, set(holders), count)
    return " ".join(f"{one.id}{one.place}" for one in found)


@pytest.mark.parametrize(
    ("count", "wanted"),
    [(0, ""), (1, "c1"), (2, "c1 d2"), (3, "c1 d2 e3"), (4, "c1 d2 e3"), (20, "c1 d2 e3")],
)
def test_so_many_come_next(count: int, wanted: str) -> None:
    assert places((1, 1), "1 2 3 4 5", count) == wanted


@pytest.mark.parametrize(
    ("count", "wanted"), [(1, "b1 c1"), (2, "b1 c1"), (3, "b1 c1 d3"), (4, "b1 c1 d3 e4 f4")]
)
def test_equal_ones_share_a_place_that_is_never_cut(count: int, wanted: str) -> None:
    assert places((1,), "1 2 2 4 5 5 7", count) == wanted


def test_the_next_lot_comes_first() -> None:
    assert places((1,), "1 1 1 4", 3) == "b1 a2 d3"


@pytest.mark.parametrize("way", ["hand", "pick"])
def test_those_without_a_prize_by_hand_are_equal(way: str) -> None:
    assert places((1,), "1 1 1 4", 3, way=way) == "b1 c1 d3"


def test_nobody_who_has_a_prize_or_is_passed_over() -> None:
    assert places((1,), "1 2 3 4 5", 2, passed="b", holders="d") == "c1 e2"


def test_nobody_while_a_tie_waits() -> None:
    found = allocate(P, board("1 1 3 4"), ladder(1))
    assert found.pending is not None
    assert reserve(found, {}, (), (), 3) == ()


def test_the_rank_of_the_board_is_kept() -> None:
    found = allocate(P, board("1 2 3"), ladder(1))
    assert reserve(found, {}, ("b",), (), 1) == (Reserved("c", 3, 1),)


def crowd(equal: int, alone: int = 0) -> list[Contender]:
    """The winner, so many equal ones, and others behind them."""
    behind = [Contender(f"z{at:04d}", 2 + equal + at) for at in range(alone)]
    return [Contender("a", 1), *(Contender(f"e{at:04d}", 2) for at in range(equal)), *behind]


@pytest.mark.parametrize("equal", [MOST_LISTED - 1, MOST_LISTED, MOST_LISTED + 1])
def test_no_more_are_listed_than_anybody_calls(equal: int) -> None:
    found = allocate(P, crowd(equal), (Step("Nhất", 1, 0),))
    assert len(reserve(found, {}, (), (), 3)) == min(equal, MOST_LISTED)


@pytest.mark.parametrize(
    ("people", "count", "wanted"),
    [
        (crowd(0, 3), 3, False),  # the third may have equals that were not read
        (crowd(0, 4), 3, True),
        (crowd(4), 3, False),
        (crowd(4, 1), 3, True),
        (crowd(0, 0), 0, True),
        (crowd(0, 0), 1, False),
        (crowd(MOST_LISTED + 2), 3, False),
        (crowd(MOST_LISTED + 3), 3, True),
    ],
)
def test_how_far_the_board_has_to_be_read(people: list[Contender], count: int, wanted: bool) -> None:
    assert reaches(allocate(P, people, (Step("Nhất", 1, 0),)), (), count) is wanted


def test_who_is_passed_over_does_not_count_as_read() -> None:
    found = allocate(P, crowd(0, 4), (Step("Nhất", 1, 0),))
    assert not reserve_rules.reaches(found, {"z0001"}, 3)


TIE = Tie("k", Board.AGE, 3, ("a", "b", "c"), (1, None, None))


@pytest.mark.parametrize(
    ("way", "wanted"),
    [
        (Way.EQUAL, {"a": 0, "b": 0, "c": 0}),
        (Way.DRAW, {"b": 0, "c": 1, "a": 2}),
        (Way.HAND, {"b": 0, "c": 1, "a": 1}),
        (Way.PICK, {"b": 0, "c": 1, "a": 1}),
    ],
)
def test_levels(way: Way, wanted: dict[str, int]) -> None:
    assert levels(TIE, Decision(way, order=("b", "c", "a"))) == wanted
