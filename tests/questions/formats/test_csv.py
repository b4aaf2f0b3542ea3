"""CSV: separators found, encodings, and cells that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.formats import csv_reader, csv_writer, detect
from questions.formats.csv_signs import bare, guard
from questions.formats.forms import Form
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind

ONE = ParsedQuestion(Kind.one, "Hỏi?", ("x", "y"), (1,), "vì")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_separators_encodings_and_line_ends(separator: str, encoding: str, ends: str) -> None:
    lines = (("Câu hỏi", "A", "B", "Đáp án"), ('"Hỏi; a, b|c?"', "x", "y", "B"))
    text = ends.join(separator.join(line) for line in lines) + ends
    report = detect.read_bytes(text.encode(encoding))
    assert (report.form, report.errors) == (Form.CSV, ())
    assert (report.questions[0].text, report.questions[0].right) == ("Hỏi; a, b|c?", (1,))
    assert report.drafts[0].cell("answer") == "D2"


def test_what_we_write_is_what_excel_opens_in_viet_nam() -> None:
    made = csv_writer.write([ONE])
    assert made.startswith(b"\xef\xbb\xbf") and b"\r\n" in made
    head, row = csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";")
    assert head[:4] == ["Câu hỏi", "Loại", "Đáp án A", "Đáp án B"]
    assert row[:4] == ["Hỏi?", "một đáp án", "x", "y"]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-x", "@a", "=HYPERLINK(1)", "'=x", "''@x", "-5 độ"])
def test_no_cell_is_a_formula(text: str) -> None:
    made = csv_writer.write([replace(ONE, text=text, explanation=text, options=(text, "b"))])
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";"))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]
    (question,) = detect.read_bytes(made).questions
    assert (question.text, question.options[0]) == (text, text)


def test_a_number_below_zero_stays_a_number() -> None:
    made = csv_writer.write([ParsedQuestion(Kind.number, "Hỏi?", number=-5)])
    assert b";-5;" in made
    assert detect.read_bytes(made).questions[0].number == -5


@given(st.text(st.sampled_from("'=+-@1,5 a"), max_size=8))
def test_a_guarded_cell_is_bare_again(cell: str) -> None:
    assert bare(guard(cell)) == cell


@pytest.mark.parametrize("text", ["", "x", "Câu hỏi", "Câu hỏi;Giải thích\nx;y", "A;B;C", "sep=;\nx;y"])
def test_without_a_header_it_is_no_table(text: str) -> None:
    assert not csv_reader.looks_like(text)
    assert csv_reader.parse(text).errors


def test_lines_are_rows_as_a_spreadsheet_counts_them() -> None:
    text = 'Câu hỏi;A;B;Đáp án\n"Hỏi\nhai dòng?";x;y;A\nHỏi nữa?;x;y;C\n'
    report = csv_reader.parse(text)
    assert [one.line for one in report.questions] == [2, 3]
    assert report.errors[0].where == "cột Đáp án đúng, ô D3"
