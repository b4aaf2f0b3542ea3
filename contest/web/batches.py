"""Statements of the hot paths: one for many rows, the same on SQLite and PostgreSQL.

Rows travel as one JSON parameter: SQLite opens it with ``json_each``, PostgreSQL with
``jsonb_array_elements``; both then read a field with ``value ->> n``, and CAST types it. A statement says
``{rows}`` where they stand, ``{among}`` where a column is to be one of a list of ids, ``{gathered}`` for the
aggregate that makes one JSON object of many rows' pairs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import TextClause, text
from sqlmodel import Session

ROWS = {
    "sqlite": "json_each(:rows) AS e",
    "postgresql": "jsonb_array_elements(CAST(:rows AS jsonb)) AS e(value)",
}
# As an array, so that PostgreSQL looks them up in its index.
AMONG = {
    "sqlite": "IN (SELECT value FROM json_each(:rows))",
    "postgresql": "= ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(:rows AS jsonb))))",
}

#: One row instead of many: a driver lets other threads run before each row, and they may take a while.
GATHERED = {"sqlite": "json_group_object", "postgresql": "json_object_agg"}

#: JSON without spaces. ``json.dumps`` makes an encoder each time.
compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@lru_cache(maxsize=128)
def statement(sql: str, dialect: str) -> TextClause:
    """It, put together once, as this database understands it."""
    return text(sql.format(rows=ROWS[dialect], among=AMONG[dialect], gathered=GATHERED[dialect]))


def run(db: Session, sql: str, rows: Sequence[Any], **values: object) -> Sequence[Any]:
    """What the statement returns, where it returns anything; nothing is run for no rows. ``values`` are the
    same for all rows."""
    if not rows:
        return ()
    connection = db.connection()
    done = connection.execute(statement(sql, connection.dialect.name), {"rows": compact(rows), **values})
    return done.all() if done.returns_rows else ()


def of(db: Session, sql: str, ids: Iterable[str], lock: str = "", **values: object) -> Sequence[Any]:
    """The rows of these ids. ``lock`` ends the statement on PostgreSQL; SQLite's writers have one lock."""
    locked = lock and db.connection().dialect.name == "postgresql"
    return run(db, sql + lock if locked else sql, list(set(ids)), **values)
