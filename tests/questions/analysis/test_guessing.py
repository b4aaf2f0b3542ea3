"""What blind guessing earns equals the mean over every answer there is, marked by the rules of grading."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product

import pytest

from questions.analysis.choosing import chance, choices, guessing, offered
from questions.answering import join, parse_answer
from questions.formats.model import ParsedQuestion
from questions.grading import grade, is_right
from questions.kinds import Content, Kind

POINTS = 1200  # every share of up to four rows is whole

ASKED = [
    *(
        ParsedQuestion(Kind.statements, "?", tuple("abcd"[:count]), (0,), in_parts=in_parts)
        for count in (2, 3, 4)
        for in_parts in (False, True)
    ),
    *(
        ParsedQuestion(Kind.ordering, "?", tuple("abcd"[:count]), in_parts=in_parts)
        for count in (2, 3, 4)
        for in_parts in (False, True)
    ),
    *(
        ParsedQuestion(Kind.matching, "?", tuple("ab"), targets=tuple("xyzw"[:count]), in_parts=in_parts)
        for count in (2, 3, 4)
        for in_parts in (False, True)
    ),
]


def name(asked: ParsedQuestion) -> str:
    return f"{asked.kind}-{len(asked.options)}-{len(asked.targets)}-{'parts' if asked.in_parts else 'whole'}"


def every_answer(content: Content) -> list[str]:
    rows = [option.id for option in content.options]
    if content.kind is Kind.ordering:
        given = permutations([str(place) for place in range(1, len(rows) + 1)])
    else:
        values = [target.id for target in content.targets] or ["dung", "sai"]
        given = product(values, repeat=len(rows))
    return [parse_answer(content, join(dict(zip(rows, each, strict=True)))) for each in given]


@pytest.mark.parametrize("asked", ASKED, ids=name)
@pytest.mark.parametrize("costs", [0, 300])
def test_guessing_equals_the_mean_over_all_answers(asked: ParsedQuestion, costs: int) -> None:
    content, key = asked.content(), asked.key()
    answers = every_answer(content)
    earned = [grade(content, key, answer, POINTS) or -costs for answer in answers]
    assert guessing(content, POINTS, costs) == Fraction(sum(earned), POINTS * len(answers))
    right = sum(is_right(content, key, answer) for answer in answers)
    assert chance(content) == Fraction(right, len(answers))


@pytest.mark.parametrize("asked", ASKED, ids=name)
def test_each_row_is_a_choice(asked: ParsedQuestion) -> None:
    content = asked.content()
    answer = every_answer(content)[-1]
    assert ",".join(choices(content, answer)) == answer
    if asked.kind is Kind.statements:
        assert len(offered(content)) == 2 * len(asked.options)
        assert set(choices(content, answer)) <= set(offered(content))
