"""A section of a list as a table: which columns it has, how wide they are, what stands in each cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from contest.printing import metrics, plain
from contest.printing.listing import PersonRow, Section, UnitRow
from contest.web import filters

SIZE = 13
#: Between a cell's text and its lines, each side.
PADDING_MM = 1.5
AROUND_MM = 2 * PADDING_MM + 0.5
#: A machine without Times New Roman takes another font, up to so much wider: where there is room, words and
#: numbers stay whole there too.
WIDER = (1.2, 1.1, 1.0)
TOTAL = "Cộng"


@dataclass(frozen=True)
class Column:
    """One column as it is printed. `align`: "left", "center" or "right"."""

    title: str
    width_mm: float
    align: str


@dataclass(frozen=True)
class Table:
    """One table. `total` is its last row, or empty: a label over all columns before the sum, then the sum."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, str] | None
    sum_column: int


@dataclass(frozen=True)
class Field:
    """A column before it is measured. `narrow_mm`: prose may break its lines, down to this width.

    Of the width that is left over it takes `share` parts; with none, what its cells need on one line, when
    there is plenty. `always`: there even when every cell is empty.
    """

    title: str
    cell: Callable[[Any], str | None]
    align: str = "center"
    share: int = 0
    narrow_mm: float = 0
    always: bool = False


#: A column, its width, its cells.
Measured: TypeAlias = tuple[Field, float, list[str]]


def _number(value: int | None) -> str | None:
    return None if value is None else filters.number(value)


def _right(row: PersonRow) -> str | None:
    if row.right is None:
        return None
    return str(row.right) if row.asked is None else f"{row.right}/{row.asked}"


def _prediction(row: PersonRow) -> str | None:
    if row.prediction is None:
        return None
    said = filters.guess(row.prediction, row.in_percent)
    return said if row.off is None else f"{said} ({filters.guess(row.off, row.in_percent)})"


PERSON: tuple[Field, ...] = (
    Field("Họ và tên", lambda row: plain.line(row.name), "left", 3, 37, always=True),
    Field("Năm sinh", lambda row: None if row.birth_year is None else str(row.birth_year)),
    Field("Đơn vị", lambda row: plain.line(row.unit), "left", 4, 34),
    Field("Số câu đúng", _right),
    Field("Điểm", lambda row: None if row.points is None else filters.points(row.points), "right"),
    Field("Dự đoán (lệch)", _prediction),
    Field("Thời gian", lambda row: None if row.seconds is None else filters.clock(row.seconds)),
    Field("Giải", lambda row: plain.line(row.prize), "left", 0, 20),
)
UNIT: tuple[Field, ...] = (
    Field("Đơn vị", lambda row: plain.line(row.name), "left", 4, 60, always=True),
    Field("Số người dự thi", lambda row: _number(row.people), "right"),
    Field("Quân số", lambda row: _number(row.headcount), "right"),
    Field("Tỷ lệ", lambda row: None if row.rate is None else filters.share(row.rate), "right"),
    Field("Điểm trung bình", lambda row: row.mean, "right"),
    Field("Điểm giải", lambda row: row.won, "right"),
    Field("Giải", lambda row: plain.line(row.prize), "left", 0, 20),
)
MONEY = "Tiền thưởng (đồng)"
SIGNATURE = "Ký nhận"
SIGNATURE_MM = 26


def narrowest(section: Section, *, has_signatures: bool = False) -> float:
    """The least width in millimetres that the section's table needs."""
    return _sum(_measured(section, has_signatures))


def build(section: Section, width_mm: float, *, has_signatures: bool = False) -> Table:
    """The section as a table of exactly this width."""
    measured = _fitting(lambda wider: _measured(section, has_signatures, wider), width_mm)
    columns = tuple(
        Column(field.title, round(width, 2), field.align) for field, width, _ in _spread(measured, width_mm)
    )
    rows = tuple(zip(*(cells for _, _, cells in measured), strict=True))
    titles = [column.title for column in columns]
    money = titles.index(MONEY) if MONEY in titles else 0
    total = (TOTAL, filters.number(section.amount)) if money else None
    return Table(plain.line(section.heading), columns, rows, total, money)


def columns(
    titles: Sequence[str],
    aligns: Sequence[str],
    rows: Sequence[Sequence[str]],
    wide: Collection[int],
    width_mm: float,
    total: str = "",
) -> tuple[Column, ...]:
    """Columns of any table, together of this width; `wide` ones break their lines and take what is left."""
    fields = [
        Field(title, str, align, int(place in wide), 30 if place in wide else 0)
        for place, (title, align) in enumerate(zip(titles, aligns, strict=True))
    ]
    told = [(field, [row[place] for row in rows]) for place, field in enumerate(fields)]
    sums = [""] * (len(fields) - 1) + [total]

    def measured(wider: float) -> list[Measured]:
        return [
            (field, _least(field, cells, last, wider), cells)
            for (field, cells), last in zip(told, sums, strict=True)
        ]

    spread = _spread(_fitting(measured, width_mm), width_mm)
    return tuple(Column(field.title, round(width, 2), field.align) for field, width, _ in spread)


def _sum(measured: list[Measured]) -> float:
    return sum(width for _, width, _ in measured)


def _fitting(measure: Callable[[float], list[Measured]], width_mm: float) -> list[Measured]:
    """The columns for the widest letters that there is room for."""
    found = [measure(wider) for wider in WIDER]
    return next((each for each in found if _sum(each) <= width_mm), found[-1])


def _spread(measured: list[Measured], width_mm: float) -> list[Measured]:
    """The same columns, together as wide as asked."""
    spare = width_mm - _sum(measured)
    first = []
    for field, width, cells in measured:
        wish = (
            _least(replace(field, narrow_mm=0), cells) - width if field.narrow_mm and not field.share else 0
        )
        more = max(0, wish) if spare >= 3 * wish else 0
        spare -= more
        first.append((field, width + more, cells))
    shares = sum(field.share for field, _, _ in measured)
    return [(field, width + spare * field.share / shares, cells) for field, width, cells in first]


def _measured(section: Section, has_signatures: bool, wider: float = 1) -> list[Measured]:
    """Every column that has anything to say, at its least width for letters so much wider."""
    rows = section.rows
    found = [(Field("STT", str), [str(place) for place in range(1, len(rows) + 1)])]
    for field in (*_fields(section), Field(MONEY, lambda row: _number(row.amount), "right")):
        cells = [field.cell(row) or "" for row in rows]
        if field.always or any(cells):
            found.append((field, cells))
    if has_signatures:
        found.append((Field(SIGNATURE, str, narrow_mm=SIGNATURE_MM), [""] * len(rows)))
    total = {MONEY: filters.number(section.amount)}
    return [(field, _least(field, cells, total.get(field.title, ""), wider), cells) for field, cells in found]


def _fields(section: Section) -> tuple[Field, ...]:
    return UNIT if section.rows and isinstance(section.rows[0], UnitRow) else PERSON


def _least(field: Field, cells: list[str], total: str = "", wider: float = 1) -> float:
    """Numbers never break; prose may; a title only between its words."""
    bold = wider * max(metrics.width_mm(word, SIZE, bold=True) for word in (*field.title.split(), total))
    if field.narrow_mm:
        return max(bold, field.narrow_mm - AROUND_MM) + AROUND_MM
    return max(bold, *(wider * metrics.width_mm(cell, SIZE) for cell in set(cells)), 0) + AROUND_MM
