"""The units as somebody may type them."""

from __future__ import annotations

from sqlmodel import Session

from contest.units import service, store
from contest.units.naming_rules import Called
from contest.units.unit_rules import shown_code


def every(db: Session) -> tuple[Called, ...]:
    """All of them; merged ones are their others."""
    ids = list(service.tree(db))
    rows, units = service.rows(db, ids), store.by_ids(db, ids)
    return tuple(
        Called(unit_id, row.name, service.full_name(row), shown_code(unit_id, units[unit_id].code))
        for unit_id, row in rows.items()
        if unit_id in units
    )
