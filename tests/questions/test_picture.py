"""A picture within a question: what is stored of it, and what it changes about the question."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.adding import identity
from questions.folding import fold
from questions.formats.drafts import Draft
from questions.formats.judging import examine, judge
from questions.formats.model import ParsedQuestion
from questions.formats.picturing import pictured, put
from questions.kinds import Content, Kind, Option
from questions.likeness import Likeness, nearest, pairs
from questions.picture import LONGEST_ALT, Picture, every, likened, referred
from questions.sameness import fingerprint
from tests.questions.asked import of_all_kinds

ONE, TWO = Picture("a" * 64, 640, 480, "Sơ đồ bộ máy"), Picture("b" * 64, 30, 40)
ASKED = ParsedQuestion(
    Kind.one,
    "Hình vẽ gì ở bên dưới vậy?",
    ("Nhà", "Cây", "Sông"),
    (1,),
    picture=ONE,
    pictures=(None, TWO, None),
)
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
pictures = st.builds(
    Picture,
    digests,
    st.integers(1, 20_000),
    st.integers(1, 20_000),
    st.text(max_size=30).map(lambda text: " ".join(text.split())),
)


@given(pictures)
def test_a_word_of_a_form_names_it(one: Picture) -> None:
    assert referred(one.reference, one.alt) == one and len(one.reference) <= 76


@pytest.mark.parametrize(
    "word",
    [
        "",
        "x",
        "a" * 64,
        f"{'a' * 63}-1-1",
        f"{'A' * 64}-1-1",
        f"{'a' * 64}-0-1",
        f"{'a' * 64}-1",
        f"{'a' * 64}-1-1-1",
        f"{'a' * 64}-٣-4",
        f"{'a' * 64}-20001-1",
        f"{'a' * 64}--1-1",
        f"../{'a' * 61}-1-1",
        f"{'a' * 64}-1-1 ",
    ],
    ids=range(13),
)
def test_other_words_name_none(word: str) -> None:
    assert referred(word) is None


def test_a_description_is_one_line_and_not_too_long() -> None:
    found = referred(ONE.reference, " Sơ đồ\r\n bộ máy " + "x" * 900)
    assert found is not None and found.alt.startswith("Sơ đồ bộ máy xx") and len(found.alt) == LONGEST_ALT


def test_what_has_no_picture_is_stored_as_it_always_was() -> None:
    plain = replace(ASKED, picture=None, pictures=()).content()
    options = ",".join(f'{{"id":"{one.id}","text":"{one.text}"}}' for one in plain.options)
    text = "Hình vẽ gì ở bên dưới vậy?"
    assert (
        plain.to_json() == f'{{"kind":"one","options":[{options}],"shuffle":true,"text":"{text}","unit":""}}'
    )
    assert "picture" not in plain.to_json() and plain.pictures == () and plain.likened == plain.text


def test_it_is_stored_and_read_again() -> None:
    content = ASKED.content()
    assert Content.from_json(content.to_json()) == content
    assert content.picture == ONE and [one.picture for one in content.options] == [None, TWO, None]
    assert content.pictures == (ONE, TWO) == every([ONE], [None, TWO], [ONE])
    assert content.to_json().count('"digest":"') == 2


@given(of_all_kinds(), pictures)
def test_any_kind_may_have_one(question: ParsedQuestion, one: Picture) -> None:
    shown = replace(question, picture=one)
    assert Content.from_json(shown.content().to_json()).picture == one
    assert replace(shown.content(), picture=None) == question.content() and shown.key() == question.key()


def test_an_option_with_a_picture_has_an_id_of_its_own() -> None:
    """Else two options that say the same would be told apart by their place in the file."""
    plain, shown = replace(ASKED, picture=None, pictures=()).content(), ASKED.content()
    assert [one.id == other.id for one, other in zip(plain.options, shown.options, strict=True)] == [
        True,
        False,
        True,
    ]
    told = replace(TWO, alt="Cây đa")
    assert replace(ASKED, pictures=(None, told, None)).content().options[1].id == shown.options[1].id
    (right,) = ASKED.key().right
    assert right == shown.options[1].id
    turned = replace(ASKED, options=ASKED.options[::-1], pictures=ASKED.pictures[::-1]).content()
    assert {one.id for one in turned.options} == {one.id for one in shown.options}


@pytest.mark.parametrize(
    "change",
    [
        {"picture": None},
        {"picture": TWO},
        {"pictures": ()},
        {"pictures": (ONE, None, None)},
        {"picture": TWO, "pictures": (None, ONE, None)},
    ],
    ids=["no stem", "other stem", "no option", "other option", "changed about"],
)
def test_the_same_words_with_other_pictures_are_another_question(change: dict[str, object]) -> None:
    other = replace(ASKED, **change)
    assert identity(other.content()) != identity(ASKED.content())
    assert fingerprint(other.likened, other.choices) != fingerprint(ASKED.likened, ASKED.choices)
    assert Likeness([ASKED.likened]).find(other.likened) is None
    assert nearest(fold(other.likened), [("a", fold(ASKED.likened))]) is None
    assert list(pairs([fold(ASKED.likened), fold(other.likened)])) == []


def test_the_same_words_with_the_same_pictures_are_the_same() -> None:
    told = replace(ASKED, picture=replace(ONE, alt="khác"))
    turned = replace(told, options=ASKED.options[::-1], pictures=ASKED.pictures[::-1])
    assert identity(turned.content()) == identity(ASKED.content())
    assert Likeness([ASKED.likened]).find(turned.likened) == 0
    assert likened("Hỏi?", None, [None]) == "Hỏi?"


def test_a_draft_keeps_them() -> None:
    draft = Draft(3, "Hỏi gì?", ["a", "b"], pictures={"text": ONE, "option1": TWO})
    assert Draft.from_json(draft.to_json()) == draft
    assert draft.likened == examine(draft).question.likened == likened("Hỏi gì?", ONE, [TWO])
    assert Draft.from_json('{"line": 1, "marked": [], "text": "cũ"}').pictures == {}


@pytest.mark.parametrize("kind", Kind)
def test_a_question_takes_what_its_kind_can_show(kind: Kind) -> None:
    written = ("a => x", " => y", "b => z")
    draft = Draft(1, pictures={"text": ONE, "option0": TWO, "option2": ONE, "option9": TWO})
    options = {Kind.matching: ("a", "b")}.get(kind, written)
    shows = kind in (Kind.one, Kind.several, Kind.statements, Kind.ordering, Kind.matching)
    found = pictured(draft, ParsedQuestion(kind, "Hỏi?", options if shows else ()), written)
    assert found.picture == ONE
    beside = (TWO, ONE) if kind is Kind.matching else (TWO, None, ONE)
    assert found.pictures == (beside if shows else ())
    again = Draft(1)
    put(again, found)
    assert again.pictures.get("text") == ONE and len(again.pictures) == (3 if shows else 1)


def test_pictures_of_rows_that_are_not_there_leave_no_trace() -> None:
    draft = Draft(1, "Hỏi?", ["a", "b"], {0}, pictures={"option7": ONE})
    assert examine(draft).question.pictures == ()


def test_an_option_that_is_only_a_picture_wants_a_name() -> None:
    draft = Draft(1, "Biển nào cấm?", ["", "Hai", ""], {1}, pictures={"option0": ONE})
    messages = {one.part: one.message for one in examine(draft).problems}
    assert "mới có hình" in messages["option0"] and "để trống" in messages["option2"]


def test_of_a_file_the_same_words_with_other_pictures_are_no_repetition() -> None:
    drafts = [
        Draft(line, "Hình vẽ gì?", ["a", "b"], {0}, pictures={"text": one})
        for line, one in ((1, ONE), (2, TWO), (3, ONE))
    ]
    said = [one.line for one in judge(drafts).problems if one.message.startswith("Trùng lời")]
    assert said == [3]


def test_an_option_is_still_made_of_two_words() -> None:
    assert Option("x", "y") == Option("x", "y", None)


def test_the_report_of_a_file_tells_them() -> None:
    data = ASKED.as_data()
    assert data["picture"] == ONE.as_data() and data["pictures"] == [None, TWO.as_data(), None]
    assert not {"picture", "pictures"} & replace(ASKED, picture=None, pictures=()).as_data().keys()
