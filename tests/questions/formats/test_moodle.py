"""Moodle XML: every type that comes in, what is told of those that don't, and what we write."""

from __future__ import annotations

from decimal import Decimal

import pytest

from questions.formats import moodle, moodle_writer, xml_tree
from questions.formats.model import ParsedQuestion, Report
from questions.kinds import Kind


def parsed(kind: str, inside: str, text: str = "Hỏi?", form: str = "html") -> Report:
    question = (
        f'<question type="{kind}"><name><text>T</text></name>'
        f'<questiontext format="{form}"><text>{text}</text></questiontext>{inside}</question>'
    )
    return moodle.read(xml_tree.parse(f"<quiz>{question}</quiz>".encode()))


def read(kind: str, inside: str, text: str = "Hỏi?", form: str = "html") -> ParsedQuestion:
    (question,) = parsed(kind, inside, text, form).questions
    return question


def answers(*pairs: tuple[str, str]) -> str:
    return "".join(f'<answer fraction="{share}"><text>{text}</text></answer>' for text, share in pairs)


def told(report: Report) -> str:
    return " ".join(one.message for one in report.problems)


@pytest.mark.parametrize(
    ("single", "shares", "kind", "right"),
    [
        ("true", ("100", "0", "0"), Kind.one, (0,)),
        ("1", ("0", "100", "50"), Kind.one, (1,)),
        ("true", ("0", "50", "0"), Kind.one, (1,)),
        ("false", ("50", "50", "-100"), Kind.several, (0, 1)),
        ("0", ("33.33333", "33.33333", "33.33333"), Kind.several, (0, 1, 2)),
        ("", ("100", "0", "0"), Kind.one, (0,)),
    ],
)
def test_choices(single: str, shares: tuple[str, ...], kind: Kind, right: tuple[int, ...]) -> None:
    listed = answers(*zip("abc", shares, strict=True))
    question = read("multichoice", f"<single>{single}</single>{listed}")
    assert (question.kind, question.right, question.options, question.sound) == (
        kind,
        right,
        tuple("abc"),
        True,
    )
    assert question.in_parts == (kind is Kind.several)


def test_two_that_earn_everything_are_asked_about() -> None:
    report = parsed("multichoice", "<single>true</single>" + answers(("a", "100"), ("b", "100")))
    assert not report.questions[0].sound and "nhiều đáp án đúng" in told(report)


def test_uneven_shares_are_told_and_even_ones_are_not() -> None:
    even = answers(("a", "50"), ("b", "50"), ("c", "-50"))
    uneven = answers(("a", "80"), ("b", "20"), ("c", "0"))
    assert "trọng số" not in told(parsed("multichoice", "<single>false</single>" + even))
    assert "trọng số" in told(parsed("multichoice", "<single>false</single>" + uneven))


def test_all_or_nothing_is_a_type_of_its_own() -> None:
    question = read("multichoiceset", answers(("a", "100"), ("b", "100"), ("c", "0")))
    assert (question.kind, question.right, question.in_parts) == (Kind.several, (0, 1), False)


@pytest.mark.parametrize(("share", "right"), [("100", (0,)), ("0", (1,))])
def test_true_and_false(share: str, right: tuple[int, ...]) -> None:
    other = "0" if share == "100" else "100"
    assert read("truefalse", answers(("true", share), ("false", other))).right == right


@pytest.mark.parametrize(
    ("text", "tolerance", "number", "margin"),
    [
        ("34", "0", 34, 0),
        ("1.234", "0.05", Decimal("1.234"), Decimal("0.05")),
        ("-2", "", -2, 0),
        ("1e2", "1E0", 100, 1),
        ("0,5", "0", Decimal("0.5"), 0),
    ],
)
def test_numbers(text: str, tolerance: str, number: Decimal, margin: Decimal) -> None:
    inside = f'<answer fraction="100"><text>{text}</text><tolerance>{tolerance}</tolerance></answer>'
    question = read("numerical", inside + "<units><unit><unit_name>km</unit_name></unit></units>")
    assert (question.number, question.tolerance, question.unit) == (number, margin, "km")


@pytest.mark.parametrize("text", ["*", "{a}+{b}", "NaN", "inf", "1e999999999", ""])
def test_no_number(text: str) -> None:
    inside = f'<answer fraction="100"><text>{text}</text></answer>'
    assert not read("numerical", inside).sound


@pytest.mark.parametrize(
    ("grading", "in_parts"), [("ALL_OR_NOTHING", False), ("-1", False), ("0", True), ("", True)]
)
def test_ordering(grading: str, in_parts: bool) -> None:
    question = read("ordering", f"<gradingtype>{grading}</gradingtype>" + answers(("một", "1"), ("hai", "2")))
    assert (question.kind, question.options, question.in_parts) == (Kind.ordering, ("một", "hai"), in_parts)


@pytest.mark.parametrize("kind", ["cloze", "ddwtos", "gapselect", "calculated", "coderunner", ""])
def test_what_does_not_come_in_is_a_row_with_an_error(kind: str) -> None:
    report = parsed(kind, "")
    assert [one.sound for one in report.questions] == [False]
    assert "Soạn lại thành câu khác hoặc bỏ qua" in told(report)


@pytest.mark.parametrize(
    ("form", "source", "said"),
    [
        ("html", "&lt;p&gt;a &amp;amp; b&lt;/p&gt;", "a & b"),
        ("plain_text", "&lt;p&gt;a", "<p>a"),
        ("moodle_auto_format", "a\nb &lt;b&gt;c&lt;/b&gt;", "a\nb c"),
        ("markdown", "a\nb", "a\nb"),
        ("html", "a\nb", "a b"),
        ("html", "", "T"),
    ],
)
def test_how_a_text_is_written(form: str, source: str, said: str) -> None:
    assert read("truefalse", answers(("true", "100")), source, form).text == said


@pytest.mark.parametrize(
    ("grade", "points"), [("1.0000000", 100), ("0.5", 50), ("", 100), ("0", 0), ("2,25", 225)]
)
def test_points(grade: str, points: int) -> None:
    inside = f"<defaultgrade>{grade}</defaultgrade>" + answers(("true", "100"))
    assert read("truefalse", inside).points == points


@pytest.mark.parametrize("grade", ["-1", "x", "99999999"])
def test_points_that_can_t_be_kept_are_told(grade: str) -> None:
    report = parsed("truefalse", f"<defaultgrade>{grade}</defaultgrade>" + answers(("true", "100")))
    assert report.questions[0].points == 100 and "số điểm" in told(report)


# --- written --------------------------------------------------------------------------------------


def written(question: ParsedQuestion) -> xml_tree.Node:
    (node,) = xml_tree.parse(moodle_writer.write([question])).all("question")
    return node


def test_choices_as_moodle_wants_them() -> None:
    node = written(ParsedQuestion(Kind.several, "a <b>", ("x", "y", "z"), (0, 2), points=150, in_parts=True))
    assert node.words("single") == "false" and node.words("defaultgrade") == "1.50"
    assert [one.attributes["fraction"] for one in node.all("answer")] == ["50", "-50", "50"]
    assert node.words("questiontext", "text") == "a &lt;b&gt;"


def test_what_speaks_of_the_others_stays_in_its_place() -> None:
    kept = ParsedQuestion(Kind.one, "x", ("a", "b", "Cả A và B"), (2,))
    assert written(kept).words("shuffleanswers") == "false"
    free = ParsedQuestion(Kind.one, "x", ("a", "b", "c"), (2,))
    assert written(free).words("shuffleanswers") == "true"


def test_statements_are_pairs_with_true_and_false() -> None:
    node = written(ParsedQuestion(Kind.statements, "x", ("a", "b"), (1,), in_parts=True))
    assert node.attributes["type"] == "matching"
    assert [one.words("answer", "text") for one in node.all("subquestion")] == ["Sai", "Đúng"]


def test_a_long_text_has_a_short_name() -> None:
    node = written(ParsedQuestion(Kind.true_false, "Dài " * 100, ("Đúng", "Sai"), (0,)))
    assert len(node.words("name", "text")) <= 80 and node.words("name", "text").startswith("Câu 1. Dài")


def test_an_essay_is_an_open_question() -> None:
    question = read("essay", "<responseformat>editor</responseformat><graderinfo><text>x</text></graderinfo>")
    assert (question.kind, question.sound, question.text) == (Kind.suggestion, True, "Hỏi?")
