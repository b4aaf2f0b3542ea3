"""What the database reads for people who come together: their own rows, however many others there are.

SQLite guesses which index is the best: beside a list of ids, a condition on the campaign makes it read the
whole campaign from some three ids on, and "has not come" the whole roster, unless it is left no choice.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from contest.attempts.finishing import HandInRequest, hand_in_batch
from contest.attempts.rules import Op
from contest.attempts.saving import SaveRequest, save_batch
from contest.attempts.starting import StartRequest, start_batch
from contest.people import service as people
from contest.roster import coming
from contest.web import database
from contest.web.database import Database, reading, to_ms, writing
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World

PEOPLE = 40
#: A step that reads a table, or all that one campaign or one round has in it. Tables that point at the one of
#: an INSERT are among its steps too; they are read only while a deferred key is open.
TOO_MUCH = re.compile(
    r"SCAN (?!e\b|moved|json_each|\()\w+|SEARCH \w+ USING [A-Z ]*\S+ \((?:campaign|round)_id=\?\)"
)

Asked = list[tuple[str, Any]]


@contextmanager
def noted() -> Generator[Asked]:
    """The statements of both engines with their parameters."""
    seen: Asked = []

    def note(_conn: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if statement.lstrip().startswith(("SELECT", "INSERT", "UPDATE", "WITH", "DELETE")):
            seen.append((statement, parameters[0] if many else parameters))

    engines = (database.current().reader, database.current().writer)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield seen
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


def steps(asked: Asked) -> list[tuple[str, str]]:
    """How SQLite goes about each of these statements: (step, statement)."""
    found = []
    with database.current().reader.connect() as connection:
        cursor = connection.connection.cursor()
        for statement, parameters in asked:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            found += [(str(row[3]), statement.strip()) for row in cursor.fetchall()]
    return found


def too_much(asked: Asked) -> list[tuple[str, str]]:
    """The steps that read more than they need."""
    pointing = ("SCAN standing", "INSERT INTO attempt ")
    # Of all keys these are the corrected ones alone: as many as there ever were mistakes (decision 0056).
    corrected = ("SCAN question_key USING COVERING INDEX ix_question_key_corrected", "SELECT ")
    return [
        (step, statement)
        for step, statement in steps(asked)
        if TOO_MUCH.match(step)
        and not any(step == one and statement.startswith(begins) for one, begins in (pointing, corrected))
    ]


@pytest.fixture
def contest(sqlite_database: Database, fresh: None) -> World:
    assert sqlite_database.is_sqlite
    return world.make(world.rules(visibility=world.at_once()))


def test_starting_saving_and_handing_in_read_their_own_rows(contest: World) -> None:
    entries = [contest.join(f"Y Bích {number}").entry_id for number in range(PEOPLE)]
    at = to_ms(OPENS)
    with noted() as asked, writing() as db:
        came = start_batch(db, [StartRequest(contest.round_id, (entry,), "d" * 13, at) for entry in entries])
    whose = [(one.attempt_id, (entry,)) for one, entry in zip(came, entries, strict=True)]
    with noted() as saved, writing() as db:
        save_batch(db, [SaveRequest(*one, 1, at, (Op(one[0], 1, 1, "x"),)) for one in whose])
    with noted() as ended, writing() as db:
        hand_in_batch(db, [HandInRequest(*one, 1, at, ()) for one in whose])
    assert len(asked) > 5
    assert len(saved) > 2
    assert len(ended) > 8
    assert not too_much(asked + saved + ended)


def test_so_does_who_shares_a_phone_with_many(contest: World) -> None:
    entries = [contest.join(f"A Thui {number}").entry_id for number in range(PEOPLE)]
    campaign = contest.view(OPENS).campaign_id
    with noted() as asked, reading() as db:
        assert set(people.entries_in(db, campaign, entries)) == set(entries)
        assert people.entries_in(db, "another", entries) == ()
    assert len(asked) == 2
    assert not too_much(asked)


def test_a_code_from_a_slip_is_looked_up(contest: World) -> None:
    campaign = contest.view(OPENS).campaign_id
    with noted() as asked, reading() as db:
        assert coming.invited(db, campaign, "ABCD2345") is None
    (step,) = [step for step, statement in steps(asked) if "FROM roster_member" in statement]
    assert step == "SEARCH roster_member USING INDEX ix_roster_member_code (campaign_id=? AND code_hash=?)"
