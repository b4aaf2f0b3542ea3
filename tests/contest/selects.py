"""Counting what a page asks of the database."""

from __future__ import annotations

from sqlalchemy import event

from contest.web.database import Database


def selects(database: Database) -> list[str]:
    """A list that grows by each SELECT of the reading sessions from now on."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            seen.append(statement)

    event.listen(database.reader, "before_cursor_execute", note)
    return seen
