"""What people write on a phone is cleaned there as the server cleans it: every sign that there is, tried."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from playwright.sync_api import Page

from contest import resources
from questions.folding import is_text, lines_of

pytestmark = pytest.mark.journey

SCRIPT = resources.path("static", "js", "phone-lines.js")
#: Written as numbers, since half of an emoji does not travel.
CLEANED = """(texts) => JSON.stringify(texts.map((codes) =>
  Array.from(cleaned(String.fromCodePoint(...codes)), (char) => char.codePointAt(0))))"""
STEP = 0x4000


@pytest.fixture
def lines(phone: Page) -> Page:
    phone.add_script_tag(content=SCRIPT.read_text("utf-8"))
    return phone


def heard(page: Page, texts: list[list[int]]) -> list[str]:
    """What the script makes of these."""
    return ["".join(map(chr, codes)) for codes in json.loads(page.evaluate(CLEANED, texts))]


def test_every_sign_is_taken_or_left_as_on_the_server(lines: Page) -> None:
    wrong = []
    for start in range(0, sys.maxunicode + 1, STEP):
        codes = range(start, min(start + STEP, sys.maxunicode + 1))
        for code, said in zip(codes, heard(lines, [[97, code, 98] for code in codes]), strict=True):
            # Of a sign that came later each may know more than the other; it can be stored all the same.
            is_known = unicodedata.category(chr(code)) != "Cn"
            if not is_text(said) or (is_known and said != lines_of(f"a{chr(code)}b")):
                wrong.append(hex(code))
    assert wrong == []


@pytest.mark.parametrize(
    "typed",
    [
        "  Mở lớp.\r\n\r\n\r\n\r\nThêm máy. \n",
        "a\u0301 a\u200b\u0301 e\ufffe\u0301",
        "một\u2028hai\x85ba\x0bbốn",
        "\ufeff\u00a0 x \u3000",
        "\ud83d \ude00 \U0001f600",
        "",
    ],
    ids=range(6),
)
def test_whole_texts_are_the_same(lines: Page, typed: str) -> None:
    assert heard(lines, [list(map(ord, typed))]) == [lines_of(typed)]


def test_no_more_is_sent_than_the_field_takes(lines: Page) -> None:
    sent = "(value) => wordsOf({ value, maxLength: 5 })"
    assert lines.evaluate(sent, "\u0958" * 5) == "\u0915\u093c" * 2 + "\u0915"
    assert lines.evaluate(sent, "abc😀") == "abc😀"
    assert lines.evaluate(sent, "\u0958ab😀") == "\u0915\u093cab", "no half of an emoji"
