"""Somebody edits stored rows with an SQL shell: the audit chain finds each edit of itself, the invariants
what they cover of the rest."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlmodel import Session

from contest.audit import service as audit
from contest.doctor import invariants
from contest.recorder import FAULTS
from contest.web import database
from tests.simulated.checks import TABLES
from tests.simulated.ground import copied, filled
from tests.simulated.house import connected, forget
from tests.simulated.play import play
from tests.simulated.recount import once_more
from tests.simulated.sky import BEGINS
from tests.trusted import measured

COMMAND = "./hoithi test tests/simulated/test_tampering.py"
#: A contest without trouble in which several people sat, was closed, and staff did something.
SEED = 46
EDITS = 1_000
SEALED = ("at", "content", "previous", "hash", "seq")
#: Edits of one value that an invariant tells of, whichever row it is.
COVERED: dict[str, tuple[str, ...]] = {
    "answer": ("answer", "seq", "lease", "op_id"),
    "answer_event": ("answer", "fate", "seq", "lease", "slot"),
    "grade": ("points", "right", "detail", "prediction"),
    "standing": (
        *("attempt_id", "sort_key", "points", "right", "seconds", "prediction", "prediction_error"),
        *("submitted_at", "first_start", "perfects"),
    ),
    "attempt": ("digest",),
}
#: Which rows. What was answered and then answered anew is evidence that nothing rests on; a receipt's code
#: is drawn by chance; of an attempt that does not count no place tells when it ended. An edit of these is
#: found by nobody but the owner of the phone (docs/doctor-command.md).
ONLY = {"answer_event": "fate = 'applied' AND op_id IN (SELECT op_id FROM answer)"}
ONLY["attempt"] = "state IN ('handed_in', 'timed_out')"


@pytest.fixture(scope="module")
def contest(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[database.Database]:
    """A finished contest."""
    folder = tmp_path_factory.mktemp("tampered")
    ground = filled(sqlite_template, folder / "ground.sqlite3")
    url = copied(ground, folder / "contest.sqlite3")
    assert play(SEED, url, folder).problems == []
    yield connected(url)
    forget()
    database._current = None


@contextmanager
def shell(contest: database.Database) -> Generator[Connection]:
    """Somebody with the file and no scruples; all of it is taken back."""
    with contest.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for name, table in connection.exec_driver_sql(
            "SELECT name, tbl_name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            del table
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield connection
        connection.rollback()


def found(connection: Connection) -> list[str]:
    """The invariants that tell of something."""
    with Session(bind=connection, join_transaction_mode="create_savepoint") as db:
        return [name for name in invariants.ALL if name != "I9" and _tells(db, name)]


def _tells(db: Session, name: str) -> bool:
    """As the doctor has it: what can't even be read is wrong."""
    try:
        return bool(invariants.ALL[name][0](db, BEGINS))
    except FAULTS:
        return True


def chain_is_whole(connection: Connection) -> bool:
    """What the chain says of itself; that its triggers are gone is another finding."""
    with Session(bind=connection, join_transaction_mode="create_savepoint") as db:
        return audit.verify(db).whole


def other(value: Any, chance: random.Random) -> Any:
    """Another value of the same kind."""
    if value is None:
        return 7
    if isinstance(value, int):
        return value + chance.choice([-1000, -1, 1, 60_000])
    if not value:
        return "x"
    at = chance.randrange(len(value))
    return value[:at] + ("1" if value[at] == "0" else "0") + value[at + 1 :]


def edit(connection: Connection, table: str, column: str, chance: random.Random) -> None:
    """One value of one row."""
    where = f" WHERE {ONLY[table]}" if table in ONLY else ""
    rows = connection.exec_driver_sql(f"SELECT rowid, {column!r} FROM {table}{where}".replace("'", '"')).all()
    row, value = chance.choice(rows)
    new = other(value, chance)
    if column == "fate":
        new = "late"
    statement = text(f'UPDATE {table} SET "{column}" = :new WHERE rowid = :row')
    connection.execute(statement, {"new": new, "row": row})


def test_a_contest_that_nobody_touched_is_whole(contest: database.Database) -> None:
    with shell(contest) as connection:
        assert found(connection) == [] and chain_is_whole(connection)


@pytest.mark.parametrize("count", [100, pytest.param(EDITS, marks=pytest.mark.faults)])
def test_every_edit_of_the_chain_is_found(contest: database.Database, count: int) -> None:
    chance = random.Random(7)
    missed = []
    for number in range(count):
        with shell(contest) as connection:
            what = chance.choice([*SEALED, "delete", "head seq", "head hash"])
            rows = [row[0] for row in connection.exec_driver_sql("SELECT seq FROM audit")]
            row = chance.choice(rows)
            if what == "delete":
                connection.exec_driver_sql("DELETE FROM audit WHERE seq = ?", (row,))
            elif what.startswith("head"):
                column = what.split()[1]
                value = connection.exec_driver_sql(f"SELECT {column} FROM audit_head").scalar_one()
                connection.exec_driver_sql(f"UPDATE audit_head SET {column} = ?", (other(value, chance),))
            else:
                value = connection.exec_driver_sql(
                    f"SELECT {what} FROM audit WHERE seq = ?", (row,)
                ).scalar_one()
                new = max(rows) + 5 if what == "seq" else other(value, chance)
                connection.exec_driver_sql(f"UPDATE audit SET {what} = ? WHERE seq = ?", (new, row))
            missed += [(number, what)] if chain_is_whole(connection) else []
    assert missed == []
    measured("recompute", "chain", f"{count} edits of the audit chain, all found", COMMAND)


@pytest.mark.parametrize("count", [46, pytest.param(EDITS, marks=pytest.mark.faults)])
def test_edits_of_what_the_invariants_cover_are_found(contest: database.Database, count: int) -> None:
    chance = random.Random(8)
    places = [(table, column) for table, columns in COVERED.items() for column in columns]
    missed = Counter[str]()
    for number in range(count):
        table, column = places[number % len(places)]
        with shell(contest) as connection:
            edit(connection, table, column, chance)
            missed.update([] if found(connection) else [f"{table}.{column}"])
    assert not missed
    said = f"{count} edits of answers, events, grades and places, all found by the doctor"
    measured("recompute", "rows", said, COMMAND)


def test_what_nobody_recounts_the_recount_finds(contest: database.Database) -> None:
    """The second implementation is not blind: another grade, another place."""
    chance = random.Random(9)
    for table, column in (("grade", "points"), ("standing", "seconds"), ("grade", "right")):
        with shell(contest) as connection:
            edit(connection, table, column, chance)
            rows = {name: connection.exec_driver_sql(f"SELECT * FROM {name}") for name in TABLES}
            assert once_more({name: list(each.mappings()) for name, each in rows.items()}), column
