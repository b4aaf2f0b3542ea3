"""Starting a server: its database brought up to date, its socket, its orderly end."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType

import uvicorn
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from contest import clock, durable, logs, measures, moved, schema, sockets, storage
from contest.app import create_app
from contest.audit import service as audit
from contest.backups import version
from contest.errors import CannotStart
from contest.holding import AlreadyRunning, only_server
from contest.settings import Settings, use
from contest.standings import hub
from contest.web import database, moments_store, nameless, sqlite_files, static

__all__ = ["AlreadyRunning", "CannotStart", "keep_room", "listen", "only_server", "prepare", "serve"]

TAKEN = "Cổng {port} đang có chương trình khác dùng. Chạy lại với --port và một số khác."
NO_ADDRESS = "Máy này không có địa chỉ {host}. Chạy lại với --host 0.0.0.0 hoặc bỏ --host."
DAMAGED = "Tệp dữ liệu {path} bị hỏng ({why}). Khôi phục từ bản sao lưu: hoithi restore."
BAD_URL = "Địa chỉ cơ sở dữ liệu chưa đúng, ví dụ: postgresql+psycopg://ten:matkhau@may/hoithi"
UNREACHABLE = "Không dùng được cơ sở dữ liệu: {why}"
NO_TIME = (
    "Đồng hồ máy đang chỉ {now}, ngày này không thể đúng. Chỉnh lại ngày giờ của máy rồi chạy lại. "
    "Nếu mỗi lần tắt máy giờ lại sai, thay pin đồng hồ trên bo mạch."
)


def keep_room(settings: Settings) -> None:
    """Keep room for saves beside an SQLite file. Before the start itself, which has to write, too."""
    storage.use(None)
    with suppress(ArgumentError, OSError):  # told by the start
        url = make_url(settings.database_url)
        if url.get_backend_name() == "sqlite" and url.database:
            storage.use(storage.Ballast(Path(url.database)))


def prepare(settings: Settings) -> database.Database:
    """The process's settings and database, looked over and ready for use."""
    use(settings)
    try:
        url = make_url(settings.database_url)
        path = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
        if path:
            moved.refuse(settings.data)
        if path and not path.exists():
            _claim(path)
        elif path and (found := sqlite_files.fault(path, quick=True)):
            raise CannotStart(DAMAGED.format(path=path, why=found))
        if path and schema.revision_of(settings.database_url) not in (None, schema.newest_revision()):
            from contest import upgrading  # with Alembic, which most starts do without

            upgrading.bring_up_to_date(settings, clock.now())
        schema.migrate(settings.database_url)
        return begin_time(database.configure(settings.database_url))
    except (ArgumentError, NoSuchModuleError) as error:
        raise CannotStart(BAD_URL) from error
    except DBAPIError as error:
        raise CannotStart(UNREACHABLE.format(why=str(error.orig).splitlines()[0])) from error


def begin_time(opened: database.Database, given: clock.Steady | None = None) -> database.Database:
    """Time goes on from what is stored; it does not begin where a machine without a battery begins."""
    with opened.reader.connect() as connection:
        newest = moments_store.newest(connection)
    if not clock.begin(None if newest is None else database.from_ms(newest), given):
        raise CannotStart(NO_TIME.format(now=f"{clock.local(clock.now()):%H:%M, %d/%m/%Y}"))
    return opened


def _claim(path: Path) -> None:
    """An empty file that only its owner reads: names come in, and SQLite would let everybody look."""
    with suppress(OSError):  # where nothing can be written, the database says so in its own words
        durable.write(path, b"")


def listen(host: str, port: int, tries: int = 1) -> socket.socket:
    """A listening socket on ``port`` or one of the next ``tries - 1``; port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, port + tries):
        listener = socket.socket(family, socket.SOCK_STREAM)
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
        except OverflowError:  # past the last port
            listener.close()
            break
        except OSError as error:
            listener.close()
            if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
                raise CannotStart(NO_ADDRESS.format(host=host)) from error
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
    app = create_app(use(replace(settings, port=listener.getsockname()[1])))
    announce()
    threading.Thread(target=static.pack_all, name="packing", daemon=True).start()
    config = uvicorn.Config(
        app,
        http=sockets.protocol(),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=3,
        timeout_keep_alive=30,
        server_header=False,
        date_header=True,
    )
    nameless.install()  # last: the server's own configuration brings handlers
    server = Server(config)
    if threading.current_thread() is threading.main_thread():
        # uvicorn sends the signal that ended it once more; by default that would cut off our own tidying.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with logged(settings):
        server.run(sockets=[listener])
    return 0 if server.started else 1


@contextmanager
def logged(settings: Settings) -> Generator[None]:
    """The server's own log while the block lasts; its ends tell how far the audit chain is."""
    journal = logs.Journal(settings.data / logs.FOLDER, settings.log_months)
    try:
        journal.start()
        measures.ensure_token(settings.data)
    except OSError as error:  # a server without its log serves all the same
        logging.getLogger("hoithi").warning("no log is kept: %s", error)
    logs.use(journal)
    logs.event("start", version=version(), **_head())
    try:
        yield
    finally:
        logs.event("stop", **_head())
        logs.use(None)
        journal.stop()


def _head() -> dict[str, object]:
    """What an edited chain could not have: it stood in another file at that time."""
    try:
        with database.reading() as db:
            rows, head = audit.head(db)
    except SQLAlchemyError as error:
        return {"audit_fault": type(error).__name__}
    return {"audit_rows": rows, "audit_head": head}
