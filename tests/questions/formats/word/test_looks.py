"""The small parts of the reader on their own: formulas, looks, answers at the end, old fonts."""

from __future__ import annotations

import pytest
from lxml import etree

from questions.formats import legacy
from questions.formats.word import formulas, keys, marks
from questions.formats.word.blocks import Option
from questions.formats.word.body import read_body
from questions.formats.word.lines import Piece, Table, cut, merged, narrowed, text_of
from questions.formats.word.looks import Look
from questions.formats.word.marks import Mark
from questions.formats.word.package import unpacked
from tests.questions.formats.word.building import word

PLAIN, BOLD, RED, BLUE = Look(), Look(bold=True), Look(colour="FF0000"), Look(colour="0070C0")

M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
R = "<m:r><m:t>{}</m:t></m:r>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<m:sSup><m:e>%s</m:e><m:sup>%s</m:sup></m:sSup>", "x²"),
        ("<m:sSub><m:e>%s</m:e><m:sub>%s</m:sub></m:sSub>", "x₂"),
        ("<m:f><m:num>%s</m:num><m:den>%s</m:den></m:f>", "x/2"),
        ("<m:rad><m:e>%s%s</m:e></m:rad>", "√(x2)"),
        ("<m:d><m:e>%s%s</m:e></m:d>", "(x2)"),
        ("<m:strange>%s%s</m:strange>", "x2"),
    ],
)
def test_formulas(inside: str, text: str) -> None:
    root = etree.fromstring(f"<m:oMath {M}>{inside % (R.format('x'), R.format('2'))}</m:oMath>")
    assert formulas.spelled(root) == text


def option(words: str, look: Look = PLAIN, letter: Look = PLAIN) -> Option:
    return Option([Piece("A. ", letter)], [Piece(words, look)])


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ([Look(), BOLD], {Mark.BOLD: {1}}),
        ([BOLD, BOLD], {}),
        ([BOLD, BOLD, Look()], {Mark.BOLD: {0, 1}}),
        ([RED, BLUE, BLUE], {Mark.COLOUR: {0}}),
        ([BLUE, BLUE, Look(colour="7030A0")], {Mark.COLOUR: {2}}),
        ([RED, BLUE], {Mark.COLOUR: {0}}),
        ([Look(), RED, BLUE], {Mark.COLOUR: {1}}),
        ([BLUE, Look(colour="7030A0")], {}),
        ([Look(), Look(shade="yellow"), Look()], {Mark.SHADE: {1}}),
    ],
)
def test_options_that_stand_out(looks: list[Look], expected: dict[Mark, set[int]]) -> None:
    found = marks.evidence([option("chữ", look) for look in looks], frozenset())
    assert {mark: set(places) for mark, places in found} == expected


def test_one_bold_word_is_stress() -> None:
    stressed = Option([], [Piece("Luôn "), Piece("không", BOLD), Piece(" được đọc mã OTP")])
    assert marks.evidence([stressed, option("Được")], frozenset()) == ()


def test_the_letter_alone() -> None:
    underlined, bold = Look(underline=True), BOLD
    assert marks.evidence([option("a", letter=underlined), option("b")], frozenset()) == (
        (Mark.UNDERLINE, frozenset({0})),
    )
    assert marks.evidence([option("a", letter=bold), option("b")], frozenset()) == (
        (Mark.BOLD_LETTER, frozenset({0})),
    )
    assert marks.evidence([option("a", letter=bold), option("b", letter=bold)], frozenset()) == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1-A 2-B 3-C", [(1, "A"), (2, "B"), (3, "C")]),
        ("1a; 2b", [(1, "A"), (2, "B")]),
        ("Câu 1: A", [(1, "A")]),
        ("1. Đúng, 2. Sai", [(1, "ĐÚNG"), (2, "SAI")]),
        ("1: A,C 2: B", [(1, "A,C"), (2, "B")]),
        ("1. Anh", []),
        ("1-A và", []),
        ("", []),
    ],
)
def test_pairs_of_a_line(line: str, expected: list[tuple[int, str]]) -> None:
    assert [(pair.number, pair.value) for pair in keys.pairs(line)] == expected


def table(*rows: str) -> Table:
    (found,) = (item for item in read_body(unpacked(word("\n".join(rows)))) if isinstance(item, Table))
    return found


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (("| Câu | 1 | 2 |", "| ĐA | A | B |"), 2),
        (("| 1 | 2 | 3 |", "| A | B | C |", "| 4 | 5 | |", "| D | A | |"), 5),
        (("| Câu | Đáp án | Câu | Đáp án |", "| 1 | A | 3 | C |", "| 2 | B | | |"), 3),
        (("| STT | Đáp án | Giải thích |", "| 1 | A | vì |"), 1),
        (("| 1-A | 2-B |", "| 3-C | |"), 3),
        (("| Tên | Tuổi |", "| A | 5 |"), 0),
        (("| 1 | 2 |", "| Hà Nội | Huế |"), 0),
    ],
)
def test_tables_of_answers(rows: tuple[str, ...], count: int) -> None:
    assert len(keys.table_pairs(table(*rows)) or []) == count


def test_several_codes_of_papers_are_not_guessed() -> None:
    assert keys.table_pairs(table("| Câu | Mã 101 | Mã 102 |", "| 1 | A | B |")) is None
    assert keys.table_pairs(table("| Câu | 1 | 2 |", "| 101 | A | B |", "| 102 | B | C |")) is None


def test_pieces() -> None:
    pieces = [Piece("ab"), Piece("cd", BOLD)]
    assert text_of(cut(pieces, 1, 3)) == "bc" and cut(pieces, 2) == [Piece("cd", BOLD)]
    assert merged([Piece("a"), Piece("b"), Piece("c", BOLD)]) == [Piece("ab"), Piece("c", BOLD)]
    assert merged([Piece("a"), Piece("\u0301x", BOLD)]) == [Piece("á"), Piece("x", BOLD)]
    assert text_of(narrowed([Piece(" " * 20), Piece("x\t")])) == " " * 8 + "x\t"


@pytest.mark.parametrize(
    ("font", "before", "after"),
    [
        (".VnTime", "c¶i c¸ch", "cải cách"),
        (".VnTimeH", "c¶i c¸ch", "CẢI CÁCH"),
        (".VnArial Narrow", "\uf0a9n", "ân"),
        ("VNI-Times", "caûi caùch", "cải cách"),
        ("VNI-Helve", "Ñaûng", "Đảng"),
        ("Times New Roman", "c¶i", "c¶i"),
        (".VnTime", "cải", "cải"),
        (".VnTime", "Hoi", "Hoi"),
    ],
)
def test_fonts_from_before_unicode(font: str, before: str, after: str) -> None:
    assert legacy.by_font(font, before) == after
