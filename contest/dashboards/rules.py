"""Numbers by day and by hour, and their columns in a chart: whole numbers, so that the same numbers give the
same picture. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

#: More people than any contest aims at.
MOST = 10_000_000
#: A chart: as wide as this whatever is in it; its columns' height; room for a number above them.
WIDTH, HEIGHT, ABOVE = 620, 80, 20
#: More days than this are no chart to read.
MOST_DAYS = 31
#: So many labels, and numbers, have room beside each other, on a phone too.
ROOM = 8
DAY = 24


@dataclass(frozen=True, slots=True)
class Column:
    """``middle`` is where its texts stand; ``label`` and ``said`` are "" where there is no room for them."""

    label: str
    said: str
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """In the chart's own units."""
        return self.x + self.width // 2


def by_day(hours: Mapping[int, int]) -> dict[int, int]:
    """Day (counted from 1970) → what its hours have together."""
    found: dict[int, int] = {}
    for hour, number in hours.items():
        found[hour // DAY] = found.get(hour // DAY, 0) + number
    return found


def of_day(hours: Mapping[int, int], day: int) -> list[int]:
    """The 24 hours of a day."""
    return [hours.get(day * DAY + hour, 0) for hour in range(DAY)]


def days(*series: Mapping[int, int]) -> list[int]:
    """All days from the first with anything to the last."""
    every = [day for one in series for day, number in one.items() if number]
    return list(range(min(every), max(every) + 1)) if every else []


def charted(found: Sequence[int]) -> Sequence[int]:
    """Those days that a chart has room for, the latest ones."""
    return found[-MOST_DAYS:]


def columns(labels: Sequence[str], numbers: Sequence[int], said: Sequence[str]) -> tuple[Column, ...]:
    """Columns side by side, the highest as high as the chart. ``said``: each number as it is written."""
    step = WIDTH // max(1, len(numbers))
    width, most = step * 3 // 4, max([*numbers, 1])
    every = -(-len(numbers) // ROOM)
    made = []
    for place, number in enumerate(numbers):
        height = number * HEIGHT // most
        text = said[place] if number and (every == 1 or number == most) else ""
        label = labels[place] if place % every == 0 else ""
        x = place * step + (step - width) // 2
        made.append(Column(label, text, x, ABOVE + HEIGHT - height, width, height))
    return tuple(made)


def label(day: date) -> str:
    """A day below its column: 05/10."""
    return f"{day:%d/%m}"
