"""Receipts of papers: four on a page, each whole within its lines to cut along."""

from __future__ import annotations

import pytest

from contest.printing.receipts import A_PAGE, Receipt, Receipts, pdf
from tests.contest.printing import pdfs, samples

FACTS = (("Làm bài trên giấy", "từ 08:05 đến 08:12"), ("Đã trả lời", "18/20 câu"))


def receipt(number: int = 0, **changed: object) -> Receipt:
    given = {"name": "A Thui", "unit": "Thôn Đăk Rao", "code": f"HT-7K2M-94Q{number % 10}", "facts": FACTS}
    return Receipt(**{**given, **changed})  # ty: ignore[invalid-argument-type]


def receipts(*given: Receipt) -> Receipts:
    return Receipts("Tìm hiểu chuyển đổi số", "Tuần 1", "Giữ biên nhận này.", given)


@pytest.mark.parametrize(("people", "pages"), [(1, 1), (A_PAGE, 1), (A_PAGE + 1, 2)])
def test_four_a_page(people: int, pages: int) -> None:
    content = pdf(receipts(*map(receipt, range(people))))
    assert len(pdfs.opened(content).pages) == pages
    assert pdfs.sizes(content) == {(210, 297)}


def test_each_says_whose_it_is_and_what_was_handed_in() -> None:
    said = pdfs.text(pdf(receipts(receipt(1), receipt(2, name="Y Bích", unit=""))))
    for text in ("A Thui", "Y Bích", "HT-7K2M-94Q1", "HT-7K2M-94Q2"):
        assert said.count(text) == 1, text
    assert said.count("18/20 câu") == said.count("Giữ biên nhận này.") == 2


LONG = {"name": samples.LONG_NAME, "unit": samples.LONG_NAME * 2}


@pytest.mark.parametrize("changed", [{}, LONG, {"facts": FACTS * 6}], ids=range(3))
def test_nothing_crosses_a_line_to_cut_along(changed: dict[str, object]) -> None:
    content = pdf(receipts(*(receipt(n, **changed) for n in range(A_PAGE))))
    assert len(pdfs.opened(content).pages) == 1
    for text, (_, y) in pdfs.places(content).items():
        assert 3 < y % (297 / A_PAGE) < 297 / A_PAGE - 1, text


def test_what_was_typed_is_never_markup() -> None:
    assert "#panic() $x$" in pdfs.text(pdf(receipts(receipt(name="#panic() $x$"))))
