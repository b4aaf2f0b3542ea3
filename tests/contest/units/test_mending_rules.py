"""Mending a list, deed by deed: each does one thing, once is as good as twice, and nothing else moves."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.lists.heads import MOST_ROWS
from contest.units import mending_rules as mending
from contest.units.finding_rules import key
from contest.units.importing import dumped, loaded
from contest.units.mending_rules import Rows
from contest.units.sheet_rules import PARTS, SheetRow

WORDS = st.sampled_from(["", "Xã A", "xã  a", "Xa A", "Trường B", "Lớp 9A", "mã-1"])
ROWS = st.lists(
    st.builds(
        SheetRow,
        line=st.integers(2, 12),
        name=WORDS,
        parent=WORDS,
        code=st.sampled_from(["", "m1"]),
        people=st.sampled_from(["", "5"]),
        keep=st.booleans(),
        same=st.sampled_from(["", "k7q2m94x0a1bc"]),
        aliases=st.lists(WORDS, max_size=2).map(tuple),
        made=st.booleans(),
    ),
    max_size=7,
    unique_by=lambda row: row.line,
).map(tuple)
LINES = st.integers(1, 13)
CELLS = st.dictionaries(st.sampled_from(PARTS), st.text(max_size=12))


def deeds() -> st.SearchStrategy[Callable[[Rows], Rows]]:
    """Any one deed with its line."""
    return st.one_of(
        st.builds(lambda line, cells: lambda rows: mending.write(rows, line, cells), LINES, CELLS),
        st.builds(lambda line: lambda rows: mending.drop(rows, line), LINES),
        st.builds(lambda line: lambda rows: mending.keep(rows, line), LINES),
        st.builds(lambda line: lambda rows: mending.mean(rows, line, "k7q2m94x0a1bd"), LINES),
        st.builds(lambda line, into: lambda rows: mending.join(rows, line, into), LINES, LINES),
        st.builds(lambda line: lambda rows: mending.make(rows, line), LINES),
    )


@given(ROWS, deeds())
def test_a_deed_done_twice_is_done_once(rows: Rows, deed: Callable[[Rows], Rows]) -> None:
    once = deed(rows)
    assert deed(once) == once


@given(ROWS, st.lists(deeds(), max_size=6))
def test_whatever_the_sequence_lines_stay_one_of_a_kind_and_in_order(
    rows: Rows, sequence: list[Callable[[Rows], Rows]]
) -> None:
    before = [row.line for row in rows]
    for deed in sequence:
        rows = deed(rows)
    lines = [row.line for row in rows]
    assert len(lines) == len(set(lines))
    kept = [line for line in lines if line in before]
    assert kept == [line for line in before if line in kept]


@given(ROWS, st.lists(deeds(), max_size=6))
def test_whatever_was_mended_is_stored_and_read_back(
    rows: Rows, sequence: list[Callable[[Rows], Rows]]
) -> None:
    for deed in sequence:
        rows = deed(rows)
    assert loaded(dumped(rows)) == rows


@given(ROWS, LINES)
def test_a_line_that_is_not_there_is_nothing_to_mend(rows: Rows, line: int) -> None:
    others = mending.drop(rows, line)
    assert mending.write(others, line, {"name": "X"}) == others
    assert mending.keep(others, line) == others
    assert mending.mean(others, line, "k7q2m94x0a1bc") == others
    assert mending.join(others, line, 2) == others
    assert mending.make(others, line) == others


@given(ROWS, LINES, CELLS)
def test_only_the_written_row_changes_and_only_in_what_was_typed(
    rows: Rows, line: int, cells: dict[str, str]
) -> None:
    for before, after in zip(rows, mending.write(rows, line, cells), strict=True):
        if before.line != line:
            assert after == before
            continue
        untouched = set(PARTS) - cells.keys()
        assert all(getattr(after, part) == getattr(before, part) for part in untouched)
        assert (after.made, after.aliases) == (before.made, before.aliases)


@given(ROWS, LINES)
def test_joining_loses_no_cell_and_no_name(rows: Rows, line: int) -> None:
    found = {row.line: row for row in rows}
    for into in found:
        after = {row.line: row for row in mending.join(rows, line, into)}
        if line not in found or line == into:
            assert after == found
            continue
        assert after.keys() == found.keys() - {line}
        kept, gone = after[into], found[line]
        assert {gone.name, *gone.aliases, *found[into].aliases} <= set(kept.aliases)
        for part in ("code", "kind", "people", "on"):
            assert getattr(kept, part) == (getattr(found[into], part) or getattr(gone, part))


class TestWrite:
    def test_what_was_typed_is_cleaned_and_never_cut(self) -> None:
        typed = {"name": unicodedata.normalize("NFD", "  Thôn\u200b  Đăk Rao "), "people": "9" * 300}
        (row,) = mending.write((SheetRow(2),), 2, typed)
        assert (row.name, row.people) == ("Thôn Đăk Rao", "9" * 300)

    @pytest.mark.parametrize(("part", "kept"), [("name", False), ("people", True), ("parent", True)])
    def test_a_decision_holds_until_the_name_is_another(self, part: str, kept: bool) -> None:
        decided = SheetRow(2, "Thôn 1", keep=True, same="k7q2m94x0a1bc")
        (row,) = mending.write((decided,), 2, {part: "5"})
        assert (row.keep, bool(row.same)) == (kept, kept)

    def test_cells_that_we_have_not_are_left(self) -> None:
        row = SheetRow(2, "Thôn 1")
        assert mending.write((row,), 2, {"line": "9", "keep": "1", "made": "1"}) == (row,)


class TestMake:
    ROWS = (SheetRow(5, "Lớp 9A", parent="Trường A"), SheetRow(3, "Lớp 9B", parent="TRƯỜNG  a"))

    def test_the_group_gets_a_line_after_all_others_and_the_name_as_it_was_written(self) -> None:
        *_, made = mending.make(self.ROWS, 5)
        assert made == SheetRow(6, "Trường A", made=True)

    def test_one_group_is_enough_however_it_is_spelled(self) -> None:
        once = mending.make(self.ROWS, 5)
        assert mending.make(once, 3) == once
        assert len({key(row.name) for row in once if row.made}) == 1

    @pytest.mark.parametrize(
        "named",
        [SheetRow(4, "trường a"), SheetRow(4, "X", code="Trường A"), SheetRow(4, "X", aliases=("Trường A",))],
        ids=["name", "code", "alias"],
    )
    def test_what_a_row_is_called_already_is_not_made_again(self, named: SheetRow) -> None:
        rows = (*self.ROWS, named)
        assert mending.make(rows, 5) == rows

    def test_nothing_is_made_of_an_empty_parent(self) -> None:
        assert mending.make((SheetRow(2, "Thôn 1"),), 2) == (SheetRow(2, "Thôn 1"),)

    def test_a_full_list_grows_no_more(self) -> None:
        rows = tuple(SheetRow(line, f"Lớp {line}", parent="Trường") for line in range(2, MOST_ROWS + 2))
        assert mending.make(rows, 2) == rows
        assert len(mending.make(rows[1:], 3)) == MOST_ROWS
