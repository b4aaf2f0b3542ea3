"""The poster: one A4 page, a large code, everything in words as well."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from contest.printing.poster import pdf
from tests.contest.printing import pdfs, samples

LONG = samples.LONG_NAME
CASES: dict[str, dict[str, Any]] = {
    "usual": {},
    "no more than a code": {
        "title_lines": (),
        "organiser_lines": (),
        "kind": "",
        "when_lines": (),
        "address": "",
    },
    "long": {"title_lines": (LONG,) * 3, "organiser_lines": (LONG,) * 2, "when_lines": (LONG,) * 6},
    "long address": {"address": "hoithi.vanhoaxahoi.example.vn/t/tuoi-tre-tien-phong-chuyen-doi-so"},
    "one word": {"title_lines": ("Ă" * 60,)},
}


def logo(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("changed", CASES.values(), ids=list(CASES))
def test_it_is_one_a4_page_and_everything_lies_on_it(changed: dict[str, Any]) -> None:
    content = pdf(samples.poster(**changed))
    assert len(pdfs.opened(content).pages) == 1
    assert pdfs.sizes(content) == {(210, 297)}
    for text, (x, y) in pdfs.places(content).items():
        assert 8 < x < 202 and 5 < y < 292, text


def test_it_says_what_when_and_where() -> None:
    told = pdfs.text(pdf(samples.poster()))
    for said in (
        *(
            "ỦY BAN NHÂN DÂN XÃ ĐĂK TÔ",
            "BAN TỔ CHỨC HỘI THI",
            "HỘI THI TRỰC TUYẾN",
            "TÌM HIỂU",
            "CHUYỂN ĐỔI SỐ",
        ),
        *("Từ 8 giờ thứ Hai, 05/10", "Quét mã bằng điện thoại để vào thi", "hoithi.example.vn/t/cds"),
    ):
        assert said in told


def test_the_texts_stand_from_top_to_bottom() -> None:
    where = pdfs.places(pdf(samples.poster()))
    order = [
        "BAN TỔ CHỨC HỘI THI",
        "HỘI THI TRỰC TUYẾN",
        "TÌM HIỂU",
        "Từ 8 giờ thứ Hai, 05/10",
        "hoithi.example.vn/t/cds",
    ]
    heights = [where[text][1] for text in order]
    assert heights == sorted(heights)
    assert heights[-1] - heights[-2] > 100, (
        "between the times and the address there is room for a code of 90 mm"
    )


@pytest.mark.parametrize("shape", [(300, 300), (2_000, 100), (100, 900)])
def test_a_logo_of_any_shape(shape: tuple[int, int]) -> None:
    content = pdf(samples.poster(logo_png=logo(*shape)))
    assert len(pdfs.opened(content).pages) == 1 and "TÌM HIỂU" in pdfs.text(content)


def test_a_broken_logo_is_refused() -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        pdf(samples.poster(logo_png=b"GIF89a"))


def test_what_was_typed_is_never_markup() -> None:
    assert "#PANIC() *ƯỚC* $X$" in pdfs.text(pdf(samples.poster(title_lines=("#panic() *Ước* $x$",))))


def test_only_our_font_is_in_it_and_it_proves_to_be_accessible() -> None:
    content = pdf(samples.poster(), standards=["ua-1"])
    assert {name.partition("-")[0] for name in pdfs.fonts(content)} == {"BeVietnamPro"}
    about = pdfs.opened(content).metadata
    assert about and about.title == "Hội thi trực tuyến Tìm hiểu chuyển đổi số"


def test_the_same_poster_gives_the_same_bytes() -> None:
    assert pdf(samples.poster()) == pdf(samples.poster())
