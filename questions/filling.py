"""Filling lines from overlapping candidates, so that greed never leaves one short.

This is bipartite matching with augmenting paths: a line that finds all its candidates taken asks
their owners to take another one instead, through as many lines as needed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence


def fill(
    counts: Sequence[int], candidates: Sequence[Sequence[int]], walks: Sequence[Iterator[int]]
) -> list[list[int]]:
    """What each line gets; a line is short only if no assignment serves the lines before it better.

    `walks[i]` gives the candidates of line i in random order, each once. Narrow lines choose
    first, which makes repairs rare and the choice of the wide ones fair.
    """
    filler = _Filler(candidates, walks)
    for line in sorted(range(len(counts)), key=lambda index: (len(candidates[index]), index)):
        for _ in range(counts[line]):
            if not filler.serve(line):
                break
    return filler.result()


class _Filler:
    def __init__(self, candidates: Sequence[Sequence[int]], walks: Sequence[Iterator[int]]) -> None:
        self.candidates = candidates
        self.walks = walks
        self.owner: dict[int, int] = {}

    def serve(self, line: int) -> bool:
        """Give the line one item more, moving others' items if needed."""
        if (free := self._next_free(line)) is not None:
            self.owner[free] = line
            return True
        came_from: dict[int, tuple[int, int]] = {}
        waiting, seen = deque([line]), {line}
        while waiting:
            asked = waiting.popleft()
            if (item := self._next_free(asked)) is not None:
                self._move(line, asked, item, came_from)
                return True
            # Every candidate of the asked line is taken: ask each owner in turn.
            for held in self.candidates[asked]:
                owner = self.owner[held]
                if owner not in seen:
                    seen.add(owner)
                    came_from[owner] = (asked, held)
                    waiting.append(owner)
        return False

    def result(self) -> list[list[int]]:
        """The items of each line, in an order that depends on nothing but the choice."""
        lines: list[list[int]] = [[] for _ in self.candidates]
        for item, line in sorted(self.owner.items()):
            lines[line].append(item)
        return lines

    def _next_free(self, line: int) -> int | None:
        # An item once taken only changes hands, so what a walk has passed need not be seen again.
        for item in self.walks[line]:
            if item not in self.owner:
                return item
        return None

    def _move(self, line: int, giver: int, item: int, came_from: dict[int, tuple[int, int]]) -> None:
        self.owner[item] = giver
        while giver != line:
            giver, held = came_from[giver]
            self.owner[held] = giver
