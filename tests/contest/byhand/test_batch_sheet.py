"""Sheets of answers as people and reading apps make them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from contest.byhand import batch_sheet
from contest.byhand.batch import Row
from contest.byhand.batch_sheet import MOST_PAPERS, pasted, rows_in, to_fill_in
from contest.lists import workbook
from contest.lists.heads import NoList


def book(*rows: Sequence[str | int]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as made:
        sheet = made.add_worksheet("Lớp 9A")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return target.getvalue()


HEAD = ("STT", "Họ và tên", "Lớp", "Mã đề", "Câu 1", "Câu 2", "Câu 3")


def test_a_column_for_each_question() -> None:
    data = book(("Kết quả lớp 9A",), HEAD, (1, "A Thui", "9A", 113, "A", "", "BD"))
    assert rows_in(data) == (Row(3, "A Thui", "9A", "113", "1A 3BD"),)


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param(("SBD", "Họ tên thí sinh", "Mã đề thi", "Bài làm"), id="one column"),
        pytest.param(("ID", "Student Name", "Key Version", "Answers"), id="English"),
        pytest.param(("Mã", "Học sinh", "Đề", "Kết quả tô"), id="short"),
    ],
)
def test_heads_in_other_words(heads: Sequence[str]) -> None:
    assert rows_in(book(heads, ("HS01", "A Thui", "113", "ACĐB"))) == (Row(2, "A Thui", "", "113", "ACĐB"),)


@pytest.mark.parametrize("name", ["Câu {}", "C{}", "Q{}", "Stu{}", "{}", "#{}", "Câu hỏi {}", "Question {}"])
def test_questions_in_other_words(name: str) -> None:
    data = book(("Họ và tên", "Mã đề", name.format(1), name.format(2)), ("A Thui", "113", "A", "C"))
    assert rows_in(data)[0].answer == "1A 2C"


def test_an_entry_code_is_who_it_is() -> None:
    (row,) = rows_in(book(("Mã dự thi", "Họ và tên", "Mã đề", "1"), ("W6RD-3PZK", "A Thui", "113", "A")))
    assert row.who == "W6RD-3PZK"


def test_a_name_in_two_columns_and_what_tells_people_apart() -> None:
    data = book(
        ("Họ và tên đệm", "Tên", "Ngày sinh", "Lớp", "Trường", "Mã đề", "1"),
        ("Y Ngọc", "Hà", "05/09/2011", "9A", "THCS Nguyễn Du", "113", "A"),
    )
    assert rows_in(data) == (Row(2, "Y Ngọc Hà", "9A THCS Nguyễn Du 2011", "113", "1A"),)


def test_a_code_that_lost_its_nought_and_rows_of_nobody() -> None:
    data = book(HEAD, (1, "A Thui", "9A", 46, "A", "B", "C"), (2, "Y Bích", "9A", "", "", "", ""), ("", ""))
    assert [row.code for row in rows_in(data)] == ["046"]


@pytest.mark.parametrize("sign", ["\t", ";", ",", "|"], ids=["tab", "semicolon", "comma", "bar"])
@pytest.mark.parametrize("coded", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_with_any_separator(sign: str, coded: str) -> None:
    lines = ["Họ và tên,Mã đề,Câu 1,Câu 2", "A Thui,113,A,'-B"]
    text = "\r\n".join(lines).replace(",", sign)
    assert rows_in(text.encode(coded)) == (Row(2, "A Thui", "", "113", "1=A; 2=-B"),)


def test_what_was_pasted() -> None:
    assert pasted("Họ và tên\tMã đề\tBài làm\nA Thui\t113\tACĐB\n")[0].answer == "ACĐB"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"", batch_sheet.NOTHING, id="empty"),
        pytest.param(b"  \n", batch_sheet.NOTHING, id="blank"),
        pytest.param(b"\xff\x80\x81", batch_sheet.NO_TEXT, id="no text"),
        pytest.param("Họ và tên;Lớp\nA;9A".encode(), batch_sheet.NO_HEADER, id="no code column"),
        pytest.param("Họ và tên;Mã đề\n".encode(), batch_sheet.NO_ROWS, id="no rows"),
        pytest.param(b"PK\x03\x04rest", None, id="broken zip"),
        pytest.param(b"\xd0\xcf\x11\xe0rest", None, id="old Excel"),
    ],
)
def test_what_is_no_sheet_is_told(data: bytes, problem: str | None) -> None:
    with pytest.raises(NoList) as refused:
        rows_in(data)
    assert str(refused.value) == problem if problem else str(refused.value)


def test_too_many_papers() -> None:
    rows = [f"A Thui;113;{'A' * 4}"] * (MOST_PAPERS + 1)
    text = "\n".join(["Họ và tên;Mã đề;Bài làm", *rows])
    with pytest.raises(NoList, match="hơn 200 bài"):
        pasted(text)
    assert len(pasted(text.rpartition("\n")[0])) == MOST_PAPERS


def test_the_sheet_to_fill_in_is_read_again() -> None:
    data = to_fill_in([("A Thui", "Thôn Đăk Rao", "1990"), ("=cmd()", "", "")], 3)
    rows = workbook.grids(data, "bài làm")[0]
    assert rows[0] == ["Họ và tên", "Đơn vị", "Năm sinh", "Mã đề", "Câu 1", "Câu 2", "Câu 3"]
    assert rows[2][0] == "=cmd()"
    with pytest.raises(NoList, match="chưa có bài nào"):
        rows_in(data)
    rows[1][3:] = ["113", "A", "", "C"]
    assert rows_in(book(*rows)) == (Row(2, "A Thui", "Thôn Đăk Rao 1990", "113", "1A 3C"),)


def test_the_answers_of_a_long_paper_come_whole() -> None:
    slots = range(1, 101)
    data = book(("Họ và tên", "Mã đề", *(f"Câu {slot}" for slot in slots)), ("A Thui", "113", *["AB"] * 100))
    assert rows_in(data)[0].answer == " ".join(f"{slot}AB" for slot in slots)
    typed = " ".join(f"{slot}=A" for slot in slots)
    assert rows_in(book(("Họ và tên", "Mã đề", "Bài làm"), ("A", "113", typed)))[0].answer == typed


def test_what_somebody_wrote_to_an_open_question_comes_whole() -> None:
    said = "Xã nên " * 280
    (row,) = rows_in(book(HEAD, (1, "A Thui", "9A", 113, "A", "", said)))
    assert row.answer == f"1=A; 3={said.strip()}"


@pytest.mark.parametrize(
    ("head", "cells", "told"),
    [
        pytest.param(
            "Bài làm", ("A" * 8_001,), "dòng 2 cột C “Bài làm” có 8.001 ký tự, nhiều nhất 8.000", id="one"
        ),
        pytest.param("Câu 1", ("A" * 4_001,), "dòng 2 cột C “Câu 1” có 4.001", id="a question"),
        pytest.param("Câu 1", ("A" * 4_000,) * 2, "Dòng 2: bài làm dài hơn 8.000 ký tự", id="all"),
        pytest.param("Lớp", ("9" * 301, "A"), "dòng 2 cột C “Lớp” có 301 ký tự, nhiều nhất 300", id="class"),
    ],
)
def test_cells_that_are_too_long_are_told(head: str, cells: Sequence[str], told: str) -> None:
    heads = ("Họ và tên", "Mã đề", head, "Câu 2")[: 2 + len(cells)]
    with pytest.raises(NoList, match=re.escape(told)):
        rows_in(book(heads, ("A Thui", "113", *cells)))


def test_a_table_that_is_too_long_to_paste_is_a_file() -> None:
    text = "\n".join(["Họ và tên\tMã đề\tBài làm", *[f"A Thui\t113\t{'A' * 7_000}"] * 50])
    assert len(rows_in(text.encode())) == 50
    with pytest.raises(NoList, match="Lưu thành tệp Excel"):
        pasted(text)


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_a_sentence(data: bytes) -> None:
    try:
        rows_in(data)
    except NoList as refused:
        assert str(refused)
