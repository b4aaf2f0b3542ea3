"""What people have in several rounds at once, for whatever goes over a whole contest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.campaigns.service import RoundView
from contest.standings import staging, store
from contest.standings.rules import UNRANKED


@dataclass(frozen=True, slots=True)
class Scored:
    """What one entry has in one round. ``ranked`` False: they took part and have no place."""

    round_id: str
    entry_id: str
    points: int
    seconds: int
    submitted_at: datetime
    ranked: bool


def of(db: Session, round_ids: Collection[str], entry_ids: Sequence[str]) -> list[Scored]:
    """What these entries have in these rounds. Whether it may be told already is the caller's to ask."""
    return [
        Scored(
            row.round_id,
            row.entry_id,
            row.points,
            row.seconds,
            row.submitted_at,
            not row.sort_key.startswith(UNRANKED),
        )
        for row in (store.of_entries(db, round_ids, entry_ids) if round_ids else ())
    ]


def outcomes(db: Session, round_ids: Collection[str]) -> list[tuple[str, str, int, int]]:
    """(round, entry, points, right) of everybody on the boards of these rounds, ranked or not."""
    return store.outcomes(db, round_ids) if round_ids else []


def entries(db: Session, round_ids: Collection[str]) -> list[str]:
    """Everybody on a board of these rounds, once."""
    return store.entries(db, round_ids) if round_ids else []


def following(db: Session, round_id: str, after: str, limit: int) -> list[str]:
    """The next entries that took part in a round, in a fixed order, for jobs that go through all."""
    return store.next_entries(db, round_id, after, limit)


def announcing(db: Session, views: Collection[RoundView]) -> tuple[RoundView, ...]:
    """Those of these closed rounds whose first places are not all public yet."""
    screens = store.covered(db, [view.id for view in views])
    return tuple(
        view
        for view in views
        if view.id in screens and staging.covered_now(db, view, staging.of(db, view.id)) > 0
    )
