"""One server for a measurement, on one core: ``python -m bench.serve KIND DATA CORE [DATABASE]``.

``app`` runs through the very code of `hoithi serve`, ``ceiling`` with the same uvicorn settings.
``app-roomy`` is the app whose line before a round has room for everybody (p3); in ``app-news`` the hall shows
an event a second (p5), and ``news`` writes the same to bare transports.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

import uvicorn

from bench import news
from bench.servers import run
from contest import settings
from contest.attempts import turns
from contest.serving import listen, prepare
from contest.serving import serve as serve_app


def pin(core: int) -> None:
    """Keep this process on one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})


def _roomy() -> None:
    turns.PAPERS = sys.maxsize


#: What is different about an app, if anything.
ABOUT: dict[str, Callable[[], None]] = {"app": lambda: None, "app-roomy": _roomy, "app-news": news.install}


def main(kind: str, data: Path, core: int, database: str = "") -> int:
    """Serve until killed; the port is the first line printed."""
    pin(core)
    loaded = settings.load(data, database or f"sqlite:///{data / 'hoithi.sqlite3'}")
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    if kind in ABOUT:
        ABOUT[kind]()
        prepare(loaded)
        return serve_app(loaded, listener, lambda: print(port, flush=True))
    if kind == "news":
        print(port, flush=True)
        run(news.by_hand(listener))
    from bench.ceiling import app

    settings.use(loaded)
    logging.disable(logging.INFO)
    print(port, flush=True)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])
    return 0


if __name__ == "__main__":
    kind_of, folder, number, *more = sys.argv[1:]
    sys.exit(main(kind_of, Path(folder), int(number), *more))
