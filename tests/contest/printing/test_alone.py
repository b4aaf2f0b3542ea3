"""A signature never stands alone on a page: at whatever line a page ends, the last words are beside it."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from contest.printing import listing_docx, listing_pdf, paperwork_files
from contest.printing.listing import Article, Letterhead, LetterheadKind, Regulation, Signer
from contest.printing.paperwork import Official, Text

HEAD = Letterhead(LetterheadKind.NHA_NUOC, "ỦY BAN", "BAN TỔ CHỨC", 5, "QĐ-BTC", "Đăk Tô", date(2026, 10, 12))
SIGNER = Signer(("TM. BAN TỔ CHỨC", "TRƯỞNG BAN"), "Nguyễn Thanh Tùng")
#: So many lines fill the first page, give or take the height of the signatures.
LINES = range(20, 36)
SAID = "Câu cuối cùng"


def official(lines: int, second: Signer | None = None) -> Official:
    body = tuple(Text(SAID) for _ in range(lines))
    receivers = ("Như trên", "Lưu: VT")
    return Official(HEAD, "Báo cáo", ("Kết quả",), body, SIGNER, recipients=receivers, second=second)


def regulation(lines: int) -> Regulation:
    return Regulation(HEAD, ("THỂ LỆ",), (Article("Điều 1. Thi", (SAID,) * lines),), SIGNER, ("Lưu: VT",))


def last_page(pdf: bytes) -> str:
    return PdfReader(io.BytesIO(pdf)).pages[-1].extract_text()


@pytest.mark.parametrize("lines", LINES)
def test_in_a_pdf(lines: int) -> None:
    for made in (
        paperwork_files.pdf(official(lines)),
        paperwork_files.pdf(official(lines, SIGNER)),
        listing_pdf.pdf(regulation(lines)),
    ):
        assert SAID in last_page(made)


def test_in_word_what_is_said_last_is_kept_with_the_signatures() -> None:
    for made in (
        paperwork_files.docx(official(3)),
        paperwork_files.docx(official(3, SIGNER)),
        listing_docx.docx(regulation(3)),
    ):
        document = Document(io.BytesIO(made))
        texts = [one for one in document.element.body.iter(qn("w:p")) if _text(one)]
        at = max(place for place, one in enumerate(texts) if SAID in _text(one))
        below = texts[at:-1]
        assert below and all(one.pPr.find(qn("w:keepNext")) is not None for one in below), list(
            map(_text, below)
        )


def _text(element: object) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))  # ty: ignore[missing-attribute]
