"""What answers earn."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.answering import join, parse_answer
from questions.formats.model import ParsedQuestion
from questions.grading import counts, grade, is_right, is_wrong
from questions.kinds import PAIRED, Content, Key, Kind, make_options
from questions.numbers import written
from tests.questions.asked import DECIMAL, MATCHING, NEW, ORDERING, SHORT, STATEMENTS, of_kind

TEXTS = ("một", "hai", "ba", "bốn")


def content(kind: Kind) -> Content:
    return Content(kind, "?", make_options(kind, TEXTS))


def ids(kind: Kind, *places: int) -> tuple[str, ...]:
    return tuple(content(kind).options[place].id for place in places)


def test_one_right_earns_all() -> None:
    key = Key(ids(Kind.one, 2))
    assert [grade(content(Kind.one), key, name, 150) for name in ids(Kind.one, 0, 1, 2, 3)] == [0, 0, 150, 0]


def test_several_is_all_or_nothing() -> None:
    key = Key(ids(Kind.several, 0, 2))
    right, half, more = ids(Kind.several, 2, 0), ids(Kind.several, 0), ids(Kind.several, 0, 1, 2)
    marks = [grade(content(Kind.several), key, ",".join(given), 100) for given in (right, half, more)]
    assert marks == [100, 0, 0]


@pytest.mark.parametrize(("answer", "points"), [("dung", 0), ("sai", 100), ("", 0), (None, 0), ("Sai", 0)])
def test_true_false(answer: str | None, points: int) -> None:
    assert grade(content(Kind.true_false), Key(("sai",)), answer, 100) == points


@pytest.mark.parametrize(
    ("answer", "points"), [("34", 25), ("34,0", 0), ("034", 25), ("33", 0), ("-34", 0), ("x", 0)]
)
def test_number(answer: str, points: int) -> None:
    assert grade(content(Kind.number), Key(number=34), answer, 25) == points


def test_number_may_be_zero() -> None:
    assert is_right(content(Kind.number), Key(number=0), "0")
    assert not is_right(content(Kind.number), Key(number=0), "")
    assert not is_right(content(Kind.number), Key(), "0")


@given(st.integers(min_value=-1000, max_value=1000))
def test_a_prediction_earns_nothing(value: int) -> None:
    assert grade(content(Kind.prediction), Key(number=value), str(value), 100) == 0


def test_only_the_prediction_does_not_count() -> None:
    assert [kind for kind in Kind if not counts(kind)] == [Kind.prediction]


@pytest.mark.parametrize("kind", Kind)
def test_an_empty_key_makes_nothing_right(kind: Kind) -> None:
    answers = ["", None, ",", "0", *(option.id for option in content(kind).options)]
    assert not any(is_right(content(kind), Key(), answer) for answer in answers)


@given(st.sampled_from(Kind), st.text(max_size=300), st.integers(min_value=0, max_value=1000))
def test_garbage_earns_nothing_and_never_raises(kind: Kind, garbage: str, points: int) -> None:
    key = Key(("dung",) if kind is Kind.true_false else ids(kind, 0) if content(kind).options else (), 10**14)
    assert grade(content(kind), key, garbage + "!", points) == 0


@given(st.sets(st.integers(min_value=0, max_value=3), min_size=1), st.permutations(range(4)))
def test_the_order_of_taps_does_not_matter(right: set[int], order: list[int]) -> None:
    key = Key(ids(Kind.several, *right))
    answer = ",".join(ids(Kind.several, *(place for place in order if place in right)))
    assert grade(content(Kind.several), key, answer, 70) == 70


# --- every kind, by properties --------------------------------------------------------------------

TEXT = st.text("abcdefgh", min_size=1, max_size=6)


@st.composite
def asked(draw: st.DrawFn) -> ParsedQuestion:
    """Any sound question that counts."""
    kind = draw(st.sampled_from([kind for kind in Kind if counts(kind)]))
    return draw(of_kind(kind, st.just(ParsedQuestion(kind, "?")), TEXT, TEXT))


def right_answer(question: ParsedQuestion) -> str:
    """What the key itself would answer."""
    key = question.key()
    match question.kind:
        case Kind.number:
            return written(question.number or 0)
        case Kind.short:
            return question.accepted[-1]
        case _:
            return join(dict(key.pairs)) if key.pairs else ",".join(key.right)


@st.composite
def answers(draw: st.DrawFn, question: ParsedQuestion) -> str:
    """Something that may be answered: choices, pairs, words, numbers, nothing."""
    one = question.content()
    options = [option.id for option in one.options] or ["x"]
    if question.kind in PAIRED:
        values = ["dung", "sai", *map(str, range(1, 13)), *(target.id for target in one.targets)]
        given = draw(st.dictionaries(st.sampled_from(options), st.sampled_from(values)))
        return join(given)
    chosen = st.lists(st.sampled_from(options), unique=True).map(",".join)
    return draw(chosen | TEXT | st.integers(-50, 50).map(str))


def test_thousandths_that_were_understood_once_are_understood_again() -> None:
    question = ParsedQuestion(Kind.number, "?", number=Decimal("1.001"))
    given = parse_answer(question.content(), "1,001")
    assert parse_answer(question.content(), given) == given
    assert grade(question.content(), question.key(), given, 100) == 100


@given(asked(), st.integers(0, 1000))
def test_the_right_answer_earns_all(question: ParsedQuestion, points: int) -> None:
    content, key, answer = question.content(), question.key(), right_answer(question)
    assert is_right(content, key, answer) and grade(content, key, answer, points) == points
    assert not is_wrong(content, key, answer)


@given(st.data(), asked(), st.integers(0, 1000))
def test_never_more_than_the_points_and_never_less_than_nothing(
    data: st.DataObject, question: ParsedQuestion, points: int
) -> None:
    content, key, answer = question.content(), question.key(), data.draw(answers(question))
    earned = grade(content, key, answer, points)
    assert 0 <= earned <= points
    assert earned == points or not is_right(content, key, answer)
    if not question.in_parts:
        assert earned in (0, points)


@given(st.data(), asked())
def test_the_points_are_those_of_the_stored_question(data: st.DataObject, question: ParsedQuestion) -> None:
    """Through the JSON of the database nothing is marked otherwise."""
    content, key, answer = question.content(), question.key(), data.draw(answers(question))
    again = Content.from_json(content.to_json()), Key.from_json(key.to_json())
    assert grade(*again, answer, 100) == grade(content, key, answer, 100)


@given(st.data(), st.sampled_from(sorted(PAIRED)), st.booleans())
def test_one_part_more_right_never_earns_less(data: st.DataObject, kind: Kind, parts: bool) -> None:
    made = of_kind(kind, st.just(ParsedQuestion(kind, "?")), TEXT, TEXT)
    question = replace(data.draw(made), in_parts=parts)
    content, key = question.content(), question.key()
    order = data.draw(st.permutations(key.pairs))
    marks = [grade(content, key, join(dict(order[:known])), 100) for known in range(len(order) + 1)]
    assert marks == sorted(marks) and marks[0] == 0 and marks[-1] == 100
    assert parts or set(marks) == {0, 100}


@pytest.mark.parametrize(("known", "earned"), list(enumerate([0, 10, 25, 50, 100])))
@pytest.mark.parametrize("wrong", [False, True])
def test_four_statements_earn_as_in_schools(known: int, earned: int, wrong: bool) -> None:
    key = STATEMENTS.key()
    given = dict(key.pairs[:known])
    if wrong:
        other = {"dung": "sai", "sai": "dung"}
        given |= {one: other[value] for one, value in key.pairs[known:]}
    assert grade(STATEMENTS.content(), key, join(given), 100) == earned
    whole = replace(STATEMENTS, in_parts=False)
    assert grade(whole.content(), whole.key(), join(given), 100) == (100 if known == 4 else 0)


def test_other_counts_of_statements_are_in_proportion() -> None:
    three = replace(STATEMENTS, options=STATEMENTS.options[:3])
    key = three.key()
    earned = [grade(three.content(), key, join(dict(key.pairs[:known])), 100) for known in range(4)]
    assert earned == [0, 33, 66, 100]


@pytest.mark.parametrize(
    ("places", "earned"),
    [((0, 2), 100), ((0,), 50), ((0, 1), 0), ((0, 1, 2), 50), ((0, 1, 2, 3), 0), ((1,), 0)],
)
def test_a_wrong_choice_takes_a_right_one_away(places: tuple[int, ...], earned: int) -> None:
    parts = replace(content(Kind.several), in_parts=True)
    assert grade(parts, Key(ids(Kind.several, 0, 2)), ",".join(ids(Kind.several, *places)), 100) == earned


@pytest.mark.parametrize(
    ("answer", "is_it"),
    [
        ("3,14", True),
        ("3.15", True),
        ("3,13", True),
        ("3,16", False),
        ("3,129", False),
        ("-3,14", False),
        ("", False),
    ],
)
def test_a_number_may_be_off_by_its_tolerance(answer: str, is_it: bool) -> None:
    assert is_right(DECIMAL.content(), DECIMAL.key(), answer) is is_it


@pytest.mark.parametrize(
    ("answer", "is_it"),
    [("vneid", True), (" VNEID ", True), ("dinh danh dien tu", True), ("VNeID 2", False), ("", False)],
)
def test_any_accepted_answer_is_right(answer: str, is_it: bool) -> None:
    assert is_right(SHORT.content(), SHORT.key(), answer) is is_it


def test_diacritics_count_where_they_must_be_right() -> None:
    exact = replace(SHORT, exact=True)
    content, key = exact.content(), exact.key()
    assert is_right(content, key, "Định danh điện tử")
    assert not is_right(content, key, "dinh danh dien tu")


def test_steps_and_pairs_in_parts() -> None:
    key, content = ORDERING.key(), ORDERING.content()
    shifted = {one: str(int(place) % 4 + 1) for one, place in key.pairs}
    assert grade(content, key, join(shifted), 100) == 0
    swapped = dict(key.pairs) | {key.pairs[0][0]: key.pairs[1][1], key.pairs[1][0]: key.pairs[0][1]}
    assert grade(content, key, join(swapped), 100) == 50
    half = replace(MATCHING, in_parts=True)
    assert grade(half.content(), half.key(), join(dict(half.key().pairs[:2])), 100) == 66
    assert grade(MATCHING.content(), MATCHING.key(), join(dict(MATCHING.key().pairs[:2])), 100) == 0


def _wrong(question: ParsedQuestion) -> str:
    """An answer of which nothing is right: each option has what belongs to the next one."""
    if question.kind not in PAIRED:
        return "5"
    given = dict(question.key().pairs)
    if question.kind is Kind.statements:
        return join({one: "sai" if value == "dung" else "dung" for one, value in given.items()})
    values = [*given.values()]
    return join(dict(zip(given, values[1:] + values[:1], strict=True)))


@pytest.mark.parametrize("question", NEW, ids=lambda question: question.kind.value)
def test_wrong_is_what_was_answered_and_earns_nothing(question: ParsedQuestion) -> None:
    content, key = question.content(), question.key()
    assert is_wrong(content, key, _wrong(question))
    # Nothing, and what can be no answer of any of these kinds.
    assert not any(is_wrong(content, key, nothing) for nothing in ("", None, "\u200b", "x" * 300))
