"""What is said before an export, in words that fit the very questions."""

from __future__ import annotations

from datetime import date

import pytest

from questions.formats.carrying import NotCarried, carried
from questions.formats.forms import Form
from questions.formats.losses import fit, losses
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level

BARE = ParsedQuestion(Kind.one, "Hỏi?", ("x", "y"), (0,))
FULL = ParsedQuestion(
    Kind.one,
    "Hỏi\nhai dòng?",
    ("x", "y"),
    (0,),
    "vì",
    "Luật",
    topics=("cds",),
    level=Level.apply,
    points=50,
    unit="tỉnh",
    valid_until=date(2027, 1, 1),
)
SEVERAL = ParsedQuestion(Kind.several, "Chọn?", ("x", "y", "z"), (0, 1))
STATEMENTS = ParsedQuestion(Kind.statements, "Xét:", ("a", "b", "c", "d"), (0,), in_parts=True)
SHORT = ParsedQuestion(Kind.short, "Gì?", accepted=("a",), exact=True)
ORDERING = ParsedQuestion(Kind.ordering, "Xếp", ("a", "b"), in_parts=True)
MATCHING = ParsedQuestion(Kind.matching, "Nối", ("a", "b"), targets=("1", "2"))
OPEN = ParsedQuestion(Kind.suggestion, "Theo bạn?")
PREDICTION = ParsedQuestion(Kind.prediction, "Bao nhiêu?")


def parts(form: Form, *questions: ParsedQuestion) -> list[str]:
    return [loss.part for loss in losses(questions, form)]


@pytest.mark.parametrize("form", Form, ids=str)
def test_a_plain_question_loses_nothing_anywhere(form: Form) -> None:
    assert losses([BARE], form) == () == losses([], form)


@pytest.mark.parametrize("form", [Form.XLSX, Form.CSV, Form.TEXT], ids=str)
def test_our_own_formats_lose_nothing(form: Form) -> None:
    assert losses([FULL, SEVERAL, STATEMENTS, SHORT, ORDERING, MATCHING, PREDICTION, OPEN], form) == ()


@pytest.mark.parametrize(
    ("form", "lost"),
    [
        (Form.AIKEN, "text explanation basis topics level points unit valid_until"),
        (Form.GIFT, "points unit"),
        (Form.MOODLE, "unit"),
        (Form.QTI, "unit"),
        (Form.DOCX, ""),
    ],
)
def test_what_one_question_loses(form: Form, lost: str) -> None:
    assert parts(form, FULL) == lost.split()


@pytest.mark.parametrize(
    ("question", "gift", "moodle", "qti"),
    [
        (SEVERAL, "partly", "partly", ""),
        (STATEMENTS, "shares", "shares", "shares"),
        (SHORT, "exact spelling", "exact spelling", "exact spelling"),
        (ORDERING, "question", "", "wholly"),
        (MATCHING, "partly", "partly", ""),
        (PREDICTION, "question", "question", "question"),
    ],
    ids=lambda value: str(getattr(value, "kind", value)),
)
def test_what_each_kind_loses(question: ParsedQuestion, gift: str, moodle: str, qti: str) -> None:
    found = [" ".join(parts(form, question)) for form in (Form.GIFT, Form.MOODLE, Form.QTI)]
    assert found == [gift, moodle, qti]


def test_those_left_out_are_told_first_by_kind_and_counted() -> None:
    found = losses([PREDICTION, FULL, ORDERING, ORDERING], Form.AIKEN)
    assert [loss.leaves_out for loss in found][:3] == [True, True, False]
    assert found[0].said == "1 câu dự đoán không có trong tệp, vì dạng này không có loại câu đó."
    assert found[1].said.startswith("2 câu sắp xếp") and found[1].places == (2, 3)
    assert fit([PREDICTION, FULL, ORDERING], Form.AIKEN) == (carried(FULL, Form.AIKEN),)


def test_options_that_are_the_same_on_one_line_are_left_out() -> None:
    twins = ParsedQuestion(Kind.one, "x", ("a\nb", "a b"), (0,))
    with pytest.raises(NotCarried, match="trùng nhau"):
        carried(twins, Form.AIKEN)
    assert carried(twins, Form.GIFT) == twins


def test_pairs_that_would_come_back_as_statements_are_left_out() -> None:
    question = ParsedQuestion(Kind.matching, "x", ("a", "b"), targets=("Đúng", "Sai"))
    for form in (Form.GIFT, Form.MOODLE, Form.QTI):
        with pytest.raises(NotCarried, match="Đúng, Sai"):
            carried(question, form)
    assert carried(question, Form.CSV) == question


def test_more_right_options_than_moodle_has_shares_for() -> None:
    options = tuple("abcdefghijkl")
    for count, is_kept in ((10, True), (11, False)):
        question = ParsedQuestion(Kind.several, "x", options, tuple(range(count)), in_parts=True)
        assert bool(fit([question], Form.MOODLE)) is is_kept
        assert fit([question], Form.QTI)


def test_an_arrow_is_told_only_where_it_is_lost() -> None:
    arrow = ParsedQuestion(Kind.matching, "x", ("a -> b", "c"), targets=("1", "2"), in_parts=True)
    assert parts(Form.GIFT, arrow) == ["options"] and parts(Form.MOODLE, arrow) == []
    assert parts(Form.GIFT, ParsedQuestion(Kind.one, "a -> b", ("x -> y", "z"), (0,))) == []


def test_word_tells_when_it_moves_questions() -> None:
    assert parts(Form.DOCX, BARE, STATEMENTS) == []
    assert parts(Form.DOCX, STATEMENTS, BARE) == ["order"]


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Hỏi gì?", False),
        ("Hỏi\nhai dòng?", False),
        ("* Hỏi", True),
        ("Hỏi (đúng)", True),
        ("Hỏi\nGiải thích: y", True),
        ("Ai ký (Luật số 5/2020/QH14)?", True),
        ("Ai ký (chọn một)?", False),
    ],
)
def test_what_a_reader_of_word_files_would_take_otherwise(text: str, is_told: bool) -> None:
    for question in (
        ParsedQuestion(Kind.one, text, ("x", "y"), (0,)),
        ParsedQuestion(Kind.one, "x", (text, "y"), (0,)),
    ):
        assert parts(Form.DOCX, question) == ["misread"] * is_told


@pytest.mark.parametrize("form", [Form.GIFT, Form.MOODLE, Form.QTI], ids=str)
def test_elsewhere_somebody_marks_open_questions(form: Form) -> None:
    (loss,) = losses([OPEN], form)
    assert (loss.part, loss.leaves_out) == ("marked", False) and "tự luận" in loss.said
    assert fit([OPEN], form) == (OPEN,)


def test_aiken_has_no_open_questions() -> None:
    (loss,) = losses([OPEN], Form.AIKEN)
    assert loss.leaves_out and "câu hỏi mở" in loss.said
