"""``python -m tests.faults.server DATA [DATABASE]``: a server that dies often.

Everything is imported once; each line on standard input forks a server, whose process id is printed.
So a life costs a tenth of a second and not three, and a test can end sixty of them. The socket is the
parent's, as under a supervisor that hands it over.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import event

from contest import settings, storage
from contest.serving import listen, serve
from contest.settings import Settings
from contest.web import database

#: Bytes of ballast and of the room below which nobody starts, on a test's small disk; empty: none is kept.
BALLAST = os.environ.get("FAULTS_BALLAST", "")
#: A test that plants the setting which loses answers; the product has no such switch.
SYNCHRONOUS = os.environ.get("FAULTS_SYNCHRONOUS", "")


def live(loaded: Settings, listener: object) -> None:
    """One life, over tables that are there already."""
    settings.use(loaded)
    if BALLAST:
        size, short = map(int, BALLAST.split(","))
        storage.use(storage.Ballast(loaded.data / "hoithi.sqlite3", size, short))
    made = database.configure(loaded.database_url)
    if SYNCHRONOUS:
        event.listen(made.writer, "connect", lambda raw, _: raw.execute(f"PRAGMA synchronous={SYNCHRONOUS}"))
    os._exit(serve(loaded, listener, lambda: None))  # ty: ignore[invalid-argument-type]


def main(data: Path, address: str = "") -> None:
    """The port, then one process id a line."""
    loaded = settings.load(data, address or f"sqlite:///{data / 'hoithi.sqlite3'}")
    listener = listen("127.0.0.1", 0)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead need no waiting for
    print(listener.getsockname()[1], flush=True)
    for line in sys.stdin:
        if line.strip() == "once":
            live(loaded, listener)
        child = os.fork()
        if not child:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            live(loaded, listener)
        print(child, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
