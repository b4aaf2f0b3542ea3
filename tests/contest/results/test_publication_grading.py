"""The other program marks every answer as the server does: two implementations, one rule."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest import verify
from contest.grades.rules import Material, prediction
from contest.results import evidence
from questions import numbers
from questions.alike import same_words
from questions.asked import AskedRevision, KeyVersion
from questions.formats.model import ParsedQuestion
from questions.kinds import Content, Key, Kind
from tests.contest.results.rounds_by_chance import BANK

SIGNS = "hòaoàỳýkỹquiy đĐ.,-–+ 0123456789%&#@÷€\u00a0\u0301\u0309\u034f\u200b\n\tﬁ①A"
WORDS = st.text(st.sampled_from(SIGNS), max_size=14) | st.text(max_size=8)
FIGURES = st.text(st.sampled_from("0123456789.,- +–\u00a0"), max_size=9)


def told(parsed: ParsedQuestion) -> tuple[Content, Key, Any]:
    """A question as the server and as the file has it."""
    content, key = parsed.content(), parsed.key()
    asked = AskedRevision(1, "k7q2m94x0a1bc", 1, content, parsed.points)
    return content, key, evidence.question(asked, KeyVersion(1, None, key))


def both(content: Content, key: Key, question: Any, answer: str, points: int) -> None:
    """What both make of an answer."""
    mark = Material(content, points, 1, key).mark(answer)
    right, earned, understood = verify.mark(question, answer, points)
    worthless = understood and not verify.mark(question, answer, 100)[1]
    assert (right, earned, worthless) == (mark.is_right, mark.points, mark.is_wrong), (answer, question)


@st.composite
def answers(draw: st.DrawFn, content: Content) -> str:
    """What may come for a question: what it has, what others have, anything."""
    ids = [option.id for option in content.options] or ["x"]
    values = [*(target.id for target in content.targets), "1", "2", "3", "4", "dung", "sai", "", "0", "01"]
    some = draw(st.lists(st.sampled_from([*ids, "", "zzzzz"]), max_size=5))
    pairs = ",".join(
        f"{one}{draw(st.sampled_from((':', ' : ', '')))}{draw(st.sampled_from(values))}" for one in some
    )
    return draw(
        st.sampled_from((pairs, ",".join(some), ", ".join(some), "".join(some[:1]))) | WORDS | FIGURES
    )


@pytest.mark.parametrize("parsed", BANK, ids=lambda one: f"{one.kind}-{one.text}")
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_whatever_is_answered(parsed: ParsedQuestion, data: st.DataObject) -> None:
    content, key, question = told(parsed)
    answer = data.draw(answers(content))
    both(content, key, question, answer, data.draw(st.sampled_from((0, 1, 50, 100, 333))))


@settings(max_examples=2000, deadline=None)
@given(FIGURES, st.integers(0, 6))
def test_numbers(typed: str, places: int) -> None:
    try:
        wanted: Fraction | None = Fraction(numbers.read(typed, places))
    except numbers.NotANumber:
        wanted = None
    assert verify.whole_or_part(typed, places) == wanted


@pytest.mark.parametrize(
    ("typed", "places", "wanted"),
    [
        ("1.234", 0, 1234),
        ("1.234", 3, None),  # thousands or a fraction
        ("1.234,5", 1, Fraction(12345, 10)),
        ("1,234.5", 1, Fraction(12345, 10)),
        ("3,0", 0, None),
        ("3,50", 1, Fraction(7, 2)),
        ("3,55", 1, None),
        ("- 7", 0, -7),
        ("–7", 0, -7),
        ("+7", 0, 7),
        ("007", 0, 7),
        ("1" * 15, 0, int("1" * 15)),
        ("1" * 16, 0, None),
        ("1.23.4", 0, None),
        ("", 0, None),
    ],
)
def test_numbers_as_people_write_them(typed: str, places: int, wanted: object) -> None:
    assert verify.whole_or_part(typed, places) == wanted


@settings(max_examples=1500, deadline=None)
@given(WORDS, WORDS, st.booleans())
def test_words(given_: str, accepted: str, exact: bool) -> None:
    wanted = verify.spoken(accepted, exact)
    ours = any(wanted) and verify.spoken(given_, exact) == wanted
    assert ours == same_words(given_, accepted, exact=exact)
    again = verify.spoken(accepted.swapcase(), exact) == wanted and any(wanted)
    assert again == same_words(accepted.swapcase(), accepted, exact=exact)


@pytest.mark.parametrize(
    ("one", "other", "exact", "same"),
    [
        ("hòa bình", "HOÀ  BÌNH", True, True),
        ("hoa binh", "hòa bình", True, False),
        ("hoa binh", "hòa bình", False, True),
        ("kỹ", "kĩ", True, True),
        ("hay", "hai", False, False),
        ("C++", "C", False, False),
        ("50 %", "50%", False, True),
    ],
)
def test_words_as_people_write_them(one: str, other: str, exact: bool, same: bool) -> None:
    assert (verify.spoken(one, exact) == verify.spoken(other, exact)) is same
    assert same_words(one, other, exact=exact) is same


@settings(max_examples=1000, deadline=None)
@given(FIGURES | WORDS, st.booleans())
def test_predictions(typed: str, in_percent: bool) -> None:
    given_rules = {"prediction": "percent"} if in_percent else {"prediction": "participants"}
    assert verify.Paper._predicted(typed, given_rules) == prediction(typed, in_percent=in_percent)


def test_a_number_counts_up_to_its_tolerance() -> None:
    parsed = ParsedQuestion(Kind.number, "?", number=Decimal("3.5"), tolerance=Decimal("0.1"), points=100)
    content, key, question = told(parsed)
    for typed, right in (("3,4", True), ("3,39", False), ("3,6", True), ("3,61", False)):
        both(content, key, question, typed, 100)
        assert verify.mark(question, typed, 100)[0] is (right and len(typed) == 3)


def test_a_kind_that_nobody_knows_is_told() -> None:
    with pytest.raises(verify.Wrong, match="không biết loại câu"):
        verify.mark({"kind": "essay", "id": "x-1"}, "a", 100)
