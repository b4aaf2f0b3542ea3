"""Public ids of banks, questions and changes: random, since a serial number in an address would tell.

The library has no chance of its own; whoever uses it says where ids come from (`contest.entropy` does).
"""

from __future__ import annotations

from collections.abc import Callable

#: How long an id may be.
LENGTH = 13

_source: Callable[[], str] | None = None


def use(source: Callable[[], str]) -> None:
    """Take new ids from here."""
    global _source
    _source = source


def new_id() -> str:
    """A new public id."""
    if _source is None:
        raise RuntimeError("call questions.ids.use first")
    return _source()
