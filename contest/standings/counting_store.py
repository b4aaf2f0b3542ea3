"""The SQL that writes boards and counts them: how many stand before a key, at a cost that hardly grows.

A board's ranked rows are counted in blocks of neighbours: a place is the sum of the blocks before its own,
and a count inside that one. What a transaction does to rows is noted in its session and counted once, right
before the commit: then the board's own row, which orders all who count, is locked for the shortest time and
as the last lock of all. Why: decision 0055.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import delete, event
from sqlmodel import Session, col

from contest.standings.models import Standing
from contest.standings.rules import UNRANKED
from contest.web.batches import of, run, statement

#: A block with more rows is split in two.
MOST = 1_000
#: Databases limit the parameters of a statement.
SLICE = 500
_NOTED = "standings.noted"

#: A round that is gone has no board either.
BOARD = """
INSERT INTO standing_board (round_id, ranked, unranked, version)
SELECT id, :ranked, :unranked, 1 FROM round WHERE id = :round
ON CONFLICT (round_id) DO UPDATE SET ranked = standing_board.ranked + excluded.ranked,
  unranked = standing_board.unranked + excluded.unranked, version = standing_board.version + 1
RETURNING version
"""
FIRST_BLOCK = """
INSERT INTO standing_block (round_id, start, number) VALUES (:round, '', 0) ON CONFLICT DO NOTHING
"""
COUNT = """
UPDATE standing_block SET number = standing_block.number + moved.number
FROM (SELECT start, sum(number) AS number FROM (
  SELECT (SELECT max(b.start) FROM standing_block b WHERE b.round_id = :round AND b.start <= e.value ->> 0)
    AS start, CAST(e.value ->> 1 AS INTEGER) AS number FROM {rows}) AS one GROUP BY start) AS moved
WHERE round_id = :round AND standing_block.start = moved.start
RETURNING standing_block.start, standing_block.number
"""
#: Of a block that begins with the very key nothing is counted inside.
OWN_BLOCK = "(SELECT max(start) FROM standing_block WHERE round_id = :round AND start <= :key)"
BETTER = f"""
(SELECT coalesce(sum(number), 0) FROM standing_block WHERE round_id = :round AND start < {OWN_BLOCK})
+ (SELECT count(*) FROM standing WHERE round_id = :round AND sort_key >= {OWN_BLOCK} AND sort_key < :key)
"""
#: The block that holds a position, and how many stand before it: only what is inside is counted through.
HOLDING = """
SELECT start, before FROM (SELECT start, sum(number) OVER (ORDER BY start) - number AS before
                           FROM standing_block WHERE round_id = :round) AS block
WHERE before <= :offset ORDER BY start DESC LIMIT 1
"""
WHOLE = "SELECT ranked, unranked, version FROM standing_board WHERE round_id = :round"
DROP_EMPTY = "DELETE FROM standing_block WHERE round_id = :round AND number = 0 AND start > ''"
INSIDE = "round_id = :round AND sort_key >= :start AND sort_key < :end"
END = "SELECT min(start) FROM standing_block WHERE round_id = :round AND start > :start"
MIDDLE = f"SELECT sort_key FROM standing WHERE {INSIDE} ORDER BY sort_key LIMIT 1 OFFSET :half"
FIRST_KEY = f"SELECT min(sort_key) FROM standing WHERE {INSIDE}"
NEXT_KEY = f"{FIRST_KEY} AND sort_key > :key"
BELOW = f"SELECT count(*) FROM standing WHERE {INSIDE} AND sort_key < :key"
SHORTEN = "UPDATE standing_block SET number = :below WHERE round_id = :round AND start = :start"
ADD_BLOCK = "INSERT INTO standing_block (round_id, start, number) VALUES (:round, :key, :above)"
DROP_BLOCKS = "DELETE FROM standing_block WHERE round_id = :round"
#: Equal keys have one rank, so they share a block. The first block begins before every key.
BLOCKS = """
INSERT INTO standing_block (round_id, start, number)
SELECT :round, CASE WHEN block = 0 THEN '' ELSE min(sort_key) END, count(*)
FROM (SELECT sort_key, (rank() OVER (ORDER BY sort_key) - 1) / :size AS block
      FROM standing WHERE round_id = :round AND sort_key < :unranked) AS ranked
GROUP BY block
"""


#: Every batch that ends attempts asks and writes: one statement for all of its people.
KEYS = (
    "SELECT entry_id, sort_key FROM standing WHERE round_id = :round AND entry_id {among} ORDER BY entry_id"
)
PUT = """
INSERT INTO standing (round_id, entry_id, attempt_id, sort_key, points, "right", seconds, submitted_at,
  prediction, prediction_error, first_start, perfects)
SELECT :round, value ->> 0, value ->> 1, value ->> 2, CAST(value ->> 3 AS INTEGER),
  CAST(value ->> 4 AS INTEGER), CAST(value ->> 5 AS INTEGER), CAST(value ->> 6 AS BIGINT),
  CAST(value ->> 7 AS BIGINT), CAST(value ->> 8 AS BIGINT), CAST(value ->> 9 AS BIGINT),
  CAST(value ->> 10 AS INTEGER)
FROM {rows} WHERE true
ON CONFLICT (round_id, entry_id) DO UPDATE SET attempt_id = excluded.attempt_id,
  sort_key = excluded.sort_key, points = excluded.points, "right" = excluded."right",
  seconds = excluded.seconds, submitted_at = excluded.submitted_at, prediction = excluded.prediction,
  prediction_error = excluded.prediction_error, first_start = excluded.first_start,
  perfects = excluded.perfects
"""
REKEY = """
UPDATE standing SET sort_key = e.value ->> 1, prediction_error = CAST(e.value ->> 2 AS BIGINT)
FROM {rows} WHERE round_id = :round AND entry_id = e.value ->> 0
"""


class Row(NamedTuple):
    """A person's row of a round, in the order of ``PUT``; moments in ms since 1970."""

    entry_id: str
    attempt_id: str
    sort_key: str
    points: int
    right: int
    seconds: int
    submitted: int
    prediction: int | None
    prediction_error: int | None
    started: int | None
    perfects: int


def put(db: Session, round_id: str, rows: Sequence[Row]) -> None:
    """Write whole rows of one round; one that is there is replaced. Sorted by the caller, so that writers
    don't cross."""
    if not rows:
        return
    before = _keys(db, round_id, [row.entry_id for row in rows])
    run(db, PUT, rows, round=round_id)
    note(db, round_id, before.values(), (row.sort_key for row in rows))


def remove(db: Session, round_id: str, entry_ids: Sequence[str]) -> None:
    """Take these entries off the board."""
    for some in _slices(entry_ids):
        mine = (col(Standing.round_id) == round_id, col(Standing.entry_id).in_(some))
        gone = db.connection().execute(delete(Standing).where(*mine).returning(col(Standing.sort_key)))
        note(db, round_id, gone.scalars())


def rekey(db: Session, round_id: str, rows: Sequence[tuple[str, str, int | None]]) -> None:
    """Write (entry, sort key, prediction error)."""
    before = _keys(db, round_id, [entry_id for entry_id, _, _ in rows])
    run(db, REKEY, rows, round=round_id)
    come = (key for entry_id, key, _ in rows if entry_id in before)
    note(db, round_id, before.values(), come)


def present(db: Session, round_id: str, entry_ids: Iterable[str]) -> set[str]:
    """Those of these entries that stand on the board, ranked or not."""
    return {row.entry_id for row in of(db, KEYS, entry_ids, round=round_id)}


def _keys(db: Session, round_id: str, entry_ids: Sequence[str]) -> dict[str, str]:
    """Entry → its key, as it stays on PostgreSQL until the commit."""
    return dict(tuple(row) for row in of(db, KEYS, entry_ids, " FOR UPDATE", round=round_id))


def _slices(entry_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (entry_ids[start : start + SLICE] for start in range(0, len(entry_ids), SLICE))


def note(db: Session, round_id: str, gone: Iterable[str] = (), come: Iterable[str] = ()) -> None:
    """These keys are on the board no longer, and these are: counted before the commit. Without any, the
    board has changed in another way."""
    noted = db.info.setdefault(_NOTED, {}).setdefault(round_id, Counter())
    noted.update(come)
    noted.subtract(gone)


@event.listens_for(Session, "before_commit")
def _committing(db: Session) -> None:
    # The release of a savepoint comes here too; there may be more to note.
    if not db.in_nested_transaction():
        settle(db)


@event.listens_for(Session, "after_rollback")
def _rolled_back(db: Session) -> None:
    if not db.in_nested_transaction():
        db.info.pop(_NOTED, None)


def settle(db: Session) -> None:
    """Count what was noted: for the commit, or because somebody asks before it."""
    noted: dict[str, Counter[str]] = db.info.pop(_NOTED, {})
    for round_id in sorted(noted):
        moved = {key: number for key, number in noted[round_id].items() if number}
        _count(db, round_id, moved)


def _count(db: Session, round_id: str, moved: Mapping[str, int]) -> None:
    ranked = {key: number for key, number in moved.items() if key < UNRANKED}
    in_all, placed = sum(moved.values()), sum(ranked.values())
    if not _changed(db, round_id, placed, in_all - placed) or not ranked:
        return
    touched = _run(db, COUNT, round=round_id, rows=json.dumps(list(ranked.items())))
    if any(number == 0 for _, number in touched):
        _run(db, DROP_EMPTY, round=round_id)
    for start, number in touched:
        _split(db, round_id, start, number)


def _changed(db: Session, round_id: str, ranked: int = 0, unranked: int = 0) -> bool:
    """Lock the board's own row until the commit and write what is new; False when the round is gone."""
    found = _run(db, BOARD, round=round_id, ranked=ranked, unranked=unranked)
    if found and found[0].version == 1:
        _run(db, FIRST_BLOCK, round=round_id)
    return bool(found)


def _split(db: Session, round_id: str, start: str, number: int) -> None:
    """Halve a block until none of it is too large; rows with one key stay together."""
    while number > MOST:
        end = _run(db, END, round=round_id, start=start)[0][0] or UNRANKED
        inside = {"round": round_id, "start": start, "end": end}
        first = _run(db, FIRST_KEY, **inside)[0][0]
        second = _run(db, NEXT_KEY, **inside, key=first)[0][0]
        if second is None:
            return
        middle = _run(db, MIDDLE, **inside, half=number // 2)[0][0]
        key = max(middle, second)
        below = _run(db, BELOW, **inside, key=key)[0][0]
        _run(db, SHORTEN, round=round_id, start=start, below=below)
        _run(db, ADD_BLOCK, round=round_id, key=key, above=number - below)
        _split(db, round_id, key, number - below)
        number = below


def count_anew(db: Session, round_id: str) -> None:
    """Make the blocks anew, half full, of the rows as they are: the old ones begin with keys of before."""
    settle(db)
    if _changed(db, round_id):
        _run(db, DROP_BLOCKS, round=round_id)
        _run(db, BLOCKS, round=round_id, size=MOST // 2, unranked=UNRANKED)
        _run(db, FIRST_BLOCK, round=round_id)


def better(db: Session, round_id: str, *sort_keys: str) -> list[int]:
    """How many stand strictly before each of these keys."""
    settle(db)
    keys = {f"key{at}": key for at, key in enumerate(sort_keys)}
    return list(_run(db, _better(len(keys)), round=round_id, **keys)[0])


@lru_cache(maxsize=8)
def _better(keys: int) -> str:
    return "SELECT " + ", ".join(BETTER.replace(":key", f":key{at}") for at in range(keys))


def holding(db: Session, round_id: str, offset: int) -> tuple[str, int]:
    """The key from which on to look for a position, counted from 0, and how many stand before that key."""
    settle(db)
    found = _run(db, HOLDING, round=round_id, offset=offset)
    return (found[0].start, int(found[0].before)) if found else ("", 0)


class Board(NamedTuple):
    """How many are on a board, ranked and not, and which version of it this is."""

    ranked: int = 0
    unranked: int = 0
    version: int = 0


def board(db: Session, round_id: str) -> Board:
    """A board as a whole; one that nobody is on yet has no row."""
    settle(db)
    found = _run(db, WHOLE, round=round_id)
    return Board(*found[0]) if found else Board()


def _run(db: Session, sql: str, **values: Any) -> list[Any]:
    connection = db.connection()
    result = connection.execute(statement(sql, connection.dialect.name), values)
    return list(result) if result.returns_rows else []
