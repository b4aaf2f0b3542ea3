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
from questions.folding import tidy
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level
from questions.taxonomy import TOPICS
from tests.contest.bank.shelf import ALL, CITY, NUMBER, SEVERAL, TRUE

letters = st.characters(codec="utf-8", exclude_categories=("Cs", "Co", "Cn"))
texts = st.text(letters, max_size=60).map(tidy)
filled = texts.filter(bool)
slugs = st.lists(st.sampled_from([topic.slug for topic in TOPICS]), unique=True, max_size=4).map(tuple)


@st.composite
def questions(draw: st.DrawFn) -> ParsedQuestion:
    """Any sound question that a bank may hold."""
    kind = draw(st.sampled_from([Kind.one, Kind.several, Kind.true_false, Kind.number, Kind.prediction]))
    given: dict[str, Any] = {}
    if kind in (Kind.one, Kind.several):
        options = draw(st.lists(filled, min_size=2, max_size=12, unique=True))
        places = st.integers(0, len(options) - 1)
        right = {draw(places)} if kind is Kind.one else draw(st.sets(places, min_size=1))
        given = {"options": tuple(options), "right": tuple(sorted(right))}
    elif kind is Kind.true_false:
        given = {"options": ("Đúng", "Sai"), "right": (draw(st.integers(0, 1)),)}
    elif kind is Kind.number:
        given = {"number": draw(st.integers(-(10**15) + 1, 10**15 - 1))}
    return ParsedQuestion(
        kind=kind,
        text=draw(filled),
        explanation=draw(texts),
        basis=draw(texts),
        topics=draw(slugs),
        level=draw(st.sampled_from(Level)),
        points=draw(st.integers(0, 999_999)),
        unit=draw(texts),
        valid_until=draw(st.none() | st.dates(date(1000, 1, 1), date(9999, 12, 31))),
        **given,
    )


def sent(shown: Sheet) -> PostedForm:
    """What a browser sends of a form that shows this."""
    lists = {
        "kind": [shown.kind],
        "text": [shown.text.replace("\n", "\r\n")],
        "option": [row.text.replace("\n", "\r\n") for row in shown.rows],
        "right": [str(row.place) for row in shown.rows if row.right],
        "truth": [shown.truth] if shown.truth else [],
        "number": [shown.number],
        "unit": [shown.unit.replace("\n", "\r\n")],
        "explanation": [shown.explanation.replace("\n", "\r\n")],
        "basis": [shown.basis.replace("\n", "\r\n")],
        "topics": list(shown.topics),
        "level": [shown.level],
        "points": [shown.points],
        "valid_until": [shown.valid_until],
    }
    kept = {name: values for name, values in lists.items() if values}
    return PostedForm({name: values[-1] for name, values in kept.items()}, kept, {})


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
        (NUMBER, {"number": "1,5"}, "answer"),
        (NUMBER, {"number": "9" * 40}, "answer"),
        (CITY, {"points": "nhiều"}, "points"),
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
    as_number = replace(both, kind="number")
    found, errors = sheet.judged(as_number)
    assert errors == {} and (found.number, found.options, found.right) == (7, (), ())


@given(st.dictionaries(st.sampled_from(["kind", "text", "option", "right", "level", "points"]), texts))
def test_nothing_that_is_sent_breaks_it(values: dict[str, str]) -> None:
    posted = PostedForm(values, {name: [value, "99", "-1", "²"] for name, value in values.items()}, {})
    typed = sheet.typed(posted)
    assert typed.kind in set(Kind) and all(0 <= place < 26 for place in typed.right)
    sheet.judged(typed)
