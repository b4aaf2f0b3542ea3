"""The form of a question: from what is stored to what is shown, from what was typed to what is judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contest.web.forms import PostedForm
from questions.formats.answers import MOST_OPTIONS
from questions.formats.drafts import Draft
from questions.formats.judging import examine
from questions.formats.model import ParsedQuestion, Severity
from questions.formats.words import TRUTH_NAMES, write_points
from questions.kinds import RIGHT_ID, WRONG_ID, Kind, Level

#: Rows for options; a question of a file with more keeps them all.
ROWS = 8
TRUTHS = (RIGHT_ID, WRONG_ID)
#: The reader of files falls back on something where it does not understand these; an author is asked.
ASKED_AGAIN = ("level", "points", "valid_until")


@dataclass(frozen=True)
class Row:
    """One option as typed."""

    place: int
    letter: str
    text: str
    right: bool


@dataclass(frozen=True)
class Sheet:
    """What the form's fields hold."""

    kind: str = Kind.one.value
    text: str = ""
    options: tuple[str, ...] = ()
    right: frozenset[int] = frozenset()
    truth: str = ""
    number: str = ""
    unit: str = ""
    explanation: str = ""
    basis: str = ""
    topics: tuple[str, ...] = ()
    level: str = Level.recognise.value
    points: str = "1"
    valid_until: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """A row for each option, and some to spare."""
        count = max(ROWS, len(self.options))
        texts = [*self.options, *[""] * (count - len(self.options))]
        return tuple(
            Row(place, chr(65 + place), text, place in self.right) for place, text in enumerate(texts)
        )

    def draft(self) -> Draft:
        """The same as a file would say it."""
        draft = Draft(
            0,
            self.text,
            kind=self.kind,
            explanation=self.explanation,
            basis=self.basis,
            topics=", ".join(self.topics),
            level=self.level,
            points=self.points,
            unit=self.unit,
            valid_until=self.valid_until,
        )
        if self.kind == Kind.number:
            draft.answer = self.number
        elif self.kind == Kind.true_false:
            draft.answer = TRUTH_NAMES[TRUTHS.index(self.truth)] if self.truth in TRUTHS else ""
        else:
            draft.options, draft.marked = self._used()
        return draft

    def _used(self) -> tuple[list[str], set[int]]:
        # A row that is marked right counts even when it is empty: then it is said to be so.
        filled = [place for place, text in enumerate(self.options) if text.strip()]
        last = max([*filled, *self.right], default=-1)
        return [*self.options, *[""] * (last + 1 - len(self.options))][: last + 1], set(self.right)


def of(question: ParsedQuestion) -> Sheet:
    """The form of a stored question."""
    truth = TRUTHS[question.right[0]] if question.kind is Kind.true_false and question.right else ""
    chosen = question.kind in (Kind.one, Kind.several)
    day = question.valid_until
    return Sheet(
        kind=question.kind.value,
        text=question.text,
        options=question.options if chosen else (),
        right=frozenset(question.right) if chosen else frozenset(),
        truth=truth,
        number="" if question.number is None else str(question.number),
        unit=question.unit,
        explanation=question.explanation,
        basis=question.basis,
        topics=question.topics,
        level=question.level.value,
        points=write_points(question.points),
        valid_until=f"{day.day:02}/{day.month:02}/{day.year:04}" if day else "",
    )


def typed(posted: PostedForm) -> Sheet:
    """The form as it was sent, whatever is wrong with it."""
    places = (text for text in posted.lists.get("right", ()) if text.isdecimal() and len(text) < 3)
    return Sheet(
        kind=posted.text("kind") if posted.text("kind") in set(Kind) else Kind.one.value,
        text=posted.text("text"),
        options=tuple(posted.lists.get("option", ())[:MOST_OPTIONS]),
        right=frozenset(place for place in map(int, places) if place < MOST_OPTIONS),
        truth=posted.text("truth"),
        number=posted.text("number"),
        unit=posted.text("unit"),
        explanation=posted.text("explanation"),
        basis=posted.text("basis"),
        topics=tuple(posted.lists.get("topics", ())),
        level=posted.text("level") or Level.recognise.value,
        points=posted.text("points"),
        valid_until=posted.text("valid_until"),
    )


def judged(sheet: Sheet) -> tuple[ParsedQuestion, dict[str, str]]:
    """The question that a form says, and a message for each field that is wrong."""
    found = examine(sheet.draft())
    errors: dict[str, str] = {}
    for problem in found.problems:
        if problem.level is Severity.ERROR or problem.part in ASKED_AGAIN:
            errors.setdefault(problem.part or "text", problem.message.split(", tạm coi")[0].rstrip(".") + ".")
    return found.question, errors


def labels(sheet: Sheet, errors: Sequence[str]) -> dict[str, str]:
    """What the fields with errors are called, for the banner that leads to them."""
    draft = sheet.draft()
    return {part: draft.column(part) for part in errors}
