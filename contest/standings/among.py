"""A board that everybody is on, told apart by audience: places among one's own.

The board's order is read once with whose audience everybody is of, and kept as ids and ranks until the board
has changed; after a read among many the next one waits the longer. Why: decision 0071.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from contest.campaigns import audiences
from contest.campaigns.audience_rules import Audience
from contest.campaigns.service import RoundView
from contest.people import audiences as people
from contest.standings import service, store
from contest.standings.service import Placed
from contest.standings.turnout import PACE

#: An audience with fewer people on the board has none of its own: it would say who belongs to it.
FEWEST = 5
#: What no change tells of, as when somebody is moved to another audience, is seen after this.
REFRESH = timedelta(seconds=30)
#: Orders of more boards than this are not kept at once.
MOST = 20


@dataclass(frozen=True, slots=True)
class Among:
    """The entries of one audience in the order of the board, each with its rank among them."""

    entries: tuple[str, ...]
    ranks: tuple[int, ...]


NOBODY = Among((), ())


@dataclass(frozen=True, slots=True)
class Kept:
    """All audiences of a board as of ``at``, made of version ``of``; it stands until ``until`` anyway."""

    of: int
    at: datetime
    until: datetime
    audiences: Mapping[str, Among]


_kept: dict[str, Kept] = {}
_reading = threading.Lock()


def forget() -> None:
    """Read everything anew; between tests, and when somebody is forgotten."""
    _kept.clear()


def audiences_of(db: Session, view: RoundView) -> tuple[Audience, ...]:
    """The audiences that a board of everybody may be told apart by; a round of one of them has none."""
    return () if view.only else audiences.of(db, view.campaign_id)


def few(view: RoundView) -> int:
    """With fewer people than this on the board an audience has none of its own; nor has a unit a place."""
    return max(FEWEST, view.rules.minimum_unit_size)


def of(db: Session, round_id: str, audience_id: str, now: datetime, few: int = FEWEST) -> Among:
    """The board of an audience, nobody's where it may not be told; one thread reads, the others wait."""
    with _reading:
        version, kept = service.version(db, round_id), _kept.get(round_id)
        if kept is None or not _stands(kept, version, now):
            if len(_kept) >= MOST:
                _kept.clear()
            kept = _kept[round_id] = _read(db, round_id, version, now, few)
    return kept.audiences.get(audience_id, NOBODY)


def _stands(kept: Kept, version: int, now: datetime) -> bool:
    return kept.at <= now < (kept.at + REFRESH if kept.of == version else kept.until)


def _read(db: Session, round_id: str, version: int, now: datetime, few: int) -> Kept:
    keys = store.keys(db, round_id, None, None)
    found = ranked(keys, people.of_chosen(db, store.chosen(round_id)))
    shown = told({whose: len(board.entries) for whose, board in found.items()}, len(keys), few)
    boards = {whose: board for whose, board in found.items() if whose in shown}
    return Kept(version, now, now + timedelta(seconds=len(keys) // PACE), boards)


def told(sizes: Mapping[str, int], total: int, few: int) -> set[str]:
    """The audiences that have a board, of how many each has on the whole one: none with fewer than ``few``.
    Whom no board shows are fewer neither, or else the whole board without the others would name them: the
    smallest board is hidden with them, until they are enough. Pure."""
    shown = sorted(
        (whose for whose, size in sizes.items() if size >= few), key=lambda each: (sizes[each], each)
    )
    left = total - sum(sizes[each] for each in shown)
    while shown and 0 < left < few:
        left += sizes[shown.pop(0)]
    return set(shown)


def ranked(keys: Iterable[tuple[str, str]], belongs: Mapping[str, str]) -> dict[str, Among]:
    """Audience → its board, of (sort key, entry) in order; equal keys share a rank, the next one skips."""
    entries: dict[str, list[str]] = {}
    ranks: dict[str, list[int]] = {}
    last: dict[str, str] = {}
    for key, entry_id in keys:
        if (audience := belongs.get(entry_id)) is None:
            continue
        mine, theirs = entries.setdefault(audience, []), ranks.setdefault(audience, [])
        theirs.append(theirs[-1] if last.get(audience) == key else len(mine) + 1)
        mine.append(entry_id)
        last[audience] = key
    return {audience: Among(tuple(mine), tuple(ranks[audience])) for audience, mine in entries.items()}


def placed(db: Session, round_id: str, among: Among, positions: Sequence[int]) -> list[Placed]:
    """The rows at these positions with their ranks in the audience; who went since is left out."""
    rows = {row.entry_id: row for row in store.present(db, round_id, [among.entries[at] for at in positions])}
    return [
        service.placed(among.ranks[at], rows[among.entries[at]])
        for at in positions
        if among.entries[at] in rows
    ]


def positions(among: Among, entries: Collection[str]) -> list[int]:
    """Where some of these entries stand, in order."""
    return [at for at, entry_id in enumerate(among.entries) if entry_id in entries] if entries else []
