"""What a regrade changes: grades, and the places of everybody. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from contest.grades.rules import Graded
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


def differs(before: Graded, after: Graded) -> bool:
    """Whether a paper earns something else by other keys, in whatever question."""
    was, now = (
        (before.points, before.right, before.detail),
        (after.points, after.right, after.detail),
    )
    return was != now


def newest(corrections: Sequence[Correction]) -> dict[int, int]:
    """Revision → the version that a regrade takes."""
    return {one.revision: one.after for one in corrections}


def stands(before: Sequence[Row], tried: Mapping[str, str]) -> list[Row]:
    """The board's rows in order, once those who are tried have other keys; who is not ranked is left out."""
    stay = [row for row in before if row[1] not in tried]
    come = sorted((key, entry_id) for entry_id, key in tried.items() if key < UNRANKED)
    return sorted([*stay, *come])


def ranks(rows: Sequence[Row]) -> dict[str, int]:
    """Entry → rank, of a whole board in order: equal keys share one, and the next one skips."""
    found: dict[str, int] = {}
    last, rank = "", 0
    for place, (key, entry_id) in enumerate(rows, 1):
        if key != last:
            last, rank = key, place
        found[entry_id] = rank
    return found


def shifts(before: Mapping[str, int], after: Mapping[str, int]) -> list[Shift]:
    """Everybody whose place changes, by the better one of both."""
    everybody = {**before, **after}
    found = [Shift(one, before.get(one), after.get(one)) for one in everybody]
    moved = [one for one in found if one.before != one.after]
    return sorted(moved, key=lambda one: (_best(one), one.entry_id))


def top(moved: Sequence[Shift], size: int = TOP, most: int = MOST_KEPT) -> list[Shift]:
    """Those of them who stand among the first ``size`` places before or after, at most so many."""
    return [one for one in moved if _best(one) <= size][:most]


def _best(one: Shift) -> int:
    return min(rank for rank in (one.before, one.after) if rank is not None)


@dataclass
class Boards:
    """A whole board before and after, gathered slice by slice. ``tried``: entry → its key after."""

    tried: dict[str, str] = field(default_factory=dict)
    before: list[Row] = field(default_factory=list)
    after: list[Row] = field(default_factory=list)
    ranks_before: dict[str, int] = field(default_factory=dict)
    ranks_after: dict[str, int] = field(default_factory=dict)

    @property
    def gathered(self) -> int:
        """How much of both is here: a job compares it with how far it was."""
        return len(self.tried) + len(self.before)

    def compare(self) -> None:
        """Everything was gathered: rank both."""
        self.after = stands(self.before, self.tried)
        self.ranks_before, self.ranks_after = ranks(self.before), ranks(self.after)

    def shift(self, entry_id: str) -> Shift:
        """One entry's place before and after."""
        return Shift(entry_id, self.ranks_before.get(entry_id), self.ranks_after.get(entry_id))
