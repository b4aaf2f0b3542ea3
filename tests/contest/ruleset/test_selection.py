"""A round for those who were selected, as data and as the thể lệ says it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from contest.ruleset import selection
from contest.ruleset.selection import MOST_PLACES, Border, By, Selection
from contest.web.filters import NBSP

selections = st.builds(
    Selection,
    round=st.integers(1, 50),
    by=st.sampled_from(By),
    places=st.integers(1, MOST_PLACES),
    border=st.sampled_from(Border),
    public=st.booleans(),
)


@given(selections)
def test_what_is_stored_comes_back(one: Selection) -> None:
    assert selection.selection_of(one.to_json()) == one
    assert len(one.to_json()) <= 300


def test_nothing_stored_is_for_everybody() -> None:
    assert selection.selection_of("") is None


@pytest.mark.parametrize("wrong", [{"places": 0}, {"places": MOST_PLACES + 1}, {"round": 0}, {"more": 1}])
def test_what_is_out_of_bounds_is_refused(wrong: dict[str, Any]) -> None:
    given: dict[str, Any] = {"round": 1, "places": 3, **wrong}
    with pytest.raises(ValidationError):
        Selection(**given)


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (By.PEOPLE, f"Vòng này dành cho 20{NBSP}người có kết quả cao nhất của vòng loại."),
        (
            By.RATE,
            f"Vòng này dành cho những người đã dự thi vòng loại của 20{NBSP}đơn vị có tỷ lệ dự thi cao nhất.",
        ),
        (
            By.NUMBER,
            "Vòng này dành cho những người đã dự thi vòng loại của "
            f"20{NBSP}đơn vị có nhiều người dự thi nhất.",
        ),
    ],
)
def test_for_whom_it_is(by: By, said: str) -> None:
    assert selection.sentence(Selection(round=1, by=by, places=20), "Vòng loại") == said


@given(selections)
def test_what_the_the_le_says(one: Selection) -> None:
    items = selection.items(one, "Vòng loại")
    assert all(item[0].isupper() and item.endswith(".") for item in items)
    text = " ".join(items)
    assert ("Ban Tổ chức quyết định" in text) is (one.border is Border.DECIDE)
    assert ("đều được chọn" in text) is (one.border is Border.ALL)
    assert ("Danh sách những người được chọn được công bố" in text) is one.public
    assert ("người xếp ngay sau được chọn thay" in text) is (one.by is By.PEOPLE)
    assert one.is_of_units is (one.by is not By.PEOPLE)
