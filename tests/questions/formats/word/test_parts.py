"""The small parts of the reader on their own: what a line begins, options, numbers, looks, answers."""

from __future__ import annotations

import pytest
from lxml import etree

from questions.formats import legacy
from questions.formats.word import formulas, keys, marks, numbering, splitting, words
from questions.formats.word.blocks import Option
from questions.formats.word.body import read_body
from questions.formats.word.lines import Item, Line, Piece, Table, cut, merged, narrowed, text_of
from questions.formats.word.looks import Look
from questions.formats.word.marks import Mark
from questions.formats.word.package import unpacked
from tests.questions.formats.word.building import word

PLAIN, BOLD, RED, BLUE = Look(), Look(bold=True), Look(colour="FF0000"), Look(colour="0070C0")


@pytest.mark.parametrize(
    ("line", "number", "behind", "style"),
    [
        ("Câu 1: Hỏi", 1, "Hỏi", "câu"),
        ("CÂU 12. Hỏi", 12, "Hỏi", "câu"),
        ("Câu hỏi số 3 - Hỏi", 3, "Hỏi", "câu"),
        ("Câu 4", 4, "", "câu"),
        ("Câu 5 Thủ đô", 5, "Thủ đô", "câu"),
        ("  Bài 6) x", 6, "x", "câu"),
        ("Cau 7 : x", 7, "x", "câu"),
        ("Question 8. x", 8, "x", "câu"),
        ("Câu hỏi: x", None, "x", "câu"),
        ("9. x", 9, "x", "."),
        ("10) x", 10, "x", ")"),
        ("11- x", 11, "x", "-"),
        ("12.Hỏi", 12, "Hỏi", "."),
    ],
)
def test_questions_begin_so(line: str, number: int | None, behind: str, style: str) -> None:
    start = words.start(line)
    assert start is not None and (start.number, start.style) == (number, style)
    assert line[start.end :] == behind


@pytest.mark.parametrize(
    "line",
    [
        *("Câu 3 và câu 4 dùng chung", "Câu hỏi nào?", "Bài học 1", "1.234 người", "10/10/2025", "3,5 điểm"),
        *("2025 là năm", "", "Câu", "1-2-3"),
    ],
)
def test_other_lines_begin_no_question(line: str) -> None:
    assert words.start(line) is None


def test_what_stands_in_brackets_behind_the_number() -> None:
    start = words.start("Câu 1 (NB) [0,25 điểm] (Sở 2025): Hỏi")
    assert start is not None
    assert (start.level, start.points, start.rest) == ("nhận biết", "0,25", "(Sở 2025)")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Chọn B.", "B"),
        ("Chọn đáp án C", "C"),
        ("=> Đáp án đúng là A", "A"),
        ("Vậy chọn D!", "D"),
        ("Đáp án: B", "B"),
        ("ĐA: b", "B"),
        ("Đáp án: A, C", "A, C"),
        ("Đáp án", ""),
        ("Chọn một phương án", ""),
        ("Đáp án: B vì sao", ""),
        ("Chọn Hà Nội", ""),
    ],
)
def test_lines_that_name_the_answer(line: str, value: str) -> None:
    assert words.answer(line) == value


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Giải thích: vì", "explanation"),
        ("Lời giải", "explanation"),
        ("HƯỚNG DẪN GIẢI:", "explanation"),
        ("Căn cứ pháp lý: Luật", "basis"),
        ("Mức độ: NB", "level"),
        ("Đáp số: 5", "answer"),
        ("- Chủ đề: x", "topics"),
    ],
)
def test_fields(line: str, field: str) -> None:
    found = words.field(line)
    assert found is not None and found[0] == field


@pytest.mark.parametrize(
    "line", ["Căn cứ Điều 5 Luật", "Lưu ý: x", "Giờ: 10", "Điểm nào sau đây đúng?", "Giải"]
)
def test_no_fields(line: str) -> None:
    assert words.field(line) is None


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("5 ngày (Khoản 2 Điều 4 Luật Cư trú)", "Khoản 2 Điều 4 Luật Cư trú"),
        ("x (theo Nghị định 61/2018/NĐ-CP (sửa đổi 2021)).", "theo Nghị định 61/2018/NĐ-CP (sửa đổi 2021)"),
        ("x [Điều 5]", "Điều 5"),
        ("x (đúng)", ""),
        ("(Điều 5 Luật)", ""),
        ("Luật (Điều 5) quy định gì?", ""),
        ("x)", ""),
    ],
)
def test_the_law_in_brackets(text: str, cited: str) -> None:
    at, found = words.without_citation(text)
    assert found == cited and (text[:at].rstrip() + cited == text[:at].rstrip() + found)


@pytest.mark.parametrize("line", ["HẾT", "----- HẾT -----", "— Hết —", "The end", "HÊT"])
def test_the_end(line: str) -> None:
    assert words.is_end(line)


@pytest.mark.parametrize("line", ["Hết hạn", "hết giờ", "", "Ngày hết"])
def test_not_the_end(line: str) -> None:
    assert not words.is_end(line)


@pytest.mark.parametrize(
    ("line", "last", "name"),
    [
        ("PHẦN I. Trắc nghiệm", 0, "Phần I"),
        ("Phần 2: x", 0, "Phần 2"),
        ("Nhóm 3", 0, "Nhóm 3"),
        ("Part II", 0, "Part II"),
        ("I. TRẮC NGHIỆM", 0, "Mục I"),
        ("II. VẬN DỤNG", 1, "Mục II"),
        ("V. I. Lênin viết", 1, ""),
        ("Phần mềm là gì", 0, ""),
        ("II. x", 0, ""),
    ],
)
def test_groups(line: str, last: int, name: str) -> None:
    assert words.group(line, last)[0] == name


def letters(text: str, following: str = "") -> list[tuple[str, str]]:
    first = splitting.leading(text)
    found = splitting.split(text, first, following) if first else []
    return [(one.letter, text[one.words : one.end].strip()) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A. một\tB. hai\tC. ba", ["một", "hai", "ba"]),
        ("A. một    B. hai", ["một", "hai"]),
        (
            "A. Hồ Chí Minh B. Võ Nguyên Giáp C. Phạm Văn Đồng",
            ["Hồ Chí Minh", "Võ Nguyên Giáp", "Phạm Văn Đồng"],
        ),
        ("A. Vitamin B. Tốt", ["Vitamin B. Tốt"]),
        ("A. cả A, B, C", ["cả A, B, C"]),
        ("(A) một  (B) hai", ["một", "hai"]),
        ("A) một  B. hai", ["một  B. hai"]),
        ("*A. một  B. hai", ["một", "hai"]),
        ("A.một  B.hai", ["một", "hai"]),
        ("A\tmột", ["một"]),
    ],
)
def test_options_side_by_side(text: str, expected: list[str]) -> None:
    assert [said for _, said in letters(text)] == expected


def test_a_letter_that_begins_the_next_line_is_not_in_this_one() -> None:
    assert len(letters("A. Viêm gan B. Nặng C. Nhẹ", "B. Cảm cúm")) == 1
    assert len(letters("A. Viêm gan B. Nặng C. Nhẹ", "D. Cảm cúm")) == 3


def test_options_behind_the_question() -> None:
    text = "Câu 1: Ba cộng một? A. 3 B. 4 C. 5"
    assert [one.letter for one in splitting.behind_question(text, 7)] == ["A", "B", "C"]
    assert splitting.behind_question("Câu 1: Vitamin A. là gì", 7) == []


@pytest.mark.parametrize(
    ("count", "format", "text"),
    [
        (4, "lowerRoman", "iv"),
        (27, "upperLetter", "AA"),
        (3, "decimalZero", "03"),
        (1999, "upperRoman", "MCMXCIX"),
    ],
)
def test_numbers_as_word_writes_them(count: int, format: str, text: str) -> None:
    assert numbering._FORMATS[format](count) == text


def lines(description: str) -> list[str]:
    items: list[Item] = read_body(unpacked(word(description)))
    return [item.text for item in items if isinstance(item, Line) and not item.is_empty]


def test_automatic_numbers_restart_and_go_on() -> None:
    made = lines("@1 a\n@1.1 b\n@1.1 c\n@1 d\n@1.1 e\n@7 g\n@8 h\n@9 i\n^Numbered j\n^Numbered @0 k")
    assert made == [
        *("Câu 1: a", "A. b", "B. c", "Câu 2: d", "A. e", "Câu 1: g", "Câu 2: h"),
        *("i", "Câu 3: j", "k"),
    ]


def test_what_a_paragraph_holds() -> None:
    assert lines("a→b⏎c␣d") == ["a\tb", "c d"]
    assert lines("<del>x</del>y<ins>z</ins><hide>w</hide>") == ["yz"]
    assert lines("<box>trong khung</box>ngoài") == ["ngoài", "trong khung"]
    assert lines("m<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup>") == ["m² H₂O 1st"]


def test_a_style_based_on_itself_ends() -> None:
    assert lines("^Loop x") == ["x"]


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
