"""One server a data folder: whoever works with the data alone holds it first."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from contest.errors import CannotStart
from contest.settings import no_access

RUNNING = "Máy chủ khác đang chạy trên thư mục dữ liệu {data}. Dừng nó trước."


class AlreadyRunning(CannotStart):
    """Another server holds the data folder."""


@contextmanager
def only_server(data: Path) -> Generator[None]:
    """Hold the data folder: on SQLite there is exactly one server process. Works on every system."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        # What can't be created here is told as what it is, not as another server.
        (data / "server.lock").touch()
    except OSError as error:
        raise CannotStart(no_access(data, error)) from error
    with closing(sqlite.connect(str(data / "server.lock"), timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite.OperationalError as error:
            raise AlreadyRunning(RUNNING.format(data=data)) from error
        yield
