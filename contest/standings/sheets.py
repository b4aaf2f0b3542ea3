"""Public pages beside the board as bytes: one of them is made once for everybody until something changed.

A hall that is told of its winners looks at the whole board and at the roll of honour all at once. Somebody
whose own row is marked on a page has one of their own, which is not kept.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

from contest.web.pages import Sheet

#: How long when nobody told of a change: another name of a unit, a sixteenth birthday come without a word.
KEPT = timedelta(seconds=10)
#: So many are kept.
MOST = 500
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A page made ``of`` what is told of changes, with the entries that stand on it."""

    of: Hashable
    at: datetime
    entries: frozenset[str]
    sheet: Sheet


_kept: dict[Key, Kept] = {}
#: How often all were forgotten: what was read before a forgetting is not kept after it.
_forgettings = 0


def found(key: Key, of: Hashable, own: str, now: datetime) -> Sheet | None:
    """The page of this name, if it still is what it was made of and does not mark ``own``."""
    kept = _kept.get(key)
    if kept is None or kept.of != of or own in kept.entries or not kept.at <= now < kept.at + KEPT:
        return None
    return kept.sheet


def begun() -> int:
    """What :func:`keep` is told of the moment before the page was read."""
    return _forgettings


def keep(key: Key, of: Hashable, entries: Collection[str], sheet: Sheet, now: datetime, begun: int) -> None:
    """Keep a page that marks nobody."""
    if len(_kept) >= MOST:
        _kept.clear()
    _kept[key] = Kept(of, now, frozenset(entries), sheet)
    if begun != _forgettings:
        _kept.pop(key, None)


def forget() -> None:
    """Make all anew: somebody is forgotten, or took a name back; and between tests."""
    global _forgettings
    _forgettings += 1
    _kept.clear()
