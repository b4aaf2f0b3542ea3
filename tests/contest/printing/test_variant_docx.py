"""Shuffled papers and their key as Word files, opened again and read."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from contest.printing import variant_docx
from contest.printing.key_table import MOST_UPRIGHT
from contest.printing.variant_sheet import Part, Variants
from tests.contest.printing.variant_samples import HOW, KINDS, pictured, question, table, variant, variants


def opened(given: Variants) -> Any:
    return Document(io.BytesIO(variant_docx.variants(given)))


def lines(document: Any) -> list[str]:
    return [" ".join(each.text.split()) for each in document.paragraphs if each.text.strip()]


def cells(document: Any, at: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[at].rows]


def test_everything_that_is_needed_stands_there() -> None:
    said = lines(opened(variants(variant(count=3))))
    for wanted in ("Tìm hiểu chuyển đổi số", "Tuần 1", "Mã đề 113", "Họ và tên:", "Mã dự thi:", *HOW):
        assert wanted in said, wanted
    assert "Câu 2. Dịch vụ công số 2 có mấy mức độ? (chọn một chữ)" in said
    assert "A. Hai mức độ B. Ba mức độ C. Bốn mức độ D. Năm mức độ" in said
    assert "Phiếu trả lời, mã đề 113" in said


def test_each_code_has_a_section_of_its_own() -> None:
    document = opened(variants(variant("113"), variant("246"), variant("579")))
    headers = [section.header.paragraphs[0].text for section in document.sections]
    assert headers == ["Mã đề 113", "Mã đề 246", "Mã đề 579"]
    starts = [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in document.sections]
    assert starts == ["1", "1", "1"]
    assert "PAGE" in document.sections[1].footer._element.xml


def test_there_is_a_box_for_each_answer() -> None:
    document = opened(variants(variant(count=12)))
    (rows,) = [cells(document)]
    numbers = [cell for row in rows for cell in row[::2] if cell]
    assert numbers == [str(number) for number in range(1, 13)]
    assert {cell for row in rows for cell in row[1::2]} == {""}


def test_what_is_written_has_more_room() -> None:
    document = opened(variants(variant(parts=(Part("Phần I", KINDS),))))
    assert [cell for row in cells(document) for cell in row if cell] == ["1", "2", "3"]
    assert [cell for row in cells(document, 1) for cell in row if cell] == ["4 ngày làm việc", "5", "6"]
    said = lines(document)
    assert {"Phần I", "a) Ý thứ nhất", "b) Ý thứ hai", "1. Một nơi", "2. Nơi khác"} <= set(said)


def test_pictures_say_what_they_show_and_an_open_question_has_lines() -> None:
    document = opened(pictured())
    shown = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert shown == ["Hình rộng 400", "Hình rộng 200"]
    told = [paragraph.text.strip() for paragraph in document.paragraphs]
    at = len(told) - told[::-1].index("Câu 2")
    room = document.paragraphs[at : at + 6]
    assert told[at : at + 6] == [""] * 6
    assert all(paragraph._p.pPr.find(qn("w:tabs")) is not None for paragraph in room)


def test_answer_sheets_alone() -> None:
    said = lines(opened(variants(variant(), answers_only=True)))
    assert "Phiếu trả lời, mã đề 113" in said
    assert not any("mức độ" in each for each in said)


@pytest.mark.parametrize("odd", ["=cmd|' /C calc'!A0", "<w:t>An</w:t>", "A & B", "{ HYPERLINK x }"])
def test_what_was_typed_stays_text(odd: str) -> None:
    one = question(text=odd, options=(("A", odd), ("B", "khác")))
    said = lines(opened(variants(variant(parts=(Part("", (one,)),)))))
    assert f"Câu 1. {odd} (chọn một chữ)" in said


def test_signs_that_xml_refuses_are_left_out() -> None:
    one = question(text="\x00\x0bAn\ud800")
    assert "Câu 1. An (chọn một chữ)" in lines(opened(variants(variant(parts=(Part("", (one,)),)))))


def test_the_same_papers_are_the_same_bytes_without_a_name() -> None:
    content = variant_docx.variants(variants())
    assert content == variant_docx.variants(variants())
    about = zipfile.ZipFile(io.BytesIO(content)).read("docProps/core.xml").decode()
    assert "python-docx" not in about and "2000-01-01" in about


def test_the_key_is_one_table_with_a_head_that_repeats() -> None:
    given = table(4, 3, "ĐSSĐ")
    document: Any = Document(io.BytesIO(variant_docx.key(given)))
    rows = cells(document)
    assert rows[0] == ["Câu", *given.codes]
    assert rows[1:] == [[str(number), *["ĐSSĐ"] * 4] for number in (1, 2, 3)]
    assert document.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert "Đáp án theo mã đề" in lines(document)


@pytest.mark.parametrize(("codes", "width"), [(MOST_UPRIGHT, 210), (24, 297)])
def test_many_codes_lie_on_turned_paper(codes: int, width: int) -> None:
    document: Any = Document(io.BytesIO(variant_docx.key(table(codes))))
    assert round(document.sections[0].page_width.mm) == width
