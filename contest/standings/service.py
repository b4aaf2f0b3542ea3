"""The board of a round: put results on it, read places off it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from contest.people import counted
from contest.people import service as people
from contest.ruleset.rules import Ruleset
from contest.standings import counting_store, news, store
from contest.standings.models import Standing
from contest.standings.rules import (
    BY_AGE,
    UNRANKED,
    Known,
    Result,
    counting,
    error_of,
    sort_key,
)
from contest.standings.store import Row
from contest.web.database import to_ms


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry's place. Equal places share a rank, and the next one skips: 1, 2, 2, 4."""

    rank: int
    entry_id: str
    attempt_id: str
    points: int
    right: int
    seconds: int
    submitted_at: datetime
    prediction: int | None
    prediction_error: int | None
    first_start: datetime | None = None
    perfects: int = 0


@dataclass(frozen=True, slots=True)
class Own:
    """One entry's place among ``total``, with those around it (itself among them), in order."""

    rank: int
    total: int
    points: int
    right: int
    seconds: int
    attempt_id: str
    neighbours: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """Unit → how many of its people took part, and the sum of the hundredths that count for each of them."""

    people: Mapping[str, int]
    points: Mapping[str, int]


def place(
    db: Session, rules: Ruleset, round_id: str, results: Sequence[Result], known: Known | None = None
) -> None:
    """Put people on the board. Of each person ``results`` brings all attempts that count.

    What stood there is replaced, so placing again changes nothing, and a new grade takes effect. Barred
    people are left out. Without what is ``known`` at the close the order is the live one, which leaves the
    prediction out.
    """
    # A person is held before their row: who bars them, or counts their attempts anew, comes before or after.
    barred = people.hold(db, {result.entry_id for result in results})
    brought: dict[str, list[Result]] = {}
    for result in results:
        if result.entry_id in barred:
            continue
        brought.setdefault(result.entry_id, []).append(result)
    counted = [counting(rules, brought[entry_id]) for entry_id in sorted(brought)]
    rows = [_row(rules, one, known) for one in aged(db, rules, counted)]
    if rows:
        counting_store.put(db, round_id, rows)
        news.tell(db, round_id)


def remove(db: Session, round_id: str, entry_ids: Collection[str]) -> None:
    """Take entries off the board, as when their attempt is void; place what else they have after it."""
    people.hold(db, entry_ids)
    counting_store.remove(db, round_id, sorted(entry_ids))
    news.tell(db, round_id)


def rebuild(
    db: Session, rules: Ruleset, round_id: str, known: Known, after: str = "", limit: int = 1000
) -> str | None:
    """Key the next entries anew, with what the close knows. Returns where to go on; None at the end.

    Doing a slice twice changes nothing, so a job that was cut off starts again where it likes.
    """
    rows = store.slice_after(db, round_id, after, limit)
    results = aged(db, rules, [_result(row) for row in rows])
    fresh = [(one.entry_id, *_keyed(rules, one, known)) for one in results]
    stale = [
        new for new, row in zip(fresh, rows, strict=True) if new[1:] != (row.sort_key, row.prediction_error)
    ]
    counting_store.rekey(db, round_id, stale)
    news.tell(db, round_id)
    return rows[-1].entry_id if len(rows) == limit else None


def top(db: Session, round_id: str, limit: int) -> list[Placed]:
    """The first places."""
    return table(db, round_id, 0, limit)


def table(db: Session, round_id: str, offset: int, limit: int) -> list[Placed]:
    """A page of the board, its end as fast as its beginning; places shared across its border are right."""
    start, before = counting_store.holding(db, round_id, offset) if offset else ("", 0)
    rows = store.listed(db, round_id, offset - before, limit, start)
    return _ranked(rows, offset, *counting_store.better(db, round_id, rows[0].sort_key)) if rows else []


def places(db: Session, round_id: str, entry_ids: Sequence[str], limit: int) -> list[Placed]:
    """The first ``limit`` of these few entries' places, best first; who has none is left out."""
    rows = sorted(store.present(db, round_id, entry_ids), key=lambda row: (row.sort_key, row.entry_id))
    return [
        placed(counting_store.better(db, round_id, row.sort_key)[0] + 1, row)
        for row in [one for one in rows if one.sort_key < UNRANKED][:limit]
    ]


def every(db: Session, round_id: str, size: int = 1000) -> Iterator[Placed]:
    """The whole board in order, read in slices."""
    rows = store.listed(db, round_id, 0, size)
    offset = better = 0
    while rows:
        ranked = _ranked(rows, offset, better)
        yield from ranked
        offset += len(rows)
        last = rows[-1]
        rows = store.after(db, last, size)
        better = ranked[-1].rank - 1 if rows and rows[0].sort_key == last.sort_key else offset


def own(db: Session, round_id: str, entry_id: str, around: int = 2) -> Own | None:
    """An entry's place and up to ``around`` rows on either side; None when it is not on the board."""
    mine = store.find(db, round_id, entry_id)
    if mine is None:
        return None
    window = store.around(db, mine, around) if around else [mine]
    ranked = _ranked(window, *_before(db, window))
    at = window.index(mine)
    count = total(db, round_id)
    numbers = (mine.points, mine.right, mine.seconds)
    return Own(ranked[at].rank, count, *numbers, mine.attempt_id, tuple(ranked) if around else ())


def _before(db: Session, window: Sequence[Row]) -> tuple[int, int]:
    """How many rows stand before the first of these, and how many of them strictly. The former by the first
    row that no longer shares its place: how many share it may be half the board."""
    first = window[0]
    other = next((at for at, row in enumerate(window) if row.sort_key != first.sort_key), 0)
    better, beyond = counting_store.better(db, first.round_id, first.sort_key, window[other].sort_key)
    return beyond - other, better


def total(db: Session, round_id: str) -> int:
    """How many entries are ranked."""
    return counting_store.board(db, round_id).ranked


def unranked(db: Session, round_id: str) -> int:
    """How many took part without a place, by what the rules rank."""
    return counting_store.board(db, round_id).unranked


def is_unranked(db: Session, round_id: str, entry_id: str) -> bool:
    """Whether somebody took part and has no place by what the rules rank."""
    return store.is_unranked(db, round_id, entry_id)


def gone(db: Session, round_id: str, entry_ids: Collection[str]) -> frozenset[str]:
    """Those of these entries that stand on the board no longer."""
    there = {row.entry_id for row in store.present(db, round_id, list(entry_ids))}
    return frozenset(entry_ids) - there


def taking_part(db: Session, round_id: str) -> int:
    """How many took part, ranked or not; who is barred or has only void attempts did not."""
    board = counting_store.board(db, round_id)
    return board.ranked + board.unranked


def participation(db: Session, round_id: str) -> dict[str, int]:
    """Unit → how many of its people stand on the board."""
    return people.count_units(db, store.chosen(round_id))


def brought(db: Session, round_id: str) -> Brought:
    """What units brought to the board, people and points of one moment."""
    return Brought(*counted.added_up(db, store.entry_points(round_id)))


def perfect_people(db: Session, round_id: str, asked: int) -> dict[str, int]:
    """Unit → how many of its people on the board had all ``asked`` questions right in some attempt."""
    return people.count_units(db, store.perfect(round_id, asked))


def version(db: Session, round_id: str) -> int:
    """Another number after each change of the board, of names on it, of its screens, by whatever process."""
    return counting_store.board(db, round_id).version


def count_anew(db: Session, round_id: str) -> None:
    """Make what the board is counted by anew: it holds keys, and somebody's year may be in them."""
    counting_store.count_anew(db, round_id)


def aged(db: Session, rules: Ruleset, results: Sequence[Result]) -> list[Result]:
    """The results with the birth years of those whose they are, where the ladder asks for them."""
    if not BY_AGE & set(rules.criteria):
        return list(results)
    years = people.birth_years(db, [one.entry_id for one in results])
    return [replace(one, birth_year=years.get(one.entry_id)) for one in results]


def _keyed(rules: Ruleset, result: Result, known: Known | None) -> tuple[str, int | None]:
    error = None if known is None else error_of(rules, result, known)
    return sort_key(rules, result, known), error


def _row(rules: Ruleset, result: Result, known: Known | None) -> counting_store.Row:
    key, error = _keyed(rules, result, known)
    earned = (result.points, result.right, result.seconds, result.submitted_ms, result.prediction, error)
    return counting_store.Row(
        result.entry_id, result.attempt_id, key, *earned, result.started_ms, result.perfects
    )


def _result(row: Standing) -> Result:
    return Result(
        row.entry_id,
        row.attempt_id,
        0,
        row.points,
        row.right,
        row.seconds,
        to_ms(row.submitted_at),
        row.prediction,
        0 if row.first_start is None else to_ms(row.first_start),
        row.perfects,
    )


def _ranked(rows: Sequence[Standing | Row], offset: int, better: int) -> list[Placed]:
    """Ranks of neighbouring rows: ``offset`` rows stand before the first, ``better`` of them strictly."""
    ranked: list[Placed] = []
    rank = better + 1
    for index, row in enumerate(rows):
        if index and row.sort_key != rows[index - 1].sort_key:
            rank = offset + index + 1
        ranked.append(placed(rank, row))
    return ranked


def placed(rank: int, row: Standing | Row) -> Placed:
    """A row as it is told."""
    return Placed(
        rank,
        row.entry_id,
        row.attempt_id,
        row.points,
        row.right,
        row.seconds,
        row.submitted_at,
        row.prediction,
        row.prediction_error,
        row.first_start,
        row.perfects,
    )
