"""Workbooks as people make them, really written and read again: sheets, days, formulas, hidden things."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.lists.heads import HEADER_WITHIN, LONGEST_CELL, MOST_ROWS, TOO_MANY, NoList
from contest.units import sheet
from contest.units.import_rules import NO_PEOPLE, judge
from contest.units.sheet_rules import (
    NO_HEADER,
    NO_ROWS,
    SheetRow,
    columns_of,
    rows_of,
)
from contest.units.unit_rules import people
from tests.contest.units.desk import HEADS, TODAY, book

Write = Callable[[Any], object]


def workbook(**sheets: Write) -> bytes:
    """A workbook whose sheets are each written by a function; `_` in a name is a space."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        for name, write in sheets.items():
            write(made.add_worksheet(name.replace("_", " ")))
    return out.getvalue()


def put(*rows: tuple[Any, ...]) -> Write:
    def write(page: Any) -> None:
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)

    return write


UNITS = put(("Tên đơn vị", "Quân số"), ("Thôn 1", 5))


class TestSheets:
    def test_the_first_sheet_that_holds_units_counts(self) -> None:
        data = workbook(Bìa=put(("XÃ ĐĂK TÔ",)), Danh_sách=UNITS, Cũ=put(("Tên đơn vị",), ("Thôn 9",)))
        assert sheet.LIST.read(data) == (SheetRow(2, "Thôn 1", people="5"),)

    def test_a_sheet_with_heads_alone_hands_on_to_the_next(self) -> None:
        assert len(sheet.LIST.read(workbook(Mẫu=put(("Tên đơn vị", "Mã")), Thật=UNITS))) == 1
        with pytest.raises(NoList, match="chưa có đơn vị nào"):
            sheet.LIST.read(workbook(Mẫu=put(("Tên đơn vị", "Mã")), Khác=put(("x",))))

    def test_the_sheet_that_explains_is_not_read(self) -> None:
        with pytest.raises(NoList) as refused:
            sheet.LIST.read(workbook(Cách_ghi=UNITS))
        assert str(refused.value) == NO_HEADER

    def test_a_hidden_sheet_and_hidden_rows_are_read(self) -> None:
        """What a filter hides is still in the list: left out it would go missing unseen."""

        def write(page: Any) -> None:
            UNITS(page)
            page.set_row(1, None, None, {"hidden": True})

        assert [row.name for row in sheet.LIST.read(workbook(A=write))] == ["Thôn 1"]

    def test_a_table_far_to_the_right_and_down(self) -> None:
        def write(page: Any) -> None:
            page.write_row(HEADER_WITHIN - 1, 20, ("Tên đơn vị", "Quân số"))
            page.write_row(HEADER_WITHIN, 20, ("Thôn 1", 5))

        assert sheet.LIST.read(workbook(A=write)) == (SheetRow(HEADER_WITHIN + 1, "Thôn 1", people="5"),)


class TestCells:
    @pytest.mark.parametrize(
        ("cell", "read"),
        [
            (38, "38"),
            (38.0, "38"),
            (1234567, "1234567"),
            ("1.234", "1.234"),
            ("'38", "'38"),
            (True, "Đúng"),
            (" 38 ", "38"),
        ],
    )
    def test_numbers_come_as_people_wrote_them(self, cell: object, read: str) -> None:
        (row,) = sheet.LIST.read(book([("Tên đơn vị", "Quân số"), ("Thôn 1", cell)]))
        assert row.people == read

    def test_half_a_person_is_wrong_not_rounded(self) -> None:
        (row,) = sheet.LIST.read(book([("Tên đơn vị", "Quân số"), ("Thôn 1", 38.5)]))
        with pytest.raises(ValueError, match="Quân số là số nguyên"):
            people(row.people)

    @pytest.mark.parametrize(
        "cell", [date(2026, 9, 1), 46266, "46266", "01/9/2026", "2026-09-01", "1-9-2026"]
    )
    def test_a_day_in_any_dress_is_the_same_day(self, cell: object) -> None:
        rows = sheet.LIST.read(book([HEADS, ("Thôn 1", "", "", "", 5, cell)]))
        (one,) = judge(rows, (), TODAY)
        assert (one.on, one.faults) == (date(2026, 9, 1), ())

    def test_a_day_with_an_hour_is_told_not_cut(self) -> None:
        def write(page: Any) -> None:
            put(HEADS)(page)
            page.write_string(1, 0, "Thôn 1")
            page.write_string(1, 5, "2026-09-01 07:30:00")

        (one,) = judge(sheet.LIST.read(workbook(A=write)), (), TODAY)
        assert [fault.part for fault in one.faults] == ["on"]

    def test_a_formula_with_its_value_is_its_value(self) -> None:
        def write(page: Any) -> None:
            UNITS(page)
            page.write_formula(1, 1, "=20+18", None, 38)

        assert [row.people for row in sheet.LIST.read(workbook(A=write))] == ["38"]

    def test_a_formula_that_failed_is_a_number_that_is_missing(self) -> None:
        def write(page: Any) -> None:
            UNITS(page)
            page.write_formula(1, 1, "=1/0", None, "#DIV/0!")

        (one,) = judge(sheet.LIST.read(workbook(A=write)), (), TODAY)
        assert one.name == "Thôn 1"
        assert (one.people, one.faults, one.notes) == (None, (), (NO_PEOPLE,))

    def test_rich_text_and_line_breaks_are_one_line(self) -> None:
        def write(page: Any) -> None:
            UNITS(page)
            page.write_rich_string(1, 0, "Thôn\n", "Đăk", " Rao")

        assert [row.name for row in sheet.LIST.read(workbook(A=write))] == ["Thôn Đăk Rao"]

    def test_decomposed_heads_and_names_below_a_decomposed_title(self) -> None:
        rows = [("DANH SÁCH ĐƠN VỊ",), ("Tên đơn vị", "Thuộc"), ("Lớp 9A", "Trường Nguyễn Du")]
        nfd = [tuple(unicodedata.normalize("NFD", cell) for cell in row) for row in rows]
        assert sheet.LIST.read(book(nfd)) == (SheetRow(3, "Lớp 9A", "Trường Nguyễn Du"),)

    def test_a_cell_that_is_too_long_is_told_with_its_place(self) -> None:
        rows = [("Tên đơn vị", "Thuộc"), ("Thôn 1", ""), ("Thôn 2", "x" * 1_000)]
        with pytest.raises(NoList, match=r"dòng 3 cột B “Thuộc” có 1\.000 ký tự, nhiều nhất 300"):
            sheet.LIST.read(book(rows))
        (row,) = sheet.LIST.read(book([("Tên đơn vị",), ("x" * LONGEST_CELL,)]))
        assert len(row.name) == LONGEST_CELL

    def test_what_looks_like_a_formula_is_a_name(self) -> None:
        def write(page: Any) -> None:
            UNITS(page)
            page.write_string(1, 0, '=HYPERLINK("http://evil","Thôn")')

        assert sheet.LIST.read(workbook(A=write))[0].name == '=HYPERLINK("http://evil","Thôn")'


class TestMerged:
    def test_a_cell_merged_over_two_columns_is_said_once(self) -> None:
        rows = [("Tên đơn vị", "Thuộc", "Quân số"), ("", "", 5), ("", "", 6)]
        found = sheet.LIST.read(book(rows, merged=[(1, 0, 2, 1, "Thôn 1")]))
        assert [(row.line, row.name, row.people) for row in found] == [(2, "Thôn 1", "5"), (3, "", "6")]

    def test_a_range_below_the_last_cell_breaks_nothing(self) -> None:
        rows = [("Thuộc", "Tên đơn vị"), ("", "Lớp 1"), ("", "Lớp 2")]
        found = sheet.LIST.read(book(rows, merged=[(1, 0, 40, 0, "Trường A")]))
        assert [row.parent for row in found][:2] == ["Trường A", "Trường A"]
        assert len([row for row in found if row.name]) == 2


class TestBorders:
    def test_ten_thousand_rows_are_a_list_and_one_more_is_too_many(self) -> None:
        rows = [["Tên đơn vị"], *(["Thôn x"] for _ in range(MOST_ROWS))]
        assert len(rows_of([rows])) == MOST_ROWS
        with pytest.raises(NoList) as refused:
            rows_of([[*rows, ["Thôn y"]]])
        assert str(refused.value) == TOO_MANY

    def test_the_header_stands_within_the_first_thirty_rows(self) -> None:
        above = [[""]] * (HEADER_WITHIN - 1)
        assert rows_of([[*above, ["Tên đơn vị"], ["Thôn 1"]]])[0].line == HEADER_WITHIN + 1
        with pytest.raises(NoList, match="Không thấy dòng tiêu đề"):
            rows_of([[*above, [""], ["Tên đơn vị"], ["Thôn 1"]]])

    def test_the_fullest_header_counts_and_of_equals_the_first(self) -> None:
        rows = [["Đơn vị"], ["Tên đơn vị", "Thuộc"], ["Lớp 1", "Trường"], ["Tên đơn vị", "Thuộc"]]
        assert [row.line for row in rows_of([rows])] == [3, 4]

    @pytest.mark.parametrize("name", ["Tổng cộng", "CỘNG", "Người lập biểu", "Nơi nhận:", "Ghi chú"])
    def test_sums_and_signatures_are_no_units(self, name: str) -> None:
        with pytest.raises(NoList) as refused:
            rows_of([[["Tên đơn vị", "Quân số"], [name, "300"]]])
        assert str(refused.value) == NO_ROWS

    @pytest.mark.parametrize(
        ("row", "kept"),
        [
            (["1", "2"], False),
            (["(1)", "(2)"], False),
            (["1", "12345"], True),
            (["6", "Lớp"], True),
            (["", "3"], True),
        ],
    )
    def test_the_numbers_of_columns_are_no_unit(self, row: list[str], kept: bool) -> None:
        rows = [["Tên đơn vị", "Quân số"], row, ["Thôn 1", ""]]
        assert len(rows_of([rows])) == 1 + kept

    def test_the_first_of_two_columns_of_one_meaning_counts(self) -> None:
        assert columns_of(["STT", "Tên đơn vị", "Đơn vị", "Sĩ số", "Quân số (người)"]) == {
            "name": 1,
            "people": 3,
        }

    def test_rows_shorter_than_the_header_are_filled_up(self) -> None:
        assert rows_of([[["Mã", "Tên đơn vị", "Quân số"], ["m", "Thôn 1"]]]) == (
            SheetRow(2, "Thôn 1", code="m"),
        )


CELL = st.one_of(
    st.text(max_size=8),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.just(""),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(CELL, max_size=6), max_size=8))
def test_any_workbook_is_understood_row_by_row(cells: list[list[Any]]) -> None:
    """Through the real file format: no cell breaks the reading or the judging."""
    safe = [[cell if not isinstance(cell, str) else cell.replace("\0", "") for cell in row] for row in cells]

    def write(page: Any) -> None:
        put(HEADS)(page)
        for number, row in enumerate(safe, start=1):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell) if isinstance(cell, str) else page.write(
                    number, column, cell
                )

    try:
        found = sheet.LIST.read(workbook(A=write))
    except NoList as told:
        # A number of three hundred digits is longer than any cell may be.
        assert str(told) == NO_ROWS or "ký tự, nhiều nhất 300" in str(told)
        return
    judged = judge(found, (), TODAY)
    assert [one.row for one in judged] == list(found)
    assert all(1 < row.line <= len(cells) + 1 for row in found)
