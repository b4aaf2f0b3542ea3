"""The proctor's card: two A4 pages whatever is put in, read back as text, in our font alone."""

from __future__ import annotations

from typing import Any

import pytest

from contest.printing.card import Card, Part, pdf
from tests.contest.printing import pdfs, samples

LETTERS = tuple((letter, "ép-phờ") for letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def card(**changed: Any) -> Card:
    facts: dict[str, Any] = {
        "title": "Tìm hiểu chuyển đổi số",
        "round": "Vòng ngày hội",
        "facts": (("Mở", "8 giờ thứ Hai, 05/10"), ("Trang thi", "hoithi.example.vn/t/cds")),
        "front": (Part("Trước giờ thi", (("Thử quét mã QR", "bằng mạng của hội trường."),) * 5),) * 2,
        "back": (Part("Làm gì ngay", (("Mất mạng:", "cứ làm tiếp."), ("Một mình", ""))),),
        "letters": LETTERS,
    }
    return Card(**(facts | changed))


CASES: dict[str, dict[str, Any]] = {
    "usual": {},
    "nothing": {"title": "", "round": "", "facts": (), "front": (), "back": (), "letters": ()},
    "long": {
        "title": samples.LONG_NAME * 3,
        "round": samples.LONG_NAME,
        "facts": (("Trang thi", "a" * 90), ("Gọi khi cần", samples.LONG_NAME * 2)),
        "front": (Part(samples.LONG_NAME, ((samples.LONG_NAME, samples.LONG_NAME),) * 6),) * 2,
    },
}


@pytest.mark.parametrize("changed", CASES.values(), ids=list(CASES))
def test_it_is_two_a4_pages_and_everything_lies_on_them(changed: dict[str, Any]) -> None:
    content = pdf(card(**changed))
    assert len(pdfs.opened(content).pages) == 2
    assert pdfs.sizes(content) == {(210, 297)}
    for page in (0, 1):
        for text, (x, y) in pdfs.places(content, page).items():
            assert 8 < x < 202 and 4 < y < 292, text


def test_each_page_says_what_it_is_for() -> None:
    content = pdf(card())
    first, second = pdfs.text(content, 0), pdfs.text(content, 1)
    for said in ("THẺ GIÁM THỊ", "Vòng ngày hội", "8 giờ thứ Hai, 05/10", "hoithi.example.vn/t/cds"):
        assert said in first
    for said in ("KHI CÓ SỰ CỐ", "Mất mạng: cứ làm tiếp.", "Một mình", "ép-phờ"):
        assert said in second


def test_what_was_typed_is_never_markup() -> None:
    assert "#panic() *ước* $x$" in pdfs.text(pdf(card(title="#panic() *ước* $x$")))


def test_only_our_font_is_in_it_and_it_proves_to_be_accessible() -> None:
    content = pdf(card(), standards=["ua-1"])
    assert {name.partition("-")[0] for name in pdfs.fonts(content)} == {"BeVietnamPro"}
    about = pdfs.opened(content).metadata
    assert about and about.title == "Thẻ giám thị: Tìm hiểu chuyển đổi số"


def test_the_same_card_gives_the_same_bytes() -> None:
    assert pdf(card()) == pdf(card())
