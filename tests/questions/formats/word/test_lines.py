"""The small parts of the reader on their own: what a line begins, options within it, numbers."""

from __future__ import annotations

import pytest

from questions.formats.word import numbering, splitting, words
from questions.formats.word.body import read_body
from questions.formats.word.lines import Item, Line
from questions.formats.word.package import unpacked
from tests.questions.formats.word.building import word


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
    "line", ["ĐÁP ÁN", "BẢNG ĐÁP ÁN", "Đáp án:", "ĐÁP ÁN PHẦN II", "HƯỚNG DẪN GIẢI CHI TIẾT"]
)
def test_headings_of_answers(line: str) -> None:
    assert words.is_tail_heading(line)


@pytest.mark.parametrize(
    "line", ["Đáp án: A", "Đáp án B", "Đáp án đúng là C", "Đáp án: 34", "Lời giải", "Đề"]
)
def test_the_answer_of_one_question_is_no_heading(line: str) -> None:
    assert not words.is_tail_heading(line)


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
        ("A. một\tB. Sách của C. Mác", ["một", "Sách của C. Mác"]),
        ("A. một\tB. hai C. ba\tD. bốn", ["một", "hai", "ba", "bốn"]),
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
