"""The SQL of several servers on one PostgreSQL: locks that end with their connection, words to each other.

None of it is stored: a server that is killed lets go of everything at once.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import OperationalError

from contest.web.database import Database

#: Numbers that nobody else locks in our database.
SERVING, LEADING = 0x686F69746873, 0x686F6974686C
CHANNEL = "hoithi"
#: Seconds for which whoever changes tables waits for a server that is ending.
PATIENCE = "5s"


class Lost(Exception):
    """The connection to PostgreSQL broke while nothing was asked of it."""


def serve(connection: Connection) -> bool:
    """Be one of the servers; False while somebody changes the tables."""
    return bool(connection.scalar(text("SELECT pg_try_advisory_lock_shared(:key)"), {"key": SERVING}))


def lead(connection: Connection) -> bool:
    """Be the one server that does what is done once; False where another one is."""
    return bool(connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": LEADING}))


def now_ms(connection: Connection) -> int:
    """The moment by PostgreSQL's clock."""
    return int(connection.scalar(text("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")) or 0)


def listen(connection: Connection) -> None:
    """Hear what other servers say from now on."""
    connection.execute(text(f"LISTEN {CHANNEL}"))


def say(connection: Connection, word: str) -> None:
    """To every server that listens."""
    connection.execute(text("SELECT pg_notify(:channel, :word)"), {"channel": CHANNEL, "word": word})


def heard(connection: Connection, seconds: float) -> Iterator[str]:
    """What other servers say within this time; :class:`Lost` when the connection breaks."""
    # Imported here: nine megabytes that a server on SQLite can do without.
    import psycopg

    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError(driver)
    try:
        for word in driver.notifies(timeout=seconds):
            if word.pid != driver.info.backend_pid:
                yield word.payload
    except psycopg.Error as error:
        raise Lost(str(error)) from error


@contextmanager
def alone(url: str) -> Generator[bool]:
    """Whether no server is up, and none starts until the block is left. On SQLite it is so by itself."""
    if make_url(url).get_backend_name() == "sqlite":
        yield True
        return
    with closing(Database(url)) as database, database.connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text(f"SET lock_timeout = '{PATIENCE}'"))
        yield _had_alone(connection)
        connection.execute(text("SELECT pg_advisory_unlock_all()"))


def _had_alone(connection: Connection) -> bool:
    import psycopg

    try:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": SERVING})
    except OperationalError as error:
        if isinstance(error.orig, psycopg.errors.LockNotAvailable):
            return False
        raise
    return True
