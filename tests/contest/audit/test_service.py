"""The chain in the database: it grows, it refuses change, and every tampering is found."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from contest.audit import service, triggers
from contest.audit.rules import GENESIS
from contest.errors import Conflict
from contest.web.database import Database, reading, writing

START = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)


def grow(count: int) -> None:
    for number in range(count):
        with writing() as db:
            moment = START + timedelta(seconds=number)
            service.record(db, "staff1", "rounds.open", f"round{number}", {"number": number}, moment)


def verdict() -> service.Verdict:
    with reading() as db:
        return service.verify(db)


def run(*statements: str) -> None:
    with writing() as db:
        for statement in statements:
            db.connection().execute(text(statement))


def without_triggers(database: Database) -> None:
    run(*triggers.drop(database.writer.dialect.name))


def test_an_empty_chain_is_whole(database: Database) -> None:
    assert verdict() == service.Verdict(0, GENESIS, None)


def test_it_grows_and_stays_whole(database: Database) -> None:
    heads = set()
    for number in range(1, 6):
        grow(1)
        found = verdict()
        assert found.whole and found.rows == number
        heads.add(found.head)
    assert len(heads) == 5


def test_a_long_chain_is_read_in_pages(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contest.audit.store.PAGE", 3)
    for count in (2, 1, 1, 2):
        grow(count)
        assert verdict().whole
    assert verdict().rows == 6


def test_a_change_that_fails_leaves_no_row(sqlite_database: Database) -> None:
    grow(2)
    before = verdict()
    with pytest.raises(Conflict), writing() as db:
        service.record(db, "staff1", "rounds.close", "round1", {}, START)
        raise Conflict("đã đóng")
    assert verdict() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET content = '{}' WHERE seq = 1",
        "UPDATE audit SET at = at + 1",
        "DELETE FROM audit WHERE seq = 2",
        "DELETE FROM audit",
        "UPDATE audit_head SET seq = 1",
        "UPDATE audit_head SET hash = 'x'",
        "UPDATE audit_head SET id = 2, seq = 9",
        "DELETE FROM audit_head",
    ],
)
def test_the_database_itself_refuses_change(database: Database, statement: str) -> None:
    grow(2)
    before = verdict()
    with pytest.raises(DBAPIError):
        run(statement)
    assert verdict() == before
    grow(1)
    assert verdict().whole


def test_triggers_can_be_taken_out_and_put_back(database: Database) -> None:
    without_triggers(database)
    run(*triggers.create(database.writer.dialect.name))
    grow(1)
    with pytest.raises(DBAPIError):
        run("DELETE FROM audit")


DEEDS = {
    "content": "UPDATE audit SET content = '{{}}' WHERE seq = {n}",
    "moment": "UPDATE audit SET at = at - 1 WHERE seq = {n}",
    "previous": "UPDATE audit SET previous = '{z}' WHERE seq = {n}",
    "hash": "UPDATE audit SET hash = '{z}' WHERE seq = {n}",
    "taken out": "DELETE FROM audit WHERE seq = {n}",
    "moved": "UPDATE audit SET seq = 100 WHERE seq = {n}",
}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(1, 8), deed=st.sampled_from(sorted(DEEDS)))
def test_any_tampering_is_found_at_its_row(chain_of_eight: None, number: int, deed: str) -> None:
    with writing() as db:
        db.connection().execute(text(DEEDS[deed].format(n=number, z="f" * 64)))
        found = service.verify(db)
        db.rollback()
        assert not found.whole
        assert found.broken_at is not None and found.broken_at in (number, number + 1)
        assert service.verify(db).whole


@pytest.fixture
def chain_of_eight(sqlite_database: Database) -> None:
    grow(8)
    without_triggers(sqlite_database)


def test_the_last_row_cannot_be_cut_off(chain_of_eight: None) -> None:
    run("DELETE FROM audit WHERE seq = 8")
    assert verdict().broken_at == 8


def test_a_row_written_around_the_service_is_found(chain_of_eight: None) -> None:
    row = f"9, 0, '{{}}', '{'a' * 64}', '{'b' * 64}'"
    run(f"INSERT INTO audit (seq, at, content, previous, hash) VALUES ({row})")
    assert verdict().broken_at == 9


def test_writers_at_the_same_time_make_one_chain(database: Database) -> None:
    threads = [threading.Thread(target=grow, args=(5,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verdict().whole and verdict().rows == 30


def test_rows_are_found_by_what_they_are_about(database: Database) -> None:
    with writing() as db:
        for number, (subject, detail) in enumerate(
            [("round1", {}), ("entry1", {"round": "round1"}), ("staff1", {"campaign": "c1"}), ("round2", {})]
        ):
            service.record(db, "staff1", f"a.deed{number}", subject, detail, START)
    with reading() as db:
        found, total = service.about(db, ("round1", "c1"), 0, 2)
        rest, _ = service.about(db, ("round1", "c1"), 2, 2)
        nothing, none = service.about(db, ("nobody",), 0, 9)
    assert ([row.action for row in found], total) == (["a.deed2", "a.deed1"], 3)
    assert [(row.subject, row.at, dict(row.detail)) for row in rest] == [("round1", START, {})]
    assert (nothing, none) == ([], 0)
    assert verdict().whole


def test_rows_from_before_there_was_a_scope_are_found_too(database: Database) -> None:
    grow(2)
    without_triggers(database)
    run("UPDATE audit SET scope = NULL")
    with reading() as db:
        found, total = service.about(db, ("round1",), 0, 9)
    assert ([row.subject for row in found], total) == (["round1"], 1)
    assert verdict().whole, "the scope is not sealed"
