"""What every format is read into: questions as an author wrote them, and the problems found."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from questions import numbers, picture
from questions.audiences import Audience
from questions.formats.drafts import Draft
from questions.formats.forms import Form
from questions.kinds import (
    PAIRED,
    RIGHT_ID,
    STATEMENT_SHARES,
    WRONG_ID,
    Content,
    Key,
    Kind,
    Level,
    figure,
    make_options,
)
from questions.numbers import Figure
from questions.picture import Picture

if TYPE_CHECKING:
    from questions.pictures.redrawing import Redrawn


class Severity(StrEnum):
    """An error keeps its question from being saved; a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """One question of a file; `right` are places in `options`, from 0: of statements, the true ones.

    The options of an ordering question stand in their right order; those of a matching one beside their
    `targets`, which may be more. `in_parts`: a part of the answer earns a part of the points. `refused`: an
    error stands in its way. `audiences`: whom it is for, everybody where none is named. `pictures`: one or
    none for each option; empty where no option has any.
    """

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
    number: Figure | None = None
    unit: str = ""
    valid_until: date | None = None
    targets: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    exact: bool = False
    tolerance: Figure = 0
    in_parts: bool = False
    refused: bool = False
    audiences: tuple[Audience, ...] = ()
    picture: Picture | None = None
    pictures: tuple[Picture | None, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it can be saved as it stands."""
        return not self.refused and self._has_key

    @property
    def _has_key(self) -> bool:
        match self.kind:
            case Kind.one | Kind.several | Kind.true_false:
                return bool(self.right)
            case Kind.number:
                return self.number is not None
            case Kind.short:
                return bool(self.accepted)
            case Kind.statements | Kind.ordering:
                return len(self.options) > 1
            case Kind.matching:
                return 1 < len(self.options) <= len(self.targets)
            case Kind.prediction | Kind.suggestion:
                return True
            case _:
                assert_never(self.kind)

    @property
    def choices(self) -> tuple[str, ...]:
        """The texts of all that can be chosen or given."""
        return (*self.options, *self.targets)

    @property
    def likened(self) -> str:
        """Its text as it is compared with others."""
        return picture.likened(self.text, self.picture, self.pictures)

    @property
    def places(self) -> int:
        """How many digits behind the comma people may give: none, where only whole numbers can be right."""
        asked = [numbers.places_of(value) for value in (self.number, self.tolerance) if value is not None]
        return max(2, *asked) if any(asked) else 0

    def content(self) -> Content:
        """What a participant may see of it."""
        shares = STATEMENT_SHARES.get(len(self.options), ()) if self.kind is Kind.statements else ()
        return Content(
            self.kind,
            self.text,
            make_options(self.kind, self.options, self.pictures),
            self.unit,
            targets=make_options(self.kind, self.targets) if self.kind is Kind.matching else (),
            in_parts=self.in_parts,
            shares=shares if self.in_parts else (),
            places=self.places,
            picture=self.picture,
        )

    def key(self) -> Key:
        """What is right and why."""
        options = make_options(self.kind, self.options, self.pictures)
        right = () if self.kind in PAIRED else tuple(options[place].id for place in self.right)
        pairs = tuple((option.id, value) for option, value in zip(options, self._values(), strict=False))
        return Key(
            right,
            self.number,
            self.explanation,
            self.basis,
            pairs,
            self.accepted,
            self.exact,
            self.tolerance,
            self._order(),
        )

    def _order(self) -> tuple[str, ...]:
        """The order of the pairs, which the content must not tell; () where it is that of their ids."""
        if self.kind is not Kind.matching:
            return ()
        sides = [[one.id for one in make_options(self.kind, texts)] for texts in (self.options, self.targets)]
        left, rest = sides[0], sides[1][len(self.options) :]
        return () if (left, rest) == (sorted(left), sorted(rest)) else (*left, *rest)

    def _values(self) -> tuple[str, ...]:
        """What each option is given, where that is the answer."""
        match self.kind:
            case Kind.statements:
                places = range(len(self.options))
                return tuple(RIGHT_ID if place in self.right else WRONG_ID for place in places)
            case Kind.ordering:
                return tuple(str(place) for place in range(1, len(self.options) + 1))
            case Kind.matching:
                return tuple(target.id for target in make_options(self.kind, self.targets))
            case (
                Kind.one
                | Kind.several
                | Kind.true_false
                | Kind.short
                | Kind.number
                | Kind.prediction
                | Kind.suggestion
            ):
                return ()
            case _:
                assert_never(self.kind)

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
        if self.kind is Kind.number:
            data |= {"number": None if self.number is None else figure(self.number)}
            data |= {"tolerance": figure(self.tolerance)} if self.tolerance else {}
        more: dict[str, object] = {
            "targets": list(self.targets),
            "accepted": list(self.accepted),
            "exact": self.exact,
        }
        more |= {"in_parts": self.in_parts, "audiences": [one.value for one in self.audiences]}
        more |= {"picture": self.picture.as_data() if self.picture else None}
        more |= {"pictures": [one.as_data() if one else None for one in self.pictures]}
        return data | {name: value for name, value in more.items() if value}


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
    #: What its drafts show, drawn anew; whoever stores them stores these.
    pictures: tuple[Redrawn, ...] = field(default=(), compare=False)
    #: What the file is; two files with the same questions are the same report.
    form: Form | None = field(default=None, compare=False)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stand in the way of saving."""
        return tuple(problem for problem in self.problems if problem.level is Severity.ERROR)

    def to_json(self) -> str:
        """The report as one line of JSON; `docs/bank-commands.md` promises its shape."""
        problems = [{"line": p.line, "level": p.level.value, "message": p.message} for p in self.problems]
        data = {"questions": [question.as_data() for question in self.questions], "problems": problems}
        return json.dumps(data, ensure_ascii=False)


def failure(message: str, line: int = 1) -> Report:
    """The report of a file that can't be read at all."""
    problem = Problem(line, Severity.ERROR, message)
    return Report((), (problem,), general=(problem,))
