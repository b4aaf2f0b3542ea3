"""Starting a server: its database brought up to date, its socket, its orderly end."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pysqlite3.dbapi2 as sqlite
import uvicorn
from alembic import command
from alembic.config import Config

from contest import resources
from contest.app import create_app
from contest.settings import Settings, use
from contest.standings import hub
from contest.web import database

TAKEN = "Cổng {port} đang có chương trình khác dùng. Chạy lại với --port và một số khác."
RUNNING = "Máy chủ khác đang chạy trên thư mục dữ liệu {data}. Dừng nó trước."


class CannotStart(Exception):
    """Why the server can't start; the text is for whoever typed the command."""


@contextmanager
def only_server(data: Path) -> Iterator[None]:
    """Hold the data folder: on SQLite there is exactly one server process. Works on every system."""
    data.mkdir(parents=True, exist_ok=True)
    lock = sqlite.connect(str(data / "server.lock"), timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite.OperationalError as error:
        raise CannotStart(RUNNING.format(data=data)) from error
    try:
        yield
    finally:
        lock.close()


def migrate(url: str) -> None:
    """Bring the database to the newest migration."""
    config = Config()
    config.set_main_option("script_location", str(resources.path("alembic")))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    command.upgrade(config, "head")


def prepare(settings: Settings) -> database.Database:
    """The process's settings and database, ready for use."""
    use(settings)
    migrate(settings.database_url)
    return database.configure(settings.database_url)


def listen(host: str, port: int, tries: int = 1) -> socket.socket:
    """A listening socket on ``port`` or one of the next ``tries - 1``; port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, port + tries):
        listener = socket.socket(family, socket.SOCK_STREAM)
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
        except OSError:
            listener.close()
            continue
        listener.listen(2048)
        listener.set_inheritable(True)
        return listener
    raise CannotStart(TAKEN.format(port=port))


class Server(uvicorn.Server):
    """uvicorn that ends event streams first: they would hold its shutdown for ever."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        streams = hub.current()
        if streams is not None:
            streams.stop()
        super().handle_exit(sig, frame)


def serve(settings: Settings, listener: socket.socket, announce: Callable[[], None]) -> int:
    """Serve until a signal; ``announce`` tells the addresses once the socket listens. The exit code."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    app = create_app(settings)
    announce()
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=3,
        timeout_keep_alive=30,
        server_header=False,
        date_header=True,
    )
    server = Server(config)
    server.run(sockets=[listener])
    return 0 if server.started else 1
