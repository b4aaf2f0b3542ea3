"""`contest.lists`: a header found among titles, rows below it, a template that is read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from contest.lists import heads, workbook
from contest.lists.heads import HEADER_WITHIN, MOST_ROWS, TOO_MANY, NoList, Shape
from contest.lists.workbook import HELP, Template

BOOK = heads.book_of({"name": "tên|họ tên", "size": "cỡ"}, str.casefold)


def _row(line: int, cells: Mapping[str, str]) -> tuple[int, str, str] | None:
    name = cells.get("name", "")
    return (line, name, cells.get("size", "")) if name else None


SHAPE = Shape(lambda row: heads.named(row, BOOK, str.casefold), _row, str.strip, "no header", "no rows")


def test_several_heads_mean_one_part_and_the_first_counts() -> None:
    assert heads.named(["STT", "Họ Tên", "Tên", "CỠ(cm)"], BOOK, str.casefold) == {"name": 1, "size": 3}


def test_the_best_header_counts_and_rows_keep_their_number() -> None:
    grid = [["Danh sách"], ["Tên"], ["Tên", "Cỡ"], [" An ", "5"], ["", "6"], ["Bình"]]
    assert heads.rows_of([[["x"]], grid], SHAPE) == ((4, "An", "5"), (6, "Bình", ""))


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ([], "no header"),
        ([[["Cỡ"], ["5"]]], "no header"),
        ([[["Tên"]], [["x"]]], "no rows"),
        ([[[""]] * HEADER_WITHIN + [["Tên"], ["An"]]], "no header"),
        ([[["Tên"]] + [["An"]] * (MOST_ROWS + 1)], TOO_MANY),
    ],
)
def test_what_is_no_list_is_told(sheets: list[list[list[str]]], said: str) -> None:
    with pytest.raises(NoList) as refused:
        heads.rows_of(sheets, SHAPE)
    assert str(refused.value) == said


def test_cells_that_are_too_long_are_told_with_their_places_and_never_cut() -> None:
    grid = [["Cỡ", "Tên", "x"], ["5", "An", "x" * 900], ["6" * 301, "B" * 1_234, ""]]
    with pytest.raises(NoList) as refused:
        heads.rows_of([grid], SHAPE)
    assert str(refused.value) == (
        "Ghi ngắn lại trong tệp rồi chọn lại. Ô dài quá: dòng 3 cột A “Cỡ” có 301 ký tự, nhiều nhất 300; "
        "dòng 3 cột B “Tên” có 1.234 ký tự, nhiều nhất 300."
    )
    with pytest.raises(NoList, match="; và 2 ô nữa"):
        heads.rows_of([[["Tên"], *[["x" * 301]] * 5]], SHAPE)


def test_cells_may_have_their_whole_length_and_notes_below_any() -> None:
    full = "x" * heads.LONGEST_CELL
    assert heads.rows_of([[["Tên", "Cỡ"], [full, full], ["", "y" * 5_000]]], SHAPE) == ((2, full, full),)


def test_a_shape_may_have_longer_cells() -> None:
    shape = replace(SHAPE, longest=lambda part: 5 if part == "size" else 2)
    assert heads.rows_of([[["Tên", "Cỡ"], ["An", "12345"]]], shape) == ((2, "An", "12345"),)
    with pytest.raises(NoList, match=r"cột A .* có 3 ký tự, nhiều nhất 2"):
        heads.rows_of([[["Tên"], ["Anh"]]], shape)


@pytest.mark.parametrize(("column", "said"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_in_a_sheet(column: int, said: str) -> None:
    assert heads.letters(column) == said


def test_a_template_comes_back_as_its_heads_and_examples() -> None:
    made = Template("Người", ("Tên", "Cỡ"), (30, 8), (("=1+1", "0912"),), (("Tên", "Bắt buộc."),))
    data = workbook.filled(made)
    assert workbook.grids(data, "người") == [[["Tên", "Cỡ"], ["=1+1", "0912"]]]
    assert HELP.encode() not in data  # packed, and left out when it is read


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Tệp này trống. Chọn tệp Excel có danh sách người."),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, workbook.OLD),
    ],
)
def test_files_that_are_none_are_told(data: bytes, said: str) -> None:
    with pytest.raises(NoList) as refused:
        workbook.grids(data, "người")
    assert str(refused.value) == said
