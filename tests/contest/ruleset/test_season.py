"""The season of a contest as data and as the thể lệ says it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from contest.ruleset import season
from contest.ruleset.season import BAD_BEST, CONTRADICTIONS, MOST_ROUNDS, Season, SeasonRung, Way
from contest.web.filters import NBSP

RUNG_LISTS = st.lists(st.sampled_from(SeasonRung), unique=True, max_size=3).filter(
    lambda rungs: not {SeasonRung.MORE_ROUNDS, SeasonRung.FEWER_ROUNDS} <= set(rungs)
)


@st.composite
def seasons(draw: Any) -> Season:
    """Any valid season."""
    way = draw(st.sampled_from(Way))
    best = draw(st.integers(1, MOST_ROUNDS)) if way is Way.BEST else None
    return Season(way=way, best=best, rungs=tuple(draw(RUNG_LISTS)))


@given(seasons())
def test_what_is_stored_comes_back(one: Season) -> None:
    assert season.season_of(one.to_json()) == one


def test_nothing_stored_is_no_season() -> None:
    assert season.season_of("") is None


def test_the_stored_text_fits_its_column() -> None:
    longest = Season(
        way=Way.BEST, best=50, rungs=(SeasonRung.SECONDS, SeasonRung.SUBMITTED, SeasonRung.FEWER_ROUNDS)
    )
    assert len(longest.to_json()) <= 300


def said(**given: Any) -> tuple[str, ...]:
    with pytest.raises(ValidationError) as caught:
        Season(**given)
    return season.sentences(caught.value)


@pytest.mark.parametrize(
    ("given", "index"),
    [
        ({"way": Way.BEST}, 0),
        ({"way": Way.SUM, "best": 3}, 1),
        ({"rungs": (SeasonRung.SECONDS, SeasonRung.SECONDS)}, 2),
        ({"rungs": (SeasonRung.MORE_ROUNDS, SeasonRung.FEWER_ROUNDS)}, 3),
    ],
)
def test_a_contradiction_is_refused_with_its_sentence(given: dict[str, Any], index: int) -> None:
    assert said(**given) == (CONTRADICTIONS[index][1],)


@pytest.mark.parametrize("best", [0, -1, MOST_ROUNDS + 1])
def test_a_number_out_of_bounds_is_refused(best: int) -> None:
    assert said(way=Way.BEST, best=best) == (BAD_BEST,)


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError):
        Season.model_validate_json('{"way":"sum","rungs":[],"best":null,"prize":1}')


def test_the_article_of_a_sum() -> None:
    items = season.items(Season())
    assert items[0] == "Kết quả cả cuộc thi của mỗi người là tổng điểm của tất cả các vòng đã đóng."
    assert (
        "Người có tổng điểm cao hơn xếp trước. Bằng điểm thì xét lần lượt: tổng thời gian làm bài" in items[2]
    )
    assert not any("vòng có điểm cao nhất" in item or "dưới 0" in item for item in items)


def test_the_article_of_the_best() -> None:
    items = season.items(Season(way=Way.BEST, best=3, rungs=()), below_zero=True)
    assert items[0].endswith(f"là tổng điểm của 3{NBSP}vòng có điểm cao nhất trong các vòng đã đóng.")
    assert f"Người dự thi ít hơn 3{NBSP}vòng thì được cộng các vòng đã dự thi." in items
    assert "Vòng có điểm dưới 0 được cộng là 0 điểm." in items
    assert "Người có tổng điểm cao hơn xếp trước." in items


def test_the_best_one_is_no_sum() -> None:
    items = season.items(Season(way=Way.BEST, best=1))
    assert items[0] == (
        "Kết quả cả cuộc thi của mỗi người là điểm của vòng có điểm cao nhất trong các vòng đã đóng."
    )
    assert not any("ít hơn" in item and "được cộng các vòng" in item for item in items)


@given(seasons(), st.booleans())
def test_every_sentence_is_whole(one: Season, below: bool) -> None:
    for item in (*season.items(one, below_zero=below), *season.order(one)):
        assert item[0].isupper() and item.endswith(".") and "  " not in item and ".." not in item


def test_every_rung_is_said_in_its_order() -> None:
    one = Season(rungs=(SeasonRung.MORE_ROUNDS, SeasonRung.SUBMITTED))
    text = " ".join(season.items(one))
    assert text.index("nhiều vòng hơn") < text.index("nộp bài cuối cùng")
    assert season.order(one) == (
        "Xếp hạng theo tổng điểm của tất cả các vòng đã đóng, rồi số vòng đã thi, nhiều hơn trước, "
        "rồi giờ nộp bài cuối cùng.",
    )
