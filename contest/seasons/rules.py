"""Adding up somebody's rounds, and who stands before whom. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from contest.ruleset.season import Season, SeasonRung, Way
from contest.standings.rules import SHIFT, UNRANKED


@dataclass(frozen=True, slots=True)
class Score:
    """What one closed round brought somebody. ``ranked`` False: they took part and have no place there."""

    round_id: str
    points: int
    seconds: int
    submitted_ms: int
    ranked: bool = True


@dataclass(frozen=True, slots=True)
class Total:
    """What somebody's rounds make together.

    ``counted`` are the rounds that are added up, ``rounds`` how many they have a place in, ``taken`` how
    many they took part in, ranked or not.
    """

    entry_id: str
    points: int
    seconds: int
    submitted_ms: int
    rounds: int
    taken: int
    counted: tuple[str, ...] = ()

    @property
    def is_ranked(self) -> bool:
        """Whether there is anything to rank."""
        return self.rounds > 0


class Key(NamedTuple):
    """Smaller is better. Equal ``place`` shares a rank; ``entry_id`` only orders rows."""

    place: tuple[int, ...]
    entry_id: str


def total(season: Season, entry_id: str, scores: Iterable[Score]) -> Total | None:
    """Add up one person's closed rounds; None for who took part in none."""
    all_taken = list(scores)
    ranked = [one for one in all_taken if one.ranked]
    counted = chosen(season, ranked)
    if not all_taken:
        return None
    return Total(
        entry_id,
        points=sum(worth(season, one) for one in counted),
        seconds=sum(one.seconds for one in counted),
        submitted_ms=max((one.submitted_ms for one in counted), default=0),
        rounds=len(ranked),
        taken=len(all_taken),
        counted=tuple(sorted(one.round_id for one in counted)),
    )


def worth(season: Season, score: Score) -> int:
    """What a round adds. Of the best ones none takes away: who stays away must not be better off."""
    return max(0, score.points) if season.way is Way.BEST else score.points


def chosen(season: Season, ranked: Sequence[Score]) -> list[Score]:
    """The rounds that are added up: all, or the best; of equal points the faster one, then the earlier."""
    if season.way is Way.SUM:
        return list(ranked)
    best = sorted(ranked, key=lambda one: (-worth(season, one), one.seconds, one.submitted_ms, one.round_id))
    return best[: season.best]


def key(season: Season, one: Total) -> Key:
    """The rank key: more points first, then the season's rungs at their printed precision."""
    rungs = {
        SeasonRung.SECONDS: one.seconds,  # faster first
        SeasonRung.SUBMITTED: one.submitted_ms // 1_000,  # earlier first
        SeasonRung.MORE_ROUNDS: -one.rounds,  # more first
        SeasonRung.FEWER_ROUNDS: one.rounds,  # fewer first
    }
    return Key((-one.points, *(rungs[rung] for rung in season.rungs)), one.entry_id)


def sort_key(season: Season, one: Total) -> str:
    """The key's ``place`` as text of fixed width, whose byte order is the order of the tuples."""
    text = "-".join(f"{SHIFT + value:018d}" for value in key(season, one).place)
    return text if one.is_ranked else UNRANKED + text
