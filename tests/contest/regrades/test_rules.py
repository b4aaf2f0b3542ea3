"""What a regrade changes, at its borders."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contest.regrades import rules
from contest.regrades.rules import Boards, Correction, Shift
from contest.standings import rules as standings
from contest.standings.rules import UNRANKED


def test_the_newest_versions() -> None:
    assert rules.newest([Correction(7, 1, 3), Correction(9, 2, 3)]) == {7: 3, 9: 3}
    assert rules.newest([]) == {}


def compared(before: list[tuple[str, str]], tried: dict[str, str], size: int = 2) -> Boards:
    """Both boards, gathered and ranked in slices of this size."""
    made = Boards()
    for at in range(0, len(tried), size):
        made.learn(sorted(tried.items())[at : at + size])
    for at in range(0, len(before) + 1, size):
        made.read(before[at : at + size])
    made.sort()
    while made.rank(size):
        pass
    return made


BEFORE = [("1", "a"), ("2", "b"), ("2", "c"), ("3", "d")]


def test_equal_keys_share_a_rank_and_the_next_one_skips() -> None:
    made = compared(BEFORE, {})
    assert made.ranks_before == made.ranks_after == {"a": 1, "b": 2, "c": 2, "d": 4}
    assert (made.moved, made.top()) == (0, [])
    empty = compared([], {})
    assert (empty.ranks_before, empty.ranks_after, empty.moved) == ({}, {}, 0)


def test_who_is_tried_has_another_key_and_who_is_not_ranked_is_off() -> None:
    made = compared(BEFORE, {"a": "4", "b": UNRANKED + "2", "e": "0"})
    assert made.ranks_after == {"e": 1, "c": 2, "d": 3, "a": 4}
    assert [made.shift(one) for one in "abcdex"] == [
        *(Shift("a", 1, 4), Shift("b", 2, None), Shift("c", 2, 2), Shift("d", 4, 3)),
        *(Shift("e", None, 1), Shift("x", None, None)),
    ]
    assert made.moved == 4
    assert made.top() == [Shift("e", None, 1), Shift("d", 4, 3), Shift("a", 1, 4), Shift("b", 2, None)]


def test_who_has_no_place_before_nor_after_does_not_move() -> None:
    assert compared(BEFORE, {"x": UNRANKED + "1"}).moved == 0


def test_the_top_reaches_to_its_border_before_or_after() -> None:
    before = [(f"{place:02}", f"e{place:02}") for place in range(1, 41)]
    made = compared(before, {"e20": "90", "e21": "91", "e40": "195"}, size=7)
    assert made.shift("e40") == Shift("e40", 40, 20)
    told = made.top(20)
    assert told == [Shift("e40", 40, 20), Shift("e20", 20, 39)]
    assert made.top(20, most=1) == told[:1]
    assert made.top(19) == []
    assert (rules.TOP, rules.MOST_KEPT) == (20, 60)


def test_boards_count_what_was_gathered() -> None:
    made = Boards()
    assert made.gathered == 0
    made.learn([("b", "0"), ("c", UNRANKED + "0")])
    assert made.gathered == 2
    made.read(BEFORE[:2])
    assert (made.gathered, made.last) == (4, ("2", "b"))
    made.read([])
    assert made.last == ("2", "b")


KEYS = st.dictionaries(st.sampled_from("abcdefghij"), st.sampled_from(["1", "2", "3", UNRANKED + "1"]))


@given(KEYS, KEYS, st.integers(1, 4))
def test_ranks_after_are_those_of_the_one_order(
    before: dict[str, str], tried: dict[str, str], size: int
) -> None:
    """The oracle is the rule of standings: 1 + how many are strictly better."""
    rows = sorted((key, one) for one, key in before.items() if key < UNRANKED)
    made = compared(rows, tried, size)
    ranked = []
    for board in (before, {**before, **tried}):
        stands = sorted((key, one) for one, key in board.items() if key < UNRANKED)
        places = standings.rank([key for key, _ in stands])
        ranked.append({one: place for (_, one), place in zip(stands, places, strict=True)})
    assert [list(made.ranks_before.items()), list(made.ranks_after.items())] == [
        list(one.items()) for one in ranked
    ]
    everybody = {**ranked[0], **ranked[1]}
    assert made.moved == sum(ranked[0].get(one) != ranked[1].get(one) for one in everybody)
