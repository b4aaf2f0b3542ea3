"""CSV: the table of an Excel sheet as text. Which sign separates its cells is found by the header."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from questions.formats import xlsx
from questions.formats.csv_signs import HINT, SEPARATORS, bare
from questions.formats.judging import judge
from questions.formats.model import Report, failure

#: So much of a file is looked at for its header.
_START = 100_000

_UNCLOSED = "Tệp CSV có dấu ngoặc kép chưa đóng nên không chia được thành ô. Sửa lại hoặc lưu thành .xlsx."
_SHAPELESS = "Không thấy dòng tiêu đề có cột “Câu hỏi” và cột “Đáp án đúng” trong tệp CSV."


def looks_like(text: str) -> bool:
    """Whether one of the first lines is a header, whatever separates its cells."""
    return _separator(text) is not None


def parse(text: str, on: date | None = None) -> Report:
    """The questions of a table, with the problems of each."""
    separator = _separator(text)
    if separator is None:
        return failure(_SHAPELESS)
    try:
        rows = _rows(text, separator)
    except csv.Error:
        return failure(_UNCLOSED)
    return judge(xlsx.drafts(rows), on=on)


def _separator(text: str) -> str | None:
    hint = HINT.match(text)
    # Enough for title rows above; rows that go over the end of it are no header.
    start = "".join(text.splitlines(keepends=True)[: xlsx.HEADER_WITHIN * 2])[:_START]
    for separator in (hint[1], *SEPARATORS) if hint else SEPARATORS:
        try:
            if xlsx.has_header(_rows(start, separator)):
                return separator
        except (csv.Error, TypeError):
            continue
    return None


def _rows(text: str, separator: str) -> Sequence[Sequence[str]]:
    hint = HINT.match(text)
    lines = text[hint.end() :] if hint else text
    rows = csv.reader(io.StringIO(lines, newline=""), delimiter=separator)
    # The hint is a row of its own for whoever opens the file.
    found = [[bare(cell) for cell in row] for row in rows]
    return [[], *found] if hint else found
