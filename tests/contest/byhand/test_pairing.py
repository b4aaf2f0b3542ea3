"""Rows typed from paper: letters as printed, and back."""

from __future__ import annotations

import random

import pytest

from contest.byhand import letters
from contest.byhand.lines import Line
from questions.answering import AnswerError, parse_answer
from questions.kinds import PAIRED, Kind
from tests.contest.attempts.kinds import ASKED


def line(kind: Kind) -> Line:
    """The rows as the author wrote them, so that A, B, C are in the right order."""
    content = ASKED[kind].content()
    ids = {option.text: option.id for option in content.options}
    return Line(content, tuple(ids[text] for text in ASKED[kind].options))


@pytest.mark.parametrize(
    ("kind", "typed", "back"),
    [
        (Kind.statements, "đsđs", "ĐSĐS"),
        (Kind.statements, "D S T F", "ĐSĐS"),
        (Kind.statements, "Đ---", "Đ---"),
        (Kind.statements, "", ""),
        (Kind.ordering, "c, a, b", "CAB"),
        (Kind.ordering, "C-A-B", "CAB"),
        (Kind.ordering, "B > C > A", "BCA"),
        (Kind.ordering, " ", ""),
        (Kind.matching, "a2 b1", "A2 B1"),
        (Kind.matching, "B-3", "B3"),
        (Kind.matching, "A2,B1", "A2 B1"),
        (Kind.short, " VNeID ", "VNeID"),
        (Kind.number, "3,5", "3,5"),
    ],
)
def test_understood_and_shown_again(kind: Kind, typed: str, back: str) -> None:
    asked = line(kind)
    answer = letters.understood(asked, typed)
    assert parse_answer(asked.content, answer) == answer
    assert letters.in_letters(asked, answer) == back
    assert letters.understood(asked, back) == answer


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        (Kind.statements, "ĐSĐ", "từng ý từ a đến d"),
        (Kind.statements, "ĐSĐSĐ", "từng ý từ a đến d"),
        (Kind.statements, "ABCD", "từng ý từ a đến d"),
        (Kind.ordering, "AB", "từ A đến C"),
        (Kind.ordering, "AAB", "từ A đến C"),
        (Kind.ordering, "ABCD", "từ A đến C"),
        (Kind.matching, "A4", "số từ 1 đến 3"),
        (Kind.matching, "A0", "số từ 1 đến 3"),
        (Kind.matching, "C1", "chữ từ A đến B"),
        (Kind.matching, "A1 A2", "chữ từ A đến B"),
        (Kind.matching, "một", "chữ từ A đến B"),
    ],
)
def test_refused_in_words(kind: Kind, typed: str, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        letters.understood(line(kind), typed)


@pytest.mark.parametrize("kind", sorted(PAIRED))
def test_the_hint_says_what_to_type(kind: Kind) -> None:
    assert letters.hint(line(kind))


@pytest.mark.parametrize("kind", sorted(PAIRED))
def test_any_whole_answer_is_typed_back(kind: Kind) -> None:
    asked = line(kind)
    chance = random.Random(3)
    values = {
        Kind.statements: lambda: chance.choices(("dung", "sai"), k=len(asked.options)),
        Kind.ordering: lambda: [str(at) for at in chance.sample((1, 2, 3), 3)],
        Kind.matching: lambda: [chance.choice(asked.content.targets).id for _ in asked.options],
    }[kind]
    for _ in range(50):
        pairs = ",".join(sorted(f"{one}:{value}" for one, value in zip(asked.options, values(), strict=True)))
        assert letters.understood(asked, letters.in_letters(asked, pairs)) == pairs
