"""Adding the closed rounds of a contest up, and reading places off the board of the whole contest.

The board is a table that the close of each round brings up to date, slice by slice, and that follows at
once when somebody is barred, merged or loses an attempt afterwards. It holds nothing of its own: every row
can be made again from standings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.campaigns import editing
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.people import service as people
from contest.ruleset.season import Season
from contest.seasons import store
from contest.seasons.models import SeasonStanding
from contest.seasons.rules import Score, Total, sort_key, total
from contest.standings import scores
from contest.web.database import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry's place over all rounds. Equal places share a rank, and the next one skips."""

    rank: int
    entry_id: str
    points: int
    seconds: int
    rounds: int
    submitted_at: datetime


@dataclass(frozen=True)
class SeasonView:
    """The board of a contest as a whole. ``adding``: rounds whose results are just coming in."""

    campaign_id: str
    season: Season
    rounds: tuple[RoundView, ...]  # those that count, in their order
    adding: frozenset[str] = frozenset()
    updated_at: datetime | None = None


def counted(rounds: Iterable[RoundView]) -> tuple[RoundView, ...]:
    """The rounds that are added up: closed ones, and never those of a rehearsal."""
    return tuple(each for each in rounds if each.phase is Phase.CLOSED and not each.rehearsal_of)


def of(db: Session, view: RoundView, now: datetime) -> SeasonView | None:
    """The board of the contest that a round belongs to; None when its rounds are not added up."""
    if view.season is None or view.rehearsal_of:
        return None
    rounds = counted(editing.rounds_of(db, view.campaign_id, now))
    row = store.board(db, view.campaign_id)
    if row is None:
        return SeasonView(view.campaign_id, view.season, rounds)
    return SeasonView(view.campaign_id, view.season, rounds, frozenset(row.adding.split()), row.updated_at)


# --- writing --------------------------------------------------------------------------------------


def begin(db: Session, view: RoundView, now: datetime) -> bool:
    """A round was closed: from now on its results come in. False when nothing is added up."""
    if view.season is None or view.rehearsal_of:
        return False
    store.mark(db, view.campaign_id, view.id, adding=True, now=now)
    return True


def add_slice(db: Session, view: RoundView, after: str, limit: int, now: datetime) -> str | None:
    """Add up the next people of a round that was closed. Returns where to go on; None at the end.

    Doing a slice twice changes nothing.
    """
    entries = scores.following(db, view.id, after, limit)
    _write(db, view, entries, now)
    if len(entries) == limit:
        return entries[-1]
    store.mark(db, view.campaign_id, view.id, adding=False, now=now)
    return None


def follow(db: Session, view: RoundView, entry_ids: Collection[str], now: datetime) -> None:
    """Add these people up anew: what they have on the board of a closed round has changed."""
    if view.season is None or view.rehearsal_of or not entry_ids:
        return
    _write(db, view, sorted(entry_ids), now)
    store.touch(db, view.campaign_id, now)


def _write(db: Session, view: RoundView, entry_ids: Sequence[str], now: datetime) -> None:
    season = view.season
    assert season is not None
    rounds = [each.id for each in counted(editing.rounds_of(db, view.campaign_id, now))]
    # Who bars or voids comes before, or finds these rows written.
    people.hold(db, entry_ids)
    taken: dict[str, list[Score]] = {entry_id: [] for entry_id in entry_ids}
    for one in scores.of(db, rounds, entry_ids):
        score = Score(one.round_id, one.points, one.seconds, to_ms(one.submitted_at), one.ranked)
        taken[one.entry_id].append(score)
    totals = {entry_id: total(season, entry_id, found) for entry_id, found in taken.items()}
    store.remove(db, view.campaign_id, [entry_id for entry_id, one in totals.items() if one is None])
    store.put(db, [_row(view.campaign_id, season, one) for one in totals.values() if one is not None])


def _row(campaign_id: str, season: Season, one: Total) -> dict[str, object]:
    return {
        "campaign_id": campaign_id,
        "entry_id": one.entry_id,
        "sort_key": sort_key(season, one),
        "points": one.points,
        "seconds": one.seconds,
        "submitted_at": from_ms(one.submitted_ms),
        "rounds": one.rounds,
        "taken": one.taken,
    }


# --- reading --------------------------------------------------------------------------------------


def table(db: Session, campaign_id: str, offset: int, limit: int) -> list[Placed]:
    """A page of the board; places shared across its border are right."""
    rows = store.listed(db, campaign_id, offset, limit)
    return _ranked(rows, offset, store.better(db, campaign_id, rows[0].sort_key)) if rows else []


def every(db: Session, campaign_id: str, size: int = 1000) -> Iterator[Placed]:
    """The whole board in order, read in slices."""
    offset = 0
    while part := table(db, campaign_id, offset, size):
        yield from part
        offset += len(part)


def own(db: Session, campaign_id: str, entry_id: str) -> tuple[int, Placed] | None:
    """How many rows stand before an entry's, and its place; None when it has none."""
    row = store.find(db, campaign_id, entry_id)
    if row is None:
        return None
    rank = store.better(db, campaign_id, row.sort_key) + 1
    return store.position(db, row), _placed(rank, row)


def total_ranked(db: Session, campaign_id: str) -> int:
    """How many entries are ranked."""
    return store.total(db, campaign_id)


def taking_part(db: Session, campaign_id: str) -> int:
    """How many took part in a closed round, ranked or not."""
    return store.people(db, campaign_id)


def units(db: Session, campaign_id: str) -> dict[str, int]:
    """Unit → how often its people took part, every round of each person once."""
    taken = store.taken(db, campaign_id)
    places = people.units_of(db, list(taken))
    found: dict[str, int] = {}
    for entry_id, count in taken.items():
        if place := places.get(entry_id):
            found[place] = found.get(place, 0) + count
    return found


def _ranked(rows: Sequence[SeasonStanding], offset: int, better: int) -> list[Placed]:
    """Ranks of neighbouring rows: ``offset`` rows stand before the first, ``better`` of them strictly."""
    ranked: list[Placed] = []
    rank = better + 1
    for index, row in enumerate(rows):
        if index and row.sort_key != rows[index - 1].sort_key:
            rank = offset + index + 1
        ranked.append(_placed(rank, row))
    return ranked


def _placed(rank: int, row: SeasonStanding) -> Placed:
    return Placed(rank, row.entry_id, row.points, row.seconds, row.rounds, row.submitted_at)
