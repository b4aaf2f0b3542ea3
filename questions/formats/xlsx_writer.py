"""A bank as an Excel sheet that reads back as the same bank."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from questions.audiences import write_audiences
from questions.formats.answers import letter
from questions.formats.cells import clean_option, clean_question
from questions.formats.model import ParsedQuestion
from questions.formats.saying import write_answer, write_options, write_scoring
from questions.formats.words import KIND_NAMES, LEVEL_NAMES, write_points
from questions.numbers import written

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

#: What looks like a formula, a link or a number stays the text it is.
AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FEWEST_OPTIONS = 4


def write(questions: Sequence[ParsedQuestion]) -> bytes:
    """The bytes of a workbook with one question a row."""
    target = io.BytesIO()
    # Imported here: a server's start needs nothing of it.
    import xlsxwriter

    with xlsxwriter.Workbook(target, AS_TEXT) as book:
        fill(book, book.add_worksheet("Câu hỏi"), questions)
    return target.getvalue()


def fill(book: Workbook, sheet: Worksheet, questions: Sequence[ParsedQuestion]) -> list[str]:
    """Write the questions below their header; the header's texts."""
    width = max([FEWEST_OPTIONS, *(len(write_options(question)) for question in questions)])
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 60, wrap)
    sheet.set_column(1, width + 13, 24, wrap)
    sheet.freeze_panes(1, 0)
    heads = head_row(width)
    sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
    for number, question in enumerate(questions, start=1):
        _write_row(sheet, number, row(question, width))
    return heads


def _write_row(sheet: Worksheet, number: int, cells: Sequence[str]) -> None:
    for column, text in enumerate(cells):
        if text:
            sheet.write_string(number, column, text)


def head_row(width: int) -> list[str]:
    """The header of a sheet with so many options."""
    options = [f"Đáp án {letter(place)}" for place in range(width)]
    after = [
        "Đáp án đúng",
        "Giải thích",
        "Căn cứ pháp lý",
        "Chủ đề",
        "Mức độ",
        "Điểm",
        "Đơn vị",
        "Hiệu lực đến",
        "Cách chấm",
        "Sai số",
        "Đối tượng",
    ]
    return ["Câu hỏi", "Loại", *options, *after]


def row(question: ParsedQuestion, width: int) -> list[str]:
    """The cells of a question in a sheet with so many options."""
    options = [guard_option(option, place) for place, option in enumerate(write_options(question))]
    day = question.valid_until
    return [
        guard_question(question.text),
        KIND_NAMES[question.kind],
        *options,
        *[""] * (width - len(options)),
        write_answer(question),
        question.explanation,
        question.basis,
        ", ".join(question.topics),
        LEVEL_NAMES[question.level],
        write_points(question.points),
        question.unit,
        f"{day.day:02}/{day.month:02}/{day.year:04}" if day else "",
        write_scoring(question),
        written(question.tolerance) if question.tolerance else "",
        write_audiences(question.audiences),
    ]


def guard_option(option: str, place: int) -> str:
    """An option that reads back as it is."""
    # The reader takes a leading letter off, so an option that truly begins with it gets another.
    return option if clean_option(option, place) == option else f"{letter(place)}. {option}"


def guard_question(text: str) -> str:
    """A question's text that reads back as it is."""
    return text if clean_question(text) == text else f"Câu 1: {text}"
