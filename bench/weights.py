"""``python -m bench.weights DATABASE [PEOPLE]``: what a participant weighs in PostgreSQL. Counts, not times.

DATABASE is an empty PostgreSQL database (a SQLAlchemy URL) that nobody else writes to. People enter, start,
save 20 answers one by one, and hand in on a live board, 64 of them in a batch of the recorder: the statements
of a batch, the bytes of log that each op writes, the bytes of every table afterwards.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event, text

from bench import world
from contest import clock, settings
from contest.app import make_recorder
from contest.attempts.finishing import HandInRequest
from contest.attempts.rules import Op
from contest.attempts.saving import SaveRequest
from contest.attempts.starting import StartRequest
from contest.ruleset.rules import BlueprintLine, Ruleset
from contest.ruleset.states import BoardShown, ScoreShown, Visibility
from contest.serving import prepare
from contest.web.database import Database, to_ms, writing

BATCH, ENTERING = 64, 250
LIVE = Visibility(score=ScoreShown.AT_ONCE, board=BoardShown.LIVE)
WRITTEN = "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint"
SIZES = """
SELECT relname, pg_total_relation_size(oid) FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
"""


@dataclass
class Scale:
    """One database, and how often it was asked."""

    database: Database
    asked: int = 0
    sizes: dict[str, int] = field(default_factory=dict)

    def ask(self, statement: str) -> Sequence[Any]:
        """Beside the statements that are counted."""
        with self.database.reader.connect() as connection:
            return connection.execute(text(statement)).all()

    def written(self) -> int:
        """Bytes of log until now."""
        return int(self.ask(WRITTEN)[0][0])

    def batches(self, kind: str, ops: Sequence[Any]) -> list[Any]:
        """The recorder's own way, and a line about it."""
        recorder, outcomes = make_recorder(self.database), []
        asked, written = self.asked, self.written()
        with self.database.connect() as connection:
            for at in range(0, len(ops), BATCH):
                outcomes += recorder._write(connection, [(kind, op) for op in ops[at : at + BATCH]])
        failed = [one for one in outcomes if isinstance(one, BaseException)]
        if failed:
            raise failed[0]
        statements = (self.asked - asked) / -(-len(ops) // BATCH)
        each = (self.written() - written) / len(ops)
        print(f"{kind}: {each:.0f} bytes of log an op, {statements:.1f} statements a batch")
        return outcomes


def weigh(scale: Scale, people: int) -> None:
    """All of it, a line a step."""
    rules = Ruleset(blueprint=(BlueprintLine(count=world.SLOTS),), seconds=4 * 3600, visibility=LIVE)
    with writing() as db:
        round_id = world.contest(db, rules, 3 * world.SLOTS, clock.now())
    before, began, entries = dict(scale.ask(SIZES)), scale.written(), []
    for at in range(0, people, ENTERING):
        with writing() as db:
            numbers = range(at, min(people, at + ENTERING))
            entries += world.enter(db, round_id, numbers, clock.now())
    print(f"enter: {(scale.written() - began) / people:.0f} bytes of log")
    starts = [StartRequest(round_id, (entry,), device, now()) for entry, device in entries]
    attempts = [one.attempt_id for one in scale.batches("start", starts)]
    papers = {key: json.loads(paper) for key, paper in scale.ask("SELECT id, paper FROM attempt")}
    sat = [(entry, attempt) for (entry, _), attempt in zip(entries, attempts, strict=True)]
    scale.batches("save", list(taps(sat, papers)))
    scale.batches("hand_in", [HandInRequest(attempt, (entry,), 1, now()) for entry, attempt in sat])
    grown = {name: (size - before.get(name, 0)) / people for name, size in scale.ask(SIZES)}
    for name, size in sorted(grown.items(), key=lambda pair: -pair[1]):
        if size >= 1:
            print(f"  {name}: {size:.0f} bytes with its indexes")
    print(f"a person: {sum(grown.values()):.0f} bytes kept, {(scale.written() - began) / people:.0f} of log")


def taps(sat: list[tuple[str, str]], papers: dict[str, Any]) -> Iterator[SaveRequest]:
    """Everybody's answer to each question in turn."""
    for slot in range(1, world.SLOTS + 1):
        for entry, attempt in sat:
            option = papers[attempt][slot - 1][1][0]
            yield SaveRequest(attempt, (entry,), 1, now(), (Op(f"o{slot}", slot, slot, option),))


def now() -> int:
    """In milliseconds."""
    return to_ms(clock.now())


def main(url: str, people: int = 1000) -> None:
    """Fill the database and tell."""
    with tempfile.TemporaryDirectory() as folder:
        database = prepare(settings.load(Path(folder), url))
        scale = Scale(database)

        @event.listens_for(database.writer, "before_cursor_execute")
        def seen(*_: object) -> None:
            scale.asked += 1

        weigh(scale, people)
        database.close()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
