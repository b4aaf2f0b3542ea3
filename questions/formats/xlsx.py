"""Excel sheets: one question a row, columns found by what their header says."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import python_calamine

from questions.folding import fold
from questions.formats.cells import clean_option, clean_question, spell
from questions.formats.judging import Draft, judge
from questions.formats.model import Problem, Report, Severity, failure

#: Title rows may stand above the header, but not a whole page of them.
HEADER_WITHIN = 30

_NAMES = {
    "text": "câu hỏi|nội dung câu hỏi|nội dung|đề bài|câu hỏi trắc nghiệm|câu dẫn|question|question text",
    "answer": "đáp án đúng|đáp án|phương án đúng|trả lời đúng|câu trả lời đúng|kết quả|đa"
    "|correct answer|correctanswer|correct option|answer|correct|right answer|key",
    "explanation": "giải thích|lời giải|hướng dẫn giải|giải thích đáp án|explanation|ghi chú đáp án",
    "basis": "căn cứ pháp lý|căn cứ|cơ sở pháp lý|trích dẫn|nguồn|văn bản|basis|source|reference",
    "topics": "chủ đề|chuyên đề|lĩnh vực|topic|topics|category",
    "level": "mức độ|độ khó|cấp độ|level|difficulty",
    "points": "điểm|số điểm|point|points|score|mark",
    "kind": "loại|loại câu hỏi|kiểu|dạng|dạng câu hỏi|type|kind",
    "unit": "đơn vị|đơn vị tính|unit",
    "valid_until": "hiệu lực đến|có hiệu lực đến|kiểm tra lại trước ngày|hết hiệu lực|valid until",
}
_COLUMNS = {fold(name): part for part, names in _NAMES.items() for name in names.split("|")}
_OPTION_HEADS = (
    "",
    "dap an ",
    "phuong an ",
    "lua chon ",
    "tra loi ",
    "cau ",
    "option ",
    "option",
    "answer ",
    "y ",
)

Cell = str | int | float | bool | date | datetime | time | timedelta
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the parts of a question stand in a sheet."""

    parts: dict[str, int]
    options: tuple[int, ...]


def parse(data: bytes) -> Report:
    """The questions of a workbook that is known to be harmless in size."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError):
        return failure("Không đọc được tệp Excel này, tệp có thể bị hỏng.")
    return _judge_sheets(sheets)


def _judge_sheets(sheets: Sequence[Sequence[Row]]) -> Report:
    drafts: list[Draft] = []
    problems: list[Problem] = []
    with_header = 0
    for rows in sheets:
        start, columns = _find_header(rows)
        if columns is None:
            continue
        with_header += 1
        for number, row in enumerate(rows[start:], start=start + 1):
            draft, notes = _draft(number, row, columns)
            drafts += [draft] if draft else []
            problems += notes
    if not with_header:
        return failure("Không thấy dòng tiêu đề có cột “Câu hỏi” và cột “Đáp án đúng”.")
    return judge(drafts, problems)


def _find_header(rows: Sequence[Row]) -> tuple[int, _Columns | None]:
    for number, row in enumerate(rows[:HEADER_WITHIN], start=1):
        columns = _columns([fold(cell) if isinstance(cell, str) else "" for cell in row])
        if "text" in columns.parts and ("answer" in columns.parts or columns.options):
            return number, columns
    return 0, None


def _columns(heads: Sequence[str]) -> _Columns:
    parts: dict[str, int] = {}
    options: dict[int, int] = {}
    for column, head in enumerate(heads):
        place = _option_place(head)
        if place is not None:
            options.setdefault(place, column)
        elif head in _COLUMNS:
            parts.setdefault(_COLUMNS[head], column)
    # Options count up from A without a gap; a lone column "E" is something else.
    run = [options[place] for place in range(len(options)) if place in options]
    return _Columns(parts, tuple(run))


def _option_place(head: str) -> int | None:
    for before in _OPTION_HEADS:
        rest = head.removeprefix(before) if head.startswith(before) else ""
        if len(rest) == 1 and "a" <= rest <= "z":
            return ord(rest) - ord("a")
        if before and rest.isdecimal() and len(rest) <= 2 and int(rest) > 0:
            return int(rest) - 1
    return None


def _draft(number: int, row: Row, columns: _Columns) -> tuple[Draft | None, list[Problem]]:
    raw = {part: row[column] for part, column in columns.parts.items() if column < len(row)}
    cells = [row[column] for column in columns.options if column < len(row)]
    words = {part: spell(cell) for part, cell in raw.items()}
    options = [clean_option(spell(cell), place) for place, cell in enumerate(cells)]
    while options and not options[-1]:
        options.pop()
    if not words.get("text") and not options:
        return None, []
    draft = replace(Draft(number, options=options), **words)
    draft.text = clean_question(draft.text)
    days = any(isinstance(cell, date | time) for cell in [*cells, raw.get("answer", "")])
    message = "Có ô mang kiểu ngày giờ, hãy kiểm tra xem Excel có đổi nội dung không."
    return draft, [Problem(number, Severity.WARNING, message)] if days else []
