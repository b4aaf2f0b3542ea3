"""Each problem of a sheet, one by one: at its row, its column and its cell, and what it says."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from questions.formats import detect
from questions.formats.drafts import Draft
from questions.formats.judging import examine, first_number, judge
from questions.formats.model import Report, Severity
from questions.kinds import Kind
from tests.questions.test_problems import HEAD, TODAY, read
from tests.questions.test_xlsx import book

GOOD = ["Hỏi gì?", "x", "y", "z", "t", "B", None, None, None, "vì"]
PLACES = {"text": 0, "A": 1, "B": 2, "C": 3, "D": 4, "answer": 5, "topics": 6, "level": 7, "until": 8}


def changed(**cells: Any) -> list[Any]:
    """The good row with other cells."""
    row = list(GOOD)
    for name, value in cells.items():
        row[PLACES[name]] = value
    return row


@pytest.mark.parametrize(
    ("cells", "column", "cell", "words"),
    [
        ({"text": " "}, "Câu hỏi", "A", "Thiếu nội dung câu hỏi."),
        ({"A": ""}, "Phương án A", "B", "Phương án A để trống."),
        ({"C": " "}, "Phương án C", "D", "Phương án C để trống."),
        ({"B": "x"}, "Phương án B", "C", "Phương án A và B giống nhau."),
        ({"D": "z"}, "Phương án D", "E", "Phương án C và D giống nhau."),
        ({"B": None, "C": None, "D": None}, "Phương án B", "C", "ít nhất hai phương án"),
        ({"answer": None}, "Đáp án đúng", "F", "chưa có đáp án đúng"),
        ({"answer": "E"}, "Đáp án đúng", "F", "E"),
        ({"answer": "???"}, "Đáp án đúng", "F", "???"),
    ],
)
def test_one_error_one_cell(cells: dict[str, Any], column: str, cell: str, words: str) -> None:
    """The good row above it and the one below say nothing: the problem is the middle one's."""
    report = read(changed(text="Một?"), changed(**cells), changed(text="Ba?"))
    (problem,) = report.errors
    assert (problem.line, problem.column, problem.cell) == (3, column, f"{cell}3")
    assert words in problem.message
    assert [question.sound for question in report.questions] == [True, False, True]
    assert report.own[0] == report.own[2] == ()


@pytest.mark.parametrize(
    ("cells", "column", "cell"),
    [
        ({"topics": "Nông thôn mới"}, "Chủ đề", "G2"),
        ({"level": "siêu khó"}, "Mức độ", "H2"),
        ({"until": "31/02/2027"}, "Hiệu lực đến", "I2"),
        ({"until": "sang năm"}, "Hiệu lực đến", "I2"),
        ({"until": date(2026, 10, 4)}, "Hiệu lực đến", "I2"),
        ({"A": date(2026, 3, 2)}, "Phương án A", "B2"),
        ({"B": time(8, 30)}, "Phương án B", "C2"),
    ],
)
def test_a_warning_keeps_nothing_from_being_saved(cells: dict[str, Any], column: str, cell: str) -> None:
    report = read(changed(**cells))
    (problem,) = report.problems
    assert (problem.level, problem.column, problem.cell) == (Severity.WARNING, column, cell)
    assert report.questions[0].sound and not report.errors


def test_the_day_itself_is_still_good() -> None:
    assert read(changed(until=TODAY)).problems == ()
    assert read(changed(until="05/10/2026")).problems == ()


def test_the_cell_follows_the_column_wherever_it_stands() -> None:
    """Title rows above, an unknown column before, the answer first."""
    head = ["STT", "Đáp án đúng", "Câu hỏi", "A", "B"]
    data = book([["BỘ CÂU HỎI"], [], head, [1, "C", "Hỏi gì?", "x", "y"]])
    (problem,) = judge_of(data).errors
    assert (problem.line, problem.column, problem.cell) == (4, "Đáp án đúng", "B4")


def judge_of(data: bytes) -> Report:
    """The report of a file."""
    return detect.read_bytes(data, TODAY)


def test_a_sheet_far_to_the_right_has_cells_of_two_letters() -> None:
    head = [*(f"Cột {at}" for at in range(26)), *HEAD]
    (problem,) = judge_of(book([head, [*([None] * 26), *changed(answer="E")]])).errors
    assert problem.cell == "AF2"


def test_twins_in_one_file_are_told_at_the_later_one() -> None:
    report = read(changed(), changed(text="Khác?"), changed(text="hỏi GÌ"))
    (problem,) = report.problems
    assert (problem.line, problem.level) == (4, Severity.WARNING)
    assert problem.message == "Trùng lời với câu ở dòng 2."


def test_twins_with_another_key_are_told_so() -> None:
    (problem,) = read(changed(), changed(text="hỏi GÌ", answer="A")).problems
    assert problem.message == "Trùng lời với câu ở dòng 2 nhưng đáp án khác. Bạn xem câu nào đúng."


def test_missing_explanations_are_one_warning() -> None:
    rows = [changed(text=f"Câu {at}?")[:9] for at in range(3)]
    (problem,) = read(changed(text="Có?"), *rows).problems
    assert problem.message == "3 câu chưa có giải thích, đầu tiên là câu ở dòng 3."


def test_a_file_without_any_question_says_so() -> None:
    report = judge([])
    assert [problem.level for problem in report.problems] == [Severity.ERROR]
    assert report.questions == ()


# --- kinds and answers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draft", "kind"),
    [
        (Draft(1, "Gì?", ["x", "y"], answer="A"), Kind.one),
        (Draft(1, "Gì?", ["x", "y"], answer="A, B"), Kind.several),
        (Draft(1, "Gì?", ["x", "y", "z"], {0, 2}), Kind.several),
        (Draft(1, "Gì?", ["Sai", "Đúng"], answer="A"), Kind.true_false),
        (Draft(1, "Gì?", answer="đúng"), Kind.true_false),
        (Draft(1, "Gì?", answer="34"), Kind.number),
        (Draft(1, "Gì?", answer="34", kind="số"), Kind.number),
    ],
)
def test_what_kind_a_question_is(draft: Draft, kind: Kind) -> None:
    judged = examine(draft)
    assert judged.is_sound, judged.problems
    assert judged.question.kind is kind


@pytest.mark.parametrize(
    ("draft", "part", "words"),
    [
        (Draft(1, "Gì?", ["x", "y"], answer="A", kind="kéo thả"), "kind", "kéo thả"),
        (Draft(1, "Gì?", ["x", "y"], {1}, answer="A"), "answer", "khác nhau"),
        (Draft(1, "Gì?", ["x", "y"], {0, 1}, kind="một đáp án"), "", ""),
        (Draft(1, "Gì?", ["Đúng", "Không"], kind="đúng/sai", answer="A"), "answer", "Đúng và Sai"),
        (Draft(1, "Gì?", answer="ba bốn", kind="số"), "answer", "phải là một số"),
        (Draft(1, "Gì?", answer="", kind="số"), "answer", "chưa có đáp án"),
        (Draft(1, "Gì?", answer="đúng", marked=set(), options=["x", "y"]), "answer", ""),
        (Draft(1, "Gì?", fault="Dòng lạ."), "", "Dòng lạ."),
    ],
)
def test_answers_that_do_not_fit_their_kind(draft: Draft, part: str, words: str) -> None:
    judged = examine(draft)
    assert not judged.is_sound
    assert judged.question.right == () and judged.question.number is None
    found = [problem for problem in judged.problems if not part or problem.part == part]
    assert found and any(words in problem.message for problem in found)


def test_right_and_wrong_in_either_order() -> None:
    for options, answer, right in (
        (["Đúng", "Sai"], "A", 0),
        (["Sai", "Đúng"], "A", 1),
        (["Sai", "Đúng"], "Sai", 1),
        ([], "sai", 1),
    ):
        judged = examine(Draft(1, "Gì?", options, answer=answer))
        assert judged.question.options == ("Đúng", "Sai")
        assert judged.question.right == (right,), (options, answer)


@pytest.mark.parametrize(
    ("answers", "options", "first"),
    [
        (["0", "1"], ["x", "y"], 0),
        (["1", "2"], ["x", "y"], 1),
        (["0"], ["0", "1"], 1),
        (["0"], [], 1),
        ([], [], 1),
    ],
)
def test_whether_a_file_counts_options_from_nought(
    answers: list[str], options: list[str], first: int
) -> None:
    assert first_number([Draft(1, "Gì?", list(options), answer=answer) for answer in answers]) == first
