"""Files made to hang a reader: what each costs grows with its size, not with its square.

The sizes are such that the square would take many minutes; the limit is generous, for busy machines.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from questions.formats import detect
from questions.formats.word import runs
from tests.questions.formats.word.building import W, word

pytestmark = pytest.mark.slow

LIMIT = 60
REFERENCE = "<w:footnoteReference w:id='1'/>"
NOTE = f"<w:footnote w:id='1'>{'<w:p><w:r><w:t>dài</w:t></w:r></w:p>' * 9_000}</w:footnote>"
NOTES = f"<w:footnotes {W}>{NOTE}</w:footnotes>"
STRUCK = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def document(inside: str, **parts: bytes) -> bytes:
    body = f"<w:document {W}><w:body>{paragraph('Câu 1: Hỏi?')}{inside}</w:body></w:document>"
    return word("", **({"word/document.xml": body.encode()} | parts))


FILES: dict[str, Callable[[], bytes]] = {
    "spaces": lambda: b"Cau hoi:" + b" " * 3_900_000 + b"x",
    "html-ends": lambda: b"[html]" + b"</" * 1_900_000 + b"{=a ~b}",
    "html-comments": lambda: b"[html]" + b"<!-- >" * 600_000 + b"{=a ~b}",
    "html-declarations": lambda: b"[html]" + b"<![x>" * 700_000 + b"{=a ~b}",
    "gift-answers": lambda: b"a {" + b"=x#" * 1_300_000 + b"}",
    "aiken-small": lambda: b"q\n" + b"a. x\n" * 790_000 + b"ANSWER: A\n",
    "aiken-lines": lambda: b"q\n" * 1_900_000 + b"ANSWER: A\n",
    "csv-rows": lambda: "Câu hỏi;Đáp án A;Đáp án đúng\n".encode() + b"a;b;A\n" * 640_000,
    "word-text": lambda: document(paragraph("x") * 90_000),
    "word-option": lambda: document(paragraph("A. x") + paragraph("B. y") + paragraph("z") * 90_000),
    "word-fields": lambda: document("".join(paragraph(f"Giải thích: {place}") for place in range(90_000))),
    "word-notes": lambda: document(
        f"<w:p><w:r>{REFERENCE * 90_000}</w:r></w:p>",
        **{"word/footnotes.xml": NOTES.encode()},
    ),
    "word-struck": lambda: document(STRUCK * 90_000),
    "word-hidden": lambda: document(
        f"<w:p>{'<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>' * 300_000}</w:p>"
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_or_refused_in_time(name: str) -> None:
    data = FILES[name]()
    begun = time.process_time()
    report = detect.read_bytes(data)
    assert time.process_time() - begun < LIMIT
    assert report.questions or report.errors


def test_what_is_struck_out_in_a_row_is_refused_where_a_long_paragraph_is() -> None:
    report = detect.read_bytes(document(STRUCK * (runs.LONGEST + 1)))
    assert [problem.message for problem in report.errors] == [runs.LONG]
