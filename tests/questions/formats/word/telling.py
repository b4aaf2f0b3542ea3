"""What was read from a file, as lines that a person can check against the file."""

from __future__ import annotations

from collections.abc import Iterator

from questions.formats.answers import letter
from questions.formats.model import ParsedQuestion, Problem, Report, Severity
from questions.kinds import Kind, Level
from questions.picture import Picture

_PARTS = {"explanation": "giải thích", "basis": "căn cứ", "unit": "đơn vị"}


def told(report: Report) -> str:
    """The whole report: each question with its options and problems, then what is said of the file."""
    lines = [f"tệp: {problem.message}" for problem in report.general]
    for draft, question, problems in zip(report.drafts, report.questions, report.own, strict=True):
        lines += [
            "",
            f"{draft.place or f'dòng {draft.line}'} | {question.kind.value} | {_flat(question.text)}",
        ]
        lines += _said(question)
        lines += [
            f"  hình {part}: {', '.join(names)}{_size(draft.pictures.get(part))}"
            for part, names in draft.images.items()
        ]
        lines += [_problem(problem) for problem in problems]
    return "\n".join(lines).strip() + "\n"


def _size(one: Picture | None) -> str:
    return f" ({one.width} × {one.height})" if one else " (không lấy được)"


def _said(question: ParsedQuestion) -> Iterator[str]:
    for place, option in enumerate(question.options):
        yield f"  {'*' if place in question.right else ' '}{letter(place)} {_flat(option)}"
    if question.kind is Kind.number:
        yield f"  số: {question.number}"
    for name, called in _PARTS.items():
        if value := getattr(question, name):
            yield f"  {called}: {_flat(value)}"
    if question.topics:
        yield f"  chủ đề: {', '.join(question.topics)}"
    if question.level is not Level.recognise:
        yield f"  mức độ: {question.level.value}"
    if question.points != 100:
        yield f"  điểm: {question.points}"


def _problem(problem: Problem) -> str:
    grade = "lỗi" if problem.level is Severity.ERROR else "xem"
    return f"  {grade} {problem.part or 'cả câu'}: {problem.message}"


def _flat(text: str) -> str:
    return text.replace("\n", " / ")
