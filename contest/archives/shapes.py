"""A row as a line of JSON, and back: every value judged by the type and the limits of its column."""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, LargeBinary, Table
from sqlmodel import SQLModel

from contest.archives.declared import PARTS
from contest.web.database import Instant, from_ms

Json = Any
#: 01/01/2200: what lies beyond is no moment of a contest, and calendars break somewhere behind it.
LAST_MOMENT = 7_258_118_400_000
YEARS = range(1900, 2200)
BITS = {"INT": 31, "BIG": 63}
ID = re.compile(r"[0-9a-z]{13}")


class Kind(Enum):
    """What a column holds."""

    TEXT = auto()
    INT = auto()
    BIG = auto()
    BOOL = auto()
    DAY = auto()
    BYTES = auto()
    MOMENT = auto()


class Unfit(ValueError):
    """A value that its column can't hold; the text says which and why."""


@dataclass(frozen=True)
class Field:
    """A column of which values leave. ``limit``: most letters, 0 any. ``points_at``: the table of its foreign
    key, where rows of that table leave too."""

    name: str
    kind: Kind
    limit: int = 0
    is_optional: bool = False
    is_id: bool = False
    points_at: str = ""


def table_of(name: str) -> Table:
    """The table of this name."""
    return SQLModel.metadata.tables[name]


def ordered() -> list[Table]:
    """The tables whose rows leave, each behind those that it points at."""
    return [table for table in SQLModel.metadata.sorted_tables if table.name in PARTS]


def fields(table: Table) -> tuple[Field, ...]:
    """The columns whose values leave."""
    part = PARTS[table.name]
    return tuple(_field(column) for column in table.columns if column.name not in part.kept_back)


def parent(table: Table, column: str) -> Table:
    """What a column of it points at."""
    return next(iter(table.columns[column].foreign_keys)).column.table


def is_tree(table: Table) -> bool:
    """Whether rows of it point at rows of the same table."""
    return any(key.column.table is table for key in table.foreign_keys)


def key(table: Table) -> tuple[str, ...]:
    """The names of its primary key."""
    return tuple(column.name for column in table.primary_key.columns)


def _field(column: Column[Any]) -> Field:
    kind = kind_of(column)
    target = next((one.column.table.name for one in column.foreign_keys), "")
    limit = int(getattr(column.type, "length", 0) or 0) if kind is Kind.TEXT else 0
    is_id = kind is Kind.TEXT and (column.name == "id" or bool(target))
    return Field(column.name, kind, limit, bool(column.nullable), is_id, target if target in PARTS else "")


KINDS = (
    (Instant, Kind.MOMENT),
    (Boolean, Kind.BOOL),
    (BigInteger, Kind.BIG),
    (Integer, Kind.INT),
    (Date, Kind.DAY),
    (LargeBinary, Kind.BYTES),
)


def kind_of(column: Column[Any]) -> Kind:
    """What a column holds."""
    return next((kind for type_, kind in KINDS if isinstance(column.type, type_)), Kind.TEXT)


# --- lines ----------------------------------------------------------------------------------------


def canonical(value: Json) -> bytes:
    """JSON in its one form: keys sorted, no blanks, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def parsed(raw: bytes) -> Json:
    """What a text in this form says; Unfit where it is in any other one."""
    try:
        value = json.loads(raw)
        again = canonical(value)
    except (ValueError, RecursionError) as error:
        raise Unfit("không phải JSON") from error
    if again != raw:
        raise Unfit("JSON không ở dạng chuẩn")
    return value


def told(value: object) -> Json:
    """A value as JSON holds it; moments come as milliseconds."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def understood(field: Field, value: Json) -> object:
    """The value that stands so in JSON, as SQLAlchemy takes it."""
    if value is None:
        if field.is_optional:
            return None
        raise Unfit(f"{field.name}: thiếu")
    try:
        return _value(field, value)
    except Unfit as error:
        raise Unfit(f"{field.name}: {error}") from error


def _value(field: Field, value: Json) -> object:
    match field.kind:
        case Kind.BOOL if isinstance(value, bool):
            return value
        case Kind.INT | Kind.BIG if type(value) is int:
            if not -(2 ** BITS[field.kind.name]) <= value < 2 ** BITS[field.kind.name]:
                raise Unfit("số quá lớn")
            return value
        case Kind.MOMENT if type(value) is int:
            return _moment(value)
        case Kind.DAY if isinstance(value, str):
            return _day(value)
        case Kind.BYTES if isinstance(value, str):
            return _bytes(value)
        case Kind.TEXT if isinstance(value, str):
            return _text(field, value)
    raise Unfit("không đúng kiểu")


def _moment(value: int) -> datetime:
    if not 0 <= value < LAST_MOMENT:
        raise Unfit("thời điểm không thể có")
    return from_ms(value)


def _day(value: str) -> date:
    try:
        found = date.fromisoformat(value)
    except ValueError as error:
        raise Unfit("không phải ngày") from error
    if found.isoformat() != value or found.year not in YEARS:
        raise Unfit("ngày không thể có")
    return found


def _bytes(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unfit("không phải dãy byte") from error


def _text(field: Field, value: str) -> str:
    if "\0" in value:
        raise Unfit("có ký tự NUL")
    if field.limit and len(value) > field.limit:
        raise Unfit(f"dài {len(value)} chữ, nhiều nhất là {field.limit}")
    if field.is_id and not ID.fullmatch(value):
        raise Unfit("không phải mã")
    return value


def line(row: dict[str, object]) -> bytes:
    """A row as it stands in the file."""
    return canonical({name: told(value) for name, value in row.items()}) + b"\n"


def row_of(shape: tuple[Field, ...], raw: bytes) -> dict[str, Any]:
    """The row that stands so in the file; Unfit where it is none of this table."""
    found = parsed(raw)
    if not isinstance(found, dict) or found.keys() != {one.name for one in shape}:
        raise Unfit("không có đúng các cột của bảng")
    return {one.name: understood(one, found[one.name]) for one in shape}
