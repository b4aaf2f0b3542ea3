"""Our plain text format: read, written, and read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from questions.formats import text
from questions.formats.model import ParsedQuestion, Report, Severity
from questions.kinds import Kind, Level

WHOLE = """# một lời ghi chú
Câu hỏi: Ngày Chuyển đổi số quốc gia
  là ngày nào?
Chủ đề: tag-ngay-cds, cds-4dd
Mức độ: vận dụng
Điểm: 0,5
Hiệu lực đến: 31/12/2026
A. 10/8
*B. 10/10
  hằng năm
C. =1+1
Giải thích: Vì thế.
Căn cứ: Quyết định số 505/QĐ-TTg ngày 22/4/2022
"""


def one(source: str) -> ParsedQuestion:
    report = text.parse(source)
    assert not report.errors and len(report.questions) == 1
    return report.questions[0]


def error(source: str) -> str:
    """The one error of a text with one question, which stays listed without a right answer."""
    report = text.parse(source)
    assert len(report.errors) == 1 and len(report.questions) == 1
    assert report.questions[0].right == () and report.questions[0].number is None
    assert report.errors[0].line == report.questions[0].line
    return report.errors[0].message


def test_a_whole_question() -> None:
    assert one(WHOLE) == ParsedQuestion(
        kind=Kind.one,
        text="Ngày Chuyển đổi số quốc gia\nlà ngày nào?",
        options=("10/8", "10/10\nhằng năm", "=1+1"),
        right=(1,),
        explanation="Vì thế.",
        basis="Quyết định số 505/QĐ-TTg ngày 22/4/2022",
        line=2,
        topics=("tag-ngay-cds", "cds-4dd-dvc-nhan-thuc"),
        level=Level.apply,
        points=50,
        valid_until=date(2026, 12, 31),
    )


@pytest.mark.parametrize(
    "start", ["Câu hỏi:", "Câu hỏi 3:", "Câu 12.", "Câu 1:", "CÂU 7)", "cau hoi: ", "Question 2:"]
)
def test_ways_to_begin_a_question(start: str) -> None:
    assert one(f"{start} Hỏi gì?\n*A. x\nB. y").text == "Hỏi gì?"


@pytest.mark.parametrize("option", ["*A. x", "*A) x", "* A. x", "A*. x", "*a) x"])
def test_ways_to_mark_an_option(option: str) -> None:
    question = one(f"Câu hỏi: Hỏi?\n{option}\nB. y")
    assert (question.options, question.right) == (("x", "y"), (0,))


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("B", (1,)),
        ("b.", (1,)),
        ("(B)", (1,)),
        ("Phương án B", (1,)),
        ("2", (1,)),
        ("y", (1,)),
        ("A, C", (0, 2)),
        ("A và C", (0, 2)),
        ("AC", (0, 2)),
        ("A;C", (0, 2)),
        ("1,3", (0, 2)),
        ("x; z", (0, 2)),
    ],
)
def test_the_answer_may_be_named_instead(answer: str, right: tuple[int, ...]) -> None:
    question = one(f"Câu hỏi: Hỏi?\nA. x\nB. y\nC. z\nĐáp án: {answer}")
    assert question.right == right
    assert question.kind is (Kind.several if len(right) > 1 else Kind.one)


def test_several_by_stars() -> None:
    question = one("Câu hỏi: Hỏi?\n*A. x\nB. y\n*C. z")
    assert (question.kind, question.right) == (Kind.several, (0, 2))


def test_several_may_have_one_right() -> None:
    question = one("Câu hỏi: Hỏi?\nLoại: nhiều đáp án\n*A. x\nB. y")
    assert (question.kind, question.right) == (Kind.several, (0,))


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("Loại: đúng/sai\nĐáp án: Đúng", 0),
        ("Loại: Đúng – Sai\nĐáp án: sai", 1),
        ("Đáp án: Sai", 1),
        ("A. Đúng\n*B. Sai", 1),
        ("A. Sai\n*B. Đúng", 0),
        ("A. Sai\nB. Đúng\nĐáp án: A", 1),
        ("Đáp án: Đ", 0),
    ],
)
def test_true_false(body: str, right: int) -> None:
    question = one("Câu hỏi: Thật không?\n" + body)
    assert (question.kind, question.options, question.right) == (Kind.true_false, ("Đúng", "Sai"), (right,))


@pytest.mark.parametrize(
    ("answer", "number"), [("34", 34), ("1.234", 1234), ("-5", -5), ("3 321", 3321), ("0", 0)]
)
def test_number(answer: str, number: int) -> None:
    question = one(f"Câu hỏi: Bao nhiêu?\nLoại: số\nĐơn vị: tỉnh\nĐáp án: {answer}")
    assert (question.kind, question.number, question.unit, question.right) == (
        Kind.number,
        number,
        "tỉnh",
        (),
    )
    assert one(f"Câu hỏi: Bao nhiêu?\nĐáp án: {answer}").kind is Kind.number


def test_prediction_needs_no_answer() -> None:
    question = one("Câu hỏi: Có bao nhiêu người dự thi?\nLoại: dự đoán")
    assert question.kind is Kind.prediction and question.sound


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("Câu hỏi: Hỏi?\nA. x\nB. y", "chưa có đáp án đúng"),
        ("Câu hỏi: Hỏi?\n*A. x\nB. y\nĐáp án: B", "khác nhau"),
        ("Câu hỏi: Hỏi?\nLoại: một đáp án\n*A. x\n*B. y", "nhiều đáp án đúng"),
        ("Câu hỏi: Hỏi?\nA. x\nB. y\nĐáp án: E", "không khớp"),
        ("Câu hỏi: Hỏi?\nA. 2\nB. 1\nĐáp án: 1", "hai cách"),
        ("Câu hỏi: Hỏi?\n*A. x", "ít nhất hai"),
        ("Câu hỏi: Hỏi?", "ít nhất hai"),
        ("Câu hỏi: Hỏi?\n*A. x\nB. x", "giống nhau"),
        ("Câu hỏi: Hỏi?\n*A. x\nB.", "để trống"),
        ("Câu hỏi: Hỏi?\n*A. x\nC. y", "sai thứ tự"),
        ("Câu hỏi:\n*A. x\nB. y", "Thiếu nội dung"),
        ("Câu hỏi: Hỏi?\nLoại: tự luận\n*A. x\nB. y", "Không hiểu loại"),
        ("Câu hỏi: Hỏi?\nLoại: số\nĐáp án: một rưỡi", "phải là một số"),
        ("Câu hỏi: Hỏi?\nLoại: số", "chưa có đáp án"),
        ("Câu hỏi: Hỏi?\nLoại: đúng/sai", "chưa có đáp án"),
        ("Câu hỏi: Hỏi?\nLoại: đúng/sai\nĐáp án: có thể", "Đúng hoặc Sai"),
        ("Câu hỏi: Hỏi?\nLoại: đúng/sai\n*A. x\nB. y", "hai phương án Đúng và Sai"),
        ("Câu hỏi: Hỏi?\n*A. x\nB. y\nGiải thích: a\nGiải thích: b", "hai lần"),
    ],
)
def test_an_error_is_said_once_and_the_question_stays(source: str, message: str) -> None:
    assert message in error(source)


def warnings(report: Report) -> list[str]:
    return [problem.message for problem in report.problems if problem.level is Severity.WARNING]


def test_warnings_do_not_stand_in_the_way() -> None:
    body = "*A. x\nB. y\nGiải thích: z\nChủ đề: Nông thôn mới\nMức độ: siêu khó\nĐiểm: nhiều"
    body += "\nHiệu lực đến: 31/02/2026"
    report = text.parse(f"lời dẫn\nCâu hỏi: Hỏi?\n{body}\n\nCâu hỏi: HỎI\n{body.split('Chủ')[0]}")
    found = " ".join(warnings(report))
    for part in (
        "Nông thôn mới",
        "siêu khó",
        "nhiều",
        "31/02/2026",
        "Trùng lời với câu ở dòng 2",
        "đứng trước",
    ):
        assert part in found
    assert not report.errors
    assert report.questions[0].topics == ("nong-thon-moi",)
    assert (report.questions[0].points, report.questions[0].level) == (100, Level.recognise)


def test_missing_explanations_are_one_warning() -> None:
    report = text.parse("Câu hỏi: Một?\n*A. x\nB. y\n\nCâu hỏi: Hai?\n*A. x\nB. y\n")
    assert warnings(report) == ["2 câu chưa có giải thích, đầu tiên là câu ở dòng 1."]


def test_a_topic_may_be_named_in_words() -> None:
    source = "Câu hỏi: Hỏi?\n*A. x\nB. y\nGiải thích: z\nChủ đề: "
    assert one(source + "an toàn thông tin, an ninh mạng").topics == ("tag-attt",)
    assert one(source + "Cải cách thể chế; cds-4c").topics == ("cchc-5a-the-che", "cds-4c-hoa-don-dien-tu")


def test_problems_come_in_the_order_of_lines() -> None:
    report = text.parse("Câu hỏi: Một?\nA. x\nB. y\n\nCâu hỏi: Hai?\n*A. x\nB. y\n\nCâu hỏi: Hai?\nA. x\n")
    lines = [problem.line for problem in report.problems]
    assert lines == sorted(lines) and len(report.errors) == 2 and len(report.questions) == 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems(end: str) -> None:
    assert one(WHOLE.replace("\n", end)) == one(WHOLE)


@pytest.mark.parametrize("source", ["", "chỉ là văn bản", "# ghi chú", "a,b,c\n1,2,3"])
def test_nothing_found_is_an_error(source: str) -> None:
    report = text.parse(source)
    assert report.questions == () and [problem.message for problem in report.errors] == [text.SHAPELESS]


def test_the_example_is_a_sound_question() -> None:
    report = text.parse(text.EXAMPLE)
    assert [question.right for question in report.questions] == [(1,)] and report.problems == ()


def test_options_named_true_and_false_of_a_single_choice_keep_their_kind() -> None:
    question = ParsedQuestion(Kind.one, "Hỏi?", ("Sai", "Đúng"), (1,), "vì", line=3)
    assert text.parse(text.write([question])).questions == (question,)


def test_what_is_written_reads_well() -> None:
    written = text.write([replace(one(WHOLE), points=100, valid_until=None)])
    assert written.splitlines()[2:8] == [
        "Câu hỏi: Ngày Chuyển đổi số quốc gia",
        "  là ngày nào?",
        "Chủ đề: tag-ngay-cds, cds-4dd-dvc-nhan-thuc",
        "Mức độ: vận dụng",
        "A. 10/8",
        "*B. 10/10",
    ]
