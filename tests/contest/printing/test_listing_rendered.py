"""The Word file as an office program prints it, measured in millimetres."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contest.printing import metrics
from contest.printing.heading import NATION
from contest.printing.listing_docx import docx
from contest.printing.listing_pdf import pdf
from tests.contest.printing import pdfs, samples
from tests.office import Paper

pytestmark = pytest.mark.slow

Render = Callable[[bytes], list[Paper]]
FEW = samples.people(3, birth_year=None, prediction=None)
MANY = samples.people(60, birth_year=None, prediction=None)


def within(page: Paper, right: float) -> None:
    """Everything but the page number lies inside the margins."""
    for line in page.lines:
        assert line.left >= 29.5 and line.right <= page.width - right + 0.5, line
        assert line.bottom <= page.height - 19.5, line


def test_the_states_layout(word_to_pdf: Render) -> None:
    (page,) = word_to_pdf(docx(samples.listing(samples.STATE, FEW)))
    assert (round(page.width), round(page.height)) == (210, 297)
    within(page, 15)
    nation, motto = page.line(NATION), page.line("Độc lập - Tự do - Hạnh phúc")
    assert 19.5 <= nation.top <= 23 and nation.left > 100
    for line, points in ((nation, 12), (motto, 13)):
        wanted = metrics.width_mm(line.text, points, bold=True)
        assert line.right - line.left == pytest.approx(wanted, abs=1), "the size that the decree asks for"
    assert motto.middle == pytest.approx(nation.middle, abs=0.3) and motto.top > nation.top
    above, body = page.line("UBND XÃ ĐĂK TÔ"), page.line("BAN TỔ CHỨC HỘI THI")
    assert body.middle == pytest.approx(above.middle, abs=0.3) and body.right < nation.left
    number, day = page.line("Số: 05/QĐ-BTC"), page.line("Đăk Tô, ngày 05 tháng 02 năm 2026")
    assert number.top == pytest.approx(day.top, abs=0.3)
    assert day.middle == pytest.approx(motto.middle, abs=0.3) and day.top > motto.bottom
    assert page.line("DANH SÁCH").middle == pytest.approx(30 + 165 / 2, abs=0.3)


def test_the_unions_layout(word_to_pdf: Render) -> None:
    (page,) = word_to_pdf(docx(samples.listing(samples.DOAN, FEW)))
    within(page, 20)
    union, day = page.line("ĐOÀN TNCS HỒ CHÍ MINH"), page.line("Đăk Tô, ngày 12 tháng 10 năm 2026")
    assert union.left > 105 and 19.5 <= union.top <= 23
    wanted = metrics.width_mm(union.text, 15, bold=True)
    assert union.right - union.left == pytest.approx(wanted, abs=1)
    assert day.middle == pytest.approx(union.middle, abs=0.3) and day.top > union.bottom
    upper, body, stars = (page.line(text) for text in ("TỈNH ĐOÀN QUẢNG NGÃI", "BCH ĐOÀN XÃ ĐĂK TÔ", "***"))
    assert upper.top < body.top < stars.top
    assert not [line for line in page.lines if "CỘNG HÒA" in line.text]


def test_the_end(word_to_pdf: Render) -> None:
    (page,) = word_to_pdf(docx(samples.listing(samples.STATE, FEW)))
    receivers, authority, signer = (
        page.line(text) for text in ("Nơi nhận:", "TM. BAN TỔ CHỨC", "Nguyễn Thanh Tùng")
    )
    assert receivers.left == pytest.approx(30, abs=0.5)
    assert receivers.top == pytest.approx(authority.top, abs=1.5)
    assert authority.left > 105 and signer.middle == pytest.approx(authority.middle, abs=0.3)
    assert signer.top - page.line("TRƯỞNG BAN").bottom > 20, "room for a signature and a stamp"


def test_long_lists_number_their_pages_and_repeat_their_titles(word_to_pdf: Render) -> None:
    pages = word_to_pdf(docx(samples.listing(samples.STATE, MANY)))
    assert len(pages) >= 3
    assert not [line for line in pages[0].lines if line.bottom < 20], "the first page shows no number"
    for number, page in enumerate(pages[1:], 2):
        (above,) = [line for line in page.lines if line.bottom < 20]
        assert above.text == str(number) and above.top >= 9.5
        assert above.middle == pytest.approx(30 + 165 / 2, abs=0.3)
        within(page, 15)
    assert all(any("STT" in line.text for line in page.lines) for page in pages[:-1])


def test_wide_tables_lie_on_turned_paper(word_to_pdf: Render) -> None:
    page = word_to_pdf(docx(samples.listing()))[0]
    assert (round(page.width), round(page.height)) == (297, 210)
    within(page, 15)


def test_a_draft_says_so_on_every_page(word_to_pdf: Render) -> None:
    pages = word_to_pdf(docx(samples.listing(samples.STATE, MANY, is_draft=True)))
    for number, page in enumerate(pages, 1):
        assert any("DỰ THẢO" in line.text for line in page.lines)
        numbered = [line for line in page.lines if line.text == str(number) and line.bottom < 20]
        assert bool(numbered) is (number > 1)
        assert all(line.middle == pytest.approx(30 + 165 / 2, abs=0.3) for line in numbered)


def test_both_papers_stand_alike(word_to_pdf: Render) -> None:
    """The .docx and the PDF come from one sheet; their texts stand within a few millimetres of each other."""
    listing = samples.listing(samples.STATE, FEW)
    (page,) = word_to_pdf(docx(listing))
    ours = pdfs.places(pdf(listing))
    for text in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Đăk Tô, ngày 05 tháng 02 năm 2026",
        "DANH SÁCH",
        "Nơi nhận:",
    ):
        line, (left, baseline) = page.line(text), ours[text]
        assert left == pytest.approx(line.left, abs=0.5), text
        assert baseline == pytest.approx(line.bottom, abs=14), text
