"""The SQL of names on boards: everybody who looks at one asks for some, so without the ORM."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import text
from sqlmodel import Session


class Face(NamedTuple):
    """What a board's names are made of."""

    entry_id: str
    unit_id: str | None
    publishes: bool
    grown: bool
    name: str
    birth_year: int | None


#: Who entered twice is called as the entry that counts for them: an issued list may hold the other one. Each
#: of the two may have said no since.
FACES = """
SELECT e.id, c.unit_id, e.consent_publish AND c.consent_publish, c.grown, p.name, p.birth_year
FROM entry e JOIN entry c ON c.id = coalesce(e.same_as, e.id) JOIN person p ON p.id = c.person_id WHERE e.id
"""
FACES_OF = {
    "sqlite": text(f"{FACES} IN (SELECT value FROM json_each(:ids))"),
    "postgresql": text(f"{FACES} = ANY(:ids)"),
}


def faces(db: Session, entry_ids: Collection[str]) -> list[Face]:
    """The faces of these entries, in no order."""
    connection, ids = db.connection(), list(entry_ids)
    dialect = connection.dialect.name
    values = {"ids": json.dumps(ids) if dialect == "sqlite" else ids}
    return [Face(*row) for row in connection.execute(FACES_OF[dialect], values)]
