"""SQL of taking somebody out of the free texts of a table, whichever feature's it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select


def rewrite(db: Session, column: Any, how: Callable[[str], str]) -> int:
    """Write each text of a column anew where ``how`` gives another one; how many rows changed.

    Texts are read once each, since one reason may stand in the rows of a whole contest.
    """
    changed = 0
    for told in db.exec(select(col(column)).where(col(column) != "").distinct()).all():
        fresh = how(told)[: column.type.length]  # what stands instead of a name may be longer than it
        if fresh != told:
            rows = update(column.class_).where(col(column) == told)
            changed += db.connection().execute(rows.values({column: fresh})).rowcount
    if changed:
        db.expire_all()
    return changed
