"""QTI 2.1: items of other programs, and packages of ours."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from questions.formats import detect, qti_item_writer, qti_items, qti_writer, xml_tree
from questions.formats.forms import Form
from questions.formats.model import ParsedQuestion
from questions.formats.writing import write
from questions.formats.xml_tree import Node
from questions.kinds import Kind

ONE = ParsedQuestion(Kind.one, "a < b?", ("x", "y", "z"), (1,), "vì", points=150)
STATEMENTS = ParsedQuestion(Kind.statements, "x", ("a", "b"), (1,), in_parts=True)


def item(question: ParsedQuestion) -> Node:
    return xml_tree.parse(qti_item_writer.write(1, question).encode())


def choices(texts: tuple[str, ...], right: str, most: str = "1", mapping: str = "") -> ParsedQuestion:
    """An item with one choice interaction, read on its own."""
    listed = "".join(f'<simpleChoice identifier="{text}">{text}</simpleChoice>' for text in texts)
    values = "".join(f"<value>{value}</value>" for value in right.split())
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    data = (
        f'<assessmentItem><responseDeclaration identifier="R" cardinality="single" baseType="identifier">'
        f"{correct}{mapping}</responseDeclaration><itemBody>"
        f'<choiceInteraction responseIdentifier="R" maxChoices="{most}"><prompt>Hỏi?</prompt>{listed}'
        "</choiceInteraction></itemBody></assessmentItem>"
    )
    (question,) = detect.read_bytes(data.encode()).questions
    return question


def test_a_package_is_listed_by_its_manifest_and_the_same_each_time() -> None:
    made = qti_writer.write([ONE, STATEMENTS])
    assert made == qti_writer.write([ONE, STATEMENTS])
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        manifest = xml_tree.parse(package.read("imsmanifest.xml"))
        listed = [node.attributes["href"] for node in manifest.walk() if node.tag == "resource"]
        assert [*listed, "imsmanifest.xml"] == [name for name in package.namelist() if name in listed] + [
            "imsmanifest.xml"
        ]
    assert len(listed) == 2


def test_what_is_right_earns_the_points() -> None:
    node = item(ONE)
    assert node.words("responseDeclaration", "correctResponse", "value") == "C2"
    assert [one.words("defaultValue", "value") for one in node.all("outcomeDeclaration")][:2] == ["0", "1.50"]
    assert node.first("responseDeclaration", "mapping") is None


def test_a_part_for_a_part_is_a_mapping() -> None:
    question = ParsedQuestion(Kind.several, "x", ("a", "b", "c"), (0, 2), points=100, in_parts=True)
    mapping = item(question).first("responseDeclaration", "mapping")
    assert mapping is not None and mapping.attributes["lowerBound"] == "0"
    worth = {one.attributes["mapKey"]: one.attributes["mappedValue"] for one in mapping.all("mapEntry")}
    assert worth == {"C1": "0.500000", "C3": "0.500000", "C2": "-0.500000"}


@pytest.mark.parametrize("kind", [Kind.ordering, Kind.matching])
def test_the_file_does_not_show_the_right_order(kind: Kind) -> None:
    question = ParsedQuestion(kind, "x", ("c", "b", "a"), targets=("3", "2", "1"))
    (asking,) = (node for node in item(question).walk() if node.tag.endswith("Interaction"))
    assert asking.attributes["shuffle"] == "true"


def test_statements_keep_true_before_false() -> None:
    node = item(STATEMENTS)
    values = [value.text for value in node.walk() if value.tag == "value"]
    assert values[:2] == ["L1 R2", "L2 R1"]


@pytest.mark.parametrize(
    ("texts", "right", "most", "kind", "places"),
    [
        (("a", "b", "c"), "b", "1", Kind.one, (1,)),
        (("a", "b", "c"), "a c", "0", Kind.several, (0, 2)),
        (("a", "b", "c"), "a", "3", Kind.several, (0,)),
        (("Đúng", "Sai"), "Sai", "1", Kind.true_false, (1,)),
        (("True", "False"), "True", "1", Kind.true_false, (0,)),
    ],
)
def test_choices(texts: tuple[str, ...], right: str, most: str, kind: Kind, places: tuple[int, ...]) -> None:
    question = choices(texts, right, most)
    assert (question.kind, question.right, question.sound) == (kind, places, True)


def test_only_the_worth_of_choices_is_told() -> None:
    entries = '<mapEntry mapKey="a" mappedValue="0.5"/><mapEntry mapKey="b" mappedValue="1"/>'
    assert choices(("a", "b"), "", mapping=f"<mapping>{entries}</mapping>").right == (1,)
    several = choices(("a", "b"), "", "0", f"<mapping>{entries}</mapping>")
    assert (several.right, several.in_parts) == ((0, 1), True)


def test_nothing_is_right() -> None:
    assert not choices(("a", "b"), "").sound
    assert not choices(("Đúng", "Sai"), "").sound


def test_two_places_for_answers_are_told() -> None:
    gap = '<textEntryInteraction responseIdentifier="R"/>'
    data = f"<assessmentItem><itemBody><p>Một {gap} hai {gap}</p></itemBody></assessmentItem>"
    report = detect.read_bytes(data.encode())
    assert report.questions[0].text == "Một _____ hai _____"
    assert "2 chỗ trả lời" in report.errors[0].message


def test_an_item_that_asks_nothing_is_passed_over() -> None:
    nothing = xml_tree.parse(b"<assessmentItem><itemBody><p>x</p></itemBody></assessmentItem>")
    assert qti_items.draft(nothing, 1) is None


@pytest.mark.parametrize("text", ["Là _____", "Là _____ đúng", "_____"])
def test_a_gap_of_the_author_stays(text: str) -> None:
    for question in (ONE, ParsedQuestion(Kind.short, "x", accepted=("a",))):
        report = detect.read_bytes(qti_writer.write([replace(question, text=text)]))
        assert report.questions[0].text == text


def test_a_question_without_points_keeps_all_that_is_accepted() -> None:
    bare = ParsedQuestion(Kind.short, "Thủ đô?", accepted=("Hà Nội", "Thăng Long"), points=0)
    (found,) = detect.read_bytes(write([bare], Form.QTI)).questions
    assert (found.accepted, found.points) == (bare.accepted, 0)
