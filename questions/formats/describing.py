"""What is said about a question besides what is asked: topics, level, points, day, doubtful cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from questions.audiences import Audience, is_mixed, read_audiences
from questions.folding import fold, tidy
from questions.formats.drafts import Draft
from questions.formats.model import ParsedQuestion, Problem, Severity
from questions.formats.words import LEVELS, read_day, read_points, read_topics
from questions.kinds import Kind, Level


@dataclass
class Notes:
    """Collects the problems of one draft, each with its column and cell."""

    draft: Draft
    found: list[Problem] = field(default_factory=list)

    def error(self, part: str, message: str) -> None:
        """Something that keeps the question from being saved."""
        self._add(part, Severity.ERROR, message)

    def warn(self, part: str, message: str) -> None:
        """Something to look at."""
        self._add(part, Severity.WARNING, message)

    @property
    def has_errors(self) -> bool:
        """Whether the question can't be saved."""
        return any(problem.level is Severity.ERROR for problem in self.found)

    def _add(self, part: str, level: Severity, message: str) -> None:
        column, cell = self.draft.column(part), self.draft.cell(part)
        self.found.append(Problem(self.draft.line, level, message, part, column, cell))


def describe(draft: Draft, options: tuple[str, ...], notes: Notes, on: date | None) -> ParsedQuestion:
    """The question without its key; what isn't understood is a warning and falls back."""
    for part, message in draft.doubts.items():
        notes.warn(part, message)
    return ParsedQuestion(
        kind=Kind.one,
        text=tidy(draft.text),
        options=options,
        explanation=tidy(draft.explanation),
        basis=tidy(draft.basis),
        line=draft.line,
        topics=_topics(draft.topics, notes),
        level=_level(draft.level.strip(), notes),
        points=_points(draft.points.strip(), notes),
        unit=tidy(draft.unit),
        valid_until=_day(draft.valid_until.strip(), notes, on),
        audiences=_audiences(draft.audiences, notes),
    )


def _topics(words: str, notes: Notes) -> tuple[str, ...]:
    topics, unknown = read_topics(words)
    for word in unknown:
        notes.warn("topics", f"Chủ đề “{word}” không có trong danh mục.")
    return topics


def _audiences(words: str, notes: Notes) -> tuple[Audience, ...]:
    audiences, unknown = read_audiences(words)
    for word in unknown:
        taken = "tạm coi như không ghi" if audiences else "tạm coi là mọi đối tượng"
        notes.warn("audiences", f"Không hiểu đối tượng “{word}”, {taken}.")
    if is_mixed(words):
        notes.warn("audiences", "Ghi cả mọi đối tượng lẫn đối tượng riêng, tạm coi là mọi đối tượng.")
    return audiences


def _level(words: str, notes: Notes) -> Level:
    level = LEVELS.get(fold(words)) if words else Level.recognise
    if level is None:
        notes.warn("level", f"Không hiểu mức độ “{words}”, tạm coi là nhận biết.")
    return level or Level.recognise


def _points(words: str, notes: Notes) -> int:
    points = read_points(words) if words else 100
    if points is None:
        notes.warn("points", f"Không hiểu số điểm “{words}”, tạm coi là 1 điểm.")
    return 100 if points is None else points


def _day(words: str, notes: Notes, on: date | None) -> date | None:
    day = read_day(words)
    if words and day is None:
        notes.warn("valid_until", f"Không hiểu ngày “{words}”.")
    if day and on and day < on:
        notes.warn("valid_until", f"Câu hỏi đã hết hiệu lực từ {day:%d/%m}/{day.year}. Xem lại nội dung.")
    return day
