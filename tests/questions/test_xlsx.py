"""Excel sheets as organisers really make them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter

from questions.formats import detect
from questions.formats.cells import clean_option, clean_question, spell
from questions.formats.model import ParsedQuestion, Report, Severity
from questions.kinds import Kind, Level

HEAD = ["Câu hỏi", "Đáp án A", "Đáp án B", "Đáp án C", "Đáp án D", "Đáp án đúng", "Giải thích"]
Rows = Sequence[Sequence[Any]]


def book(*sheets: Rows) -> bytes:
    """A workbook with these sheets, cells written by their Python type."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(
        target, {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"}
    ) as made:
        for rows in sheets:
            sheet = made.add_worksheet()
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(number, column, cell)
    return target.getvalue()


def read(*rows: Sequence[Any]) -> Report:
    return detect.read_bytes(book(rows))


def only(report: Report) -> ParsedQuestion:
    assert not report.errors and len(report.questions) == 1
    return report.questions[0]


def test_a_usual_sheet() -> None:
    row = ["Thủ đô của Việt Nam?", "Huế", "Hà Nội", "Đà Nẵng", "Cần Thơ", "B", "Vì thế."]
    assert only(read(HEAD, row)) == ParsedQuestion(
        Kind.one, "Thủ đô của Việt Nam?", ("Huế", "Hà Nội", "Đà Nẵng", "Cần Thơ"), (1,), "Vì thế.", line=2
    )


@pytest.mark.parametrize(
    "head",
    [
        ["question", "optionA", "optionB", "optionC", "optionD", "correctAnswer", "explanation"],
        ["NỘI DUNG CÂU HỎI ", "A", "B", "C", "D", "Đáp án", "Lời giải"],
        ["Cau hoi", "Phương án 1", "Phương án 2", "Phương án 3", "Phương án 4", "Kết quả", "Hướng dẫn giải"],
        ["Question:", "Option 1", "Option 2", "Option 3", "Option 4", "Answer", "Explanation"],
    ],
)
def test_header_synonyms(head: list[str]) -> None:
    question = only(read(head, ["Hỏi?", "x", "y", "z", "t", "C", "vì"]))
    assert (question.options, question.right, question.explanation) == (("x", "y", "z", "t"), (2,), "vì")


def test_title_rows_extra_columns_and_empty_rows() -> None:
    rows = [
        ["HỘI THI TÌM HIỂU CHUYỂN ĐỔI SỐ"],
        [],
        ["STT", *HEAD, "Người soạn"],
        [1, "Hỏi?", "x", "y", None, None, "A", "vì", "An"],
        [],
        [2, "Hỏi nữa?", "x", "y", "z", None, "C", "vì", "Bình"],
    ]
    report = read(*rows)
    assert [(one.line, one.right, len(one.options)) for one in report.questions] == [
        (4, (0,), 2),
        (6, (2,), 3),
    ]
    assert report.problems == ()


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("A", (0,)),
        (" d. ", (3,)),
        ("A,B", (0, 1)),
        ("A; C và D", (0, 2, 3)),
        ("BD", (1, 3)),
        (2, (1,)),
        (2.0, (1,)),
        ("4", (3,)),
        ("ba mươi", (2,)),
        ("BA MƯƠI", (2,)),
        ("Đáp án C", (2,)),
    ],
)
def test_ways_to_give_the_key(answer: str | float, right: tuple[int, ...]) -> None:
    assert only(read(HEAD, ["Hỏi?", "mười", "hai mươi", "ba mươi", "bốn mươi", answer, "vì"])).right == right


def test_keys_counted_from_zero() -> None:
    rows = [["Một?", "x", "y", "z", "t", 0, "vì"], ["Hai?", "x", "y", "z", "t", 3, "vì"]]
    assert [one.right for one in read(HEAD, *rows).questions] == [(0,), (3,)]


def test_numbers_stay_as_written() -> None:
    question = only(read(HEAD, ["Bao nhiêu?", 28, 34, 63, 0.5, 34, "vì"]))
    assert (question.options, question.right) == (("28", "34", "63", "0,5"), (1,))


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (3.14, "3.14"),
        (1.234, "1.234"),
        (1234, "1234"),
        (1234.5, "1234.5"),
        (-0.5, "-0.5"),
        ("3,14", "3.14"),
        (0.1 + 0.2, "0.3"),
        (1e-06, "0.000001"),
        ("1.234,5", "1234.5"),
    ],
)
def test_a_number_in_a_cell_keeps_its_value(cell: Any, number: str) -> None:
    report = read([*HEAD, "Sai số"], ["Bao nhiêu?", None, None, None, None, cell, "vì", 0.001])
    question = only(report)
    assert report.problems == ()
    assert (question.kind, question.number, question.tolerance) == (
        Kind.number,
        Decimal(number),
        Decimal("0.001"),
    )


def test_thousands_typed_as_text_are_told() -> None:
    report = read(HEAD, ["Bao nhiêu?", None, None, None, None, "1.234", "vì"])
    assert only(report).number == 1234
    assert [(one.cell, one.level) for one in report.problems] == [("F2", Severity.WARNING)]


def test_two_letters_that_excel_made_a_number_are_told() -> None:
    """2,4 is one number where the comma is decimal."""
    report = read(HEAD, ["Những gì?", "x", "y", "z", "t", 2.4, "vì"])
    assert only(report).right == (1, 3)
    assert "số 2,4" in report.problems[0].message and report.problems[0].cell == "F2"
    assert only(read(HEAD, ["Bao nhiêu?", 1.5, 2.5, 3.5, 4.5, 2.5, "vì"])).right == (1,)


def test_a_number_that_could_be_a_place_or_a_text_is_refused() -> None:
    report = read(HEAD, ["Bao nhiêu?", 2, 3, 4, 5, 3, "vì"])
    assert "hai cách" in report.errors[0].message and report.questions[0].right == ()


def test_days_are_shown_as_days_with_a_warning() -> None:
    report = read(HEAD, ["Khi nào?", date(2025, 7, 1), date(2025, 10, 10), "x", "y", "A", "vì"])
    assert report.questions[0].options[:2] == ("01/07/2025", "10/10/2025")
    assert [(one.line, one.level, one.cell) for one in report.problems] == [
        (2, Severity.WARNING, "B2"),
        (2, Severity.WARNING, "C2"),
    ]
    assert "“1/7”" in report.problems[0].message and report.problems[0].where == "cột Phương án A, ô B2"


def test_letters_in_cells_are_taken_off() -> None:
    question = only(read(HEAD, ["Câu 12: Hỏi?", "A. x", "b) y", "C: z", "A. t", "A. x", "vì"]))
    assert (question.text, question.options, question.right) == ("Hỏi?", ("x", "y", "z", "A. t"), (0,))


def test_what_looks_like_a_formula_is_text() -> None:
    question = only(read(HEAD, ["=SUM(A1:A9) là gì?", "=1+1", "+84", "@x", "-5", "A", "vì"]))
    assert question.text == "=SUM(A1:A9) là gì?"
    assert question.options == ("=1+1", "+84", "@x", "-5")


KINDS_HEAD = ["Câu hỏi", "Loại", "A", "B", "Đáp án đúng", "Chủ đề", "Mức độ", "Điểm"]
KINDS_HEAD += ["Căn cứ pháp lý", "Hiệu lực đến"]
NO = (None, None)


def test_other_kinds_and_columns() -> None:
    report = read(
        KINDS_HEAD,
        ["Thật không?", "Đúng/Sai", *NO, True, "tag-attt", "Thông hiểu", 0.5, "Luật số 1/2025/QH15", None],
        ["Bao nhiêu?", "điền số", *NO, 34.0, "cds-4c", "khó", 2, None, date(2026, 12, 31)],
        ["Mấy người?", "dự đoán"],
        ["Đúng chứ?", None, *NO, "Sai"],
    )
    assert not report.errors
    kinds = [one.kind for one in report.questions]
    assert kinds == [Kind.true_false, Kind.number, Kind.prediction, Kind.true_false]
    first, second = report.questions[:2]
    assert (first.right, first.points, first.basis) == ((0,), 50, "Luật số 1/2025/QH15")
    assert (first.level, second.level) == (Level.understand, Level.apply)
    assert (second.number, second.valid_until) == (34, date(2026, 12, 31))


def test_each_broken_row_has_one_error_and_stays_listed() -> None:
    report = read(
        HEAD,
        ["Không có đáp án?", "x", "y", "z", "t", None, None],
        ["Sai chữ?", "x", "y", "z", "t", "E", None],
        [None, "x", "y", "z", "t", "A", None],
        ["Thiếu giữa?", "x", None, "z", "t", "A", None],
        ["Tốt?", "x", "y", "z", "t", "A", "vì"],
    )
    assert [one.line for one in report.errors] == [2, 3, 4, 5]
    assert [one.right for one in report.questions] == [(), (), (), (), (0,)]


def test_all_sheets_with_a_header_are_read() -> None:
    row = ["?", "x", "y", "z", "t", "A", "vì"]
    data = book(
        [["Hướng dẫn"], ["Điền vào các trang sau"]],
        [HEAD, ["Một" + row[0], *row[1:]]],
        [HEAD, ["Hai?", *row[1:]]],
    )
    assert [one.text for one in detect.read_bytes(data).questions] == ["Một?", "Hai?"]


@pytest.mark.parametrize(
    "rows", [[[]], [["Họ tên", "Lớp"], ["An", "7A"]], [["Câu hỏi", "Người soạn"], ["Gì?", "An"]]]
)
def test_no_header_is_an_error(rows: Rows) -> None:
    report = detect.read_bytes(book(rows))
    assert report.questions == () and "tiêu đề" in report.errors[0].message


def test_a_header_without_rows_is_an_error() -> None:
    assert "Không tìm thấy câu hỏi" in read(HEAD).errors[0].message


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (34, "34"),
        (34.0, "34"),
        (0.1, "0,1"),
        (1e-7, "0,0000001"),
        (-2.5, "-2,5"),
        (1e15, "1000000000000000"),
        (True, "Đúng"),
        (False, "Sai"),
        ("  a\u00a0 b ", "a b"),
        (date(2026, 1, 5), "05/01/2026"),
        (datetime(2026, 1, 5), "05/01/2026"),  # noqa: DTZ001 – cells have no zone
        (datetime(2026, 1, 5, 7, 30), "07:30 05/01/2026"),  # noqa: DTZ001 – cells have no zone
        (time(7, 5), "07:05"),
    ],
)
def test_cells_as_a_person_sees_them(cell: Any, text: str) -> None:
    assert spell(cell) == text


@pytest.mark.parametrize(
    ("text", "place", "clean"),
    [("A. x", 0, "x"), ("B. x", 0, "B. x"), ("A.", 0, "A."), ("a) x", 0, "x"), ("An", 0, "An")],
)
def test_cleaning_an_option(text: str, place: int, clean: str) -> None:
    assert clean_option(text, place) == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [("Câu 1. x", "x"), ("Câu hỏi 12: x", "x"), ("Câu lạc bộ", "Câu lạc bộ"), ("Câu 1.", "Câu 1.")],
)
def test_cleaning_a_question(text: str, clean: str) -> None:
    assert clean_question(text) == clean
