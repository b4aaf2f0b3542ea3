"""The list as PDF: the same sheet, measured by where its texts lie."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from contest.printing import sheet
from contest.printing.listing import Letterhead, Section
from contest.printing.listing_pdf import pdf
from tests.contest.printing import pdfs, samples

FEW = samples.people(3, birth_year=None, prediction=None)
TINOS = {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
#: Every letter of Vietnamese with every tone.
LETTERS = "".join(
    unicodedata.normalize("NFC", letter + tone)
    for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)


def test_paper() -> None:
    assert pdfs.sizes(pdf(samples.listing(samples.STATE, FEW))) == {(210, 297)}
    assert pdfs.sizes(pdf(samples.listing())) == {(297, 210)}


def test_only_our_fonts_are_in_it() -> None:
    assert pdfs.fonts(pdf(samples.listing())) <= TINOS


def test_every_letter_can_be_read_back() -> None:
    row = samples.person(0, name=f"{LETTERS[:72]} Đđ", unit=f"{LETTERS[72:]} 0123456789")
    told = pdfs.text(pdf(samples.listing(samples.STATE, Section((row,))))).replace(" ", "")
    assert LETTERS[:72] + "Đđ" in told
    assert set(LETTERS[72:]) <= set(told)


@pytest.mark.parametrize(
    ("letterhead", "first"),
    [
        (samples.STATE, "UBND XÃ ĐĂK TÔ BAN TỔ CHỨC HỘI THI CỘNG HÒA"),
        (samples.DOAN, "TỈNH ĐOÀN QUẢNG NGÃI BCH"),
    ],
    ids=["State", "Đoàn"],
)
def test_it_reads_from_the_head_to_the_receivers(letterhead: Letterhead, first: str) -> None:
    told = pdfs.text(pdf(samples.listing(letterhead, FEW)))
    assert told.startswith(first)
    order = [
        "DANH SÁCH",
        "STT",
        "Y Hương Giang",
        "Cộng 2.400.000",
        "(Bằng chữ:",
        "./.",
        "Nơi nhận:",
        "TM. BAN TỔ",
    ]
    assert [told.index(word) for word in order] == sorted(told.index(word) for word in order)


def test_everything_lies_between_the_margins() -> None:
    listing = samples.listing(samples.STATE, FEW)
    page = sheet.lay_out(listing).page
    for text, (x, y) in pdfs.places(pdf(listing)).items():
        assert page.left - 0.1 <= x <= page.width - page.right, text
        assert page.top <= y <= page.height - page.bottom, text


def test_the_head_lies_where_the_decree_puts_it() -> None:
    where = pdfs.places(pdf(samples.listing(samples.STATE, FEW)))
    nation, motto = where["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], where["Độc lập - Tự do - Hạnh phúc"]
    assert nation[0] > 100 and 20 < nation[1] < 26 and nation[1] < motto[1]
    assert where["BAN TỔ CHỨC HỘI THI"][0] < 70
    assert where["Số: 05/QĐ-BTC"][1] == pytest.approx(where["Đăk Tô, ngày 05 tháng 02 năm 2026"][1], abs=0.1)
    assert where["Nơi nhận:"][1] == pytest.approx(where["TM. BAN TỔ CHỨC"][1], abs=1)


def test_titles_are_in_the_middle() -> None:
    made = sheet.lay_out(samples.listing(samples.STATE, FEW))
    x, _ = pdfs.places(pdf(samples.listing(samples.STATE, FEW)))["DANH SÁCH"]
    assert x + made.titles[0].width_mm / 2 == pytest.approx(30 + made.page.text_width / 2, abs=0.3)


def test_page_numbers_from_the_second_page_in_the_middle_of_the_top_margin() -> None:
    content = pdf(samples.listing(samples.STATE, samples.people(60, birth_year=None, prediction=None)))
    pages = len(pdfs.opened(content).pages)
    assert pages >= 3
    assert not any(y < 20 for _, y in pdfs.places(content).values())
    for page in range(1, pages):
        (above,) = [(text, place) for text, place in pdfs.places(content, page).items() if place[1] < 20]
        assert above[0] == str(page + 1)
        assert 10 < above[1][1] < 17 and above[1][0] == pytest.approx(30 + 165 / 2, abs=2)
        assert "STT" in pdfs.text(content, page) or page == pages - 1


def test_a_draft_says_so_on_every_page() -> None:
    content = pdf(samples.listing(samples.STATE, samples.people(60), is_draft=True))
    assert all("DỰ THẢO" in page.extract_text() for page in pdfs.opened(content).pages)
    assert "DỰ THẢO" not in pdfs.text(pdf(samples.listing()))


@pytest.mark.parametrize(
    "odd", ["#panic()", "$x$", "*An*", "\\", "</", "@an", '"', "//", '[#read("/etc/passwd")]']
)
def test_what_was_typed_is_never_markup(odd: str) -> None:
    listing = samples.listing(samples.STATE, Section((samples.person(0, name=f"An {odd} Bình"),)))
    assert f"An{odd}Bình".replace(" ", "") in pdfs.text(pdf(listing)).replace(" ", "")


def test_a_sign_that_no_font_has_is_no_error() -> None:
    listing = samples.listing(samples.STATE, Section((samples.person(0, name="An 🎉 漢字"),)))
    assert "An" in pdfs.text(pdf(listing))


def test_it_is_tagged_vietnamese_and_proves_to_be_accessible() -> None:
    reader = pdfs.opened(pdf(samples.listing(is_draft=True), standards=["ua-1"]))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and str(root["/Lang"]).startswith("vi")
    assert (
        reader.metadata
        and reader.metadata.title == "DANH SÁCH Cá nhân đạt giải Hội thi tìm hiểu chuyển đổi số"
    )
    assert reader.metadata.creation_date is None


def test_the_same_list_gives_the_same_bytes() -> None:
    assert pdf(samples.listing()) == pdf(samples.listing())


@pytest.mark.parametrize(
    "changed",
    [
        {"title_lines": (), "subtitle": "", "attached_to": ""},
        {"recipients": (), "notes": ()},
        {"sections": (Section(()),)},
        {"has_signatures": True},
        {"sections": (samples.people(2), samples.units())},
    ],
)
def test_parts_may_be_missing(changed: dict) -> None:
    assert "Nguyễn Thanh Tùng" in pdfs.text(pdf(samples.listing(**changed)))
