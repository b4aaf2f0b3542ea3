"""Orders of the table of questions, over any figures: what has none last, whichever way it is turned."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import cast
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.reports import sorting
from contest.reports.present import Judged


@dataclass(frozen=True)
class Row:
    """What sorting asks of a question and of its figures."""

    number: int
    urgency: int
    people: int
    facility: Fraction | None
    discrimination: Fraction | None

    @property
    def item(self) -> Row:
        """Its figures."""
        return self


figures = st.none() | st.sampled_from([Fraction(-1, 2), Fraction(0), Fraction(1, 3), Fraction(1)])
rows = st.builds(Row, st.integers(1, 99), st.integers(0, 7), st.integers(0, 5), figures, figures)
tables = st.lists(rows, max_size=12, unique_by=lambda row: row.number)
fields = st.sampled_from([name if name != "finding" else "urgency" for name in sorting.KEYS])


@given(tables, fields, st.booleans())
def test_the_order_is_by_the_figure_then_by_number(table: list[Row], field: str, down: bool) -> None:
    sort = ("-" if down else "") + ("finding" if field == "urgency" else field)
    found = cast("list[Row]", sorting.ordered(cast("list[Judged]", table), sort))
    known = [row for row in found if getattr(row, field) is not None]
    assert found == known + [row for row in found if getattr(row, field) is None], "no figure: last"
    assert sorted(row.number for row in found) == sorted(row.number for row in table)
    for one, other in pairwise(known):
        before, after = getattr(one, field), getattr(other, field)
        assert before >= after if down else before <= after
        assert before != after or one.number < other.number
    unknown = [row.number for row in found[len(known) :]]
    assert unknown == sorted(unknown)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *(("facility", ("facility", False)), ("-facility", ("facility", True))),
        *(("", ("finding", False)), ("-", ("finding", False)), ("-x", ("finding", False))),
        *(("--facility", ("finding", False)), ("-finding", ("finding", True))),
    ],
)
def test_an_address_is_read(text: str, wanted: tuple[str, bool]) -> None:
    assert sorting.read(text) == wanted


def test_titles_turn_the_order_at_hand_and_keep_what_else_is_asked() -> None:
    up = {head.title: head for head in sorting.heads("facility", every=True, finding="hard")}
    assert [(title, head.order) for title, head in up.items() if head.order] == [("Độ dễ", "ascending")]
    kept = {"attempts": ["all"], "finding": ["hard"]}
    assert parse_qs(up["Độ dễ"].query) == {**kept, "sort": ["-facility"]}
    assert parse_qs(up["Số bài"].query) == {**kept, "sort": ["people"]}
    down = {head.title: head for head in sorting.heads("-facility", every=False)}
    assert [(title, head.order) for title, head in down.items() if head.order] == [("Độ dễ", "descending")]
    assert down["Độ dễ"].query == "sort=facility"
