"""What a regrade changes: grades, and the places of everybody. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from contest.standings.rules import UNRANKED

#: A row of a board: its sort key, and whose it is.
Row = tuple[str, str]
#: So many first places are compared one by one, and so many of them are kept: a tie may be half the board.
TOP, MOST_KEPT = 20, 60


class Correction(NamedTuple):
    """A key that was corrected: which version a round's papers were graded by, and the newest."""

    revision: int
    before: int
    after: int


class Shift(NamedTuple):
    """Somebody's place before and after; None: none."""

    entry_id: str
    before: int | None
    after: int | None


def newest(corrections: Sequence[Correction]) -> dict[int, int]:
    """Revision → the version that a regrade takes."""
    return {one.revision: one.after for one in corrections}


@dataclass
class Boards:
    """A whole board before and after, gathered and ranked slice by slice, so that no slice takes long.

    ``tried``: entry → its key after, of those who get another one. ``ranks_before`` and ``ranks_after`` are
    in the order of their boards; who is not ranked is in neither.
    """

    tried: dict[str, str] = field(default_factory=dict)
    last: Row | None = None
    ranks_before: dict[str, int] = field(default_factory=dict)
    ranks_after: dict[str, int] = field(default_factory=dict)
    after: list[Row] = field(default_factory=list)
    moved: int = 0

    @property
    def gathered(self) -> int:
        """How much of both is here: a job compares it with how far it was."""
        return len(self.tried) + len(self.ranks_before)

    def learn(self, tried: Sequence[tuple[str, str]]) -> None:
        """More of those who get another key: (entry, key)."""
        self.tried |= dict(tried)
        # In runs, each of them sorted: then all of them are sorted soon.
        self.after += sorted((key, entry_id) for entry_id, key in tried if key < UNRANKED)

    def read(self, rows: Sequence[Row]) -> None:
        """The next rows of the board as it stands, in order, once all who get another key are known."""
        _rank(self.ranks_before, rows, self.last)
        self.after += [row for row in rows if row[1] not in self.tried]
        self.last = rows[-1] if rows else self.last

    def sort(self) -> None:
        """The whole board was read: order it as it comes out."""
        self.after.sort()
        gone = (one for one, key in self.tried.items() if key >= UNRANKED)
        self.moved = sum(one in self.ranks_before for one in gone)

    def rank(self, size: int) -> bool:
        """Rank the next rows of what comes out; False when that was all."""
        at = len(self.ranks_after)
        some = self.after[at : at + size]
        _rank(self.ranks_after, some, self.after[at - 1] if at else None)
        self.moved += sum(self.ranks_before.get(one) != self.ranks_after[one] for _, one in some)
        return at + len(some) < len(self.after)

    def shift(self, entry_id: str) -> Shift:
        """One entry's place before and after."""
        return Shift(entry_id, self.ranks_before.get(entry_id), self.ranks_after.get(entry_id))

    def top(self, size: int = TOP, most: int = MOST_KEPT) -> list[Shift]:
        """Who moves and stands among the first ``size`` places before or after, at most so many."""
        first = {
            one: None
            for ranks in (self.ranks_after, self.ranks_before)
            for one, _ in takewhile(lambda placed: placed[1] <= size, ranks.items())
        }
        moved = [one for one in map(self.shift, first) if one.before != one.after]
        return sorted(moved, key=_order)[:most]


def _rank(ranks: dict[str, int], rows: Sequence[Row], last: Row | None) -> None:
    """Go on ranking a board in order behind ``last``: equal keys share a rank, and the next one skips."""
    key_before, rank = (last[0], ranks[last[1]]) if last else ("", 0)
    for place, (key, entry_id) in enumerate(rows, len(ranks) + 1):
        if key != key_before:
            key_before, rank = key, place
        ranks[entry_id] = rank


def _order(one: Shift) -> tuple[bool, int, int, str]:
    """By the place that comes, who has none last."""
    return one.after is None, one.after or 0, one.before or 0, one.entry_id
