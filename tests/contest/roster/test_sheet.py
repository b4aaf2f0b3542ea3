"""`roster.sheet`: lists as schools and offices keep them become rows; whoever is no person is left out."""

from __future__ import annotations

from datetime import date

import pytest

from contest.lists.heads import NoList
from contest.roster import sheet
from contest.roster.sheet_rules import NO_HEADER, NO_ROWS, MemberRow, columns_of, rows_of
from tests.contest.roster.desk import HEADS, file
from tests.contest.units.desk import book


@pytest.mark.parametrize(
    ("head", "part"),
    [
        ("Họ và tên", "name"),
        ("HỌ TÊN HỌC SINH", "name"),
        ("Họ và tên đệm", "family"),
        ("Ngày, tháng, năm sinh", "year"),
        ("Năm sinh (ghi 4 số)", "year"),
        ("Trường", "unit"),
        ("Thôn, tổ dân phố", "unit"),
        ("Lớp", "group"),
        ("SĐT", "phone"),
        ("Mã HS", "code"),
    ],
)
def test_heads_as_people_write_them(head: str, part: str) -> None:
    assert columns_of([head]) == {part: 0}


@pytest.mark.parametrize("head", ["Số căn cước", "CCCD", "Dân tộc", "Địa chỉ", "Giới tính", "STT", "Email"])
def test_what_is_not_asked_for_is_not_read(head: str) -> None:
    assert columns_of([head]) == {}


def test_a_class_list_of_a_school() -> None:
    grid = [
        ["TRƯỜNG THCS NGUYỄN DU", "", "", ""],
        ["DANH SÁCH LỚP 9A", "", "", ""],
        ["STT", "Họ và tên đệm", "Tên", "Ngày sinh", "Lớp"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["1", "Y Thu", "Hằng", "05/09/2011", "9A"],
        ["2", "", "A Thui", "2011", "9A"],
        ["", "", "", "", ""],
        ["", "Tổng cộng: 2 học sinh", "", "", ""],
        ["", "", "Hiệu trưởng", "", ""],
    ]
    assert rows_of([grid]) == (
        MemberRow(5, "Y Thu Hằng", "05/09/2011", group="9A"),
        MemberRow(6, "A Thui", "2011", group="9A"),
    )


def test_a_row_without_a_name_is_somebody_to_mend() -> None:
    grid = [["Họ tên", "Năm sinh", "Đơn vị"], ["", "1990", "Thôn 1"], ["", "", "Thôn 2"], ["An", "", ""]]
    assert [(row.line, row.name) for row in rows_of([grid])] == [(2, ""), (4, "An")]


def test_excels_days_and_numbers_are_texts() -> None:
    (row,) = sheet.LIST.read(file(("Y Bích", date(2011, 9, 5), "Lớp 9A", "", 912345678, 7)))
    assert row == MemberRow(2, "Y Bích", row.year, "Lớp 9A", "", "912345678", "7")
    assert "2011" in row.year


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (book([("Câu hỏi",), ("a",)]), NO_HEADER),
        (book([HEADS]), NO_ROWS),
        (book([("Họ đệm", "Năm sinh"), ("An", "1990")]), NO_HEADER),
        (b"", "Tệp này trống. Chọn tệp Excel có danh sách người dự thi."),
    ],
    ids=range(4),
)
def test_what_is_no_list_is_told(data: bytes, said: str) -> None:
    with pytest.raises(NoList) as refused:
        sheet.LIST.read(data)
    assert str(refused.value) == said


def test_the_template_names_every_column_and_its_examples_are_nobody() -> None:
    assert columns_of(sheet.LIST.template.heads) == dict(
        zip(("name", "year", "unit", "group", "phone", "code"), range(6), strict=True)
    )
    with pytest.raises(NoList) as refused:
        sheet.LIST.read(sheet.LIST.to_fill_in())
    assert str(refused.value) == NO_ROWS


def test_cells_are_bare_and_never_cut() -> None:
    (row,) = sheet.LIST.read(file((" Y\u200b  Bích \u202e", "1990", "x" * 300)))
    assert (row.name, len(row.unit)) == ("Y Bích", 300)
    with pytest.raises(NoList, match="dòng 2 cột C “Đơn vị” có 400 ký tự, nhiều nhất 300"):
        sheet.LIST.read(file(("Y Bích", "1990", "x" * 400)))
