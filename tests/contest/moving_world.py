"""An installation on SQLite whose server was stopped, and empty databases to move it to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import make_url
from typer.testing import CliRunner, Result

from contest import cli, server_key
from contest import clock as wall
from contest.attempts import papers
from contest.backups import DATABASE
from contest.errors import CannotStart
from contest.grades import service as grades
from contest.jobs import runner
from contest.rounds import closing as closing_rounds
from tests import postgres
from tests.conftest import Clock
from tests.matrix.stand import built
from tests.whole.world import AT, Moment


@dataclass(frozen=True)
class Old:
    """The data folder of a stopped server, and what to move it to."""

    data: Path
    url: str

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return self.data / DATABASE

    def ask(self, statement: str) -> list[tuple[object, ...]]:
        """Of the new database."""
        plain = make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def write(self, *statements: str) -> None:
        """Into the old file, past the program."""
        with closing(sqlite.connect(str(self.file), isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    def move(self, *words: str) -> Result:
        """`hoithi migrate-to`."""
        return CliRunner().invoke(
            cli.app, ["migrate-to", self.url, "--data", str(self.data), *words], prog_name="hoithi"
        )

    def refused(self, *words: str) -> str:
        """What it says when it can't."""
        done = self.move(*words)
        assert isinstance(done.exception, CannotStart), (done.output, done.exception)
        return str(done.exception)


@pytest.fixture(scope="module")
def whole_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two contests to their end, with a row for nearly every table; made once."""
    folder = tmp_path_factory.mktemp("whole")
    clock = Clock(AT[Moment.DRAFT])
    wall.use(clock)
    try:
        with pytest.MonkeyPatch.context() as patch:
            forget(patch)
            with built(sqlite_template, folder, clock) as stand:
                return stand.kept[Moment.ISSUED]
    finally:
        wall.use(None)


def forget(patch: pytest.MonkeyPatch) -> None:
    """What other tests left in memory; only closing is registered with the runner."""
    papers.forget_pools()
    grades.forget_keys()
    for name, empty in (("_steps", {}), ("_ticks", []), ("_failures", {})):
        patch.setattr(runner, name, empty)
    closing_rounds.register()


@pytest.fixture
def empty_url(postgres_server: postgres.Server) -> Iterator[str]:
    """A database without any table."""
    name = postgres_server.create()
    yield postgres_server.url_of(name)
    postgres_server.drop(name)


def laid(file: Path, folder: Path, url: str) -> Old:
    """A data folder with a copy of this file and a key of its own."""
    data = folder / "data"
    data.mkdir()
    shutil.copyfile(file, data / DATABASE)
    server_key.keys_in(data)
    return Old(data, url)


@pytest.fixture
def whole(whole_file: Path, tmp_path: Path, empty_url: str) -> Old:
    """A whole installation and an empty database."""
    return laid(whole_file, tmp_path, empty_url)


@pytest.fixture
def bare(sqlite_template: Path, tmp_path: Path, empty_url: str) -> Old:
    """One that nobody used yet, for what goes wrong."""
    return laid(sqlite_template, tmp_path, empty_url)
