"""GIFT: its signs, its kinds, and what Moodle would read of what we write."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.formats import gift, gift_writer
from questions.formats.gift_signs import guard, hide, show
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level


def read(text: str) -> ParsedQuestion:
    report = gift.parse(text)
    (question,) = report.questions
    return question


@pytest.mark.parametrize(
    ("answers", "kind", "right"),
    [
        ("{=a ~b ~c}", Kind.one, (0,)),
        ("{~a=b~c}", Kind.one, (1,)),
        ("{~%50%a ~%50%b ~%-50%c}", Kind.several, (0, 1)),
        ("{~%100%a ~b}", Kind.several, (0,)),
        ("{T}", Kind.true_false, (0,)),
        ("{TRUE#sai rồi#đúng rồi}", Kind.true_false, (0,)),
        ("{false}", Kind.true_false, (1,)),
        ("{\n=a\n~b\n}", Kind.one, (0,)),
    ],
)
def test_what_is_right(answers: str, kind: Kind, right: tuple[int, ...]) -> None:
    question = read(f"::t:: Hỏi? {answers}")
    assert (question.kind, question.right, question.sound, question.text) == (kind, right, True, "Hỏi?")


@pytest.mark.parametrize(
    ("answers", "number", "tolerance"),
    [
        ("{#34}", 34, 0),
        ("{#34:0}", 34, 0),
        ("{#3.5:0.25}", Decimal("3.5"), Decimal("0.25")),
        ("{#-1..3}", 1, 2),
        ("{#1.234}", Decimal("1.234"), 0),
        ("{#=%50%1:9 =%100%2:1}", 2, 1),
        ("{#1e3}", 1000, 0),
    ],
)
def test_numbers(answers: str, number: Decimal, tolerance: Decimal) -> None:
    question = read(f"Bao nhiêu? {answers}")
    assert (question.kind, question.number, question.tolerance) == (Kind.number, number, tolerance)


def test_short_answers_and_a_gap_within_a_sentence() -> None:
    question = read("Thủ đô là {=Hà Nội =%100%HN =%40%Huế}, từ 1945.")
    assert (question.text, question.accepted) == ("Thủ đô là _____, từ 1945.", ("Hà Nội", "HN"))
    assert any("Huế" in one.message for one in gift.parse("Thủ đô {=HN =%40%Huế}").problems)


def test_pairs_and_statements() -> None:
    pairs = read("Nối {=a -> 1 =b -> 2 = -> 3}")
    assert (pairs.kind, pairs.options, pairs.targets) == (Kind.matching, ("a", "b"), ("1", "2", "3"))
    said = read("Chọn {=ý một -> Đúng =ý hai -> Sai}")
    assert (said.kind, said.options, said.right) == (Kind.statements, ("ý một", "ý hai"), (0,))


def test_a_left_side_with_our_own_arrow_is_not_cut() -> None:
    question = read("Nối {=a \\=> b -> 1 =c -> 2}")
    assert (question.options, question.targets) == (("a ⇒ b", "c"), ("1", "2"))


def test_feedback_and_the_basis_below_it() -> None:
    question = read("Hỏi? {=a#riêng ~b####Vì thế.\\nCăn cứ pháp lý\\: Luật số 1/2025/QH15}")
    assert (question.explanation, question.basis) == ("Vì thế.", "Luật số 1/2025/QH15")
    assert read("Hỏi? {=a#riêng ~b}").explanation == "riêng"


def test_tags_of_a_comment() -> None:
    question = read("// [tag:cds] [tag:Mức độ: vận dụng] [tag:Hiệu lực đến: 31/12/2027]\nHỏi? {T}")
    assert (question.topics, question.level) == (("cds",), Level.apply)
    assert question.valid_until == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[html]<b>a</b> &lt; b", "a < b"),
        ("[plain]<b>a</b>", "<b>a</b>"),
        ("[markdown]**a**", "**a**"),
        ("a < b và c>d", "a < b và c>d"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("a\nb", "a\nb"),
        ("a\\nb", "a\nb"),
        ("50\\% \\: \\# \\\\ \\frac", "50\\% : # \\ \\frac"),
    ],
)
def test_how_a_text_is_written(text: str, said: str) -> None:
    assert read(f"::t::{text}{{T}}").text == said


def test_lines_are_those_of_the_file() -> None:
    report = gift.parse("// lời\n\n$CATEGORY: x\n\n::a:: Một? {T}\n\nĐoạn văn.\n\n// nữa\n::b:: Hai? {}\n")
    assert [one.line for one in report.questions] == [5, 10]
    assert any(one.line == 7 and "1 đoạn" in one.message for one in report.problems)


def test_a_brace_that_stays_open_spoils_one_question_only() -> None:
    report = gift.parse("Một {=a ~b\n\nHai {=a ~b}\n\nBa {=a\n\n~b}")
    assert [one.sound for one in report.questions] == [False, True, True]
    assert [one.text for one in report.questions] == ["Một", "Hai", "Ba"]


# --- written --------------------------------------------------------------------------------------


def test_a_block_as_moodle_reads_it() -> None:
    question = ParsedQuestion(
        Kind.one, "a: {b}\n// c", ("x=1", "%50% y"), (0,), "vì", "Luật", topics=("cds",), level=Level.apply
    )
    assert gift_writer.write([question]).splitlines() == [
        "// [tag:cds] [tag:Mức độ: vận dụng]",
        "::Câu 1::[plain]a\\: \\{b\\}\\n// c {",
        "=x\\=1",
        "~%0%%50% y",
        "####vì\\nCăn cứ\\: Luật",
        "}",
    ]


def test_weights_are_moodles() -> None:
    question = ParsedQuestion(Kind.several, "x", ("a", "b", "c", "d"), (0, 1, 2), in_parts=True)
    lines = gift_writer.write([question]).splitlines()
    assert lines[1:5] == ["~%33.33333%a", "~%33.33333%b", "~%33.33333%c", "~%-33.33333%d"]


def test_a_star_is_no_wildcard() -> None:
    question = ParsedQuestion(Kind.short, "x", accepted=("a*b",))
    assert "a\\\\*b" in gift_writer.write([question])
    assert read(gift_writer.write([question])).accepted == ("a*b",)
    assert any("dấu *" in one.message for one in gift.parse("x {=a*b}").problems)


@given(st.text(st.sampled_from("\\:#={}~n ax[]plin"), max_size=30))
def test_any_text_is_shown_as_it_was_guarded(text: str) -> None:
    hidden = hide(guard(text))
    assert not set("#={}~") & set(hidden)
    assert show(hidden) == ("[plain]" if text.startswith("[plain]") else "") + text


@pytest.mark.parametrize("inside", ["", " ", "\n", "####Gợi ý"])
def test_braces_with_nothing_in_them_ask_openly(inside: str) -> None:
    question = read(f"::a::Theo bạn? {{{inside}}}")
    assert (question.kind, question.sound, question.text) == (Kind.suggestion, True, "Theo bạn?")
    assert question.explanation == inside.strip().removeprefix("####")
