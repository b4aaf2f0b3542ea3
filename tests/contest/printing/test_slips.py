"""Slips: ten a page whatever is put in, each with its name and code, none over the lines to cut along."""

from __future__ import annotations

from time import process_time

import pytest

from contest.printing.slips import A_PAGE, Slip, Slips, pdf
from tests.contest.printing import pdfs, samples

HOW = "Quét mã QR; hoặc mở hoithi.example.vn/t/cds, bấm “Vào bằng mã”, gõ mã này."
WAY = "https://hoithi.example.vn/campaigns/cds/entries/code#"


def slip(number: int = 0, **changed: str) -> Slip:
    code = f"W6RD3PZ{number % 10}"
    facts = {"name": "Y Thu Hằng", "unit": "Lớp 9A, Trường THCS Nguyễn Du"}
    facts |= {"code": f"{code[:4]}-{code[4:]}", "qr_text": WAY + code}
    return Slip(**(facts | changed))


def slips(*given: Slip, title: str = "Tìm hiểu chuyển đổi số") -> Slips:
    return Slips(title, HOW, given)


@pytest.mark.parametrize(("people", "pages"), [(1, 1), (A_PAGE, 1), (A_PAGE + 1, 2), (35, 4)])
def test_ten_a_page(people: int, pages: int) -> None:
    content = pdf(slips(*map(slip, range(people))))
    assert len(pdfs.opened(content).pages) == pages
    assert pdfs.sizes(content) == {(210, 297)}


def test_each_says_whose_it_is_what_to_type_and_what_to_do() -> None:
    said = pdfs.text(pdf(slips(slip(1), slip(2, name="A Thui", unit=""))))
    for text in ("Y Thu Hằng", "Lớp 9A, Trường THCS Nguyễn Du", "W6RD-3PZ1", "A Thui", "W6RD-3PZ2"):
        assert said.count(text) == 1, text
    assert said.count("Tìm hiểu chuyển đổi số") == 2
    assert said.count("hoithi.example.vn/t/cds") == 2


LONG = {"name": samples.LONG_NAME, "unit": samples.LONG_NAME + ", " + samples.LONG_NAME}


@pytest.mark.parametrize(
    "changed", [{}, LONG, {"name": "Nguyễn " * 17}, {"name": "", "unit": ""}], ids=range(4)
)
def test_nothing_crosses_a_line_to_cut_along(changed: dict[str, str]) -> None:
    content = pdf(slips(*(slip(n, **changed) for n in range(A_PAGE)), title=samples.LONG_NAME * 2))
    assert len(pdfs.opened(content).pages) == 1
    for text, (x, y) in pdfs.places(content).items():
        assert 6 < x % 105 < 99, text
        assert 4 < y % 59.4 < 57, text


def test_what_was_typed_is_never_markup() -> None:
    assert "#panic() *ước* $x$" in pdfs.text(pdf(slips(slip(name="#panic() *ước* $x$"))))


def test_the_same_slips_are_the_same_bytes_in_our_font_alone() -> None:
    content = pdf(slips(slip(), slip(1)), standards=("ua-1",))
    assert content == pdf(slips(slip(), slip(1)), standards=("ua-1",))
    assert {name.partition("-")[0] for name in pdfs.fonts(content)} == {"BeVietnamPro"}


def test_hundreds_take_seconds() -> None:
    began = process_time()
    content = pdf(slips(*map(slip, range(600))))
    assert len(pdfs.opened(content).pages) == 60
    assert process_time() - began < 30
