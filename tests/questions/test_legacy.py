"""Fonts from before Unicode are made readable; other languages are left alone."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from questions.formats import detect
from questions.formats.legacy import converted, modern


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("C¶i c¸ch hµnh chÝnh", "Cải cách hành chính"),
        ("Tr\u00adêng tiÓu häc", "Trường tiểu học"),
        ("§å ¸n 06, b¶o hiÓm y tÕ", "Đồ án 06, bảo hiểm y tế"),
        ("ViÖc cña d©n, viÖc cña n\u00adíc", "Việc của dân, việc của nước"),
        ("Caûi caùch haønh chính", "Cải cách hành chính"),
        ("Tröôøng tieåu hoïc", "Trường tiểu học"),
        ("Ñoaøn thanh nieân, thuû tuïc", "Đoàn thanh niên, thủ tục"),
        ("COÂNG AN XAÕ VAØ BOÄ ÑOÄI", "CÔNG AN XÃ VÀ BỘ ĐỘI"),
    ],
)
def test_old_fonts(old: str, new: str) -> None:
    assert modern([old]) == [new]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Cải cách hành chính",
        "Ha Noi",
        "München über naïve café",
        "Noël, coup d'état",
        "« Nghi quyet » 57 ½ · ÷ ×",
        "iPhone, JavaScript, McDonald",
        "Windows® và Office®",
    ],
)
def test_other_texts_stay(text: str) -> None:
    assert modern([text]) is None


@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_text_is_survived(texts: list[str]) -> None:
    readable = modern(texts)
    assert readable is None or len(readable) == len(texts)


def test_what_is_said_is_short() -> None:
    assert len(converted("x" * 500, "y" * 500)) < 160


def sheet(*rows: list[str]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        page = made.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return target.getvalue()


def test_a_sheet_in_an_old_font_is_read_with_a_word_about_it() -> None:
    head = ["C©u hái", "A", "B", "§¸p ¸n ®óng", "Gi¶i thÝch"]
    report = detect.read_bytes(sheet(head, ["C¶i c¸ch hµnh chÝnh lµ g×?", "ViÖc cña d©n", "Kh¸c", "A", "V×"]))
    assert report.questions[0].text == "Cải cách hành chính là gì?"
    assert report.questions[0].options == ("Việc của dân", "Khác")
    (problem,) = report.problems
    assert "phông cũ" in problem.message and problem.cell == "A2"


def test_a_text_file_in_an_old_font() -> None:
    source = "C©u hái: C¶i c¸ch hµnh chÝnh lµ g×?\n*A. ViÖc cña d©n\nB. Kh¸c\nGi¶i thÝch: V×\n"
    for data in (source.encode("latin-1"), source.encode()):
        report = detect.read_bytes(data)
        assert report.questions[0].options == ("Việc của dân", "Khác")
        assert ["phông cũ" in problem.message for problem in report.problems] == [True]
