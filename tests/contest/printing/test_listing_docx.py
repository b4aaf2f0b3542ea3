"""The Word file, opened again and measured: paper, margins, fonts, sizes, rules, the table."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Length

from contest.printing.listing import Letterhead, Listing, Section
from contest.printing.listing_docx import docx
from tests.contest.printing import samples

FEW = {"birth_year": None, "prediction": None}
ODD = (
    "=cmd|' /C calc'!A0",
    '{ HYPERLINK "https://evil.example" }',
    "<w:t>An</w:t>",
    "A & B",
    "\x00\x0bAn\ud800",
)


def opened(listing: Listing) -> Any:
    return Document(io.BytesIO(docx(listing)))


def runs(document: Any) -> dict[str, tuple[Any, ...]]:
    """Of every text: size in points, bold, italic, alignment of its paragraph."""
    found = {}
    for element in document.element.body.iter(qn("w:r")):
        text = "".join(each.text or "" for each in element.iter(qn("w:t")))
        about, paragraph = element.find(qn("w:rPr")), element.getparent()
        size = int(about.find(qn("w:sz")).get(qn("w:val"))) / 2
        styles = [about.find(qn(f"w:{name}")) is not None for name in ("b", "i")]
        found[text] = (size, *styles, paragraph.pPr.find(qn("w:jc")).get(qn("w:val")))
    return found


def mm(length: Length | None) -> float:
    assert length is not None
    return round(length.mm, 1)


@pytest.mark.parametrize(
    ("letterhead", "right"), [(samples.STATE, 15), (samples.DOAN, 20)], ids=["State", "Đoàn"]
)
def test_paper_and_margins(letterhead: Letterhead, right: int) -> None:
    section = opened(samples.listing(letterhead, samples.people(3, **FEW))).sections[0]
    assert (mm(section.page_width), mm(section.page_height)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [mm(margin) for margin in margins] == [20, 20, 30, right]


def test_wide_tables_lie_on_turned_paper() -> None:
    section = opened(samples.listing()).sections[0]
    assert (mm(section.page_width), mm(section.page_height)) == (297, 210)
    assert section.orientation == 1
    assert mm(section.left_margin) == 30


def test_the_font_is_times_new_roman_for_every_script() -> None:
    document = opened(samples.listing())
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {
        "Times New Roman"
    }
    assert document.styles["Normal"].font.size.pt == 14
    assert not list(document.element.body.iter(qn("w:rFonts"))), "no run has another font"


def test_the_states_head() -> None:
    found = runs(opened(samples.listing()))
    assert found["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == (12, True, False, "center")
    assert found["Độc lập - Tự do - Hạnh phúc"] == (13, True, False, "center")
    assert found["UBND XÃ ĐĂK TÔ"] == (12, False, False, "center")
    assert found["BAN TỔ CHỨC HỘI THI"] == (12, True, False, "center")
    assert found["Số: 05/QĐ-BTC"] == (13, False, False, "center")
    assert found["Đăk Tô, ngày 05 tháng 02 năm 2026"] == (13, False, True, "center")


def test_the_unions_head() -> None:
    found = runs(opened(samples.listing(samples.DOAN)))
    assert found["ĐOÀN TNCS HỒ CHÍ MINH"] == (15, True, False, "center")
    assert found["TỈNH ĐOÀN QUẢNG NGÃI"] == (14, False, False, "center")
    assert found["BCH ĐOÀN XÃ ĐĂK TÔ"] == (14, True, False, "center")
    assert found["***"] == (14, False, False, "center")
    assert found["Số: 07\u00a0-QĐ/ĐTN"] == (14, False, False, "center")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" not in found


def test_titles_end_and_receivers() -> None:
    found = runs(opened(samples.listing()))
    assert found["DANH SÁCH"] == (14, True, False, "center")
    assert found["Cá nhân đạt giải Hội thi tìm hiểu chuyển đổi số"] == (14, True, False, "center")
    assert found["(Bằng chữ: Năm triệu hai trăm nghìn đồng)"] == (14, False, True, "both")
    assert found["Nơi nhận:"] == (12, True, True, "left")
    assert found["- Lưu: VT, VHXH."] == (11, False, False, "left")
    assert found["TM. BAN TỔ CHỨC"] == (14, True, False, "center")
    assert found["Nguyễn Thanh Tùng"] == (14, True, False, "center")


def test_the_table() -> None:
    document = opened(samples.listing())
    table = document.tables[1]
    head, *rows, total = table.rows
    assert [cell.text for cell in head.cells][:2] == ["STT", "Họ và tên"]
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None, "the titles repeat on each page"
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert len(rows) == 11
    assert total.cells[0].text == "Cộng" and total.cells[-1].text == "5.200.000"
    assert {cell.paragraphs[0].runs[0].font.size.pt for row in rows for cell in row.cells} == {13}
    assert [cell.paragraphs[0].alignment for cell in rows[0].cells] == [1, 0, 1, 0, 1, 1, 1, 0, 2]


def test_the_table_goes_from_margin_to_margin() -> None:
    for few in ({}, FEW):
        document = opened(samples.listing(samples.STATE, samples.people(3, **few)))
        section, table = document.sections[0], document.tables[1]
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        room = section.page_width - section.left_margin - section.right_margin
        assert sum(grid) / 20 == pytest.approx(Length(room).pt, abs=1)


def test_page_numbers_stand_in_the_top_margin_from_the_second_page() -> None:
    section = opened(samples.listing()).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.is_linked_to_previous, "the first page shows none"
    (paragraph,) = section.header.paragraphs
    assert paragraph.alignment == 1 and "PAGE" in paragraph._p.xml
    assert {run.font.size.pt for run in paragraph.runs} == {13}
    assert mm(section.header_distance) == 10 and not section.footer.paragraphs[0].text


def test_a_draft_says_so_on_every_page() -> None:
    document = opened(samples.listing(is_draft=True))
    assert "DỰ THẢO" in runs(document)
    header = document.sections[0].header.paragraphs[0]
    assert header.text.endswith("\tDỰ THẢO") and "PAGE" in header._p.xml
    assert "DỰ THẢO" not in runs(opened(samples.listing()))


@pytest.mark.parametrize("odd", ODD)
def test_what_was_typed_stays_text(odd: str) -> None:
    """The only field in the whole file is our page number."""
    row = samples.person(0, name=odd, unit=odd, prize=odd)
    listing = samples.listing(
        samples.STATE, Section((row,), odd), title_lines=(odd,), notes=(odd,), subtitle=odd
    )
    document = opened(listing)
    fields = ("instrText", "fldSimple", "hyperlink", "object", "drawing")
    assert [name for name in fields if list(document.element.body.iter(qn(f"w:{name}")))] == []
    shown = odd.replace("\x00", "").replace("\x0b", " ").replace("\ud800", "").strip()
    assert document.tables[1].rows[1].cells[1].text == shown


def test_a_name_is_written_whole_in_either_form() -> None:
    name = " ".join(["Nguyễn Thị Ánh Tuyết Hương"] * 5)[:120]
    row = samples.person(0, name=unicodedata.normalize("NFD", name))
    document = opened(samples.listing(samples.STATE, Section((row,))))
    assert document.tables[1].rows[1].cells[1].text == unicodedata.normalize("NFC", name).strip()


def test_two_tables_have_their_headings() -> None:
    document = opened(samples.listing(samples.STATE, samples.people(2), samples.units()))
    assert len(document.tables) == 4
    assert "II. Giải tập thể" in [paragraph.text for paragraph in document.paragraphs]


def test_an_empty_list_opens() -> None:
    assert (
        len(opened(samples.listing(samples.STATE, Section(()), notes=(), recipients=())).tables[1].rows) == 1
    )


def test_the_same_list_gives_the_same_bytes() -> None:
    assert docx(samples.listing()) == docx(samples.listing())


def test_the_file_tells_of_nobody_and_fetches_nothing() -> None:
    package = zipfile.ZipFile(io.BytesIO(docx(samples.listing())))
    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    texts = [
        package.read(name).decode("utf-8") for name in package.namelist() if name.endswith((".xml", ".rels"))
    ]
    assert not any('TargetMode="External"' in text or "python-docx" in text for text in texts)
    about = opened(samples.listing()).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.title == "DANH SÁCH Cá nhân đạt giải Hội thi tìm hiểu chuyển đổi số"
    assert about.language == "vi-VN"


def test_a_long_list_is_quick_enough() -> None:
    document = opened(samples.listing(samples.STATE, samples.people(1_000)))
    assert len(document.tables[1]._tbl.tr_lst) == 1_002
