"""The definitions of item analysis written down once more, as slowly and plainly as they stand in books.

Lists instead of counts, means subtracted one by one, fractions everywhere; nothing of the product is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from questions.analysis.figures import Asked
from questions.analysis.tally import Tally
from questions.kinds import Content, Kind, Option

CONTENT = Content(Kind.one, "Hỏi gì?", tuple(Option(name, name.upper()) for name in "abcd"))


@dataclass(frozen=True)
class Row:
    """What somebody got: item → (mark, answer), in the order of the paper."""

    got: dict[int, tuple[int, str]]

    @property
    def total(self) -> int:
        return sum(mark for mark, _ in self.got.values())


def tally(rows: Sequence[Row]) -> Tally:
    """The rows, counted."""
    made = Tally()
    for row in rows:
        marks, answers = zip(*row.got.values(), strict=True) if row.got else ((), ())
        made.add(tuple(row.got), marks, answers)
    return made


def asked(rows: Sequence[Row], most: int = 100) -> dict[int, Asked]:
    """Every item of the rows, worth ``most``."""
    return {item: Asked(CONTENT, most) for row in rows for item in row.got}


def same(marks: Sequence[Sequence[int]]) -> list[Row]:
    """Everybody had the items 1, 2, …; right is answered a, else b."""
    return [
        Row({item: (mark, "a" if mark > 0 else "b") for item, mark in enumerate(row, 1)}) for row in marks
    ]


def mean(values: Sequence[Fraction | int]) -> Fraction:
    return Fraction(sum(values)) / len(values)


def cov(xs: Sequence[int], os: Sequence[int]) -> Fraction:
    mx, mo = mean(xs), mean(os)
    return sum(((x - mx) * (o - mo) for x, o in zip(xs, os, strict=True)), Fraction(0)) / (len(xs) - 1)


def columns(rows: Sequence[Row], item: int) -> tuple[list[int], list[int], list[int]]:
    """Of who had the item: x, T, and o = T - x if everybody had it, else T."""
    having = [row for row in rows if item in row.got]
    xs, totals = [row.got[item][0] for row in having], [row.total for row in having]
    rest = [total - x for x, total in zip(xs, totals, strict=True)]
    return xs, totals, rest if len(having) == len(rows) else totals


def moment(values: Sequence[int], power: int) -> Fraction:
    middle = mean(values)
    return mean([(value - middle) ** power for value in values])
