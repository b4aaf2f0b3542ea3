"""What every test may ask for: a database built by Alembic, a clock to set, chance that repeats.

The database is always made the way production makes it (Alembic, never `create_all`), once a run, and
copied for each test: a file on SQLite, `CREATE DATABASE … TEMPLATE` on PostgreSQL.
"""

from __future__ import annotations

import asyncio
import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from alembic import command
from alembic.config import Config

from contest import clock as wall
from contest import entropy as chance
from contest import resources
from contest.bank import readings
from contest.grades import service as grades
from contest.standings import router as boards
from contest.web import database as web_database
from contest.web.database import Database
from tests import office, postgres
from tests.browser import browser, hall, live_server, nothing_kept_out, phone, program
from tests.office import word_to_pdf

__all__ = [
    "browser",
    "hall",
    "live_server",
    "nothing_kept_out",
    "phone",
    "word_to_pdf",
]  # fixtures; pytest finds them by their name here

KINDS = ("sqlite", "postgresql")
LONGEST = "test_every_cell_is_as_the_table_says"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What this machine cannot run is left out; `./hoithi test` says so in its last line. The longest test
    comes first: at the end a worker would wait a quarter of an hour for it."""
    left_out = [item for item in items if not _can_run(item)]
    config.hook.pytest_deselected(items=left_out)
    kept = [item for item in items if item not in left_out]
    items[:] = sorted(kept, key=lambda item: not item.name.startswith(LONGEST))


def _can_run(item: pytest.Item) -> bool:
    wanted: set[str] = set(getattr(item, "fixturenames", ()))
    callspec = getattr(item, "callspec", None)
    if callspec and "postgresql" in callspec.id.split("-"):
        wanted.add("postgres_server")
    if "postgres_server" in wanted and not postgres.available():
        # `database` names both servers; its SQLite half can run.
        return bool(callspec) and "sqlite" in callspec.id.split("-")
    if "word_to_pdf" in wanted and not office.available():
        return False
    return "browser" not in wanted or program() is not None


@pytest.fixture(autouse=True)
def own_loop(request: pytest.FixtureRequest) -> Iterator[None]:
    """Once a browser is up, its loop counts as running in this thread until the session ends, and
    `asyncio.run` refuses. A test without a browser gets the thread as if there were none."""
    if "browser" in request.fixturenames:
        yield
        return
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture(scope="session", autouse=True)
def no_hurry() -> None:
    """Uploads are read to their end, boards are waited for, however busy the machine is; waiting has its own
    tests."""
    readings.use_patience(120)
    boards.PATIENCE = 120


@pytest.fixture(autouse=True)
def own_keys() -> None:
    """Each test has questions of its own; the keys of another's have the same numbers."""
    grades.forget_keys()


# --- time and chance ----------------------------------------------------------------------------


@dataclass
class Clock:
    """The wall clock of a test: it stands still until the test moves it."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    @property
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return self.moment

    def move(self, **span: float) -> datetime:
        """`clock.move(minutes=5)`; also backwards. Returns the new moment."""
        self.moment += timedelta(**span)
        return self.moment

    def set(self, moment: datetime | str) -> datetime:
        """An aware moment, or a text in Vietnamese time: `clock.set("2026-10-05 19:59:59")`."""
        if isinstance(moment, str):
            moment = datetime.fromisoformat(moment).replace(tzinfo=wall.VIETNAM)
        self.moment = moment.astimezone(wall.UTC)
        return self.moment


@pytest.fixture
def clock() -> Iterator[Clock]:
    """The process's clock, standing at 08:00 on 05/10/2026 in Việt Nam."""
    standing = Clock(datetime(2026, 10, 5, 1, 0, tzinfo=wall.UTC))
    wall.use(standing)
    yield standing
    wall.use(None)


@pytest.fixture
def entropy() -> Iterator[random.Random]:
    """The process's chance, the same in every run."""
    seeded = random.Random(20261005)
    chance.use(seeded.randbytes)
    yield seeded
    chance.use(None)


# --- databases ----------------------------------------------------------------------------------


def migrate(url: str, revision: str = "head", *, down: bool = False) -> None:
    """Bring a database to a revision, as `hoithi` itself does at start; ``down``: to an earlier one."""
    config = Config()
    config.set_main_option("script_location", str(resources.path("alembic")))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    (command.downgrade if down else command.upgrade)(config, revision)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to copy; its log is emptied, so that the file is the whole database."""
    file = tmp_path_factory.mktemp("template") / "template.sqlite3"
    migrate(f"sqlite:///{file}")
    with closing(sqlite.connect(str(file))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """One PostgreSQL for this worker, started when the first test wants it."""
    with postgres.running() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(postgres_server: postgres.Server) -> Iterator[str]:
    """A migrated database, to copy."""
    name = postgres_server.create()
    migrate(postgres_server.url_of(name))
    yield name
    postgres_server.drop(name)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a fresh migrated SQLite file."""
    shutil.copyfile(sqlite_template, tmp_path / "test.sqlite3")
    return f"sqlite:///{tmp_path / 'test.sqlite3'}"


@pytest.fixture
def postgresql_url(postgres_server: postgres.Server, postgres_template: str) -> Iterator[str]:
    """The URL of a fresh migrated PostgreSQL database."""
    name = postgres_server.create(postgres_template)
    yield postgres_server.url_of(name)
    postgres_server.drop(name)


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh migrated database of each kind; the test runs twice."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The process's database (`contest.web.database`), fresh and migrated; the test runs twice."""
    yield from _configured(database_url)


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """The same on SQLite only, for tests whose subject is not the database."""
    yield from _configured(sqlite_url)


def _configured(url: str) -> Iterator[Database]:
    configured = web_database.configure(url)
    yield configured
    configured.close()
