"""Staff by name, for pages that tell who did something."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session

from contest.accounts import store


def names(db: Session, ids: Collection[str]) -> dict[str, str]:
    """Id → name, also of those who may no longer log in; who is not there has no name. One statement."""
    return store.staff_names(db, ids) if ids else {}
