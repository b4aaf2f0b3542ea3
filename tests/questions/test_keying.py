"""Which kind an author means and what they say is right: each sentence of the reader."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from questions.formats.drafts import Draft
from questions.formats.judging import examine
from questions.formats.keying import NO_RIGHT
from questions.formats.model import ParsedQuestion, Severity
from questions.formats.words import KINDS
from questions.kinds import Kind
from questions.wording import KIND_NAMES
from tests.questions.asked import MATCHING, NEW

FOUR = ["một", "hai", "ba", "bốn"]
PAIRS = ["113 => Công an", "114 => Cứu hỏa", "115 => Cấp cứu"]


def sound(draft: Draft) -> ParsedQuestion:
    judged = examine(draft)
    assert judged.is_sound, judged.problems
    return judged.question


def told(draft: Draft, level: Severity = Severity.ERROR) -> list[tuple[str, str]]:
    return [(one.part, one.message) for one in examine(draft).problems if one.level is level]


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_known_by_its_own_name(kind: Kind) -> None:
    for words in (KIND_NAMES[kind], KIND_NAMES[kind].upper(), kind.value):
        assert examine(Draft(1, "Gì?", FOUR, kind=words)).question.kind is kind
    assert set(KINDS.values()) == set(Kind)


@pytest.mark.parametrize(
    ("options", "answer", "kind"),
    [
        (FOUR, "B", Kind.one),
        (FOUR, "A, C", Kind.several),
        (FOUR, "Đ, S, S, Đ", Kind.statements),
        (FOUR, "ĐSSĐ", Kind.statements),
        (FOUR, "D, D", Kind.one),
        (["Đúng", "Sai"], "Sai", Kind.true_false),
        ([], "sai", Kind.true_false),
        ([], "3,14", Kind.number),
    ],
)
def test_without_a_kind_the_answer_tells(options: list[str], answer: str, kind: Kind) -> None:
    assert examine(Draft(1, "Gì?", options, answer=answer)).question.kind is kind


@pytest.mark.parametrize(
    "answer",
    [
        *("Đ, S, S, Đ", "Đ S S Đ", "ĐSSĐ", "Đ-S-S-Đ", "T/F/F/T", "D, S, S, D"),
        *("đúng; sai; sai; đúng", "a) Đ, b) S, c) S, d) Đ", "1. Đúng\n2. Sai\n3. Sai\n4. Đúng"),
    ],
)
def test_statements_as_people_write_their_truth(answer: str) -> None:
    question = sound(Draft(1, "Gì?", FOUR, answer=answer, kind="đúng/sai từng ý"))
    assert question.right == (0, 3) and question.in_parts


def test_statements_by_their_stars_and_all_of_them_false() -> None:
    kind = "mệnh đề"
    assert sound(Draft(1, "Gì?", FOUR, {1, 2}, kind=kind)).right == (1, 2)
    assert sound(Draft(1, "Gì?", FOUR, {1}, kind=kind, answer="S, Đ, S, S")).right == (1,)
    assert sound(Draft(1, "Gì?", FOUR, kind=kind, answer="SSSS")).right == ()


@pytest.mark.parametrize(
    ("draft", "part", "words"),
    [
        (Draft(1, "Gì?", FOUR, kind="mệnh đề"), "answer", "Chưa rõ ý nào đúng, ý nào sai"),
        (Draft(1, "Gì?", FOUR, kind="mệnh đề", answer="Đ, S"), "answer", "cho từng ý trong 4 ý"),
        (Draft(1, "Gì?", FOUR, kind="mệnh đề", answer="A, B"), "answer", "cho từng ý trong 4 ý"),
        (Draft(1, "Gì?", FOUR, {0}, kind="mệnh đề", answer="SSSĐ"), "answer", "những ý khác nhau"),
        (Draft(1, "Gì?", ["một"], kind="mệnh đề"), "option1", "ít nhất hai ý"),
        (Draft(1, "Gì?", ["x", "x"], kind="sắp xếp"), "option1", "Ý A và B giống nhau"),
        (Draft(1, "Gì?", ["x", "", "y"], kind="sắp xếp"), "option1", "Ý B để trống"),
        (Draft(1, "Gì?", ["x"], kind="sắp xếp"), "option1", "theo đúng thứ tự"),
        (Draft(1, "Gì?", list(map(str, range(13))), kind="sắp xếp"), "", "Nhiều nhất 12 ý, từ A đến L"),
        (Draft(1, "Gì?", list(map(str, range(27))), kind="một đáp án"), "", "Nhiều nhất 26 phương án"),
        (Draft(1, "Gì?", ["a => b"], kind="ghép đôi"), "option1", "ít nhất hai cặp"),
        (Draft(1, "Gì?", ["a => b", "c"], kind="nối"), "option1", "Ý B chưa có vế phải"),
        (Draft(1, "Gì?", ["a => b", "c => b"], kind="nối"), "option1", "Vế phải của A và B giống nhau"),
        (Draft(1, "Gì?", ["a => b", "a => c"], kind="nối"), "option1", "Vế trái của A và B giống nhau"),
        (Draft(1, "Gì?", ["a => b", "c => d", "=> b"], kind="nối"), "option2", "Vế phải của A và C"),
        (Draft(1, "Gì?", [f"{n} => x{n}" for n in range(13)], kind="nối"), "", "Nhiều nhất 12 ý"),
        (Draft(1, "Gì?", kind="trả lời ngắn"), "answer", "chưa có đáp án"),
        (Draft(1, "Gì?", kind="trả lời ngắn", answer=" | \n"), "answer", "chưa có đáp án"),
        (Draft(1, "Gì?", kind="trả lời ngắn", answer="x" * 201), "answer", "dài quá 200"),
        (Draft(1, "Gì?", kind="điền số", answer="3,1234567"), "answer", "nhiều nhất 6 chữ số"),
        (Draft(1, "Gì?", kind="điền số", answer="3", tolerance="ít"), "tolerance", "Sai số phải là một số"),
        (Draft(1, "Gì?", kind="điền số", answer="3", tolerance="-1"), "tolerance", "không thể là số âm"),
    ],
)
def test_what_is_wrong_is_told_at_its_part(draft: Draft, part: str, words: str) -> None:
    judged = examine(draft)
    assert any(where == part and words in message for where, message in told(draft)), judged.problems
    assert not judged.question.sound and not judged.is_sound


@pytest.mark.parametrize(
    ("draft", "part", "words"),
    [
        (Draft(1, "Gì?", FOUR, {0}, scoring="từng phần"), "scoring", "không dùng cho loại câu này"),
        (Draft(1, "Gì?", FOUR, {0}, scoring="tùy hứng"), "scoring", "Không hiểu cách chấm “tùy hứng”"),
        (Draft(1, "Gì?", FOUR, {0}, tolerance="1"), "tolerance", "chỉ dùng cho câu điền số"),
        (Draft(1, "Gì?", kind="điền số", answer="1.234"), "answer", "1234 hoặc 1,234, tạm coi là 1234"),
        (Draft(1, "Gì?", kind="số", answer="3", tolerance="1.000"), "tolerance", "hai cách"),
    ],
)
def test_what_is_left_out_or_doubtful_is_told(draft: Draft, part: str, words: str) -> None:
    assert sound(draft)
    assert any(where == part and words in said for where, said in told(draft, Severity.WARNING))


@pytest.mark.parametrize(
    ("kind", "scoring", "parts"),
    [
        ("nhiều đáp án", "", False),
        ("nhiều đáp án", "Từng phần", True),
        ("nhiều đáp án", "đúng hết", False),
        ("đúng/sai từng ý", "", True),
        ("đúng/sai từng ý", "đúng hết", False),
        ("đúng/sai từng ý", "theo từng ý", True),
        ("sắp xếp", "", False),
        ("sắp xếp", "từng ý", True),
    ],
)
def test_how_a_question_is_marked(kind: str, scoring: str, parts: bool) -> None:
    assert sound(Draft(1, "Gì?", FOUR, {0, 1}, kind=kind, scoring=scoring)).in_parts is parts


def test_short_answers_that_only_repeat_are_left_out() -> None:
    draft = Draft(1, "Gì?", kind="trả lời ngắn", answer="Hà Nội | ha noi\nHuế|  HÀ  NỘI")
    assert sound(draft).accepted == ("Hà Nội", "Huế")
    exact = Draft(1, "Gì?", kind="trả lời ngắn", answer="Hà Nội | ha noi | hà nội", scoring="đúng cả dấu")
    assert (sound(exact).accepted, sound(exact).exact) == (("Hà Nội", "ha noi"), True)


def test_a_number_with_a_tolerance() -> None:
    question = sound(Draft(1, "Gì?", kind="điền số", answer="1.234,5", tolerance="± 0,25"))
    assert (question.number, question.tolerance) == (Decimal("1234.5"), Decimal("0.25"))


def test_pairs_with_what_belongs_to_nothing_anywhere() -> None:
    draft = Draft(1, "Gì?", [PAIRS[0], "=> Điện lực", *PAIRS[1:], "=>", ""], kind="ghép đôi")
    question = sound(draft)
    assert question.options == ("113", "114", "115")
    assert question.targets == ("Công an", "Cứu hỏa", "Cấp cứu", "Điện lực")


@pytest.mark.parametrize("question", NEW, ids=lambda question: question.kind.value)
def test_the_plain_data_tells_the_new_parts(question: ParsedQuestion) -> None:
    data = question.as_data()
    assert data["kind"] == question.kind.value
    assert ("targets" in data) is (question.kind is Kind.matching)
    assert ("accepted" in data) is (question.kind is Kind.short)
    assert ("number" in data) is (question.kind is Kind.number)
    assert data.get("in_parts", False) is question.in_parts
    assert MATCHING.as_data()["targets"] == list(MATCHING.targets)


@pytest.mark.parametrize("word", ["hỏi mở", "Câu hỏi mở", "hiến kế", "Góp ý", "suggestion"])
def test_the_words_for_an_open_question(word: str) -> None:
    judged = examine(Draft(1, "Theo bạn, cần làm gì?", kind=word))
    assert (judged.question.kind, judged.is_sound, judged.problems) == (Kind.suggestion, True, ())
    assert judged.question.sound


@pytest.mark.parametrize("more", [{"answer": "A"}, {"options": ["x", "y"]}])
def test_an_open_question_has_nothing_right_and_that_is_told(more: dict[str, Any]) -> None:
    judged = examine(Draft(1, "Theo bạn, cần làm gì?", kind="hỏi mở", **more))
    assert judged.is_sound and [one.message for one in judged.problems] == [NO_RIGHT]
    assert judged.question.options == () and judged.question.right == ()


def test_what_a_teacher_marks_is_no_open_question() -> None:
    assert not examine(Draft(1, "Trình bày", kind="tự luận")).is_sound
