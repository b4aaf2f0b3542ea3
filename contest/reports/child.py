"""Counting a big round in a process of its own, so that the server's saves keep the processor.

`python -m contest.reports.child` takes its task as JSON on stdin, tells on stdout how many attempts it has
counted, a number a line, and last the figures. It only reads the database, and goes when the server stops.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from contest.reports import counting
from contest.reports.counting import Counted
from contest.reports.keeping import COUNTED
from contest.web import database
from contest.web.database import from_ms, to_ms

#: Nobody's round takes so long: something is wrong with the machine.
LIMIT = timedelta(minutes=10)
#: How much of what a broken child said goes into the log.
LAST_WORDS = 2000
NICE = 10
MODULE = "contest.reports.child"
SAID, COMPLAINED = "said", "complained"


@dataclass(slots=True)
class Child:
    """A process at work on one round; what it says and what it complains of are files in ``folder``."""

    process: subprocess.Popen[bytes]
    folder: Path
    since: datetime

    @classmethod
    def begin(cls, round_id: str, now: datetime) -> Child:
        """Let a process count this round."""
        url = database.current().url.render_as_string(hide_password=False)
        task = json.dumps({"url": url, "round": round_id, "now": to_ms(now)}).encode()
        folder = Path(tempfile.mkdtemp(prefix="hoithi-"))
        with (folder / SAID).open("wb") as said, (folder / COMPLAINED).open("wb") as complained:
            process = subprocess.Popen(
                [sys.executable, "-m", MODULE],
                stdin=subprocess.PIPE,
                stdout=said,
                stderr=complained,
                env={**os.environ, "PYTHONPATH": _path()},
            )
        made = cls(process, folder, now)
        atexit.register(made.end)
        # The database's address may hold a password, so it goes where no list of processes shows it.
        if process.stdin is not None:
            with process.stdin as way:
                way.write(task)
        return made

    def lines(self) -> list[bytes]:
        """What it said so far."""
        return (self.folder / SAID).read_bytes().splitlines()

    @property
    def counted(self) -> int:
        """How many attempts it has counted."""
        return max((int(line) for line in self.lines() if line.isdigit()), default=0)

    def figures(self, now: datetime) -> Counted | None:
        """The figures once it is done; None while it works."""
        code = self.process.poll()
        if code is None and now - self.since <= LIMIT:
            return None
        try:
            if code is None:
                raise RuntimeError("counting took too long")
            if code != 0:
                words = (self.folder / COMPLAINED).read_text("utf-8", errors="replace")
                raise RuntimeError(f"counting ended with {code}: {words[-LAST_WORDS:]}")
            return COUNTED.validate_json(self.lines()[-1])
        finally:
            self.end()

    def end(self) -> None:
        """It is not needed any more."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
        atexit.unregister(self.end)


def _path() -> str:
    """Where the child finds this very code, and whatever its parent found beside."""
    home = str(Path(__file__).resolve().parents[2])
    return os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])


def main() -> None:
    """The process itself."""
    task = json.load(sys.stdin)
    if hasattr(os, "nice"):
        os.nice(NICE)
    database.configure(task["url"])
    made = counting.count(task["round"], from_ms(task["now"]), lambda done: print(done, flush=True))
    print(COUNTED.dump_json(made).decode(), flush=True)


if __name__ == "__main__":
    main()
