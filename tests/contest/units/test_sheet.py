"""Real Excel files: the list is found in them, and whatever is no list is told in words."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from datetime import date

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from contest.lists.heads import NoList
from contest.units import sheet
from contest.units.sheet_rules import SheetRow, columns_of, rows_of
from tests.contest.units.desk import HEADS, book

ROW = ("Lớp 9A", "Trường THCS Nguyễn Du", "9a", "Lớp", "38", "01/9/2026")


def read(*rows: tuple[object, ...], **more: object) -> tuple[SheetRow, ...]:
    return sheet.LIST.read(book(rows, **more))  # ty: ignore[invalid-argument-type]


def test_cells_are_read_as_written() -> None:
    assert read(HEADS, ROW) == (SheetRow(2, *ROW),)


def test_numbers_days_and_text_that_looks_like_numbers() -> None:
    (one, two, three) = read(
        ("Tên đơn vị", "Quân số", "Số liệu ngày"),
        ("Thôn 1", 1234, date(2026, 9, 1)),
        ("Thôn 2", "1.234", "1/9/2026"),
        ("Thôn 3", 1234.0, 46266),
    )
    assert (one.people, one.on) == ("1234", "01/09/2026")
    assert (two.people, two.on) == ("1.234", "1/9/2026")
    assert (three.people, three.on) == ("1234", "46266")


def test_title_rows_stand_above_and_sums_and_signatures_below() -> None:
    found = read(
        ("ĐẢNG ỦY XÃ ĐĂK TÔ",),
        ("DANH SÁCH ĐƠN VỊ DỰ THI",),
        (),
        ("STT", "Đơn vị", "Trực thuộc", "Tổng số (người)", "Ghi chú"),
        (1, 2, 3, 4, 5),
        (1, "Thôn 1", "Xã Đăk Tô", 100, "x"),
        ("", "", "", "", ""),
        (2, "Thôn 2", "Xã Đăk Tô", 200, ""),
        ("", "Tổng cộng", "", 300, ""),
        ("", "Người lập biểu", "", "", ""),
    )
    assert [(row.line, row.name, row.people) for row in found] == [(6, "Thôn 1", "100"), (8, "Thôn 2", "200")]


def test_a_merged_cell_is_said_of_each_of_its_rows() -> None:
    rows = [("Thuộc", "Tên đơn vị"), ("", "Lớp 6A"), ("", "Lớp 6B"), ("", "Lớp 6C"), ("Xã", "Thôn 1")]
    found = sheet.LIST.read(book(rows, merged=[(1, 0, 3, 0, "Trường THCS Nguyễn Du")]))
    assert [row.parent for row in found] == [*["Trường THCS Nguyễn Du"] * 3, "Xã"]


def test_a_merged_title_is_no_matter() -> None:
    rows = [("", ""), ("Tên đơn vị", "Quân số"), ("Thôn 1", 5)]
    assert len(sheet.LIST.read(book(rows, merged=[(0, 0, 0, 3, "DANH SÁCH ĐƠN VỊ")]))) == 1


def test_decomposed_letters_are_composed() -> None:
    heads = [unicodedata.normalize("NFD", head) for head in HEADS]
    (row,) = read(tuple(heads), tuple(unicodedata.normalize("NFD", cell) for cell in ROW))
    assert row == SheetRow(2, *ROW)


def test_extra_columns_and_columns_in_any_order() -> None:
    (row,) = read(("Sĩ số", "GVCN", "Trường", "Lớp"), (38, "Cô Hoa", "THCS Nguyễn Du", "9A"))
    assert (row.name, row.parent, row.people) == ("9A", "THCS Nguyễn Du", "38")


def test_a_list_of_schools() -> None:
    (row,) = read(("STT", "Trường", "Số học sinh"), (1, "THCS Nguyễn Du", 170))
    assert (row.name, row.parent) == ("THCS Nguyễn Du", "")


@pytest.mark.parametrize("head", ["Tên đơn vị", "ĐƠN VỊ", "Ten don vi", "Tên đơn vị (lớp)", " tên  lớp "])
def test_heads_have_many_names(head: str) -> None:
    assert columns_of([head]) == {"name": 0}


def test_a_formula_is_what_it_shows() -> None:
    (row,) = read(HEADS, ("Thôn 1", "", "", "", "=2+3", ""))
    assert row.people == "0"  # written without a value, as by a program


def test_a_row_without_a_name_but_with_a_number_is_shown_as_wrong() -> None:
    assert read(HEADS, ("", "", "", "", 10, "")) == (SheetRow(2, people="10"),)


def test_5000_rows() -> None:
    rows = [(f"Lớp {n}", "Trường", "", "", n, "") for n in range(5_000)]
    assert len(sheet.LIST.read(book([HEADS, *rows]))) == 5_000


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Tệp này trống"),
        (b"Ten don vi,Quan so\nThon 1,5", "hỏng"),
        (b"\x00" * 5_000, "hỏng"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "đời cũ"),
        (b"PK\x03\x04" + b"x" * 200, "hỏng"),
        (book([HEADS, ROW])[:-200], "hỏng"),
        (zipped(word__document_xml="<w/>"), "Word"),
        (zipped(a_txt="xin chào"), "không phải tệp Excel"),
        (zipped(xl__workbook_xml="<x", __Content_Types__xml="<"), "."),
        (zipped(xl__workbook_xml="0" * 150_000_000), "quá lớn"),
        (book([]), "Không thấy dòng tiêu đề"),
        (book([("Câu hỏi", "Đáp án"), ("a", "b")]), "Không thấy dòng tiêu đề"),
        (book([HEADS]), "chưa có đơn vị nào"),
        (book([HEADS], above=40), "Không thấy dòng tiêu đề"),
        (book([("Tên đơn vị",), *((f"Thôn {n} x",) for n in range(10_001))]), "hơn 10.000 dòng"),
    ],
    ids=range(15),
)
def test_what_is_no_list_is_told(data: bytes, said: str) -> None:
    with pytest.raises(NoList, match=said):
        sheet.LIST.read(data)


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=12))
def test_any_cells_are_rows_or_a_sentence(cells: list[list[str]]) -> None:
    try:
        found = rows_of([cells])
    except NoList as told:
        assert str(told).endswith(".")
    else:
        assert len({row.line for row in found}) == len(found)


def test_the_template_reads_back_without_its_examples() -> None:
    data = sheet.LIST.to_fill_in()
    with pytest.raises(NoList, match="chưa có đơn vị nào"):
        sheet.LIST.read(data)
    made = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert made.sheet_names == ["Đơn vị", "Cách ghi"]
    first = made.get_sheet_by_name("Đơn vị").to_python()
    assert tuple(first[0]) == HEADS
    assert len(first) == 3
    explained = [row[0] for row in made.get_sheet_by_name("Cách ghi").to_python()]
    assert explained == ["Cột", *HEADS]
