"""The pairs of banks that were looked at, remembered by many threads at once."""

from __future__ import annotations

from questions.authoring import twins
from questions.authoring.twins import MOST_KEPT, Pair
from tests.hammer import hammer

FOUND = (Pair("a", "b"),)


def test_only_the_newest_are_remembered() -> None:
    twins._kept.clear()
    for number in range(MOST_KEPT + 2):
        twins.keep(str(number), (number, 0, 0), FOUND)
    twins.keep("5", (99, 0, 0), ())
    assert list(twins._kept) == ["2", "3", "4", "6", "7", "8", "9", "5"]
    assert twins._kept["5"] == ((99, 0, 0), ())


def test_many_threads_remember_at_once() -> None:
    twins._kept.clear()

    def fill_up(worker: int) -> None:
        for turn in range(10_000):
            twins.keep(f"{worker} {turn}", (0, 0, 0), FOUND)

    hammer(fill_up)
    assert len(twins._kept) == MOST_KEPT
