"""How a paper is gone through: what is refused, and what the thể lệ and the front page say of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from contest.ruleset.rules import Ruleset, Way, sentences
from contest.ruleset.text import summary
from contest.ruleset.wording import SHORT_WAYS, WAYS, pace, short_pace
from tests.contest.ruleset.made import TEN, rulesets
from tests.contest.ruleset.test_text import as_text


def rules(**changes: Any) -> Ruleset:
    plain: dict[str, Any] = {"blueprint": TEN, "seconds": 600}
    return Ruleset(**plain | changes)


PACED: dict[str, Any] = {"way": Way.PACED}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"question_seconds": 30}, "chỉ đặt được khi máy chủ phát từng câu một"),
        ({"question_seconds": 30, "way": Way.FORWARD}, "chỉ đặt được khi máy chủ phát từng câu một"),
        (PACED | {"question_seconds": 601}, "Thời gian mỗi câu dài hơn thời gian làm cả bài."),
        (PACED | {"question_seconds": 19}, "Thời gian chờ mạng dài hơn thời gian của một câu."),
        (PACED | {"question_seconds": 4}, "Thời gian mỗi câu từ 5 đến 3.600 giây."),
        (PACED | {"question_seconds": 3601, "seconds": 4000}, "Thời gian mỗi câu từ 5 đến 3.600 giây."),
    ],
)
def test_what_contradicts_itself_is_refused_in_a_sentence(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        rules(**changes)
    (sentence,) = sentences(wrong.value)
    assert said in sentence


@pytest.mark.parametrize(
    "changes",
    [
        PACED | {"question_seconds": 600},
        PACED | {"question_seconds": 20},
        PACED | {"question_seconds": 5, "grace_seconds": 5},
        {"way": Way.FORWARD},
    ],
)
def test_the_last_values_that_go_together(changes: dict[str, Any]) -> None:
    assert rules(**changes).version == 3


@pytest.mark.parametrize("bad", ["back", "", None, 1])
def test_an_unknown_way_is_refused(bad: Any) -> None:
    with pytest.raises(ValidationError):
        rules(way=bad)


def test_a_free_paper_says_nothing_of_it() -> None:
    assert pace(rules()) == short_pace(rules()) == ()
    for word in ("quay lại", "phát", "từng câu một"):
        assert word not in as_text(rules())


@pytest.mark.parametrize("way", [Way.FORWARD, Way.PACED])
def test_no_way_back_is_printed_in_the_article_of_the_paper(way: Way) -> None:
    text = as_text(rules(way=way))
    article = text.split("Điều 3.")[1].split("Điều 4.")[0]
    assert article.startswith(" Đề thi")
    assert WAYS[way] and SHORT_WAYS[way]
    assert all(line in article for line in WAYS[way])
    assert all(line in summary(rules(way=way)) for line in SHORT_WAYS[way])


def test_a_questions_time_is_printed_with_its_grace() -> None:
    text = as_text(rules(question_seconds=45, **PACED))
    assert "Mỗi câu được trả lời trong 45 giây, tính từ lúc máy chủ phát câu đó." in text
    assert "chậm nhất 20 giây sau khi hết giờ của câu hoặc hết giờ làm bài vẫn được nhận" in text
    said = [line.replace("\u00a0", " ") for line in summary(rules(question_seconds=45, **PACED))]
    assert "Mỗi câu có 45 giây kể từ lúc nhận câu." in said


def test_without_it_the_grace_reads_as_before() -> None:
    assert "chậm nhất 20 giây sau khi hết giờ vẫn được nhận" in as_text(rules(**PACED))


# --- rounds that share no question ------------------------------------------------------------------


@pytest.mark.parametrize(("shifts", "holds"), [(1, False), (2, True), (20, True), (21, False)])
def test_among_how_many_rounds_a_bank_is_shared_out(shifts: int, holds: bool) -> None:
    if holds:
        assert rules(shifts=shifts).version == 3
        return
    with pytest.raises(ValidationError) as wrong:
        rules(shifts=shifts)
    assert sentences(wrong.value) == ("Ngân hàng chia cho từ 2 đến 20 vòng.",)


def test_that_rounds_share_no_question_is_printed() -> None:
    text = as_text(rules(shifts=4))
    assert "Ngân hàng câu hỏi được chia thành 4 phần, mỗi vòng (ca thi) dùng một phần;" in text
    assert "chia thành" not in as_text(rules())


@given(rulesets())
def test_house_style_whatever_the_rules(made: Ruleset) -> None:
    for line in (*pace(made), *short_pace(made)):
        assert line.endswith(".")
        assert "!" not in line and "  " not in line
    assert bool(pace(made)) == (made.way is not Way.FREE)
