"""What a sheet shows besides its values: percentages, hidden rows, powers, options in lines."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from questions.formats import archive, detect, sheets
from questions.formats.cells import lettered, percentage
from questions.formats.model import ParsedQuestion, Report
from questions.kinds import Kind

HEAD = ["Câu hỏi", "Đáp án A", "Đáp án B", "Đáp án đúng"]


def made(fill: Callable[[Any, Any], None]) -> Report:
    """The report of a workbook that is filled so; the header is there already."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        fill(book, sheet)
    return detect.read_bytes(target.getvalue())


def table(*rows: list[Any]) -> Report:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return detect.read_bytes(target.getvalue())


def only(report: Report) -> ParsedQuestion:
    assert not report.errors and len(report.questions) == 1, report.errors
    return report.questions[0]


# --- percentages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format", "shown"),
    [
        ("0%", "80%"),
        ("0.00%", "80%"),
        ("0.0 %;[Red]-0.0 %", "80%"),
        ('0"%"', "0,8"),
        ("0\\%", "0,8"),
        ("0.00", "0,8"),
        ("[$%-409]0", "0,8"),
    ],
)
def test_a_percentage_is_what_a_person_sees(format: str, shown: str) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(1, 0, "Bao nhiêu?")
        sheet.write_number(1, 1, 0.8, book.add_format({"num_format": format}))
        sheet.write_row(1, 2, ["x", "A"])

    assert only(made(fill)).options == (shown, "x")


def test_a_text_in_a_percent_cell_stays_and_a_number_asked_for_is_asked_about() -> None:
    def fill(book: Any, sheet: Any) -> None:
        percent = book.add_format({"num_format": "0%"})
        sheet.write_string(1, 0, "Chọn?", percent)
        sheet.write_string(1, 1, "trên 80%", percent)
        sheet.write_row(1, 2, ["x", "A"])
        sheet.write_row(2, 0, ["Bao nhiêu phần trăm?", "", ""])
        sheet.write_number(2, 3, 0.8, percent)

    report = made(fill)
    assert report.questions[0].options == ("trên 80%", "x")
    assert not report.questions[1].sound and "phải là một số" in report.errors[0].message


@pytest.mark.parametrize(
    ("cell", "text"), [(1, "100%"), (0.125, "12,5%"), (-0.05, "-5%"), (True, "t"), ("x", "t"), (0.07, "7%")]
)
def test_numbers_alone_are_percentages(cell: object, text: str) -> None:
    assert percentage(cell, "t") == text


# --- what nobody sees -----------------------------------------------------------------------------


def test_a_filtered_row_is_read_and_asked_about() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(1, 0, ["Hiện?", "a", "b", "A"])
        sheet.write_row(2, 0, ["Ẩn?", "a", "b", "B"])
        sheet.set_row(2, None, None, {"hidden": True})

    report = made(fill)
    assert [one.sound for one in report.questions] == [True, True]
    told = [problem.message for problem in report.own[1]]
    assert report.own[0] == () and told == ["Dòng này đang ẩn trong Excel. Bạn xem có dùng câu này không."]


# --- small signs above and below the line ---------------------------------------------------------


def test_powers_within_a_cell() -> None:
    def fill(book: Any, sheet: Any) -> None:
        up, down = book.add_format({"font_script": 1}), book.add_format({"font_script": 2})
        bold = book.add_format({"bold": True})
        sheet.write_rich_string(1, 0, "Tính 10", up, "6", " và ", bold, "đậm", " và H", down, "2", "O?")
        sheet.write_row(1, 1, ["x", "y", "A"])

    assert only(made(fill)).text == "Tính 10⁶ và đậm và H₂O?"


def test_shared_strings_that_are_no_utf_8_are_left_as_they_are() -> None:
    odd = b"<sst>vertAlign \xff</sst>"
    assert archive._with_powers("xl/sharedStrings.xml", odd) == odd


# --- options in lines -----------------------------------------------------------------------------


@pytest.mark.parametrize("head", ["Phương án", "Các phương án", "Lựa chọn", "Options"])
@pytest.mark.parametrize("cell", ["A. một\nB. hai\nC. ba", "a) một\nb) hai\nc) ba", "một\nhai\nba"])
def test_a_column_with_all_options(head: str, cell: str) -> None:
    question = only(table(["Câu hỏi", head, "Đáp án"], ["Chọn?", cell, "B"]))
    assert (question.text, question.options, question.right) == ("Chọn?", ("một", "hai", "ba"), (1,))


def test_options_behind_the_question_in_its_cell() -> None:
    question = only(table(["Câu hỏi", "Đáp án"], ["Chọn?\nA. một\nB. hai\ndòng nữa", "B"]))
    assert (question.text, question.options) == ("Chọn?", ("một", "hai\ndòng nữa"))


def test_a_list_within_a_question_of_another_kind_stays() -> None:
    listed = "Cho:\nA. 1\nB. 2\nTổng?"
    assert only(table(["Câu hỏi", "Đáp án"], [listed, 3])).text == listed
    opened = only(table(["Câu hỏi", "Loại", "Đáp án"], [listed, "câu hỏi mở", ""]))
    assert (opened.kind, opened.text) == (Kind.suggestion, listed)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hỏi?", ("Hỏi?", [])),
        ("B. hai\nC. ba", ("B. hai\nC. ba", [])),
        ("x\nA. một\nC. ba", ("x", ["một\nC. ba"])),
        ("(A) một\n(B) hai", ("", ["một", "hai"])),
    ],
)
def test_lines_with_letters(text: str, found: tuple[str, list[str]]) -> None:
    assert lettered(text) == found


# --- headers --------------------------------------------------------------------------------------


def test_remarks_in_brackets_are_no_part_of_a_header() -> None:
    head = ["Câu hỏi (bắt buộc)", "Phương án A\n(ghi ngắn)", "Phương án B", "Đáp án đúng [A/B]", "(ghi chú)"]
    assert only(table(head, ["Hỏi?", "x", "y", "B", "z"])).right == (1,)


def test_a_book_that_is_none_has_no_marks() -> None:
    assert sheets.marks(b"PK") == {}


def test_formats_longer_than_excel_has_them_cost_nothing() -> None:
    code, look = "[" * 5_000_000, "<xf numFmtId='9'/>"
    styles = f'<numFmt numFmtId="1" formatCode="{code}%"/><cellXfs>{look * 70_000}</cellXfs>'
    looks = sheets._percent_looks(styles)
    assert len(looks) == 65_500 and b"0" in looks
