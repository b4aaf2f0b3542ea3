"""Small workbooks that would fill the machine's memory are refused before the reader opens them."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from questions.formats import archive, detect
from questions.formats.archive import BadArchive, harmless


def book(sheets: int, *, far: int = 0, text: str = "Câu hỏi", uses: int = 1) -> bytes:
    """A workbook with so many sheets, each with a cell far away, and one text that is used often."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
        for _ in range(sheets):
            sheet = made.add_worksheet()
            for row in range(uses):
                sheet.write_string(row, 0, text)
            if far:
                sheet.write_string(far, far, "x")
    return target.getvalue()


def test_a_usual_workbook_passes() -> None:
    data = book(3, uses=50)
    assert harmless(data)
    assert harmless(harmless(data)) == harmless(data)


def test_one_large_sheet_is_allowed_and_many_are_not() -> None:
    assert harmless(book(1, far=1_000))
    with pytest.raises(BadArchive, match="quá xa"):
        harmless(book(4, far=1_000))


def test_a_shared_text_counts_at_each_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_STRINGS", 100_000)
    assert harmless(book(1, text="x" * 900, uses=100))
    with pytest.raises(BadArchive, match="quá nhiều chữ"):
        harmless(book(1, text="x" * 900, uses=120))
    with pytest.raises(BadArchive, match="quá nhiều chữ"):
        harmless(book(2, text="x" * 900, uses=60))


def test_the_limit_lets_five_thousand_long_questions_through() -> None:
    assert harmless(book(1, text="Một câu hỏi dài. " * 100, uses=5_000))


@pytest.mark.parametrize("data", [book(8, far=1_200), book(1, text="x" * 32_000, uses=3_000)])
def test_a_bomb_is_told_in_words(data: bytes) -> None:
    report = detect.read_bytes(data)
    assert not report.questions and report.errors
