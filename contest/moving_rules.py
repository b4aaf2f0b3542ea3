"""Moving from SQLite to PostgreSQL: one text of each row, and what PostgreSQL can't hold. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

Row = tuple[object, ...]

NUL = "có ký tự NUL, thứ mà PostgreSQL không giữ được"
TOO_LONG = "dài {length} chữ, nhiều nhất là {limit}"
TOO_LARGE = "số quá lớn"
NOT_THAT = "không phải {kind}"
KINDS = {
    "VARCHAR": "chữ",
    "TEXT": "chữ",
    "INTEGER": "số nguyên",
    "BIGINT": "số nguyên",
    "BOOLEAN": "có hoặc không",
    "DATE": "ngày",
    "BYTEA": "dãy byte",
}
BITS = {"INTEGER": 31, "BIGINT": 63}


@dataclass(frozen=True)
class Held:
    """A column as PostgreSQL holds it. ``kind``: its word for the type; ``limit``: most letters, 0 any."""

    name: str
    kind: str
    limit: int = 0
    is_key: bool = False


@dataclass(frozen=True)
class Content:
    """What a table holds, whatever the order of its rows."""

    rows: int
    digest: str


def content(rows: Iterable[Row]) -> Content:
    """The sum of the digests of all rows: each side reads in the order that is cheapest for it."""
    count = total = 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.sha256(repr(row).encode()).digest())
    return Content(count, f"{total % 2**256:064x}")


def culprit(columns: Sequence[Held], rows: Iterable[Row]) -> str:
    """The first value that PostgreSQL can't hold: its row by its key, its column, why. "" when all fit."""
    for row in rows:
        for column, value in zip(columns, row, strict=True):
            if why := unfit(column, value):
                keys = (f"{one.name}={key}" for one, key in zip(columns, row, strict=True) if one.is_key)
                return f"dòng {', '.join(keys)}, cột {column.name}: {why}"
    return ""


def unfit(column: Held, value: object) -> str:
    """Why PostgreSQL can't hold what SQLite let in; "" when it can."""
    match column.kind, value:
        case _, None:
            return ""
        case (("VARCHAR" | "TEXT"), str()):
            return _unfit_text(column, value)
        case (("INTEGER" | "BIGINT"), int()):
            return "" if -(2 ** BITS[column.kind]) <= value < 2 ** BITS[column.kind] else TOO_LARGE
        case ("BOOLEAN", (0 | 1)) | ("BYTEA", bytes()):
            return ""
        case "DATE", str() if _is_date(value):
            return ""
    return NOT_THAT.format(kind=KINDS[column.kind])


def _unfit_text(column: Held, value: str) -> str:
    if "\0" in value:
        return NUL
    if column.limit and len(value) > column.limit:
        return TOO_LONG.format(length=len(value), limit=column.limit)
    return ""


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
