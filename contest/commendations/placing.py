"""The board that an occasion's prizes are laid along: a round's, or the one that adds all rounds up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from contest.commendations.occasions import Occasion
from contest.seasons import service as seasons
from contest.standings import service as standings


@dataclass(frozen=True, slots=True)
class Stood:
    """Somebody's place and what it rests on. ``rounds``: in so many they have a place, where several are
    added up; then nobody knows right answers."""

    rank: int
    entry_id: str
    right: int
    points: int
    seconds: int
    prediction: int | None = None
    prediction_error: int | None = None
    rounds: int = 0


def table(db: Session, occasion: Occasion, limit: int) -> list[Stood]:
    """The first so many rows."""
    if occasion.whole is None:
        return _of_round(standings.table(db, occasion.id, 0, limit))
    return _of_season(seasons.table(db, occasion.id, 0, limit))


def every(db: Session, occasion: Occasion) -> list[Stood]:
    """The whole board in order."""
    if occasion.whole is None:
        return _of_round(standings.every(db, occasion.id))
    return _of_season(seasons.every(db, occasion.id))


def _of_round(rows: Iterable[standings.Placed]) -> list[Stood]:
    return [
        Stood(
            one.rank,
            one.entry_id,
            one.right,
            one.points,
            one.seconds,
            one.prediction,
            one.prediction_error,
        )
        for one in rows
    ]


def _of_season(rows: Iterable[seasons.Placed]) -> list[Stood]:
    return [Stood(one.rank, one.entry_id, 0, one.points, one.seconds, rounds=one.rounds) for one in rows]


def taking_part(db: Session, occasion: Occasion) -> int:
    """How many took part, ranked or not."""
    if occasion.whole is None:
        return standings.taking_part(db, occasion.id)
    return seasons.taking_part(db, occasion.id)


def ranked(db: Session, occasion: Occasion) -> int:
    """How many have a place."""
    if occasion.whole is None:
        return standings.total(db, occasion.id)
    return seasons.total_ranked(db, occasion.id)
