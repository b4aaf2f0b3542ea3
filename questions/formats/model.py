"""What every format is read into: questions as an author wrote them, and the problems found."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from questions.formats.drafts import Draft
from questions.kinds import Content, Key, Kind, Level, make_options


class Severity(StrEnum):
    """An error keeps its question from being saved; a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """One question of a file; `right` are places in `options`, from 0."""

    kind: Kind
    text: str
    options: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    explanation: str = ""
    basis: str = ""
    line: int = 0
    topics: tuple[str, ...] = ()
    level: Level = Level.recognise
    points: int = 100
    number: int | None = None
    unit: str = ""
    valid_until: date | None = None

    @property
    def sound(self) -> bool:
        """Whether it can be saved as it stands."""
        if self.kind is Kind.prediction:
            return True
        return self.number is not None if self.kind is Kind.number else bool(self.right)

    def content(self) -> Content:
        """What a participant may see of it."""
        return Content(self.kind, self.text, make_options(self.kind, self.options), self.unit)

    def key(self) -> Key:
        """What is right and why."""
        options = self.content().options
        right = tuple(options[place].id for place in self.right)
        return Key(right, self.number, self.explanation, self.basis)

    def as_data(self) -> dict[str, object]:
        """The plain data of the JSON report."""
        data: dict[str, object] = {
            "kind": self.kind.value,
            "text": self.text,
            "options": list(self.options),
            "right": list(self.right),
            "explanation": self.explanation,
            "basis": self.basis,
            "line": self.line,
        }
        return data | ({"number": self.number} if self.kind is Kind.number else {})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something an author should see: its line (or the sheet's row), its column and cell.

    `part` is the field of the draft it is about, "" when it is about the whole question or file.
    """

    line: int
    level: Severity
    message: str
    part: str = ""
    column: str = ""
    cell: str = ""

    @property
    def where(self) -> str:
        """Where to look within the line: "cột Đáp án đúng, ô F12"; "" for the whole line."""
        if not self.column:
            return ""
        return f"cột {self.column}, ô {self.cell}" if self.cell else f"mục {self.column}"


@dataclass(frozen=True, slots=True)
class Report:
    """What was read from a file: as understood, and as written.

    `own` holds the problems of each draft, in the same order; `general` those of the file.
    """

    questions: tuple[ParsedQuestion, ...] = ()
    problems: tuple[Problem, ...] = ()
    drafts: tuple[Draft, ...] = ()
    own: tuple[tuple[Problem, ...], ...] = ()
    general: tuple[Problem, ...] = ()
    first: int = 1

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stand in the way of saving."""
        return tuple(problem for problem in self.problems if problem.level is Severity.ERROR)

    def to_json(self) -> str:
        """The JSON text of the report."""
        problems = [{"line": p.line, "level": p.level.value, "message": p.message} for p in self.problems]
        data = {"questions": [question.as_data() for question in self.questions], "problems": problems}
        return json.dumps(data, ensure_ascii=False, indent=2)


def failure(message: str, line: int = 1) -> Report:
    """The report of a file that can't be read at all."""
    problem = Problem(line, Severity.ERROR, message)
    return Report((), (problem,), general=(problem,))
