"""A paper of articles: the same head and end as a list, in Word and as PDF."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from contest.printing import sheet
from contest.printing.listing import Article
from contest.printing.listing_docx import docx
from contest.printing.listing_pdf import pdf
from tests.contest.printing import pdfs, samples
from tests.office import Paper


def paragraphs(content: bytes) -> list[Any]:
    """Those of the body, without the tables at the head and the end."""
    return Document(io.BytesIO(content)).paragraphs


def test_articles_stand_between_the_titles_and_the_end() -> None:
    told = [each.text for each in paragraphs(docx(samples.regulation())) if each.text]
    assert told == [
        "THỂ LỆ",
        "Hội thi tìm hiểu chuyển đổi số",
        "Tuần 3",
        "Điều 1. Đối tượng dự thi",
        "Mọi người dân trên địa bàn xã.",
        "Điều 2. Xếp hạng",
        "1. Xếp lần lượt theo:",
        "- Thứ nhất: điểm cao hơn;",
        "2. Bằng thì đồng hạng./.",
    ]


def test_an_articles_heading_is_bold_and_stays_with_its_text() -> None:
    found = {each.text: each for each in paragraphs(docx(samples.regulation()))}
    heading, text = found["Điều 2. Xếp hạng"], found["1. Xếp lần lượt theo:"]
    assert [each.runs[0].font.bold for each in (heading, text)] == [True, None]
    assert heading.paragraph_format.keep_with_next and not text.paragraph_format.keep_with_next
    for each in (heading, text):
        assert each.runs[0].font.size.pt == sheet.TEXT_SIZE
        assert each._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "both"
        assert round(each.paragraph_format.first_line_indent.mm) == 10


def test_the_pdf_says_the_same() -> None:
    told = pdfs.text(pdf(samples.regulation()))
    for article in samples.ARTICLES:
        assert article.title in told
    assert told.index("Điều 1.") < told.index("1. Xếp lần lượt theo:") < told.index("Nơi nhận:")
    assert "2. Bằng thì đồng hạng./." in told
    assert pdfs.sizes(pdf(samples.regulation())) == {(210, 297)}


def test_notes_come_last_and_end_the_paper() -> None:
    laid_out = sheet.lay_out(samples.regulation(notes=("Dấu của thể lệ: abc.", " ")))
    assert [line.text for line in laid_out.closing] == ["Dấu của thể lệ: abc./."]
    assert laid_out.articles[-1][1][-1].text == "2. Bằng thì đồng hạng."


def test_a_paper_without_articles_is_a_paper() -> None:
    laid_out = sheet.lay_out(samples.regulation(articles=()))
    assert (laid_out.articles, laid_out.closing) == ((), ())
    assert docx(samples.regulation(articles=()))[:2] == b"PK"


def test_what_was_typed_is_text_and_nothing_else() -> None:
    odd = samples.regulation(articles=(Article("#set <b>\u0301e", ("=1+1\x00", "{ HYPERLINK }")),))
    told = [each.text for each in paragraphs(docx(odd))]
    assert {"#set <b>\u0301e", "=1+1", "{ HYPERLINK }./."} <= set(told)
    assert "{ HYPERLINK }./." in pdfs.text(pdf(odd))


def test_a_draft_says_so_on_every_page() -> None:
    long = Article("Điều 1. Dài", tuple(f"{number}. Một khoản của thể lệ." for number in range(60)))
    content = pdf(samples.regulation(articles=(long,), is_draft=True))
    pages = len(pdfs.opened(content).pages)
    assert pages > 1 and all("DỰ THẢO" in pdfs.text(content, page) for page in range(pages))


@pytest.mark.parametrize("letterhead", [samples.STATE, samples.DOAN], ids=["State", "Đoàn"])
@pytest.mark.slow
def test_word_prints_it_inside_the_margins(
    word_to_pdf: Callable[[bytes], list[Paper]], letterhead: Any
) -> None:
    right = 20 if letterhead is samples.DOAN else 15
    long = Article("Điều 3. Dài", tuple(f"{at}. " + "Một khoản của thể lệ. " * 9 for at in range(12)))
    pages = word_to_pdf(docx(samples.regulation(letterhead, articles=(*samples.ARTICLES, long))))
    assert len(pages) > 1
    for page in pages:
        for line in page.lines:
            assert line.left >= 29.5 and line.right <= page.width - right + 0.5, line
    assert pages[0].line("Điều 1. Đối tượng dự thi").left == pytest.approx(40, abs=0.5)
