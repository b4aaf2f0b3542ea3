"""What a simulation counts while it runs, and what it tells at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field

SHOWN_PROBLEMS = 8


@dataclass(frozen=True, slots=True)
class Result:
    """The one line of ``--json``. It went well when nothing is lost and nothing was unforeseen."""

    people: int
    attempts: int
    answers: int
    acknowledged: int
    lost: int
    errors: int
    seconds: float

    @property
    def is_good(self) -> bool:
        """Whether the server kept its word."""
        return self.lost == 0 and self.errors == 0

    def facts(self) -> dict[str, object]:
        """The fields by name."""
        return asdict(self)


@dataclass(slots=True)
class Tally:
    """Counters that everybody shares, and the first problems in words."""

    entered: int = 0
    turned_away: int = 0
    attempts: int = 0
    answers: int = 0
    acknowledged: int = 0
    handed_in: int = 0
    moved: int = 0
    repeated: int = 0
    waits: int = 0
    lost: int = 0
    errors: int = 0
    problems: Counter[str] = field(default_factory=Counter)

    def problem(self, what: str) -> None:
        """Something that the protocol does not foresee."""
        self.errors += 1
        self.problems[what] += 1

    def loss(self, what: str) -> None:
        """An acknowledged answer that is not stored."""
        self.lost += 1
        self.problems[f"mất câu trả lời đã báo lưu: {what}"] += 1

    def result(self, people: int, seconds: float) -> Result:
        """The end."""
        counts = (self.attempts, self.answers, self.acknowledged, self.lost, self.errors)
        return Result(people, *counts, round(seconds, 1))

    def told(self) -> list[str]:
        """The commonest problems, for a person."""
        return [f"{what} ({count} lần)" for what, count in self.problems.most_common(SHOWN_PROBLEMS)]
