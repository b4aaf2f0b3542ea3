"""What the tests of the writer write, and how they hand it in."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from contest.recorder import Recorder
from contest.web.database import reading

INSERT = text(
    "INSERT INTO unit (id, name, kind, code, folded, sort_key, open_to_all)"
    " VALUES (:id, 'a', 'b', :id, 'c', 'd', true)"
)


def write(db: Session, ops: Sequence[Any]) -> list[Any]:
    """Store each number as the id of a unit; an error among the ops is poison."""
    for op in ops:
        if isinstance(op, BaseException):
            raise op
        db.connection().execute(INSERT, {"id": str(op)})
    return [f"wrote {op}" for op in ops]


def written() -> list[str]:
    with reading() as db:
        return sorted(row[0] for row in db.connection().execute(text("SELECT id FROM unit")))


def submit(writer: Recorder, *ops: Any, kind: str = "write") -> list[Any]:
    """Submit all at once on a loop of their own; what each got."""

    async def together() -> list[Any]:
        return await asyncio.gather(*(writer.submit(kind, op) for op in ops), return_exceptions=True)

    return asyncio.run(asyncio.wait_for(together(), 20))
