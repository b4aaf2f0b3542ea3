"""Pure rules of a list in a sheet: which row is the header, which column is what, where the rows begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from contest.web.filters import number

#: Title rows may stand above the header, but not a whole page of them.
HEADER_WITHIN = 30
MOST_ROWS = 10_000
LONGEST_CELL = 300
TOO_MANY = "Danh sách có hơn 10.000 dòng. Chia thành nhiều tệp."
TOO_LONG = "Ghi ngắn lại trong tệp rồi chọn lại. Ô dài quá: {cells}."
LONG_CELL = "dòng {line} cột {column} “{head}” có {count} ký tự, nhiều nhất {most}"
MORE_LONG = "và {count} ô nữa"
#: So many cells that are too long are named, and so much of a column's head.
NAMED, LONGEST_HEAD = 3, 40

ROW = TypeVar("ROW")
Grid = Sequence[Sequence[str]]


class NoList(ValueError):
    """There is no such list in the sheets; the text says why."""


def of_names(part: str) -> int:
    """The limit of cells with names, codes, numbers: everything but long answers."""
    del part
    return LONGEST_CELL


@dataclass(frozen=True, slots=True)
class Shape(Generic[ROW]):
    """What a kind of list looks like.

    ``columns_of``: the heads of a row → part of the list → column; ``needed`` is the part without which a row
    is no header. ``row_of``: a row's number and its cells by part → the row, None where it is none.
    ``longest``: how many letters a part may have; a longer one in a row that counts is told, never cut.
    """

    columns_of: Callable[[Sequence[str]], dict[str, int]]
    row_of: Callable[[int, Mapping[str, str]], ROW | None]
    clean: Callable[[str], str]
    no_header: str
    no_rows: str
    needed: str = "name"
    longest: Callable[[str], int] = of_names


def book_of(parts: Mapping[str, str], fold: Callable[[str], str]) -> dict[str, str]:
    """Folded head → part, from part → heads that mean it, with bars between them."""
    return {fold(head): part for part, heads in parts.items() for head in heads.split("|")}


def named(heads: Sequence[str], book: Mapping[str, str], fold: Callable[[str], str]) -> dict[str, int]:
    """Part → column, by what the heads say; the first of each counts."""
    found: dict[str, int] = {}
    for column, head in enumerate(heads):
        part = book.get(fold(head)) or book.get(fold(head.split("(")[0]))
        if part:
            found.setdefault(part, column)
    return found


def rows_of(sheets: Sequence[Grid], shape: Shape[ROW]) -> tuple[ROW, ...]:
    """The rows of the first sheet that has a header we know and rows below it. Raises :class:`NoList`."""
    headed = False
    for rows in sheets:
        start, columns = _header(rows, shape)
        if not columns:
            continue
        headed = True
        found = _read(rows, start, columns, shape)
        if len(found) > MOST_ROWS:
            raise NoList(TOO_MANY)
        if found:
            return found
    raise NoList(shape.no_rows if headed else shape.no_header)


def _header(rows: Grid, shape: Shape[ROW]) -> tuple[int, dict[str, int]]:
    best: tuple[int, dict[str, int]] = (0, {})
    for line, row in enumerate(rows[:HEADER_WITHIN], start=1):
        columns = shape.columns_of(row)
        # A title such as "Đơn vị" alone is a header only where nothing better follows.
        if shape.needed in columns and len(columns) > len(best[1]):
            best = (line, columns)
    return best


def _read(rows: Grid, start: int, columns: Mapping[str, int], shape: Shape[ROW]) -> tuple[ROW, ...]:
    found: list[ROW] = []
    long: list[str] = []
    for line, row in enumerate(rows[start:], start=start + 1):
        whole = {part: shape.clean(row[column]) for part, column in columns.items() if column < len(row)}
        # Whether it is a row shows at its beginning: notes below a list may be as long as they like.
        made = shape.row_of(line, {part: cell[: shape.longest(part)] for part, cell in whole.items()})
        if made is not None:
            found.append(made)
            over = [part for part, cell in whole.items() if len(cell) > shape.longest(part)]
            long += [_told(line, rows[start - 1], columns[part], whole[part], shape, part) for part in over]
    if long:
        more = [MORE_LONG.format(count=number(len(long) - NAMED))] if len(long) > NAMED else []
        raise NoList(TOO_LONG.format(cells="; ".join([*long[:NAMED], *more])))
    return tuple(found)


def _told(line: int, heads: Sequence[str], column: int, cell: str, shape: Shape[ROW], part: str) -> str:
    return LONG_CELL.format(
        line=line,
        column=letters(column),
        head=shape.clean(heads[column])[:LONGEST_HEAD],
        count=number(len(cell)),
        most=number(shape.longest(part)),
    )


def letters(column: int) -> str:
    """What a sheet calls its column: A, B, …, Z, AA."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)
