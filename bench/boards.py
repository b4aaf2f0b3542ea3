"""Boards of many people, put in by plain inserts: through the application they would take hours.

A test holds the rows equal to those that the application itself writes for the same results.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from bench import world
from bench.crowd import LIVE
from contest import clock, settings
from contest.ruleset.rules import BlueprintLine, Ruleset
from contest.serving import prepare
from contest.standings import counting_store
from contest.standings.rules import UNRANKED, Result, sort_key
from contest.web.database import to_ms, writing

AT_ONCE = 5_000
SEED = 20261127
RULES = Ruleset(blueprint=(BlueprintLine(count=world.SLOTS),), seconds=1800, visibility=LIVE)
#: Table → its columns that have to say something. A board needs only the last one; a page the names, too.
TABLES = {
    "person": "id, name, folded, sort_key",
    "entry": "id, person_id, campaign_id, code_hash, consent_version, consent_at, consent_publish, "
    "guardian_consent, grown, created_at",
    "attempt": "id, entry_id, round_id, number, paper, slots, started_at, deadline, accepts_until, lease, "
    "holder, state, handed_in_at",
    "standing": 'round_id, entry_id, attempt_id, sort_key, points, "right", seconds, submitted_at, '
    "prediction, prediction_error, first_start, perfects",
}
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A round whose board is public while it runs."""

    file: Path
    round_id: str
    campaign: str


def make(folder: Path) -> Place:
    """A round that has just opened, made by the app's services."""
    from contest.campaigns import service as campaigns

    file = folder / "hoithi.sqlite3"
    database = prepare(settings.load(folder, f"sqlite:///{file}"))
    now = clock.now()
    with writing() as db:
        round_id = world.contest(db, RULES, 3 * world.SLOTS, now)
        campaign = campaigns.view(db, round_id, now).campaign_id
    database.close()
    return Place(file, round_id, campaign)


def results(count: int, now: datetime, seed: int = SEED) -> Iterator[Result]:
    """What so many people reached: 21 scores, most in the middle, and many who share score and seconds."""
    chance, at = random.Random(seed), to_ms(now)
    for number in range(count):
        right = round(sum(chance.random() for _ in range(4)) * world.SLOTS / 4)
        seconds = chance.randrange(120, 1800)
        ended = at - 1000 * chance.randrange(1, 40_000)
        yield Result(
            entry_id=f"{number:013d}",
            attempt_id=f"{number:013d}",
            number=1,
            points=100 * right,
            right=right,
            seconds=seconds,
            submitted_ms=ended,
            started_ms=ended - 1000 * seconds,
            perfects=int(right == world.SLOTS),
        )


def fill(place: Place, made: Iterable[Result], *, people: bool) -> None:
    """Put them on the board; ``people``: with the rows that a page needs beside it."""
    with closing(sqlite.connect(str(place.file))) as db:
        made, count = iter(made), 0
        while some := list(islice(made, AT_ONCE)):
            count += len(some)
            rows = {"standing": [_standing(place, one) for one in some]}
            if people:
                rows = _people(place, some) | rows
            for table, listed in rows.items():
                columns = TABLES[table]
                holes = ", ".join("?" * (columns.count(",") + 1))
                db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({holes})", listed)
        db.execute("INSERT INTO standing_board VALUES (?, ?, 0, 1)", (place.round_id, count))
        size = counting_store.MOST // 2
        db.execute(counting_store.BLOCKS, {"round": place.round_id, "size": size, "unranked": UNRANKED})
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _standing(place: Place, one: Result) -> Row:
    key = sort_key(RULES, one)
    marks = (one.points, one.right, one.seconds, one.submitted_ms)
    return (
        place.round_id,
        one.entry_id,
        one.attempt_id,
        key,
        *marks,
        None,
        None,
        one.started_ms,
        one.perfects,
    )


def _people(place: Place, some: list[Result]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {"person": [], "entry": [], "attempt": []}
    for one in some:
        name, began, ended = one.entry_id, one.started_ms, one.submitted_ms
        rows["person"].append((name, f"Người {int(name)}", f"nguoi {int(name)}", name))
        rows["entry"].append((name, name, place.campaign, name, "1", began, 1, 0, 1, began))
        over = began + 1000 * RULES.seconds
        sat = (1, "[]", world.SLOTS, began, over, over, 1, "", "handed_in", ended)
        rows["attempt"].append((name, name, place.round_id, *sat))
    return rows
