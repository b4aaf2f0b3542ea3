"""Questions as a Word document that reads back: groups as in papers of the Ministry, right options bold and
underlined, everything else on lines that begin with their name.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from questions.audiences import write_audiences
from questions.folding import fold
from questions.formats.answers import letter
from questions.formats.files import Files
from questions.formats.model import ParsedQuestion
from questions.formats.saying import write_answer, write_options, write_scoring
from questions.formats.words import KIND_NAMES, LEVEL_NAMES, TRUTH_NAMES, write_points
from questions.kinds import Kind, Level
from questions.numbers import written
from questions.picture import Picture

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

#: The groups, in their order, with the kinds in each.
GROUPS: tuple[tuple[str, frozenset[Kind]], ...] = (
    ("Câu hỏi nhiều lựa chọn", frozenset({Kind.one, Kind.several})),
    ("Câu hỏi đúng, sai", frozenset({Kind.true_false, Kind.statements})),
    ("Câu hỏi trả lời ngắn", frozenset({Kind.short, Kind.number})),
    ("Câu hỏi sắp xếp, ghép đôi", frozenset({Kind.ordering, Kind.matching})),
    ("Câu hỏi dự đoán", frozenset({Kind.prediction})),
    ("Câu hỏi mở", frozenset({Kind.suggestion})),
)
#: Word measures in these: so many are a point of a screen, and 15 cm.
_POINT, _WIDEST = 9_525, 5_400_000
_COUNTS = ("I", "II", "III", "IV", "V", "VI")


def grouped(questions: Iterable[ParsedQuestion]) -> tuple[ParsedQuestion, ...]:
    """The questions in the order of the document."""
    listed = tuple(questions)
    return tuple(one for _, kinds in GROUPS for one in listed if one.kind in kinds)


def write(questions: Sequence[ParsedQuestion], files: Files | None = None) -> bytes:
    """The bytes of a document."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    style.paragraph_format.space_after = Pt(3)
    number, part = 0, 0
    for title, kinds in GROUPS:
        here = [one for one in questions if one.kind in kinds]
        if here:
            _heading(document, f"Phần {_COUNTS[part]}. {title}")
            part += 1
        for question in here:
            number += 1
            _question(document, number, question, files or {})
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _heading(document: Document, text: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(14)
    paragraph.paragraph_format.space_before = Pt(12)
    paragraph.paragraph_format.keep_with_next = True


def _question(document: Document, number: int, question: ParsedQuestion, files: Files) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"Câu {number}. ").bold = True
    paragraph.add_run(question.text)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after
    if question.picture:
        _show(document.add_paragraph(), question.picture, files)
    marks = question.kind in (Kind.one, Kind.several)
    for place, text in enumerate(write_options(question)):
        is_right = marks and place in question.right
        line = document.add_paragraph()
        _option(line, _label(question.kind, place), text, is_right)
        if place < len(question.pictures):
            _show(line, question.pictures[place], files)
    for name, value in _fields(question):
        if value:
            line = document.add_paragraph()
            line.add_run(f"{name}: ").italic = True
            line.add_run(value)


def _show(paragraph: Paragraph, one: Picture | None, files: Files) -> None:
    """A picture at the end of a line, no wider than the page, with what it shows."""
    from docx.shared import Emu

    if one is None or one.digest not in files:
        return
    width = min(one.width * _POINT, _WIDEST)
    shape = paragraph.add_run(" ").add_picture(io.BytesIO(files[one.digest]), Emu(width))
    shape._inline.docPr.set("descr", one.alt)


def _label(kind: Kind, place: int) -> str:
    # Statements have small letters, as in the Ministry's papers.
    return f"{letter(place).lower()}) " if kind is Kind.statements else f"{letter(place)}. "


def _option(paragraph: Paragraph, label: str, text: str, is_right: bool) -> None:
    run = paragraph.add_run(label + text)
    run.bold = run.underline = is_right or None


def _fields(question: ParsedQuestion) -> Sequence[tuple[str, str]]:
    day = question.valid_until
    return (
        ("Đáp án", write_answer(question)),
        ("Loại", "" if _is_plain(question) else KIND_NAMES[question.kind]),
        ("Cách chấm", write_scoring(question)),
        ("Đơn vị", question.unit),
        ("Sai số", written(question.tolerance) if question.tolerance else ""),
        ("Điểm", "" if question.points == 100 else write_points(question.points)),
        ("Mức độ", "" if question.level is Level.recognise else LEVEL_NAMES[question.level]),
        ("Chủ đề", ", ".join(question.topics)),
        ("Đối tượng", write_audiences(question.audiences)),
        ("Hiệu lực đến", f"{day:%d/%m}/{day.year:04}" if day else ""),
        ("Giải thích", question.explanation),
        ("Căn cứ", question.basis),
    )


def _is_plain(question: ParsedQuestion) -> bool:
    """Whether the options alone tell the kind."""
    truths = {fold(option) for option in question.options} == set(map(fold, TRUTH_NAMES))
    return question.kind is Kind.one and not truths
