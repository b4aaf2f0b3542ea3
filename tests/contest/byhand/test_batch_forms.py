"""What the page of many papers carries from press to press."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.byhand.batch import Row
from contest.byhand.batch_forms import A_PAGE, BatchForm, fresh, packed, padded, unpacked
from contest.errors import Invalid

ONCE = "0nce0000000aa"
CELLS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=8))
def test_what_comes_after_the_page_comes_back(cells: list[tuple[str, str, str, str]]) -> None:
    rows = tuple(Row(0, *each) for each in cells)
    assert unpacked(packed(rows)) == rows


@pytest.mark.parametrize("carried", ["{", "[1]", '["a"]', '[["a","b","c","d","e","f","g","h","i"]]', "1"])
def test_what_is_not_ours_is_refused_or_plain_text(carried: str) -> None:
    try:
        assert all(isinstance(row, Row) for row in unpacked(carried))
    except Invalid as refused:
        assert "hỏng" in refused.fields["form"]


def test_rows_have_ids_of_their_own_and_keep_them() -> None:
    first, second = fresh([Row(9, "A", once=ONCE), Row(9, "B")])
    assert (first.line, first.once, second.line) == (1, ONCE, 2)
    assert len(second.once) == 13


def test_empty_rows_fill_the_page_and_no_more() -> None:
    assert len(padded(())) == 10
    assert len(padded([Row(1)] * (A_PAGE - 3))) == A_PAGE
    assert len(padded([Row(1)] * A_PAGE)) == A_PAGE


def test_lists_side_by_side_are_rows() -> None:
    lists = {name: ["x", "y"] for name in ("who", "hint", "code", "answer")}
    form = BatchForm(**lists, entry=["", ""], mark=[f"{ONCE}.0123abcd", ""])
    first, second = form.rows
    assert (first.who, first.once, first.seen) == ("x", ONCE, "0123abcd")
    assert (second.line, second.seen, len(second.once)) == (2, "", 13)


def test_a_list_that_lacks_one_is_refused() -> None:
    with pytest.raises(Invalid):
        _ = BatchForm(who=["a"], hint=[""], code=[""], answer=[], entry=[""], mark=[""]).rows


def test_times_are_those_of_one_paper() -> None:
    form = BatchForm(began="08:05", ended="08:12", stood="3", reason="Giấy", once=ONCE)
    assert (form.times.once, form.times.began, form.times.stood) == (ONCE, "08:05", "3")
    assert len(BatchForm().times.once) == 13
