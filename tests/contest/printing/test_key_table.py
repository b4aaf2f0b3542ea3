"""The key of all codes as PDF: every cell, the head again on each page, turned where there are many codes."""

from __future__ import annotations

import pytest

from contest.printing.key_table import MOST_UPRIGHT, pdf
from tests.contest.printing import pdfs
from tests.contest.printing.variant_samples import table


def test_every_code_and_every_place_stands_there() -> None:
    given = table(4, 12, "ĐSSĐ")
    said = pdfs.text(pdf(given))
    for wanted in ("Đáp án theo mã đề", "Tuần 1", "Chấm trên máy theo đúng bảng này.", *given.codes):
        assert wanted in said, wanted
    assert said.count("ĐSSĐ") == 48
    assert pdfs.sizes(pdf(given)) == {(210, 297)}


def test_the_codes_stand_on_every_page() -> None:
    content = pdf(table(3, 120))
    pages = [page.extract_text() for page in pdfs.opened(content).pages]
    assert len(pages) > 1
    assert all("113" in said and "Câu" in said for said in pages)
    assert f"trang {len(pages)}/{len(pages)}" in pages[-1]


@pytest.mark.parametrize(
    ("codes", "said", "size"),
    [
        pytest.param(MOST_UPRIGHT, "A", (210, 297), id="most upright"),
        pytest.param(MOST_UPRIGHT + 1, "A", (297, 210), id="turned"),
        pytest.param(24, "B", (297, 210), id="all"),
        pytest.param(4, "hợp tác xã nông nghiệp số", (297, 210), id="long answers"),
    ],
)
def test_many_codes_lie_on_turned_paper(codes: int, said: str, size: tuple[int, int]) -> None:
    content = pdf(table(codes, 3, said))
    assert pdfs.sizes(content) == {size}
    assert all(code in pdfs.text(content) for code in table(codes).codes)


def test_what_was_typed_is_never_markup() -> None:
    assert "#panic() *a*" in pdfs.text(pdf(table(2, 1, "#panic() *a*")))


def test_the_same_table_is_the_same_bytes() -> None:
    assert pdf(table()) == pdf(table())
