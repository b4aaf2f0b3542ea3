"""Contents, keys, option ids and the canonical text of answers."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.answering import AnswerError, parse_answer
from questions.authoring.views import Revision
from questions.formats.model import ParsedQuestion
from questions.kinds import Content, Key, Kind, Option, make_options, option_ids
from questions.numbers import Figure
from tests.questions.asked import MATCHING, ORDERING, STATEMENTS, of_all_kinds

WORDS = st.text(min_size=1, max_size=30)


def content(kind: Kind, *texts: str) -> Content:
    return Content(kind, "Câu hỏi?", make_options(kind, texts))


def test_ids_are_short_lower_case_and_stable() -> None:
    ids = option_ids(["Ngày 10/10", "Ngày 10/8"])
    assert all(len(name) == 5 and name == name.lower() and name.isalnum() for name in ids)
    assert option_ids(["Ngày 10/10", "Ngày 10/8"]) == ids


@given(st.lists(WORDS, min_size=2, max_size=8, unique_by=lambda text: unicodedata.normalize("NFC", text)))
def test_ids_do_not_depend_on_the_order_of_the_file(texts: list[str]) -> None:
    shuffled = random.Random(7).sample(texts, len(texts))
    assert dict(zip(texts, option_ids(texts), strict=True)) == dict(
        zip(shuffled, option_ids(shuffled), strict=True)
    )


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_ids_are_distinct_within_a_question(texts: list[str]) -> None:
    assert len(set(option_ids(texts))) == len(texts)


def test_decomposed_letters_have_the_same_id() -> None:
    assert option_ids([unicodedata.normalize("NFD", "Đúng hạn")]) == option_ids(["Đúng hạn"])


def test_one_option_that_speaks_of_others_pins_all_of_them() -> None:
    assert not content(Kind.one, "Một", "Hai", "Cả ba phương án").shuffle
    assert not Content(Kind.several, "?", make_options(Kind.several, ("A và C", "x")), shuffle=True).shuffle
    assert content(Kind.one, "Một", "Cả năm 2025").shuffle


def test_true_false_keeps_its_order_and_its_plain_ids() -> None:
    question = content(Kind.true_false)
    assert question.options == (Option("dung", "Đúng"), Option("sai", "Sai"))
    assert not question.shuffle


@pytest.mark.parametrize("kind", [Kind.number, Kind.prediction])
def test_typed_answers_have_no_options(kind: Kind) -> None:
    assert content(kind, "bỏ qua").options == ()


@given(st.sampled_from(Kind), WORDS, st.lists(WORDS, max_size=6), st.text(max_size=9), st.booleans())
def test_content_survives_its_json(kind: Kind, text: str, texts: list[str], unit: str, shuffle: bool) -> None:
    question = Content(kind, text, make_options(kind, texts), unit, shuffle)
    again = Content.from_json(question.to_json())
    assert again == question
    assert again.to_json() == question.to_json()


@given(st.lists(WORDS, max_size=4), st.none() | st.integers(), st.text(), st.text())
def test_key_survives_its_json_and_is_sorted(
    right: list[str], number: int | None, why: str, basis: str
) -> None:
    key = Key(tuple(right), number, why, basis)
    assert Key.from_json(key.to_json()) == key
    assert key == Key(tuple(reversed(right)), number, why, basis)


def test_json_is_canonical() -> None:
    assert Key(("b", "a")).to_json() == '{"basis":"","explanation":"","number":null,"right":["a","b"]}'


def test_what_was_stored_before_the_new_kinds_keeps_its_text() -> None:
    """To the byte: papers, digests and receipts hang on it."""
    contents = (
        '{"kind":"one","options":[{"id":"aaaaa","text":"Một"},{"id":"bbbbb","text":"Hai"}],'
        '"shuffle":true,"text":"Gì?","unit":""}',
        '{"kind":"several","options":[{"id":"aaaaa","text":"Cả hai"}],"shuffle":false,"text":"Gì","unit":""}',
        '{"kind":"number","options":[],"shuffle":true,"text":"Mấy?","unit":"xã"}',
    )
    keys = (
        '{"basis":"Luật","explanation":"Vì","number":null,"right":["aaaaa"]}',
        '{"basis":"","explanation":"","number":-34,"right":[]}',
        '{"basis":"","explanation":"","number":0,"right":[]}',
    )
    assert [Content.from_json(text).to_json() for text in contents] == list(contents)
    assert [Key.from_json(text).to_json() for text in keys] == list(keys)
    assert Key.from_json(keys[1]).number == -34


@given(of_all_kinds())
def test_every_kind_survives_its_json(question: ParsedQuestion) -> None:
    content, key = question.content(), question.key()
    assert Content.from_json(content.to_json()) == content and Key.from_json(key.to_json()) == key
    assert Content.from_json(content.to_json()).to_json() == content.to_json()
    level, points = question.level, question.points
    stored = Revision(1, content, key, level, points, None, "an", None, False, 1, "an", None)
    again = stored.parsed()
    assert (again.content(), again.key()) == (content, key)


@pytest.mark.parametrize("question", [ORDERING, MATCHING], ids=["ordering", "matching"])
def test_what_is_stored_tells_nothing_by_its_order(question: ParsedQuestion) -> None:
    content = question.content()
    backwards = replace(question, options=question.options[::-1], targets=question.targets[::-1])
    assert backwards.content() == content
    assert [one.id for one in content.options] == sorted(one.id for one in content.options)
    assert [one.id for one in content.targets] == sorted(one.id for one in content.targets)
    assert content.shuffle


PAIRS = st.permutations(range(len(MATCHING.options)))
REST = st.permutations(("Tổng đài trẻ em", "Bảo hiểm", "Điện lực"))


@given(PAIRS, REST)
def test_pairs_come_back_as_their_author_wrote_them(order: list[int], rest: list[str]) -> None:
    """The key remembers what the content must not tell."""
    lefts = tuple(MATCHING.options[place] for place in order)
    rights = (*(MATCHING.targets[place] for place in order), *rest)
    asked = replace(MATCHING, options=lefts, targets=rights)
    key = Key.from_json(asked.key().to_json())
    again = Revision(1, asked.content(), key, asked.level, 100, None, "", None, False, 1, "", None).parsed()
    assert (again.options, again.targets) == (lefts, rights)
    assert dict(key.pairs) == dict(replace(MATCHING, targets=(*MATCHING.targets[:3], *rest)).key().pairs)


def test_an_order_that_is_that_of_the_ids_is_not_stored() -> None:
    """So that what was stored before keeps its text."""
    before = replace(MATCHING.key(), order=())
    content = MATCHING.content()
    shown = Revision(1, content, before, MATCHING.level, 100, None, "", None, False, 1, "", None).parsed()
    assert shown.key() == before and "order" not in before.to_json()
    for question in (STATEMENTS, ORDERING):
        assert question.key().order == ()


def test_statements_keep_the_order_of_their_author() -> None:
    content = STATEMENTS.content()
    assert [one.text for one in content.options] == list(STATEMENTS.options) and not content.shuffle
    assert content.shares == (10, 25, 50, 100)
    assert replace(STATEMENTS, in_parts=False).content().shares == ()
    assert replace(STATEMENTS, options=STATEMENTS.options[:3]).content().shares == ()


@pytest.mark.parametrize(
    ("number", "tolerance", "places"),
    [(34, 0, 0), (Decimal("3.5"), 0, 2), (34, Decimal("0.5"), 2), (Decimal("3.1416"), 0, 4), (10, 2, 0)],
)
def test_a_fraction_may_be_given_where_one_can_be_right(
    number: Figure, tolerance: Figure, places: int
) -> None:
    asked = ParsedQuestion(Kind.number, "?", number=number, tolerance=tolerance)
    assert asked.content().places == places


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("raw", ["", "  ", "\n"])
def test_nothing_means_cleared(kind: Kind, raw: str) -> None:
    assert parse_answer(content(kind, "x", "y"), raw) == ""


def test_one_takes_an_id_of_its_own_only() -> None:
    question = content(Kind.one, "x", "y")
    first = question.options[0].id
    assert parse_answer(question, f" {first} ") == first
    for raw in ("zzzzz", "x", "A", f"{first},{question.options[1].id}", first.upper() + "!"):
        with pytest.raises(AnswerError, match="Phương án này không có"):
            parse_answer(question, raw)


def test_several_are_sorted_and_counted_once() -> None:
    question = content(Kind.several, "x", "y", "z")
    ids = [option.id for option in question.options]
    raw = f"{ids[2]}, {ids[0]},{ids[2]},"
    assert parse_answer(question, raw) == ",".join(sorted({ids[0], ids[2]}))
    assert parse_answer(question, ",,") == ""
    with pytest.raises(AnswerError):
        parse_answer(question, f"{ids[0]},zzzzz")


@pytest.mark.parametrize(("raw", "canonical"), [("dung", "dung"), ("sai", "sai"), (" sai ", "sai")])
def test_true_false_answers(raw: str, canonical: str) -> None:
    assert parse_answer(content(Kind.true_false), raw) == canonical


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("34", "34"),
        (" 34 ", "34"),
        ("1.234", "1234"),
        ("1 234", "1234"),
        ("1\u00a0234", "1234"),
        ("1\u202f234\u202f567", "1234567"),
        ("12.345.678", "12345678"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("–1.000", "-1000"),
        ("+7", "7"),
        ("007", "7"),
        ("-0", "0"),
        ("9" * 15, "9" * 15),
    ],
)
@pytest.mark.parametrize("kind", [Kind.number, Kind.prediction])
def test_numbers_as_people_type_them(kind: Kind, raw: str, canonical: str) -> None:
    assert parse_answer(content(kind), raw) == canonical


NO_NUMBERS = "1,5|1.5|1,234|0.123|3,14|mười|34 tỉnh|1.23.456|1.234 567|1e5|--5|-|٣|²|5²|1 2|0x10|1_000|NaN"


@pytest.mark.parametrize("raw", [*NO_NUMBERS.split("|"), "9" * 16, "1\n2"])
def test_what_is_no_whole_number_is_refused_in_vietnamese(raw: str) -> None:
    with pytest.raises(AnswerError) as error:
        parse_answer(content(Kind.number), raw)
    assert str(error.value).endswith(".")


def test_decimals_are_named_as_the_reason() -> None:
    with pytest.raises(AnswerError, match="không có phần thập phân"):
        parse_answer(content(Kind.number), "1,5")


def test_long_answers_are_refused() -> None:
    with pytest.raises(AnswerError, match="200"):
        parse_answer(content(Kind.several, "x", "y"), "a," * 101)


@given(st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1))
def test_grouped_and_plain_numbers_are_one(value: int) -> None:
    grouped = f"{value:,}".replace(",", ".")
    assert parse_answer(content(Kind.number), grouped) == str(value)


@given(st.sampled_from(Kind), st.text(max_size=250))
def test_reading_again_changes_nothing_and_only_answer_errors_come(kind: Kind, raw: str) -> None:
    question = content(kind, "x", "y", "z")
    try:
        canonical = parse_answer(question, raw)
    except AnswerError:
        return
    assert parse_answer(question, canonical) == canonical
