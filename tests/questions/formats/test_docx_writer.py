"""The Word document: parts, numbers, right options in bold and underlined, everything else named."""

from __future__ import annotations

import io

from docx import Document
from docx.text.paragraph import Paragraph

from questions.formats.docx_writer import write
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level

ONE = ParsedQuestion(
    Kind.one, "Hỏi\nhai dòng?", ("x", "y"), (1,), "vì\nthế", "Luật", level=Level.apply, points=50
)
SEVERAL = ParsedQuestion(Kind.several, "Chọn?", ("x", "y", "z"), (0, 2), in_parts=True)
STATEMENTS = ParsedQuestion(Kind.statements, "Xét:", ("a", "b"), (1,))
NUMBER = ParsedQuestion(Kind.number, "Mấy?", number=34, tolerance=1, unit="tỉnh")
MATCHING = ParsedQuestion(Kind.matching, "Nối", ("a", "b"), targets=("1", "2", "3"))


def paragraphs(*questions: ParsedQuestion) -> list[Paragraph]:
    return Document(io.BytesIO(write(questions))).paragraphs


def texts(*questions: ParsedQuestion) -> list[str]:
    return [one.text for one in paragraphs(*questions)]


def test_a_question_and_what_belongs_to_it() -> None:
    assert texts(ONE) == [
        "Phần I. Câu hỏi nhiều lựa chọn",
        "Câu 1. Hỏi\nhai dòng?",
        "A. x",
        "B. y",
        "Đáp án: B",
        "Điểm: 0,5",
        "Mức độ: vận dụng",
        "Giải thích: vì\nthế",
        "Căn cứ: Luật",
    ]


def test_right_options_alone_are_bold_and_underlined() -> None:
    options = [one for one in paragraphs(SEVERAL) if one.text[:3] in ("A. ", "B. ", "C. ")]
    marks = [[(run.bold, run.underline) for run in one.runs] for one in options]
    assert marks == [[(True, True)], [(None, None)], [(True, True)]]


def test_parts_are_counted_without_gaps_and_numbers_go_on() -> None:
    found = texts(NUMBER, MATCHING, ONE)
    assert [text for text in found if text.startswith(("Phần", "Câu"))] == [
        "Phần I. Câu hỏi nhiều lựa chọn",
        "Câu 1. Hỏi\nhai dòng?",
        "Phần II. Câu hỏi trả lời ngắn",
        "Câu 2. Mấy?",
        "Phần III. Câu hỏi sắp xếp, ghép đôi",
        "Câu 3. Nối",
    ]


def test_statements_have_small_letters_and_an_answer_for_each() -> None:
    found = texts(STATEMENTS)
    assert found[2:5] == ["a) a", "b) b", "Đáp án: S, Đ"]
    assert "Loại: đúng/sai từng ý" in found and "Cách chấm: đúng hết" in found


def test_a_number_and_pairs() -> None:
    assert texts(NUMBER)[2:] == ["Đáp án: 34", "Loại: điền số", "Đơn vị: tỉnh", "Sai số: 1"]
    assert texts(MATCHING)[2:5] == ["A. a => 1", "B. b => 2", "C. => 3"]


def test_an_empty_document() -> None:
    assert texts() == []
