"""Sheets for classrooms: a page a class, whatever is put in, with its code, its QR and what to do."""

from __future__ import annotations

import pytest

from contest.printing.class_sheet import ClassSheet, Sheets, pdf
from tests.contest.printing import pdfs, samples

WAY = "https://hoithi.example.vn/campaigns/cds/entries/code#"
HOW = "Quét mã QR; hoặc mở địa chỉ trên, bấm “Vào bằng mã”, gõ mã lớp. Rồi em bấm đúng tên mình."


def sheet(number: int = 0, **changed: str) -> ClassSheet:
    code = f"W6R-D3{number % 10}"
    facts = {"place": f"Lớp 9A{number}, Trường THCS Nguyễn Du", "code": code, "note": "Mã đang đóng."}
    return ClassSheet(**(facts | {"qr_text": WAY + code.replace("-", "")} | changed))


def sheets(*given: ClassSheet, **changed: str) -> Sheets:
    facts = {"title": "Tìm hiểu chuyển đổi số", "how": HOW, "address": "hoithi.example.vn/t/cds"}
    return Sheets(**(facts | changed), sheets=given)


@pytest.mark.parametrize("count", [1, 2, 30])
def test_a_page_each(count: int) -> None:
    content = pdf(sheets(*map(sheet, range(count))))
    assert len(pdfs.opened(content).pages) == count
    assert pdfs.sizes(content) == {(210, 297)}


def test_each_says_which_class_what_to_type_and_what_to_do() -> None:
    said = pdfs.text(pdf(sheets(sheet(1), sheet(2))))
    for text in ("Lớp 9A1, Trường THCS Nguyễn Du", "W6R-D31", "Lớp 9A2, Trường THCS Nguyễn Du", "W6R-D32"):
        assert said.count(text) == 1, text
    assert said.count("hoithi.example.vn/t/cds") == said.count("bấm đúng tên mình") == 2


LONG = {"place": samples.LONG_NAME + ", " + samples.LONG_NAME, "note": samples.LONG_NAME}


@pytest.mark.parametrize(
    "changed", [{}, LONG, {"place": "Nguyễn " * 17}, {"place": "", "note": ""}], ids=range(4)
)
def test_nothing_leaves_the_page(changed: dict[str, str]) -> None:
    title = samples.LONG_NAME * 3
    content = pdf(sheets(sheet(0, **changed), title=title, address="hoithi." + "rat-dai-" * 9 + "vn/t/cds"))
    assert len(pdfs.opened(content).pages) == 1
    for text, (x, y) in pdfs.places(content).items():
        assert 10 < x < 200, text
        assert 8 < y < 289, text


def test_what_was_typed_is_never_markup() -> None:
    assert "#panic() *ước* $x$" in pdfs.text(pdf(sheets(sheet(place="#panic() *ước* $x$"))))


def test_the_same_sheets_are_the_same_bytes() -> None:
    assert pdf(sheets(sheet(1))) == pdf(sheets(sheet(1)))
    assert pdf(sheets(sheet(1))) != pdf(sheets(sheet(2)))
