"""What two rulesets say differently: nothing of the same, each sentence of the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given

from contest.ruleset.differences import NUMBER, Difference, differences
from contest.ruleset.rules import Criterion, PredictionTarget, Ruleset
from contest.ruleset.text import Facts, the_le
from contest.web.filters import NBSP
from tests.contest.ruleset.made import TEN, rulesets

OPENS = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
FACTS = Facts("Tìm hiểu", "UBND xã Đăk Tô", "Tuần 1", OPENS, OPENS + timedelta(days=6))


def rules(**changes: Any) -> Ruleset:
    values: dict[str, Any] = {"blueprint": TEN, "seconds": 600, "attempts_allowed": 2}
    return Ruleset(**(values | changes))


def test_one_more_attempt_is_one_sentence() -> None:
    (found,) = differences(rules(), rules(attempts_allowed=3), FACTS)
    assert found.article == "Lượt thi và cách tính điểm"
    (was,), (now,) = found.was, found.now
    assert f"2{NBSP}lượt" in was
    assert f"3{NBSP}lượt" in now


def test_articles_come_in_the_order_of_the_later_text() -> None:
    later = rules(
        attempts_allowed=3,
        youngest=12,
        minimum_unit_size=9,
        criteria=(Criterion.POINTS, Criterion.SUBMITTED),
    )
    assert [each.article for each in differences(rules(), later, FACTS)] == [
        "Đối tượng dự thi",
        "Lượt thi và cách tính điểm",
        "Xếp hạng",
    ]


def test_an_article_that_only_one_of_them_has() -> None:
    guessing = rules(prediction=PredictionTarget.PARTICIPANTS)
    came = {each.article: each for each in differences(rules(), guessing, FACTS)}["Câu dự đoán"]
    gone = {each.article: each for each in differences(guessing, rules(), FACTS)}["Câu dự đoán"]
    assert (came.was, gone.now) == ((), ())
    assert came.now == gone.was != ()


@given(rulesets())
def test_the_same_rules_say_the_same(made: Ruleset) -> None:
    assert differences(made, made, FACTS) == ()


@given(rulesets(), rulesets())
def test_with_the_differences_one_text_becomes_the_other(before: Ruleset, after: Ruleset) -> None:
    changed = {each.article: each for each in differences(before, after, FACTS)}
    texts = [
        {NUMBER.sub("", each.title): set(each.items) for each in the_le(rules, FACTS)}
        for rules in (before, after)
    ]
    for article in texts[0] | texts[1]:
        was, now = (text.get(article, set()) for text in texts)
        found = changed.get(article)
        assert (set(found.was), set(found.now)) == (was - now, now - was) if found else was == now


def test_sentences_stand_beside_those_they_were_before() -> None:
    (found,) = differences(rules(), rules(attempts_allowed=3), FACTS)
    assert found.pairs == ((found.was[0], found.now[0]),)
    assert Difference("x", ("a", "b"), ("c",)).pairs == (("a", "c"), ("b", ""))
    assert Difference("x", (), ("c",)).pairs == (("", "c"),)
