"""Words of the tables here, written one after the other."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """A text's words."""
    return frozenset(text.split())
