"""What a person knows and how they behave: pure functions of the seed, the person and the question's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from contest.simulate.chance import Chance
from contest.simulate.paper import FALSE, TRUE, Asked
from questions import taxonomy
from questions.formats import detect
from questions.kinds import PAIRED, Kind

BANKS = Path(taxonomy.__file__).parent / "data"

#: What people write who don't know.
WORDS = ("không biết", "chuyển đổi số", "VNeID")

#: Question → the texts of its right options, or its number. Only who has read them can know them.
Learnt = Mapping[str, frozenset[str]]


@cache
def sample_bank() -> Learnt:
    """The sample banks of the package, which some of the invented people have read before."""
    learnt: dict[str, frozenset[str]] = {}
    for file in sorted(BANKS.glob("*.txt")):
        for question in detect.read(file).questions:
            if question.kind in {*PAIRED, Kind.short, Kind.suggestion}:
                continue
            right = frozenset(" ".join(question.options[place].split()) for place in question.right)
            if question.kind is Kind.number:
                right = frozenset({str(question.number)})
            learnt[" ".join(question.text.split())] = right
    return learnt


@dataclass(frozen=True, slots=True)
class Mind:
    """One person's head. ``skill`` is the share of the sample bank that they remember."""

    chance: Chance
    learnt: Learnt

    @property
    def skill(self) -> float:
        """From a third up to nearly everything; the good ones are few."""
        return 0.3 + 0.68 * self.chance.share("skill") ** 1.5

    def choice(self, asked: Asked) -> str:
        """The answer that this person ends with; the order of the options does not matter."""
        if self.chance.happens(0.03, "leaves out", asked.text):
            return ""
        right = self.learnt.get(asked.text)
        if right is not None and self.chance.happens(self.skill, "knows", asked.text):
            return self._known(asked, right)
        return self.guess(asked)

    def _known(self, asked: Asked, right: frozenset[str]) -> str:
        if asked.kind == "number":
            return next(iter(right))
        found = [option for option, text in asked.options if text in right]
        return ",".join(sorted(found)) or self.guess(asked)

    def guess(self, asked: Asked, again: int = 0) -> str:
        """What they choose without knowing; ``again`` is another thought."""
        words = ("guess", asked.text, again)
        match asked.kind:
            case "number":
                return str(self.chance.number(0, 120, *words))
            case "prediction":
                return str(self.chance.number(40, 2500, *words))
            case "suggestion":
                return " ".join(
                    (WORDS[self.chance.number(0, len(WORDS) - 1, *words)], "cần làm ngay", "ở thôn.")
                )
            case "short":
                return WORDS[self.chance.number(0, len(WORDS) - 1, *words)]
            case "statements" | "ordering" | "matching":
                return self._rows(asked, words)
            case "true_false":
                return TRUE if self.chance.happens(0.5, *words) else FALSE
        ranked = sorted(asked.options, key=lambda option: self.chance.share(*words, option[1]))
        wanted = self.chance.number(2, 3, *words) if asked.kind == "several" else 1
        return ",".join(sorted(option for option, _ in ranked[:wanted]))

    def _rows(self, asked: Asked, words: tuple[str | int, ...]) -> str:
        """Something for each row; no place is given twice."""
        values = list(asked.values)
        given = []
        for option, text in sorted(asked.options):
            at = self.chance.number(0, len(values) - 1, *words, text)
            given.append(f"{option}:{values[at]}")
            if asked.kind == "ordering":
                del values[at]
        return ",".join(given)

    def taps(self, asked: Asked) -> tuple[str, ...]:
        """The taps on one question in order: most people tap once, some change their mind."""
        final = self.choice(asked)
        if final == "":
            return ()
        if self.chance.happens(0.14, "changes", asked.text):
            other = self.guess(asked, 1)
            return (other, final) if other != final else (final,)
        return (final,)

    @property
    def hands_in(self) -> bool:
        """Some lay the phone aside and leave the rest to the clock."""
        return self.chance.happens(0.88, "hands in")

    @property
    def changes_phone(self) -> bool:
        """The battery is empty: on with another phone and the code."""
        return self.chance.happens(0.08, "changes phone")

    @property
    def dead_zone(self) -> range:
        """The questions answered without network; empty for most people."""
        if not self.chance.happens(0.25, "dead zone"):
            return range(0)
        start = self.chance.number(2, 10, "dead zone from")
        return range(start, start + self.chance.number(2, 5, "dead zone for"))

    @property
    def most_attempts(self) -> int:
        """How often they sit a paper where the rules allow it."""
        return 1 + self.chance.happens(0.35, "again") + self.chance.happens(0.1, "and again")

    def seconds(self, low: float, high: float, *words: str | int) -> float:
        """How long something takes; mostly short, seldom long."""
        return low + (high - low) * self.chance.share("time", *words) ** 2
