"""Every setting stands in the thể lệ, in the article where people look for it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from contest.ruleset.rules import (
    BlueprintLine,
    Counting,
    Criterion,
    Moment,
    Precision,
    PredictionTarget,
    Ruleset,
    Ties,
)
from contest.ruleset.text import TIED, summary
from contest.ruleset.wording import RUNGS, SHORT_RUNGS, attempts, order, policy, unranked
from tests.contest.ruleset.made import rulesets
from tests.contest.ruleset.test_text import as_text

TEN = (BlueprintLine(count=10),)
MEAN = {"attempts_allowed": 3, "counting": Counting.MEAN}
BY_MOMENT = (Criterion.POINTS, Criterion.FIRST_START, Criterion.SUBMITTED)


def rules(**changes: Any) -> Ruleset:
    plain: dict[str, Any] = {"blueprint": TEN, "seconds": 600}
    return Ruleset(**plain | changes)


SAID: tuple[tuple[dict[str, Any], str], ...] = (
    ({"attempts_allowed": None}, "Trong thời gian vòng thi mở, mỗi người được thi không giới hạn số lượt."),
    (
        {"attempts_allowed": 5, "attempts_in_all": 8},
        "Tính cả các vòng của cuộc thi, mỗi người được thi nhiều nhất 8 lượt.",
    ),
    (
        {"attempts_allowed": 5, "attempts_a_day": 1},
        "Trong vòng thi, mỗi ngày mỗi người được thi nhiều nhất 1 lượt; "
        "ngày được tính theo giờ Việt Nam, lúc bắt đầu lượt thi.",
    ),
    (
        {"attempts_allowed": 5, "pause_minutes": 90},
        "Lượt sau bắt đầu cách lúc kết thúc lượt trước ít nhất 1 giờ 30 phút.",
    ),
    (
        {"attempts_allowed": 3, "criteria": (Criterion.POINTS,)},
        "Lượt tốt nhất được chọn lần lượt theo: điểm cao hơn; nếu vẫn bằng nhau thì lấy lượt thi trước.",
    ),
    ({"youngest": 16}, "Người chưa đến ngày tròn 16 tuổi dự thi khi được cha, mẹ"),
    (MEAN, "Khi xếp hạng, Ban Tổ chức lấy trung bình các lượt của mỗi người."),
    (MEAN, "Điểm trung bình làm tròn đến 2 chữ số thập phân, thời gian trung bình làm tròn đến giây;"),
    (MEAN | {"precision": Precision(mean_decimals=0)}, "Điểm trung bình làm tròn thành số nguyên,"),
    (
        MEAN | {"prediction": PredictionTarget.ATTEMPTS},
        "Số dự đoán được lấy từ lượt thi cuối cùng.",
    ),
    ({"wrong_costs": 25}, "Câu trả lời sai bị trừ 0,25 điểm. Câu bỏ trống được 0 điểm, không bị trừ điểm."),
    ({"wrong_costs": 25}, "Bài thi bị trừ quá số điểm đạt được thì tính 0 điểm."),
    ({"wrong_costs": 100, "below_zero": True}, "Điểm của một bài thi có thể dưới 0."),
    ({"only_perfect": True}, "Chỉ xếp hạng người có bài thi đúng tất cả các câu."),
    (
        {"only_perfect": True, "attempts_allowed": 3, "counting": Counting.LAST},
        "Chỉ xếp hạng người có bài thi dùng để xếp hạng đúng tất cả các câu.",
    ),
    ({"attempts_allowed": 5}, "Mỗi người được thi nhiều nhất 5 lượt."),
    (
        {
            "prediction": PredictionTarget.ATTEMPTS,
            "criteria": (Criterion.POINTS, Criterion.SECONDS, Criterion.PREDICTION_ERROR),
        },
        "Bài không có số dự đoán xếp sau những bài bằng nhau ở các tiêu chí xét trước đó có số dự đoán.",
    ),
    (
        {"only_perfect": True, "attempts_allowed": 3},
        "Lượt tốt nhất được chọn lần lượt theo: trước hết là bài đúng tất cả các câu; điểm cao hơn;",
    ),
    (
        {"prediction": PredictionTarget.PARTICIPANTS, "void_predicted": True},
        "số người có ít nhất một bài thi, kể cả bài bị hủy.",
    ),
    (
        {"prediction": PredictionTarget.ATTEMPTS, "void_predicted": True},
        "Bài thi bị hủy trước lúc đó vẫn được đếm.",
    ),
    ({"prediction": PredictionTarget.ATTEMPTS}, "Bài thi bị hủy trước lúc đó không được đếm."),
    (
        {"precision": Precision(seconds=Moment.MINUTE)},
        "Thứ hai: thời gian làm bài ngắn hơn xếp trước, tính đến phút.",
    ),
    (
        {"precision": Precision(moments=Moment.SECOND), "criteria": BY_MOMENT},
        "Thứ hai: bắt đầu lượt thi đầu tiên sớm hơn xếp trước, tính đến giây.",
    ),
    ({"by_hand": True}, "Người không có điện thoại được làm bài trên giấy."),
    ({"by_hand": True}, "thời gian làm bài tính theo giờ đã ghi và không dài hơn thời gian quy định."),
    ({"by_hand": True}, "bài nhập sau giờ đó không được tính. Hệ thống ghi lại ai nhập, lúc nào."),
    (
        {"precision": Precision(moments=Moment.MINUTE), "criteria": BY_MOMENT},
        "Thứ ba: nộp bài sớm hơn xếp trước, tính đến phút.",
    ),
)


@pytest.mark.parametrize(("changes", "said"), SAID)
def test_a_setting_is_printed(changes: dict[str, Any], said: str) -> None:
    text = as_text(rules(**changes))
    assert said in text
    assert said not in as_text(rules())
    for line in text.splitlines():
        assert "  " not in line and ".." not in line
        assert not line.startswith("- ") or line.endswith("."), line


@pytest.mark.parametrize("ties", Ties)
def test_what_happens_to_equals_is_printed_once(ties: Ties) -> None:
    text = as_text(rules(ties=ties))
    assert [each for each in Ties if TIED[each] in text] == [ties]


@pytest.mark.parametrize("rung", Criterion)
def test_every_rung_has_words(rung: Criterion) -> None:
    assert RUNGS[rung].count("xếp trước") == 1
    assert SHORT_RUNGS[rung]
    assert not SHORT_RUNGS[rung].endswith(".")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "1 lượt"),
        ({"attempts_allowed": 5}, "5 lượt"),
        ({"attempts_allowed": None}, "không giới hạn lượt"),
        ({"attempts_allowed": 7, "attempts_a_day": 1}, "7 lượt, mỗi ngày 1 lượt"),
        ({"attempts_allowed": None, "attempts_a_day": 1}, "mỗi ngày 1 lượt"),
        ({"attempts_allowed": None, "attempts_in_all": 20}, "cả cuộc thi 20 lượt"),
    ],
)
def test_how_many_attempts_in_a_few_words(changes: dict[str, Any], said: str) -> None:
    assert attempts(rules(**changes)).replace("\u00a0", " ") == said


def test_a_plain_contest_says_no_more_than_it_must() -> None:
    void = "Bài thi bị hủy vẫn tính là một lượt đã thi."
    assert policy(rules()) == ("Mỗi người được thi 1\u00a0lượt.", void)


@pytest.mark.parametrize(
    ("changes", "is_limited"),
    [
        ({}, False),
        ({"pause_minutes": 30}, False),
        ({"attempts_a_day": 1}, True),
        ({"attempts_in_all": 20}, True),
        ({"attempts_allowed": 5}, True),
    ],
)
def test_only_what_no_limit_holds_is_without_limit(changes: dict[str, Any], is_limited: bool) -> None:
    said = " ".join(policy(rules(**{"attempts_allowed": None} | changes)))
    assert ("không giới hạn" in said) != is_limited
    assert ("Bài thi bị hủy vẫn tính" in said) == is_limited


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "chưa có bài đúng tất cả các câu"),
        ({"attempts_allowed": 3}, "chưa có bài đúng tất cả các câu"),
        ({"attempts_allowed": 3, "counting": Counting.LAST}, "lượt cuối cùng, là lượt được tính, chưa đúng"),
        ({"attempts_allowed": 3, "counting": Counting.FIRST}, "lượt đầu tiên, là lượt được tính, chưa đúng"),
        ({"counting": Counting.LAST}, "chưa có bài đúng tất cả các câu"),
    ],
)
def test_why_somebody_has_no_place(changes: dict[str, Any], said: str) -> None:
    assert unranked(rules(only_perfect=True, **changes)).startswith(said)


def test_the_order_says_what_the_figures_cannot_show() -> None:
    assert "Bằng nhau thì máy chủ bốc thăm." in order(rules(ties=Ties.LOT))
    rounded = order(rules(precision=Precision(seconds=Moment.MINUTE)))[0]
    assert rounded == "Xếp hạng theo điểm, rồi thời gian làm bài, tính đến phút, rồi giờ nộp bài."
    assert order(rules())[0] == "Xếp hạng theo điểm, rồi thời gian làm bài, rồi giờ nộp bài."


def test_the_front_page_tells_what_costs_points_or_the_place() -> None:
    assert "Chỉ xếp hạng bài đúng tất cả các câu." in summary(rules(only_perfect=True))
    assert "Câu sai bị trừ 0,5\u00a0điểm, bỏ trống không bị trừ." in summary(rules(wrong_costs=50))
    assert len(summary(rules())) == 4


@given(rulesets())
def test_the_text_of_whatever_rules(made: Ruleset) -> None:
    text = as_text(made)
    assert TIED[made.ties] in text
    assert text.count("Thứ ") == len(made.criteria)
    assert ("bị trừ" in text.replace("không bị trừ", "")) == (made.wrong_costs > 0)
    for line in text.splitlines():
        assert "  " not in line and "None" not in line and ".." not in line


@given(rulesets())
def test_the_order_in_a_few_words_is_that_of_the_front_page(rules: Ruleset) -> None:
    told = order(rules)
    first = 1 + rules.only_perfect + (rules.ties is Ties.LOT)
    assert told[:first] == summary(rules)[:first]
    assert len(told) == first + rules.several
    assert all(line.endswith(".") and line[0].isupper() for line in told)
