"""Questions as CSV that Excel opens right in Viet Nam: UTF-8 with its mark, cells between semicolons.

There the comma stands in numbers, so Excel takes the semicolon for what separates cells.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from questions.formats import xlsx_writer
from questions.formats.csv_signs import guard
from questions.formats.model import ParsedQuestion
from questions.formats.saying import write_options


def write(questions: Sequence[ParsedQuestion]) -> bytes:
    """The bytes of a table with one question a row."""
    options = (len(write_options(question)) for question in questions)
    width = max([xlsx_writer.FEWEST_OPTIONS, *options])
    target = io.StringIO(newline="")
    rows = csv.writer(target, delimiter=";")
    rows.writerow(xlsx_writer.head_row(width))
    for question in questions:
        rows.writerow([guard(cell) for cell in xlsx_writer.row(question, width)])
    return target.getvalue().encode("utf-8-sig")
