"""Several servers on one PostgreSQL: one leads, all hear, and nobody changes the tables under them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg
import pytest
from sqlalchemy import make_url

from contest import schema, watches
from contest.errors import CannotStart
from contest.jobs import runner
from contest.web import peers, peers_store
from contest.web.database import Database
from contest.web.peers import Peers
from tests.conftest import Clock

PATIENCE = 20.0
END, OTHERS = "SELECT pg_terminate_backend(pid)", "pid <> pg_backend_pid()"

Up = Callable[[], Peers]


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def up(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Up]:
    """Begin another server's part on one database."""
    monkeypatch.setattr(peers, "_ears", {})
    made: list[tuple[Peers, Database]] = []

    def begin() -> Peers:
        database = Database(postgresql_url)
        made.append((Peers(database), database))
        made[-1][0].start()
        return made[-1][0]

    yield begin
    for one, database in made:
        one.stop()
        database.close()


def ask(url: str, statement: str) -> None:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(statement.encode())


def test_on_sqlite_the_one_server_leads(sqlite_url: str) -> None:
    with closing(Database(sqlite_url)) as database:
        one = Peers(database)
        one.start()
        one.tell("board", "r")
        assert one.leads and one.ahead == 0
        one.stop()


def test_one_leads_and_another_one_after_it(up: Up) -> None:
    first, second = up(), up()
    assert (first.leads, second.leads) == (True, False)
    first.stop()
    until(lambda: second.leads)
    assert not first.leads


def test_a_leader_whose_connection_is_gone_leads_no_more_until_it_may(up: Up, postgresql_url: str) -> None:
    """As when its machine is: PostgreSQL lets its lock go with the connection."""
    first, second = up(), up()
    ask(postgresql_url, f"{END} FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ExclusiveLock'")
    until(lambda: second.leads)
    assert not first.leads
    second.stop()
    until(lambda: first.leads)


def test_what_one_says_the_others_hear(up: Up) -> None:
    heard: list[str] = []
    peers.hear("board", heard.append)
    first, _ = up(), up()
    first.tell("board", "r1")
    first.tell("board", "r1")
    first.tell("unknown", "x")
    first.tell("board", "r2")
    until(lambda: heard == ["r1", "r2"])


def test_after_a_lost_connection_they_hear_again(up: Up, postgresql_url: str) -> None:
    heard: list[str] = []
    peers.hear("board", heard.append)
    first, _ = up(), up()
    ask(postgresql_url, f"{END} FROM pg_stat_activity WHERE datname = current_database() AND {OTHERS}")
    deadline = time.monotonic() + PATIENCE
    while not heard:
        assert time.monotonic() < deadline
        first.tell("board", "r1")
        time.sleep(0.2)


def test_tables_are_not_changed_under_a_server(
    up: Up, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peers_store, "PATIENCE", "100ms")
    older = min(schema.known_revisions() - {schema.newest_revision()})
    ask(postgresql_url, f"UPDATE alembic_version SET version_num = '{older}'")
    one = up()
    with pytest.raises(CannotStart, match="Dừng hết các máy chủ"):
        schema.migrate(postgresql_url)
    one.stop()
    with peers_store.alone(postgresql_url) as is_alone:
        assert is_alone
        with pytest.raises(CannotStart, match="đang được nâng cấp"):
            up()
    up()


def test_a_clock_that_differs_from_postgresql_is_told(up: Up, clock: Clock) -> None:
    peers.use(up())
    try:
        assert "lệch" in watches.differs()  # this test's clock stands in October
    finally:
        peers.use(None)
    assert watches.differs() == ""


def test_who_does_not_lead_does_what_is_its_own(
    database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(runner, "_ticks", [])
    runner.every_second(lambda now: done.append("own"))
    runner.every_second(lambda now: done.append("led"), led=True)
    runner.run_pending(clock.now)
    monkeypatch.setattr(peers, "leads", lambda: False)
    runner.run_pending(clock.now)
    assert done == ["own", "led", "own"]
