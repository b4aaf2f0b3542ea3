"""Questions that everybody's paper has: how they are stored and counted, and what the thể lệ says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from contest.ruleset.differences import differences
from contest.ruleset.rules import MOST_FIXED, BlueprintLine, PredictionTarget, Ruleset, sentences
from contest.ruleset.text import summary
from tests.contest.ruleset.made import QUESTIONS, TEN, rulesets
from tests.contest.ruleset.test_text import FACTS, as_text

ONE, TWO, THREE = QUESTIONS[:3]


def rules(*fixed: str, **changes: Any) -> Ruleset:
    plain: dict[str, Any] = {"blueprint": TEN, "seconds": 600, "fixed": fixed}
    return Ruleset(**plain | changes)


def test_they_count_beside_what_is_drawn() -> None:
    made = rules(ONE, TWO)
    assert (made.questions_count, made.drawn_count, made.slots) == (12, 10, 12)
    guessed = rules(ONE, TWO, prediction=PredictionTarget.ATTEMPTS)
    assert (guessed.questions_count, guessed.slots) == (12, 13)


def test_a_paper_may_be_of_them_alone() -> None:
    made = rules(ONE, blueprint=())
    assert (made.questions_count, made.drawn_count) == (1, 0)
    assert Ruleset.from_json(made.to_json()) == made


@given(st.permutations(QUESTIONS), st.integers(1, 9))
def test_the_same_questions_are_the_same_rules(order: list[str], most: int) -> None:
    made = rules(*order[:most])
    assert made.sha256() == rules(*reversed(order[:most]), *order[:most]).sha256()
    assert made.fixed == tuple(sorted(order[:most]))
    assert Ruleset.from_json(made.to_json()) == made


def test_without_them_nothing_is_stored() -> None:
    assert "fixed" not in json.loads(rules().to_json())
    assert rules(ONE).changed(fixed=()).sha256() == rules().sha256()


@pytest.mark.parametrize(
    "bad", ["", "K7Q2M94X0A1BC", "k7q2m94x0a1b", "k7q2m94x0a1bcd", "../../../etc/p", 7, None]
)
def test_what_is_no_question_of_a_bank_is_refused(bad: Any) -> None:
    with pytest.raises(ValidationError):
        rules(bad)


def test_so_many_and_no_more() -> None:
    ids = tuple(f"k7q2m94x0a{number:03}" for number in range(MOST_FIXED + 1))
    assert len(rules(*ids[1:]).fixed) == MOST_FIXED
    with pytest.raises(ValidationError) as wrong:
        rules(*ids)
    assert sentences(wrong.value) == (f"Đề có nhiều nhất {MOST_FIXED} câu chung. Bỏ bớt câu chung.",)


def test_they_fill_a_paper_up_to_its_most() -> None:
    assert rules(ONE, blueprint=(BlueprintLine(count=199),)).questions_count == 200


def article(made: Ruleset) -> str:
    return as_text(made).split("Điều 3.")[1].split("Điều 4.")[0]


def test_the_text_says_how_many_and_not_which() -> None:
    said = article(rules(ONE, TWO))
    assert "- Mỗi đề có 12 câu hỏi. Trong các câu hỏi có 2 câu do Ban Tổ chức chọn, chung cho mọi đề;" in said
    assert "10 câu còn lại rút ngẫu nhiên từ ngân hàng câu hỏi của Ban Tổ chức." in said
    assert "- Các câu hỏi trong mỗi đề được xếp theo thứ tự ngẫu nhiên." in said


def test_the_text_of_a_paper_without_chance() -> None:
    said = article(rules(ONE, TWO, blueprint=(), prediction=PredictionTarget.ATTEMPTS))
    assert "- Mỗi đề có 2 câu hỏi do Ban Tổ chức chọn, chung cho mọi đề, và 1 câu dự đoán.\n" in said
    assert "rút ngẫu nhiên" not in said
    assert "thứ tự" not in article(rules(ONE, blueprint=()))


@given(rulesets())
def test_no_id_leaves_with_the_text(made: Ruleset) -> None:
    text = as_text(made) + " ".join(summary(made))
    assert not any(question in text for question in QUESTIONS)
    assert ("chung cho mọi đề" in text) is bool(made.fixed)


def test_a_change_is_told_by_the_count_alone() -> None:
    (found,) = differences(rules(ONE), rules(ONE, TWO), FACTS)
    assert found.article == "Đề thi và thời gian làm bài"
    assert differences(rules(ONE), rules(THREE), FACTS) == ()
