"""Pure rules of mending a list on the page: each deed turns rows into rows, twice as once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from contest.lists.heads import MOST_ROWS
from contest.units.finding_rules import key
from contest.units.rules import clean_text
from contest.units.sheet_rules import PARTS, SheetRow

Rows = tuple[SheetRow, ...]


class Deed(StrEnum):
    """What a button beside a row does."""

    WRITE = "write"  # put the typed cells in
    DROP = "drop"  # leave the row out
    KEEP = "keep"  # alike on purpose: keep both
    JOIN = "join"  # the same as another row, or as a stored unit
    MAKE = "make"  # make the group that “Thuộc” names


def write(rows: Sequence[SheetRow], line: int, cells: Mapping[str, str]) -> Rows:
    """Put typed cells into a row; parts that were not on the form stay. A new name is compared anew."""
    typed = {part: clean_text(cells[part]) for part in PARTS if part in cells}
    return tuple(
        replace(row, keep=row.keep and "name" not in typed, same="" if "name" in typed else row.same, **typed)
        if row.line == line
        else row
        for row in rows
    )


def drop(rows: Sequence[SheetRow], line: int) -> Rows:
    """Leave a row out."""
    return tuple(row for row in rows if row.line != line)


def keep(rows: Sequence[SheetRow], line: int) -> Rows:
    """Both are meant."""
    return tuple(replace(row, keep=True) if row.line == line else row for row in rows)


def mean(rows: Sequence[SheetRow], line: int, unit_id: str) -> Rows:
    """The row means a stored unit, which keeps its name."""
    return tuple(replace(row, same=unit_id) if row.line == line else row for row in rows)


def join(rows: Sequence[SheetRow], line: int, into: int) -> Rows:
    """One row of two: the other one's empty cells are filled from this one, which goes."""
    gone = next((row for row in rows if row.line == line), None)
    if gone is None or line == into or all(row.line != into for row in rows):
        return tuple(rows)
    return tuple(_filled(row, gone) if row.line == into else row for row in rows if row.line != line)


def _filled(row: SheetRow, gone: SheetRow) -> SheetRow:
    cells = {part: getattr(row, part) or getattr(gone, part) for part in ("code", "kind", "people", "on")}
    fresh = row.fresh if row.code else gone.fresh
    return replace(row, aliases=(*row.aliases, gone.name, *gone.aliases), fresh=fresh, **cells)


def make(rows: Sequence[SheetRow], line: int) -> Rows:
    """A row for the group that this row's “Thuộc” names; every row that names it is mended at once."""
    row = next((row for row in rows if row.line == line), None)
    named = {key(name) for each in rows for name in (each.name, each.code, *each.aliases)}
    if row is None or not row.parent or key(row.parent) in named or len(rows) >= MOST_ROWS:
        return tuple(rows)
    last = max(each.line for each in rows)
    return (*rows, SheetRow(last + 1, name=row.parent, made=True))
