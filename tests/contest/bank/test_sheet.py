"""The form of a question: nothing is lost from stored to shown to typed to judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.bank import sheet
from contest.bank.sheet import ROWS, Sheet
from contest.web.forms import PostedForm
from questions.audiences import Audience, ordered
from questions.folding import fold, tidy
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level
from questions.picture import Picture
from questions.taxonomy import TOPICS
from tests.contest.bank.shelf import ALL, CITY, NUMBER, SEVERAL, TRUE
from tests.questions.asked import DECIMAL, MATCHING, NEW, ORDERING, SHORT, STATEMENTS, of_kind

letters = st.characters(codec="utf-8", exclude_categories=("Cs", "Co", "Cn"))
texts = st.text(letters, max_size=60).map(tidy)
filled = texts.filter(bool)
PLAIN = (
    *("text", "accepted", "number", "tolerance", "unit", "explanation"),
    *("basis", "level", "points", "valid_until"),
)
slugs = st.lists(st.sampled_from([topic.slug for topic in TOPICS]), unique=True, max_size=4).map(tuple)


#: A bar parts accepted answers and each line is one; the sign of a pair is another arrow on its left.
sides = filled.filter(lambda text: "=>" not in text)
words = sides.filter(lambda text: not set("|\n") & set(text) and fold(text))


pictures = st.builds(
    Picture,
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.integers(1, 1600),
    st.integers(1, 1600),
    st.sampled_from(["", "Sơ đồ bộ máy", "a < b"]),
)


@st.composite
def questions(draw: st.DrawFn) -> ParsedQuestion:
    """Any sound question that a bank may hold."""
    kind = draw(st.sampled_from(Kind))
    plain = st.builds(
        ParsedQuestion,
        kind=st.just(kind),
        text=filled,
        explanation=texts,
        basis=texts,
        topics=slugs,
        audiences=st.sets(st.sampled_from(Audience)).map(ordered),
        level=st.sampled_from(Level),
        points=st.integers(0, 999_999),
        unit=texts,
        valid_until=st.none() | st.dates(date(1000, 1, 1), date(9999, 12, 31)),
    )
    asked = draw(of_kind(kind, plain, sides, words, most=12))
    shows = asked.options if kind is not Kind.true_false else ()
    beside = tuple(draw(st.none() | pictures) for _ in shows)
    return replace(asked, picture=draw(st.none() | pictures), pictures=beside if any(beside) else ())


def sent(shown: Sheet) -> PostedForm:
    """What a browser sends of a form that shows this."""
    lists: dict[str, list[str]] = {
        "kind": [str(shown.kind)],
        "option": [row.text for row in shown.rows],
        "target": [row.target for row in shown.rows],
        "right": [str(row.place) for row in shown.rows if row.right],
        "topics": list(shown.topics),
        "audiences": [str(one) for one in shown.audiences],
        "picture": [f"{part} {one.reference}" for part, one in shown.pictures],
        "alt": [one.alt for _, one in shown.pictures],
    }
    lists |= {f"said{row.place}": [row.said] for row in shown.rows if row.said}
    lists |= {name: ["1"] for name in ("in_parts", "whole", "exact") if getattr(shown, name)}
    if shown.truth:
        lists["truth"] = [shown.truth]
    for name in PLAIN:
        lists[name] = [getattr(shown, name)]
    # A browser sends two signs for the end of a line.
    sent = {
        name: [value.replace("\n", "\r\n") for value in values] for name, values in lists.items() if values
    }
    return PostedForm({name: values[-1] for name, values in sent.items()}, sent, {})


@given(questions())
def test_stored_shown_sent_and_judged_is_the_same(question: ParsedQuestion) -> None:
    found, errors = sheet.judged(sheet.typed(sent(sheet.of(question))))
    assert errors == {}
    assert found == question


@given(questions())
def test_the_stored_form_survives_too(question: ParsedQuestion) -> None:
    """Through the canonical JSON of the database, where options have ids."""
    content, key = question.content(), question.key()
    again, _ = sheet.judged(sheet.of(question))
    assert (again.content().to_json(), again.key().to_json()) == (content.to_json(), key.to_json())


@pytest.mark.parametrize("question", ALL)
def test_there_are_rows_to_spare(question: ParsedQuestion) -> None:
    rows = sheet.of(question).rows
    assert len(rows) == ROWS and [row.letter for row in rows] == list("ABCDEFGH")
    many = replace(CITY, options=tuple(map(str, range(11))))
    assert len(sheet.of(many).rows) == 11


@pytest.mark.parametrize(
    ("question", "change", "part"),
    [
        (CITY, {"text": " \u200b "}, "text"),
        (CITY, {"options": ("một",), "right": frozenset({0})}, "option1"),
        (CITY, {"options": ("một", "", "ba")}, "option1"),
        (CITY, {"options": ("một", "một", "ba")}, "option1"),
        (CITY, {"right": frozenset()}, "answer"),
        (CITY, {"right": frozenset({0, 1})}, "answer"),
        (CITY, {"right": frozenset({5})}, "option3"),
        (SEVERAL, {"right": frozenset()}, "answer"),
        (TRUE, {"truth": ""}, "answer"),
        (TRUE, {"truth": "có"}, "answer"),
        (NUMBER, {"number": ""}, "answer"),
        (NUMBER, {"number": "ba"}, "answer"),
        (NUMBER, {"number": "1.234"}, "answer"),
        (DECIMAL, {"number": "3,1415926"}, "answer"),
        (DECIMAL, {"tolerance": "ít"}, "tolerance"),
        (DECIMAL, {"tolerance": "-1"}, "tolerance"),
        (DECIMAL, {"tolerance": "1.234"}, "tolerance"),
        (STATEMENTS, {"said": ("dung", "", "sai", "sai")}, "option1"),
        (STATEMENTS, {"said": ()}, "option0"),
        (STATEMENTS, {"said": ("dung", "x", "sai", "sai")}, "option1"),
        (STATEMENTS, {"said": ("dung", "sai", "dung", "sai", "sai")}, "option4"),
        (STATEMENTS, {"options": ("một",)}, "option1"),
        (STATEMENTS, {"options": ("một", "một", "hai", "ba")}, "option1"),
        (SHORT, {"accepted": " \n "}, "answer"),
        (SHORT, {"accepted": "x" * 201}, "answer"),
        (ORDERING, {"options": ("một",)}, "option1"),
        (ORDERING, {"options": ("một", "", "ba")}, "option1"),
        (MATCHING, {"targets": ("một", "", "ba")}, "option1"),
        (MATCHING, {"targets": ("một", "một", "ba")}, "option1"),
        (MATCHING, {"options": ("x", "", "x"), "targets": ("1", "", "3")}, "option2"),
        (MATCHING, {"options": ("x",), "targets": ("1", "2")}, "option1"),
        (MATCHING, {"options": (), "targets": ()}, "option0"),
        (NUMBER, {"number": "9" * 40}, "answer"),
        (CITY, {"points": "nhiều"}, "points"),
        (CITY, {"audiences": ("phu-nu",)}, "audiences"),
        (CITY, {"audiences": ("hoc-sinh", "phu-nu")}, "audiences"),
        (CITY, {"points": "-1"}, "points"),
        (CITY, {"level": "khó lắm"}, "level"),
        (CITY, {"valid_until": "31/02/2026"}, "valid_until"),
        (CITY, {"valid_until": "mai"}, "valid_until"),
    ],
)
def test_each_mistake_is_told_at_its_field(
    question: ParsedQuestion, change: dict[str, Any], part: str
) -> None:
    wrong = replace(sheet.of(question), **change)
    _, errors = sheet.judged(wrong)
    assert part in errors
    assert all(message.endswith(".") and "tạm coi" not in message for message in errors.values())
    assert set(sheet.labels(wrong, tuple(errors))) == set(errors)


@pytest.mark.parametrize(("typed", "points"), [("", 100), ("1", 100), ("0,5", 50), ("0.25", 25), ("0", 0)])
def test_points_as_people_write_them(typed: str, points: int) -> None:
    found, errors = sheet.judged(replace(sheet.of(CITY), points=typed))
    assert (found.points, errors) == (points, {})


def test_a_topic_of_ones_own_is_kept() -> None:
    own = replace(CITY, topics=("rieng-toi", "cds"))
    assert sheet.judged(sheet.of(own))[0].topics == ("rieng-toi", "cds")


def test_options_of_another_kind_do_not_count() -> None:
    """Without script the fields of every kind are sent."""
    both = replace(sheet.of(CITY), truth="sai", number="7")
    assert sheet.judged(both)[0] == CITY
    as_number = replace(both, kind=Kind.number)
    found, errors = sheet.judged(as_number)
    assert errors == {} and (found.number, found.options, found.right) == (7, (), ())


def test_what_is_left_over_on_the_right_may_stand_anywhere() -> None:
    mixed = replace(sheet.of(MATCHING), options=("113", "", "114"), targets=("Công an", "Điện", "Cứu hỏa"))
    found, errors = sheet.judged(mixed)
    assert errors == {}
    assert (found.options, found.targets) == (("113", "114"), ("Công an", "Cứu hỏa", "Điện"))


def test_the_sign_of_a_pair_typed_on_the_left_becomes_an_arrow() -> None:
    found, errors = sheet.judged(replace(sheet.of(MATCHING), options=("a => b", "114", "115")))
    assert errors == {} and found.options[0] == "a → b"


def test_what_was_typed_stays_when_the_kind_changes() -> None:
    steps = replace(sheet.of(STATEMENTS), kind=Kind.ordering)
    found, errors = sheet.judged(steps)
    assert errors == {} and found.options == STATEMENTS.options and not found.in_parts


@pytest.mark.parametrize("question", NEW, ids=lambda question: question.kind.value)
def test_all_kinds_are_marked_as_they_are_ticked(question: ParsedQuestion) -> None:
    every = replace(sheet.of(question), in_parts=True, whole=True, exact=True)
    found, _ = sheet.judged(every)
    none = replace(every, in_parts=False, whole=False, exact=False)
    bare, _ = sheet.judged(none)
    told = [(one.in_parts, one.exact) for one in (found, bare)]
    assert (
        told
        == {
            Kind.statements: [(False, False), (True, False)],
            Kind.short: [(False, True), (False, False)],
            Kind.number: [(False, False), (False, False)],
            Kind.ordering: [(True, False), (False, False)],
            Kind.matching: [(True, False), (False, False)],
            Kind.suggestion: [(False, False), (False, False)],
        }[question.kind]
    )


@given(
    st.dictionaries(
        st.sampled_from(
            ["kind", "text", "option", "right", "said0", "said7", "target", "accepted", "level", "points"]
        ),
        texts,
    )
)
def test_nothing_that_is_sent_breaks_it(values: dict[str, str]) -> None:
    posted = PostedForm(values, {name: [value, "99", "-1", "²"] for name, value in values.items()}, {})
    typed = sheet.typed(posted)
    assert typed.kind in set(Kind) and all(0 <= place < 26 for place in typed.right)
    sheet.judged(typed)
