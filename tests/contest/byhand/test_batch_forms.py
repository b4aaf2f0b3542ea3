"""What the page of many papers carries from press to press."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.byhand.batch import Row
from contest.byhand.batch_forms import A_PAGE, BatchForm, fresh, kept, packed, padded, unpacked
from contest.errors import Invalid
from contest.web.forms import PostedForm, clean

ONCE = "0nce0000000aa"
CELLS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20).map(clean)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=28))
def test_what_comes_after_the_page_comes_back(cells: list[tuple[str, str, str, str]]) -> None:
    rows = tuple(Row(0, *each) for each in cells)
    assert unpacked(packed(rows)) == rows


@pytest.mark.parametrize(
    "carried",
    [
        pytest.param("{", id="broken"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param("1", id="a number"),
        pytest.param("[1]", id="no paper"),
        pytest.param('["abcd"]', id="four letters"),
        pytest.param('[["a","b","c"]]', id="three cells"),
        pytest.param('[["a","b","c","d","e"]]', id="five cells"),
        pytest.param('[["a","b","c",4]]', id="a cell that is a number"),
        pytest.param('[{"a":1,"b":2,"c":3,"d":4}]', id="names"),
    ],
)
def test_what_is_not_ours_is_refused(carried: str) -> None:
    with pytest.raises(Invalid) as refused:
        unpacked([carried])
    assert "hỏng" in refused.value.fields["form"]


def test_half_a_letter_in_what_waits_becomes_a_letter() -> None:
    (row,) = unpacked(['[["A \\ud800","","113\\u0000","e\\u0301"]]'])
    assert (row.who, row.code, row.answer) == ("A ?", "113", "é")


def posted(**lists: list[str]) -> PostedForm:
    return PostedForm({name: values[-1] for name, values in lists.items()}, lists, {})


def test_of_a_form_that_was_not_understood_everything_is_kept() -> None:
    names = [f"Người {number}" for number in range(A_PAGE + 2)]
    rest = list(packed([Row(0, "Y Sau", answer="A" * 9_000)]))
    rows, waiting = kept(posted(who=names, answer=["x" * 9_000], mark=[ONCE, "<"], entry=["y"], rest=rest))
    assert [row.who for row in (*rows, *waiting)] == [*names, "Y Sau"]
    assert (len(rows), rows[0].answer, rows[0].once, rows[0].entry) == (A_PAGE, "x" * 9_000, ONCE, "")
    assert (rows[1].answer, len(rows[1].once), waiting[-1].answer) == ("", 13, "A" * 9_000)


@pytest.mark.parametrize("rest", [[], ["{"]], ids=["nothing", "broken"])
def test_where_nothing_came_there_are_empty_rows(rest: list[str]) -> None:
    rows, waiting = kept(posted(rest=rest) if rest else posted())
    assert (len(rows), waiting) == (10, ())


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
