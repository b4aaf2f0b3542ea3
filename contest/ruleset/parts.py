"""Which slots each part of a paper has. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from contest.ruleset.rules import Ruleset

ROMAN = ("I", "II", "III", "IV", "V", "VI")


def label(number: int) -> str:
    """What a part is called: Phần II."""
    return f"Phần {ROMAN[number - 1]}"


@dataclass(frozen=True, slots=True)
class Span:
    """The slots of one part, from ``first`` to ``last``; the prediction stands behind the last question."""

    number: int
    first: int
    last: int
    last_question: int
    seconds: int
    name: str = ""

    @property
    def label(self) -> str:
        """Phần II."""
        return label(self.number)

    @property
    def title(self) -> str:
        """Phần II. Tình huống."""
        return f"{self.label}. {self.name}" if self.name else self.label


def spans(rules: Ruleset) -> tuple[Span, ...]:
    """The parts of a paper in their order; none where it has no parts."""
    found: list[Span] = []
    first = 1
    for number, (part, size) in enumerate(zip(rules.parts, rules.part_sizes, strict=True), 1):
        through = first + size - 1
        last = rules.slots if number == len(rules.parts) else through
        found.append(Span(number, first, last, through, part.seconds, part.name))
        first = through + 1
    return tuple(found)


def span_at(rules: Ruleset, slot: int) -> Span | None:
    """The part that a slot belongs to."""
    return next((one for one in spans(rules) if one.first <= slot <= one.last), None)
