"""Several servers on one PostgreSQL: who does what is done once, and what one tells the others.

Each has one connection beside its pools. On it the server says that it is up (so that nobody changes the
tables under it), one of them leads, and all hear what the others changed. A word only wakes: who misses it
finds the same in the tables a few seconds later. Words are sent after the commit and apart from it: a NOTIFY
inside a transaction makes all that notify commit one after the other. On SQLite there is one server; it
leads. Why: decision 0058.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from contest import clock
from contest.errors import CannotStart
from contest.web import peers_store as store
from contest.web.database import Database, to_ms

log = logging.getLogger("hoithi.peers")

#: Seconds between two looks at what waits to be told, and until a lost connection is tried again.
PAUSE, AGAIN = 0.25, 1.0
#: Looks between two questions to PostgreSQL: who leads, what time it is.
ASK_EVERY = 4
#: PostgreSQL takes words of up to 8,000 bytes.
LONGEST = 200
CHANGING = "Bảng dữ liệu đang được nâng cấp. Chờ xong rồi mở máy chủ."

#: What is done when another server says that something of this kind changed; with what it says of it.
_ears: dict[str, Callable[[str], None]] = {}


def hear(kind: str, ear: Callable[[str], None]) -> None:
    """Let ``ear(of)`` know of every change of this kind in another server. From a thread of its own."""
    _ears[kind] = ear


class Peers:
    """One server among others."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stopping = threading.Event()
        self._words: dict[str, None] = {}
        self._thread = threading.Thread(target=self._loop, name="peers", daemon=True)
        self._begun: Connection | None = None
        #: Whether this server does what is done once.
        self.leads = database.is_sqlite
        #: Milliseconds that this machine's clock is ahead of PostgreSQL's.
        self.ahead = 0

    def start(self) -> None:
        """Be up from here on; :class:`CannotStart` while the tables are changed."""
        if self._database.is_sqlite:
            return
        self._begun = self._connect()
        self._thread.start()

    def stop(self) -> None:
        """Let go of everything, so that another one leads at once."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def tell(self, kind: str, of: str = "") -> None:
        """Something changed, and is committed. What is said twice within a moment is sent once."""
        if not self._database.is_sqlite:
            self._words[f"{kind}:{of}"[:LONGEST]] = None

    def _connect(self) -> Connection:
        connection = self._database.connect().execution_options(isolation_level="AUTOCOMMIT")
        if not store.serve(connection):
            connection.close()
            raise CannotStart(CHANGING)
        store.listen(connection)
        self._ask(connection)
        return connection

    def _loop(self) -> None:
        connection, self._begun = self._begun, None
        while not self._stopping.is_set():
            try:
                connection = connection or self._connect()
                self._attend(connection)
            except (SQLAlchemyError, store.Lost, CannotStart) as error:
                log.warning("no connection to the other servers: %s", error)
                self.leads = False
                _drop(connection)
                connection = None
                self._stopping.wait(AGAIN)
        self.leads = False
        _drop(connection)

    def _attend(self, connection: Connection) -> None:
        """Until it ends."""
        looks = 0
        while not self._stopping.is_set():
            for word in store.heard(connection, PAUSE):
                _told(word)
            looks += 1
            if looks % ASK_EVERY == 0:
                self._ask(connection)
            for word in list(self._words):
                # Taken first: what changes meanwhile is said once more.
                del self._words[word]
                store.say(connection, word)

    def _ask(self, connection: Connection) -> None:
        self.leads = self.leads or store.lead(connection)
        self.ahead = to_ms(clock.now()) - store.now_ms(connection)


def _drop(connection: Connection | None) -> None:
    """Nothing of it goes back to the pool: its locks are the connection's."""
    if connection is not None:
        with suppress(SQLAlchemyError):
            connection.invalidate()
            connection.close()


def _told(word: str) -> None:
    kind, _, of = word.partition(":")
    ear = _ears.get(kind)
    if ear is not None:
        ear(of)


_current: Peers | None = None


def use(peers: Peers | None) -> None:
    """Make this the process's place among the servers."""
    global _current
    _current = peers


def leads() -> bool:
    """Whether this process does what is done once; one that is no server, too."""
    return _current is None or _current.leads


def tell(kind: str, of: str = "") -> None:
    """Tell the other servers, if there are any."""
    if _current is not None:
        _current.tell(kind, of)


def ahead() -> int:
    """Milliseconds that this machine's clock is ahead of PostgreSQL's; 0 where there is none."""
    return _current.ahead if _current is not None else 0
