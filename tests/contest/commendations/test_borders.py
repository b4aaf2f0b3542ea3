"""Where a border between prizes falls, one case a line; decisions one after another; stale decisions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contest.commendations import rules
from contest.commendations.laying import held
from contest.commendations.rules import Allocation, Contender, Decision, allocate, tie_key, what_if
from contest.commendations.states import Board, Way
from tests.contest.commendations.notation import board, ladder, play, signs, waiting

P = Board.PEOPLE


@pytest.mark.parametrize(
    ("counts", "ranks", "told"),
    [
        # One prize: the only one, one too many, just enough.
        ((1,), "1", "A"),
        ((1,), "1 1", "t t"),
        ((2,), "1 1", "A A"),
        ((2,), "1 1 1", "t t t"),
        ((1,), "1 2 2", "A . ."),
        # The last prize goes through a group, or ends just above it.
        ((1, 1), "1 2 2", "A t t"),
        ((1, 2), "1 2 2 4", "A B B ."),
        ((1, 2), "1 2 2 2 5", "A t t t ."),
        ((3,), "1 2 2 2", "A t t t"),
        # Between two prizes: below it waits who may still be reached, and nobody else.
        ((1, 1), "1 1 3", "t t w"),
        ((1, 1), "1 1 3 4", "t t w ."),
        ((2, 2), "1 2 2 4", "A t t w"),
        ((1, 2, 1), "1 2 2 2 5 6", "A t t t w ."),
        # Across three prizes, and across the whole ladder.
        ((1, 1, 1), "1 1 1 4", "t t t w"),
        ((1, 2, 3), "1 1 1 1 1 1", "t t t t t t"),
        ((1, 2, 3), "1 1 1 1 1 1 1 8", "t t t t t t t w"),
        # A second group that would be cut waits for the first.
        ((1, 1, 1), "1 1 3 3", "t t w w"),
        ((1, 1, 1), "1 1 3 3 5 6", "t t w w w ."),
        # A ladder longer than the list, and none at all.
        ((1, 2, 3), "1 2", "A B"),
        ((), "1 2", ". ."),
    ],
)
def test_nobody_decided(counts: tuple[int, ...], ranks: str, told: str) -> None:
    found = play(counts, ranks)
    assert signs(found) == told
    assert (found.pending is None) == ("t" not in told)
    prizes = told.replace("t", "").replace("w", "")
    assert found.total == sum(
        step.amount * prizes.count(letter) for letter, step in zip("ABC", ladder(*counts), strict=False)
    )


@pytest.mark.parametrize(
    ("counts", "ranks", "passed", "told", "unfilled"),
    [
        ((1, 1), "1 2 3", "a", "p A B", (0, 0)),
        ((1, 1), "1 2 3", "b", "A p B", (0, 0)),
        ((1,), "1 1", "a", "p A", (0,)),
        ((1,), "1 1", "ab", "p p", (1,)),
        ((1, 1), "1 1 1", "b", "t p t", (0, 0)),
        ((1, 1), "1 1 3", "c", "t t p", (0, 0)),
        # Out of reach it needs no reason: nothing would have come to them.
        ((1,), "1 2 3", "bc", "A . .", (0,)),
        ((2,), "1 2 2", "c", "A A p", (0,)),
    ],
)
def test_passed_over(
    counts: tuple[int, ...], ranks: str, passed: str, told: str, unfilled: tuple[int, ...]
) -> None:
    found = play(counts, ranks, passed=passed)
    assert (signs(found), found.unfilled) == (told, unfilled)
    assert {row.id for row in found.rows if row.reason} == {
        id for id, sign in zip("abcdef", told.split(), strict=False) if sign == "p"
    }


@pytest.mark.parametrize(
    ("counts", "ranks", "words", "told", "unfilled", "dropped"),
    [
        ((1, 1), "1 1 3", "keep", "A A B", (0, 0), (0, 0)),
        ((1, 1), "1 1 3", "drop", "A A .", (0, 0), (0, 1)),
        ((1, 1), "1 1 3", "ba", "B A .", (0, 0), (0, 0)),
        ((1, 2, 1), "1 1 1 4", "keep", "A A A B", (0, 1, 1), (0, 0, 0)),
        ((1, 2, 1), "1 1 1 4", "drop", "A A A C", (0, 0, 0), (0, 2, 0)),
        ((1, 2, 1), "1 1 1 4", "cab", "B B A C", (0, 0, 0), (0, 0, 0)),
        # The last prize for all: nothing below it to keep or to drop.
        ((1, 1), "1 2 2 2", "keep", "A B B B", (0, 0), (0, 0)),
        ((1, 1), "1 2 2 2", "drop", "A B B B", (0, 0), (0, 0)),
        ((1, 1), "1 2 2 2", "cdb", "A . B .", (0, 0), (0, 0)),
        # One decision makes or spares another question.
        ((1, 1, 1), "1 1 3 3", "keep", "A A t t", (0, 0, 0), (0, 0, 0)),
        ((1, 1, 1), "1 1 3 3", "keep dc", "A A C B", (0, 0, 0), (0, 0, 0)),
        ((1, 1, 1), "1 1 3 3", "drop keep", "A A C C", (0, 0, 0), (0, 1, 0)),
        ((1, 1, 2), "1 1 3 3", "drop", "A A C C", (0, 0, 0), (0, 1, 0)),
        ((1, 1, 2), "1 1 3 3", "ab", "A B C C", (0, 0, 0), (0, 0, 0)),
        ((1, 1, 1), "1 1 3 3 5 5", "keep keep keep", "A A B B C C", (0, 0, 0), (0, 0, 0)),
        ((1, 1, 1), "1 1 3 3 5 5", "drop cd", "A A C . . .", (0, 0, 0), (0, 1, 0)),
    ],
)
def test_the_committee_decided(
    counts: tuple[int, ...],
    ranks: str,
    words: str,
    told: str,
    unfilled: tuple[int, ...],
    dropped: tuple[int, ...],
) -> None:
    found = play(counts, ranks, words)
    assert (signs(found), found.unfilled, found.dropped) == (told, unfilled, dropped)
    assert len(found.decided) == len(words.split())


def test_what_falls_to_a_group_is_named_best_first() -> None:
    tie = waiting(play((1, 2, 1), "1 1 1 1 1"))
    assert tie.seats == (0, 1, 1, 2, None)
    assert (tie.upper, tie.prizes, tie.touches_lower) == (0, 4, True)
    last = waiting(play((1, 2), "1 2 2 2"))
    assert (last.upper, last.prizes, last.touches_lower) == (1, 2, False)


# --- decisions that do not belong to the group any more ---------------------------------------------


def decided(ranks: str, said: dict[str, Decision], passed: str = "") -> Allocation:
    return allocate(P, board(ranks), ladder(1, 1), dict.fromkeys(passed, "x"), said)


def test_a_decision_waits_for_its_own_group() -> None:
    key = waiting(play((1, 1), "1 1 3")).key
    said = {key: Decision(Way.EQUAL)}
    assert signs(decided("1 1 3", said)) == "A A B"
    # Nobody shares the rank any more; a third one joins; one of them is passed over.
    assert signs(decided("1 2 3", said)) == "A B ."
    assert signs(decided("1 1 1", said)) == "t t t"
    assert signs(decided("1 1 3", said, passed="b")) == "A p B"
    # A rank further down, the same two before the same prizes: it is the same question.
    assert signs(allocate(P, [Contender("a", 7), Contender("b", 7)], ladder(1, 1), {}, said)) == "A A"


@pytest.mark.parametrize("order", [(), ("a",), ("a", "a"), ("a", "c"), ("a", "b", "c")])
def test_lots_of_other_people_decide_nothing(order: tuple[str, ...]) -> None:
    tie = waiting(play((1, 1), "1 1 3"))
    for way in (Way.DRAW, Way.HAND, Way.PICK):
        found = what_if(board("1 1 3"), ladder(1, 1), {}, {}, tie, Decision(way, order=order))
        assert signs(found) == "t t w"


def test_a_key_names_the_group_and_its_prizes_and_nothing_else() -> None:
    one = tie_key(P, "ab", (0, 1))
    assert tie_key(P, "ba", (0, 1)) == one
    others = [
        tie_key(P, "abc", (0, 1)),
        tie_key(P, "a", (0, 1)),
        tie_key(P, "ab", (0, None)),
        tie_key(P, "ab", (1, 0)),
        tie_key(Board.RATE, "ab", (0, 1)),
        tie_key(Board.NUMBER, "ab", (0, 1)),
    ]
    assert len({one, *others}) == 7
    assert {len(key) for key in others} == {32}


def test_another_name_or_amount_asks_nothing_again() -> None:
    said = {waiting(play((1, 1), "1 1 3")).key: Decision(Way.HAND, order=("b", "a"))}
    dearer = tuple(replace(step, name=f"{step.name} mới", amount=7) for step in ladder(1, 1))
    found = allocate(P, board("1 1 3"), dearer, {}, said)
    assert (signs(found), found.total) == ("B A .", 14)
    # Another number of prizes asks again.
    assert signs(allocate(P, board("1 1 3"), ladder(1, 2), {}, said)) == "B A B"
    assert signs(allocate(P, board("1 1 3"), ladder(2, 2), {}, said)) == "A A B"


# --- the order that waits for the other one ---------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "ranks", "slack", "told"),
    [
        ((1, 1), "1 2 3", 0, "w w ."),
        ((1, 1), "1 2 3", 1, "w w w"),
        ((1, 1), "1 2 3", 99, "w w w"),
        ((1,), "1 2 2", 0, "w . ."),
        ((1,), "1 2 2", 1, "w w w"),
        ((1,), "1 1 1", 0, "w w w"),
        ((), "1 2", 5, ". ."),
        ((2,), "", 3, ""),
    ],
)
def test_held_until_the_other_order_is_decided(
    counts: tuple[int, ...], ranks: str, slack: int, told: str
) -> None:
    found = held(Board.RATE, board(ranks), ladder(*counts), slack)
    assert (signs(found), found.total, found.pending) == (told, 0, None)
    assert found.unfilled == found.dropped == (0,) * len(counts)


@pytest.mark.parametrize(
    ("passed", "slack", "told"),
    [
        ("", 0, "w . . . ."),
        ("ab", 0, "p p w . ."),
        ("ab", 1, "p p w w ."),
        ("bd", 1, "w p w . ."),
        ("abcde", 9, "p p p p p"),
    ],
)
def test_whoever_is_passed_over_hides_nobody_who_may_win(passed: str, slack: int, told: str) -> None:
    found = held(Board.RATE, board("1 2 3 4 5"), ladder(1), slack, dict.fromkeys(passed, "Từ chối nhận giải"))
    assert signs(found) == told


def test_lots_are_the_hmac_that_anybody_can_do_again() -> None:
    tie = waiting(play((1, 1), "1 1 1 4"))
    lots = rules.drawn(b"s" * 32, tie)
    assert [lot for _, lot in lots] == sorted(lot for _, lot in lots)
    for who, lot in lots:
        assert lot == rules.hmac_hex(b"s" * 32, f"boc-tham|people|{tie.key}|{who}")
    assert rules.drawn(b"t" * 32, tie) != lots
