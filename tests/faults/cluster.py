"""PostgreSQL as it runs in earnest: it waits for the disk, may have a copy that takes over, may be killed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests import postgres
from tests.faults.harness import PATIENCE

NAME = "hoithi"


@dataclass
class Cluster:
    """One server of PostgreSQL in a folder of its own; ``words`` are settings."""

    folder: Path
    programs: Path
    user: str | None
    words: list[str] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """Its files."""
        return self.folder / "data"

    def make(self) -> None:
        """A new one, with a database for us."""
        words = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", self.data]
        postgres._run_as(self.user, [self.programs / "initdb", *words])
        self.start()
        self.ask(f"CREATE DATABASE {NAME}", "postgres")

    def copy_of(self, first: Cluster) -> None:
        """A copy that follows another one."""
        words = ["-h", first.folder, "-U", "postgres", "-D", self.data, "-R", "-X", "stream", "-c", "fast"]
        postgres._run_as(self.user, [self.programs / "pg_basebackup", *words])
        self.start()

    def start(self) -> None:
        """Until it answers."""
        command = [self.programs / "postgres", "-D", self.data, "-k", self.folder, "-c", "listen_addresses="]
        command += [word for setting in self.words for word in ("-c", setting)]
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                command, user=self.user, cwd="/", stdout=log, stderr=log, start_new_session=True
            )
        until_asked(self)

    def promote(self) -> None:
        """The copy becomes the first."""
        postgres._run_as(self.user, [self.programs / "pg_ctl", "promote", "-w", "-D", self.data])

    def kill(self) -> None:
        """As the machine's end: no process of it runs on."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            for pid in self.backends():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.process.wait()

    def backends(self) -> list[int]:
        """Its processes: each leads a session of its own."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError, ValueError):
                if self.process and int((folder / "stat").read_text().rsplit(") ", 1)[1].split()[1]) == (
                    self.process.pid
                ):
                    found.append(int(folder.name))
        return found

    def ask(self, statement: str, database: str = NAME) -> list[Any]:
        """As its administrator."""
        with psycopg.connect(self.plain(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def answers(self) -> bool:
        """Whether it takes connections: not while it recovers."""
        try:
            return bool(self.ask("SELECT 1"))
        except psycopg.OperationalError:
            return False

    def plain(self, database: str = NAME) -> str:
        """For libpq."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def url(self, *others: Cluster) -> str:
        """For us; with others it is whichever takes writes."""
        every = (self, *others)
        hosts = f"host={','.join(str(one.folder) for one in every)}&port={','.join('5432' for _ in every)}"
        which = "&target_session_attrs=read-write" if others else ""
        return f"postgresql+psycopg://postgres@/{NAME}?{hosts}{which}&connect_timeout=3"


def until_asked(cluster: Cluster) -> None:
    """Until it answers."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(cluster.plain("postgres")).close()
            return
        except psycopg.OperationalError:
            assert time.monotonic() < deadline, (cluster.folder / "log").read_text()
            time.sleep(0.05)


@contextmanager
def clusters(folder: Path, count: int) -> Generator[list[Cluster]]:
    """So many folders for clusters, all ended on leaving. A socket's path has 107 bytes: it must be short."""
    user = postgres._plain_user()
    made = []
    for number in range(count):
        own = folder / str(number)
        own.mkdir()
        if user:
            shutil.chown(own, user)
        made.append(Cluster(own, postgres._readable(own, user), user))
    try:
        yield made
    finally:
        for one in made:
            one.kill()
        shutil.rmtree(folder, ignore_errors=True)
