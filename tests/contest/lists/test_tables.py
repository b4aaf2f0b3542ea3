"""One table as a workbook or as CSV: the same cells, and none that a spreadsheet would count out."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from contest.errors import NotFound
from contest.lists import tables
from contest.lists.sheets import MEDIA_TYPE, Cell
from contest.lists.tables import RISKY, Ending, Sheet, Table, as_text, decimal, made, safe

AT = datetime(2026, 10, 5, 1, 2, 3, 400_000, UTC)
#: What arrives in cells: names that begin as formulas, numbers, moments, nothing.
NASTY = ("=1+1", "+84905", "-2+3 An", "@SUM(A1)", "\tA", "\rB", "a;b", 'a"b', "dòng 1\ndòng 2", "Nguyễn Ánh")


def table(*rows: Sequence[Cell], people: int = 0) -> Table:
    first = Sheet("Một", ("Cột", "=Cột"), rows)
    return Table("ds-cds", ["Danh sách"], (first, Sheet("Hai", ("Khác",), [["x"]])), people)


def lines(content: bytes) -> list[list[str]]:
    """CSV as a spreadsheet in Viet Nam opens it."""
    assert content.startswith(b"\xef\xbb\xbf"), "without its mark Excel takes it for another alphabet"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def csv_of(*rows: Sequence[Cell]) -> list[list[str]]:
    return lines(made(table(*rows), Ending.CSV).content)


@pytest.mark.parametrize("sign", RISKY)
def test_what_would_be_a_formula_is_text(sign: str) -> None:
    assert safe(f"{sign}1") == f"'{sign}1"
    assert safe(f"1{sign}") == f"1{sign}", "only in front"
    assert csv_of([f"{sign}1", None])[1] == [f"'{sign}1", ""]


def test_csv_has_its_titles_first_and_nothing_above() -> None:
    assert csv_of(["An", 1])[0] == ["Cột", "'=Cột"]


def test_cells_keep_their_kind() -> None:
    assert csv_of([Fraction(25, 2), AT], [-3, None])[1:] == [["12,5", "2026-10-05 08:02:03"], ["-3", ""]]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(0), "0"),
        (Fraction(10), "10"),
        (Fraction(1, 100), "0,01"),
        (Fraction(-5, 2), "-2,5"),
        (Fraction(-1, 1000), "0"),
        (Fraction(99_999, 100), "999,99"),
        (Fraction(1, 3), "0,33"),
    ],
)
def test_numbers_have_the_comma(value: Fraction, said: str) -> None:
    assert decimal(value) == said == as_text(value)


@given(st.integers(-10_000_000, 10_000_000))
def test_every_number_reads_back(hundredths: int) -> None:
    said = decimal(Fraction(hundredths, 100))
    assert Fraction(said.replace(",", ".")) == Fraction(hundredths, 100)
    assert said == "0" or not said.endswith((",0", ","))


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20) | st.sampled_from(NASTY)


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_texts_come_back_as_they_were(rows: Sequence[tuple[str, str]]) -> None:
    read = csv_of(*([*row] for row in rows))[1:]
    assert [[cell.removeprefix("'") if cell[1:2] in RISKY else cell for cell in row] for row in read] == [
        [cell.removeprefix("'") if cell[1:2] in RISKY else cell for cell in row] for row in rows
    ]
    assert not any(cell.startswith(RISKY) for row in read for cell in row)


def test_a_workbook_holds_every_sheet_and_no_formula() -> None:
    book = made(table(*([text, 1] for text in NASTY), people=7), Ending.XLSX)
    assert (book.name, book.media_type, book.people) == ("ds-cds.xlsx", MEDIA_TYPE, 7)
    opened = CalamineWorkbook.from_filelike(io.BytesIO(book.content))
    assert opened.sheet_names == ["Một", "Hai"]
    assert [row[0] for row in opened.get_sheet_by_name("Một").to_python()[3:]] == [*NASTY]
    with zipfile.ZipFile(io.BytesIO(book.content)) as packed:
        assert not any(b"<f>" in packed.read(name) for name in packed.namelist() if "worksheets" in name)


def test_csv_is_of_one_sheet_and_its_name_says_which() -> None:
    first, second = (made(table(["An", 1]), Ending.CSV, which) for which in (1, 2))
    assert (first.name, second.name) == ("ds-cds.csv", "ds-cds-2.csv")
    assert first.media_type == tables.CSV_TYPE
    assert lines(second.content) == [["Khác"], ["x"]]
    with pytest.raises(NotFound):
        made(table(), Ending.CSV, 3)


def test_only_the_sheet_that_is_asked_for_is_read() -> None:
    read: list[int] = []
    second = (read.append(1) or ["b"] for _ in range(1))
    both = Table("ds", [], (Sheet("Một", ("Cột",), [["a"]]), Sheet("Hai", ("Cột",), second)))
    assert lines(made(both, Ending.CSV).content)[1:] == [["a"]] and not read
    assert lines(made(both, Ending.CSV, 2).content)[1:] == [["b"]] and read


def test_nobody_keeps_it() -> None:
    told = made(table(), Ending.CSV).headers
    assert told == {
        "Content-Disposition": 'attachment; filename="ds-cds.csv"',
        "Cache-Control": "no-store",
    }
