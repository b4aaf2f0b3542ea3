"""Who stands on an order by age, and how many prizes each order may give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contest.commendations import aging
from contest.commendations.aging import LaidLane, Orders, Sat, Terms, contenders, lay_lanes
from contest.commendations.ladders import ExtraStep, Ladder, Lane
from contest.commendations.rules import Contender, Decision, Outcome, Step, allocate
from contest.commendations.states import Board, Way

AGES = Lane(Board.AGE, "16-30", "từ 16 đến 30 tuổi", (), 16, 30)
TERMS = Terms(2026, 20)
SAT = (
    Sat("a", 1, 20, 2011),
    Sat("b", 2, 20, 2010),
    Sat("c", 3, 19, 1996),
    Sat("d", 3, 19, 1995),
    Sat("e", 5, 10, None),
    Sat("f", 6, 9, 2011),
)


def told(found: tuple[Contender, ...]) -> dict[str, int]:
    return {one.id: one.rank for one in found}


@pytest.mark.parametrize(
    ("least", "most", "there"),
    [
        (16, 30, "bc"),  # born 2010 to 1996
        (15, 30, "abcf"),
        (16, 31, "bcd"),
        (None, 15, "af"),
        (31, None, "d"),
        (None, 120, "abcdf"),
        (31, 31, "d"),
        (99, None, ""),
    ],
)
def test_both_borders_belong_to_an_age_and_the_order_is_the_boards(
    least: int | None, most: int | None, there: str
) -> None:
    found = contenders(replace(AGES, least=least, most=most), SAT, TERMS)
    assert told(found) == {one.id: one.rank for one in SAT if one.id in there}


def test_the_youngest_and_the_oldest_by_birth_year_alone() -> None:
    young = told(contenders(Lane(Board.YOUNGEST, "", "", ()), SAT, TERMS))
    assert young == {"a": 1, "f": 1, "b": 3, "c": 4, "d": 5}
    old = told(contenders(Lane(Board.OLDEST, "", "", ()), SAT, TERMS))
    assert old == {"d": 1, "c": 2, "b": 3, "a": 4, "f": 4}


@pytest.mark.parametrize(
    ("percent", "there"), [(0, "abcdf"), (45, "abcdf"), (46, "abcd"), (95, "abcd"), (96, "ab"), (100, "ab")]
)
def test_enough_must_have_been_right(percent: int, there: str) -> None:
    """f had 9 of 20 right, that is 45%; c and d 19."""
    found = contenders(Lane(Board.YOUNGEST, "", "", ()), SAT, replace(TERMS, least_right=percent))
    assert set(told(found)) == set(there)


MADE = Ladder(
    (Step("Nhất", 1, 0), Step("Nhì", 2, 0)),
    extra=(
        ExtraStep("Nhất", 1, 0, Board.AGE, 16, 30),
        ExtraStep("Cao tuổi", 1, 0, Board.OLDEST),
        ExtraStep("Nhì", 2, 0, Board.AGE, 16, 30),
        ExtraStep("Nhất", 1, 0, Board.AGE, None, 15),
        ExtraStep("Nhỏ tuổi", 1, 0, Board.YOUNGEST),
    ),
)


def test_the_orders_follow_one_another() -> None:
    assert [(lane.board, lane.group, lane.label) for lane in MADE.lanes] == [
        (Board.AGE, "16-30", "từ 16 đến 30 tuổi"),
        (Board.AGE, "-15", "dưới 16 tuổi"),
        (Board.YOUNGEST, "", ""),
        (Board.OLDEST, "", ""),
    ]
    assert [step.name for step in MADE.lanes[0].steps] == ["Nhất", "Nhì"]


@pytest.mark.parametrize(
    ("most", "counts"),
    [
        (None, [[1, 2], [1, 2], [1], [1], [1]]),
        (9, [[1, 2], [1, 2], [1], [1], [1]]),
        (8, [[1, 2], [1, 2], [1], [1], [0]]),
        (5, [[1, 2], [1, 1], [0], [0], [0]]),
        (0, [[0, 0], [0, 0], [0], [0], [0]]),
    ],
)
def test_beyond_the_most_the_last_go_first(most: int | None, counts: list[list[int]]) -> None:
    assert [[step.count for step in steps] for steps in aging.shares(MADE, most)] == counts


def test_how_much_an_order_may_give() -> None:
    later = ((Step("x", 2, 0),), (Step("y", 1, 0),))
    assert aging.room(None, 3, later) is None
    assert aging.room(10, 3, later) == 4


def laid(made: Ladder, decisions: dict[str, Decision] | None = None, passed: str = "") -> list[LaidLane]:
    lane, room = aging.first_lane(made, None)
    reasons = dict.fromkeys(passed, "Không xét giải")
    board = tuple(Contender(one.id, one.rank) for one in SAT)
    allocation = allocate(Board.PEOPLE, board, lane.steps, reasons, decisions)
    first = LaidLane(lane, board, reasons, allocation, room)
    return list(lay_lanes(made, None, first, Orders(SAT, TERMS), reasons, decisions or {}))


def test_an_order_is_made_once_however_often_prizes_are_laid(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Board] = []
    monkeypatch.setattr(
        aging, "contenders", lambda lane, *given: asked.append(lane.board) or contenders(lane, *given)
    )
    orders, lane = Orders(SAT, TERMS), Lane(Board.YOUNGEST, "", "", ())
    made = [orders.of(one) for one in (AGES, lane, replace(AGES, steps=(Step("x", 1, 0),)), lane)]
    assert asked == [Board.AGE, Board.YOUNGEST]
    assert made[0] is made[2] and made[1] is made[3]
    assert [one.id for one in orders.of(replace(AGES, most=31)).contenders] == ["b", "c", "d"]


def prizes(found: list[LaidLane]) -> list[dict[str, str]]:
    return [
        {row.id: one.lane.steps[row.step].name for row in one.allocation.rows if row.step is not None}
        for one in found
    ]


def test_who_has_a_prize_is_passed_over_with_the_reason() -> None:
    """a has Nhất; b, c, d have Nhì after the tie of c and d."""
    first = laid(MADE)
    assert [one.waits for one in first] == [True] * 5, "c and d share the last Nhì"
    tie = first[0].allocation.pending
    assert tie is not None
    said = {tie.key: Decision(Way.HAND, order=("c", "d"))}
    found = laid(MADE, said)
    assert prizes(found) == [
        {"a": "Nhất", "b": "Nhì", "c": "Nhì"},
        {},
        {"f": "Nhất"},
        {"d": "Nhỏ tuổi"},
        {},
    ]
    assert found[1].passed["b"] == "Đã nhận giải Nhì"
    assert found[3].passed["f"] == "Đã nhận giải Nhất dưới 16 tuổi"
    assert found[1].allocation.unfilled == (1, 2)


def test_beside_another_prize() -> None:
    made = replace(MADE, people=(Step("Nhất", 1, 0), Step("Nhì", 1, 0)), besides=True)
    found = laid(made)
    assert prizes(found)[:3] == [{"a": "Nhất", "b": "Nhì"}, {"c": "Nhất"}, {"f": "Nhất"}]
    tie = found[3].allocation.pending
    assert tie is not None and set(tie.ids) == {"a", "f"}
    assert found[4].is_held
    done = laid(made, {tie.key: Decision(Way.HAND, order=("a", "f"))})
    assert prizes(done)[3:] == [{"a": "Nhỏ tuổi"}, {"d": "Cao tuổi"}]
    alone = laid(replace(made, people=(), extra=made.extra[-1:] + made.extra[1:2]), passed="bcdf")
    assert prizes(alone) == [{}, {"a": "Nhỏ tuổi"}, {}], "nobody is both"


def test_who_is_not_considered_is_so_everywhere() -> None:
    found = laid(replace(MADE, people=()), passed="af")
    assert "a" not in prizes(found)[2] and found[2].passed["a"] == "Không xét giải"
    rows = {row.id: row.outcome for row in found[2].allocation.rows}
    assert rows == {"a": Outcome.PASSED, "f": Outcome.PASSED}


def test_the_same_people_may_be_tied_on_two_orders() -> None:
    """What the committee says of one of them is not said of the other."""
    made = Ladder(
        (),
        extra=(ExtraStep("Nhất", 1, 0, Board.AGE, 30, 31), ExtraStep("Nhất", 1, 0, Board.AGE, 29, 40)),
    )
    first = laid(made)
    tie = first[1].allocation.pending
    assert tie is not None and tie.group == "30-31"
    found = laid(made, {tie.key: Decision(Way.HAND, order=("c", "d"))})
    assert prizes(found) == [{}, {"c": "Nhất"}, {"d": "Nhất"}]
    again = allocate(Board.AGE, found[1].contenders, made.lanes[0].steps, {}, None, "29-40").pending
    assert again is not None and again.ids == tie.ids and again.key != tie.key
