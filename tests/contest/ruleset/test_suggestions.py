"""Open questions in the rules: how many, where they stand, what the thể lệ says of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from contest.ruleset.parts import spans
from contest.ruleset.rules import MOST_SUGGESTIONS, BlueprintLine, Part, PredictionTarget, Ruleset, sentences
from contest.ruleset.states import Way
from contest.ruleset.text import the_le
from tests.contest.ruleset.made import QUESTIONS, TEN, rulesets
from tests.contest.ruleset.test_text import FACTS


def rules(count: int, **changes: Any) -> Ruleset:
    plain: dict[str, Any] = {"blueprint": TEN, "seconds": 600, "suggestions": QUESTIONS[:count]}
    return Ruleset(**(plain | changes))


def said(made: Ruleset) -> str:
    sections = the_le(made, FACTS)
    return "\n".join(item for section in sections for item in (section.title, *section.items)).replace(
        "\u00a0", " "
    )


def test_the_border_of_how_many() -> None:
    assert len(rules(MOST_SUGGESTIONS).suggestions) == MOST_SUGGESTIONS == 3
    with pytest.raises(ValidationError) as wrong:
        rules(MOST_SUGGESTIONS + 1)
    assert sentences(wrong.value) == ("Đề có nhiều nhất 3 câu hỏi mở. Bỏ bớt câu hỏi mở.",)


@pytest.mark.parametrize("bad", ["", "abc", "K7Q2M94X0A1BC", "k7q2m94x0a1bcd"])
def test_only_ids_are_named(bad: str) -> None:
    with pytest.raises(ValidationError):
        rules(0, suggestions=(bad,))


def test_they_are_slots_and_no_questions() -> None:
    made = rules(2, prediction=PredictionTarget.PARTICIPANTS)
    assert (made.questions_count, made.drawn_count, made.slots) == (10, 10, 13)


def test_rules_without_any_are_the_same_bytes_as_ever() -> None:
    assert "suggestions" not in json.loads(rules(0).to_json())
    assert rules(0).version == 1 and rules(1).version == 3
    assert rules(2).sha256() == rules(0, suggestions=QUESTIONS[1::-1] + QUESTIONS[:1]).sha256()


def test_they_stand_in_the_last_part() -> None:
    lines = (BlueprintLine(count=2), BlueprintLine(count=1, part=2))
    parts = (Part(seconds=60), Part(seconds=300))
    made = rules(2, blueprint=lines, parts=parts, way=Way.PARTS, prediction=PredictionTarget.PARTICIPANTS)
    assert [(one.first, one.last, one.last_question) for one in spans(made)] == [(1, 2, 2), (3, 6, 3)]


def test_the_text_says_that_it_is_there_who_reads_it_and_that_nobody_grades_it() -> None:
    shown = said(rules(1, prediction=PredictionTarget.PARTICIPANTS))
    assert "Mỗi đề có 10 câu hỏi rút ngẫu nhiên" in shown and "và 1 câu hỏi mở và 1 câu dự đoán." in shown
    assert "Câu hỏi mở\n" in shown and "nhiều nhất 2.000 ký tự" in shown
    for part in ("không chấm điểm, không dùng để xếp hạng", "được bỏ trống", "Chỉ Ban Tổ chức đọc ý kiến"):
        assert part in shown
    assert QUESTIONS[0] not in shown


@given(rulesets())
def test_the_text_speaks_of_them_where_there_are_some(made: Ruleset) -> None:
    assert ("câu hỏi mở" in said(made)) is bool(made.suggestions)
    assert Ruleset.from_json(made.to_json()) == made
