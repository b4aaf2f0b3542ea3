"""Excel sheets: one question a row, columns found by what their header says."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

import python_calamine

from questions.folding import fold
from questions.formats.answers import letter
from questions.formats.cells import clean_option, clean_question, dated, lettered, percentage, spell
from questions.formats.drafts import Draft, option_part
from questions.formats.judging import MOST_QUESTIONS, judge
from questions.formats.legacy import converted, modern
from questions.formats.model import Report, failure
from questions.formats.sheets import Marks, marks
from questions.formats.words import KINDS
from questions.kinds import Kind

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
    "scoring": "cách chấm|cách tính điểm|scoring",
    "tolerance": "sai số|dung sai|tolerance",
    "audiences": "đối tượng|đối tượng dự thi|đối tượng áp dụng|dành cho|dành cho đối tượng|cho đối tượng"
    "|người dự thi|audience|audiences|target audience",
    "valid_until": "hiệu lực đến|có hiệu lực đến|kiểm tra lại trước ngày|hết hiệu lực|valid until",
}
#: Columns that hold all options of a question, a line each.
_CHOICES = (
    "phương án|các phương án|phương án trả lời|các phương án trả lời|lựa chọn|các lựa chọn|options|choices"
)
_COLUMNS = {
    fold(name): part for part, names in (*_NAMES.items(), ("choices", _CHOICES)) for name in names.split("|")
}
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

_UNSEEN = "{} này đang ẩn trong Excel. Bạn xem có dùng câu này không."
_LETTERS = re.compile(r"[A-Ha-hĐđSs\s,;.&]*")
#: What stands in brackets in a header explains it: "Đáp án đúng (A, B, C hoặc D)".
_ASIDE = re.compile(r"[(\[]")

Cell = str | int | float | bool | date | datetime | time | timedelta
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the parts of a question stand in a sheet."""

    parts: dict[str, int]
    options: tuple[int, ...]


def parse(data: bytes, on: date | None = None) -> Report:
    """The questions of a workbook that is known to be harmless in size."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names}
        unseen = {
            one.name
            for one in book.sheets_metadata
            if one.visible is not python_calamine.SheetVisibleEnum.Visible
        }
    except (python_calamine.CalamineError, OSError, ValueError):
        return failure("Không đọc được tệp Excel này, tệp có thể bị hỏng.")
    marked = marks(data)
    found = [
        _Sheet.of(name, rows, marked.get(name, Marks()), is_hidden=name in unseen)
        for name, rows in sheets.items()
    ]
    with_header = [sheet for sheet in found if sheet]
    if not with_header:
        return failure("Không thấy dòng tiêu đề có cột “Câu hỏi” và cột “Đáp án đúng”.")
    each = (draft for sheet in with_header for draft in sheet.drafts(len(with_header) > 1))
    return judge(list(islice(each, MOST_QUESTIONS + 1)), on=on)


def has_header(rows: Sequence[Row]) -> bool:
    """Whether one of the first rows names the columns of questions."""
    return _find_header(rows)[1] is not None


def drafts(rows: Sequence[Row]) -> list[Draft]:
    """The questions of a table that came another way than in a workbook."""
    sheet = _Sheet.of("", rows, Marks())
    return list(islice(sheet.drafts(is_named=False), MOST_QUESTIONS + 1)) if sheet else []


@dataclass(frozen=True)
class _Sheet:
    """A sheet with a header."""

    name: str
    rows: Sequence[Row]
    start: int
    columns: _Columns
    marks: Marks
    is_hidden: bool

    @classmethod
    def of(cls, name: str, rows: Sequence[Row], marks: Marks, *, is_hidden: bool = False) -> _Sheet | None:
        """The sheet, if it has a header."""
        start, columns = _find_header(rows)
        return None if columns is None else cls(name, rows, start, columns, marks, is_hidden)

    def drafts(self, is_named: bool) -> Iterator[Draft]:
        """Each row that asks something; with the sheet's name if there are several."""
        for number, row in enumerate(self.rows[self.start :], start=self.start + 1):
            draft = _draft(number, row, self.columns, self.marks)
            if draft is not None:
                draft.sheet = self.name if is_named else ""
                if self.is_hidden or number in self.marks.hidden:
                    draft.doubts[""] = _UNSEEN.format("Trang tính" if self.is_hidden else "Dòng")
                yield draft


def _find_header(rows: Sequence[Row]) -> tuple[int, _Columns | None]:
    for number, row in enumerate(rows[:HEADER_WITHIN], start=1):
        words = [_ASIDE.split(cell, 1)[0] if isinstance(cell, str) else "" for cell in row]
        columns = columns_of([fold(word) for word in modern(words) or words])
        if "text" in columns.parts and ("answer" in columns.parts or columns.options):
            return number, columns
    return 0, None


def columns_of(heads: Sequence[str]) -> _Columns:
    """Where the parts of a question stand by the folded heads of their columns."""
    parts: dict[str, int] = {}
    options: dict[int, int] = {}
    for column, head in enumerate(heads):
        if head in _COLUMNS:
            parts.setdefault(_COLUMNS[head], column)
        elif (place := _option_place(head)) is not None:
            options.setdefault(place, column)
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


def _draft(number: int, row: Row, columns: _Columns, marks: Marks) -> Draft | None:
    options = {option_part(place): column for place, column in enumerate(columns.options)}
    places = columns.parts | options
    raw = {part: row[column] if column < len(row) else "" for part, column in places.items()}
    words, converted = _spelled(raw)
    cells = {part: f"{letter(column)}{number}" for part, column in places.items()}
    words |= {part: percentage(raw[part], words[part]) for part in raw if cells[part] in marks.percents}
    choices = words.pop("choices", "")
    if not words["text"] and not choices and not any(words[part] for part in options):
        return None
    draft = Draft(number, cells=cells, doubts=_doubts(raw, words, cells, marks.formulas) | converted)
    draft.options = [clean_option(words[part], place) for place, part in enumerate(options)]
    while draft.options and not draft.options[-1]:
        draft.options.pop()
    for part in words.keys() - options.keys():
        setattr(draft, part, clean_question(words[part]) if part == "text" else words[part])
    if not draft.options:
        _divide(draft, choices)
    return draft


def _divide(draft: Draft, choices: str) -> None:
    """Options that stand in lines, in a column of their own or behind the question."""
    before, options = lettered(choices) if choices else lettered(draft.text)
    if choices:
        draft.options = options if options and not before else choices.split("\n")
    elif len(options) > 1 and before and _names_options(draft):
        draft.text, draft.options = before, options


def _names_options(draft: Draft) -> bool:
    """Whether the answer is of letters, or missing: 34 is the answer of a question that only lists things."""
    is_choice = not draft.kind or KINDS.get(fold(draft.kind)) in (Kind.one, Kind.several, Kind.statements)
    return is_choice and _LETTERS.fullmatch(draft.answer) is not None


def _spelled(raw: Mapping[str, Cell]) -> tuple[dict[str, str], dict[str, str]]:
    """The words of each part, and the doubt about all of them if their font was an old one."""
    typed = {part: cell for part, cell in raw.items() if isinstance(cell, str)}
    readable = modern(list(typed.values()))
    if readable is None:
        return {part: spell(cell) for part, cell in raw.items()}, {}
    new = dict(zip(typed, readable, strict=True))
    words = {part: spell(new.get(part, cell)) for part, cell in raw.items()}
    return words, {"text": converted(spell(raw["text"]), words["text"])}


def _doubts(
    raw: Mapping[str, Cell], words: Mapping[str, str], cells: Mapping[str, str], formulas: frozenset[str]
) -> dict[str, str]:
    """What Excel may have made of the cells."""
    found = {}
    for part, cell in raw.items():
        if cells[part] in formulas:
            found[part] = f"Ô này là công thức, máy lấy kết quả Excel đã tính: “{words[part]}”."
        elif isinstance(cell, time) or (isinstance(cell, date) and part != "valid_until"):
            found[part] = dated(cell, words[part])
        elif part == "answer" and _may_be_a_list(cell) and words.get(option_part(0)):
            found[part] = (
                f"Excel hiểu ô này là số {words[part]}. Nếu có nhiều đáp án đúng thì ghi bằng chữ cái."
            )
    return found


def _may_be_a_list(cell: Cell) -> bool:
    """Whether a number was perhaps typed as two: Excel reads 2,4 as one where the comma is decimal."""
    return isinstance(cell, float) and not cell.is_integer()
