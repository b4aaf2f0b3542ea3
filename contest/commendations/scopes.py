"""Among which units a prize for units is laid: all, those of one kind, or those below one unit."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session

from contest.units import service as units

KIND, BELOW = "kind:", "below:"


def offered(db: Session) -> tuple[tuple[str, str], ...]:
    """The kinds that there are, and the units that have others below them: as stored, and as said."""
    kinds = ((KIND + kind, f"khối {label[:1].lower()}{label[1:]}") for kind, label in units.kinds_in_use(db))
    tops = ((BELOW + id, f"các đơn vị thuộc {name}") for id, name in units.heads(db))
    return (*kinds, *tops)


def members(db: Session, scopes: Collection[str]) -> dict[str, frozenset[str]]:
    """Scope → its units. One that names no kind and no unit any more has none."""
    found: dict[str, frozenset[str]] = {}
    for scope in scopes:
        if scope.startswith(KIND):
            found[scope] = units.of_kind(db, scope.removeprefix(KIND))
        elif scope.startswith(BELOW):
            found[scope] = units.below(db, scope.removeprefix(BELOW))
    return found
