"""The form of a question: from what is stored to what is shown, from what was typed to what is judged.

One list of rows serves every kind that has options, so that what was typed stays when the kind changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import assert_never

from contest.bank import picturing
from contest.bank.sheet_answers import TRUTHS, answer, scoring
from contest.web.forms import PostedForm
from questions.answering import MOST_PAIRS
from questions.formats.answers import MOST_OPTIONS, letter
from questions.formats.drafts import Draft, option_part
from questions.formats.judging import examine
from questions.formats.model import ParsedQuestion, Severity
from questions.formats.saying import write_pair
from questions.formats.words import write_points
from questions.kinds import PAIRED, Kind, Level
from questions.numbers import written
from questions.picture import Picture

#: Rows for options; a question of a file with more keeps them all.
ROWS = 8
#: The button for more of them, and how many it adds.
MORE, MORE_ROWS = "rows", 4
#: The reader of files falls back on something where it does not understand these; an author is asked.
ASKED_AGAIN = ("level", "points", "valid_until", "answer", "tolerance", "audiences")
LOST = (
    "Có hình đi với một phương án mà loại câu này không dùng. Đánh dấu “Bỏ hình này khi lưu”, hoặc chọn loại "
    "câu khác."
)
NOT_SAID = "Chọn Đúng hoặc Sai cho ý này."


@dataclass(frozen=True)
class Row:
    """One option as typed. `said`: whether a statement is true; `target`: what a pair has on its right."""

    place: int
    letter: str
    text: str
    right: bool
    said: str = ""
    target: str = ""
    picture: Picture | None = None


@dataclass(frozen=True)
class Sheet:
    """What the form's fields hold. `right` are the ticked rows, `said` and `targets` stand row by row."""

    kind: Kind = Kind.one
    text: str = ""
    options: tuple[str, ...] = ()
    right: frozenset[int] = frozenset()
    said: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    truth: str = ""
    accepted: str = ""
    exact: bool = False
    number: str = ""
    tolerance: str = ""
    unit: str = ""
    in_parts: bool = False
    whole: bool = False
    explanation: str = ""
    basis: str = ""
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    level: str = Level.recognise.value
    points: str = "1"
    valid_until: str = ""
    pictures: tuple[tuple[str, Picture], ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """A row for each option, and some to spare."""
        count, shown = max(ROWS, len(self.options), len(self.targets)), dict(self.pictures)
        typed = zip_longest(range(count), self.options, self.said[:count], self.targets, fillvalue="")
        return tuple(
            Row(place, letter(place), text, place in self.right, said, target, shown.get(option_part(place)))
            for place, (_, text, said, target) in enumerate(typed)
        )

    @property
    def beside(self) -> tuple[tuple[str, str, Picture], ...]:
        """Its pictures: the part that each belongs to, and what that is called."""
        return tuple((part, picturing.called(part), one) for part, one in self.pictures)

    @property
    def undescribed(self) -> tuple[str, ...]:
        """What has a picture of which nobody said what it shows."""
        return tuple(called for _, called, one in self.beside if not one.alt)

    def draft(self) -> Draft:
        """The same as a file would say it."""
        draft = Draft(
            0,
            self.text,
            kind=self.kind,
            explanation=self.explanation,
            basis=self.basis,
            topics=", ".join(self.topics),
            audiences="; ".join(self.audiences),
            level=self.level,
            points=self.points,
            unit=self.unit,
            valid_until=self.valid_until,
            scoring=scoring(self),
            tolerance=self.tolerance if self.kind is Kind.number else "",
        )
        used = self.used
        draft.answer = answer(self, len(used))
        draft.pictures = dict(self.pictures)
        match self.kind:
            case Kind.one | Kind.several:
                draft.options, draft.marked = [row.text for row in used], set(self.right)
            case Kind.statements | Kind.ordering:
                draft.options = [row.text for row in used]
            case Kind.matching:
                draft.options = [_pair(row) for row in used]
            case Kind.true_false | Kind.short | Kind.number | Kind.prediction | Kind.suggestion:
                pass
            case _:
                assert_never(self.kind)
        return draft

    @property
    def used(self) -> tuple[Row, ...]:
        """The rows up to the last one with something in it: one that is marked counts even without a text."""
        rows = self.rows
        return rows[: max((row.place + 1 for row in rows if self._is_used(row)), default=0)]

    def _is_used(self, row: Row) -> bool:
        match self.kind:
            case Kind.one | Kind.several:
                return bool(row.text.strip()) or row.right or row.picture is not None
            case Kind.statements:
                return bool(row.text.strip() or row.said) or row.picture is not None
            case Kind.ordering:
                return bool(row.text.strip()) or row.picture is not None
            case Kind.matching:
                return bool(row.text.strip() or row.target.strip()) or row.picture is not None
            case Kind.true_false | Kind.short | Kind.number | Kind.prediction | Kind.suggestion:
                return False
            case _:
                assert_never(self.kind)


def _pair(row: Row) -> str:
    return write_pair(row.text, row.target) if row.text.strip() or row.target.strip() else ""


def of(question: ParsedQuestion) -> Sheet:
    """The form of a stored question."""
    kind = question.kind
    day = question.valid_until
    places = range(len(question.options))
    return Sheet(
        kind=kind,
        text=question.text,
        options=question.options if kind in (Kind.one, Kind.several, *PAIRED) else (),
        right=frozenset(question.right) if kind in (Kind.one, Kind.several) else frozenset(),
        said=tuple(TRUTHS[place not in question.right] for place in places)
        if kind is Kind.statements
        else (),
        targets=question.targets,
        truth=TRUTHS[question.right[0]] if kind is Kind.true_false and question.right else "",
        accepted="\n".join(question.accepted),
        exact=question.exact,
        number=written(question.number),
        tolerance=written(question.tolerance) if question.tolerance else "",
        unit=question.unit,
        in_parts=question.in_parts and kind is not Kind.statements,
        whole=kind is Kind.statements and not question.in_parts,
        explanation=question.explanation,
        basis=question.basis,
        topics=question.topics,
        audiences=question.audiences,
        level=question.level.value,
        points=write_points(question.points),
        valid_until=f"{day.day:02}/{day.month:02}/{day.year:04}" if day else "",
        pictures=_pictures(question),
    )


def _pictures(question: ParsedQuestion) -> tuple[tuple[str, Picture], ...]:
    stem = [("text", question.picture)] if question.picture else []
    return (*stem, *((option_part(place), one) for place, one in enumerate(question.pictures) if one))


def typed(posted: PostedForm) -> Sheet:
    """The form as it was sent, whatever is wrong with it."""
    places = (text for text in posted.lists.get("right", ()) if text.isdecimal() and len(text) < 3)
    options = [*posted.lists.get("option", ())]
    if posted.text("deed") == MORE:
        options += [""] * (max(0, ROWS - len(options)) + MORE_ROWS)
    return Sheet(
        kind=Kind(posted.text("kind")) if posted.text("kind") in set(Kind) else Kind.one,
        text=posted.text("text"),
        options=tuple(options[:MOST_OPTIONS]),
        right=frozenset(place for place in map(int, places) if place < MOST_OPTIONS),
        said=tuple(posted.text(f"said{place}") for place in range(MOST_PAIRS)),
        targets=tuple(posted.lists.get("target", ())[:MOST_OPTIONS]),
        truth=posted.text("truth"),
        accepted=posted.text("accepted"),
        exact="exact" in posted.values,
        number=posted.text("number"),
        tolerance=posted.text("tolerance"),
        unit=posted.text("unit"),
        in_parts="in_parts" in posted.values,
        whole="whole" in posted.values,
        explanation=posted.text("explanation"),
        basis=posted.text("basis"),
        topics=tuple(posted.lists.get("topics", ())),
        audiences=tuple(posted.lists.get("audiences", ())),
        level=posted.text("level") or Level.recognise.value,
        points=posted.text("points"),
        valid_until=posted.text("valid_until"),
        pictures=picturing.named(posted),
    )


def gathered(posted: PostedForm) -> PostedForm:
    """The same with what is said of each statement in one list: its radios have names of their own."""
    rows = [f"said{place}" for place in range(MOST_PAIRS)]
    values = {name: text for name, text in posted.values.items() if name not in rows}
    if said := [posted.text(name) for name in rows if name in posted.values]:
        values["said"] = said[-1]
    return PostedForm(values, {**posted.lists, "said": said}, posted.files)


def judged(sheet: Sheet) -> tuple[ParsedQuestion, dict[str, str]]:
    """The question that a form says, and a message for each field that is wrong."""
    found = examine(sheet.draft())
    errors: dict[str, str] = {}
    for problem in found.problems:
        if problem.level is Severity.ERROR or problem.part in ASKED_AGAIN:
            errors.setdefault(problem.part or "text", problem.message.split(", tạm coi")[0].rstrip(".") + ".")
    taken = [found.question.picture, *found.question.pictures]
    if sum(one is not None for one in taken) < len(sheet.pictures):
        errors.setdefault("file", LOST)
    open_rows = [row for row in sheet.used if row.said not in TRUTHS] if sheet.kind is Kind.statements else []
    if open_rows and "answer" in errors:
        # Each row says for itself what it misses.
        errors.pop("answer")
        errors = {option_part(row.place): NOT_SAID for row in open_rows} | errors
    return found.question, errors


def labels(sheet: Sheet, errors: Sequence[str]) -> dict[str, str]:
    """What the fields with errors are called, for the banner that leads to them."""
    draft = sheet.draft()
    return {part: draft.column(part) or "Hình" for part in errors}
