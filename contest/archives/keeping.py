"""The archive of a contest that the desk asked for: made beside the pages, kept for a day, then gone.

A child process reads and packs; a thread of its own listens to it, so that no other job waits for it, and the
job's row says how far it is. Whatever cuts it off, half of a file is never taken for one: the page says so,
and staff ask again.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from sqlmodel import Session

from contest import backups, entropy, schema, settings
from contest.archives import making, packing
from contest.audit import service as audit
from contest.errors import Busy, Conflict, NotFound, UserError
from contest.jobs import child, runner
from contest.jobs import service as jobs
from contest.jobs.child import Broken, Child, TooLong
from contest.jobs.rules import JobView, Progress
from contest.results import publication_keys
from contest.web import database
from contest.web.database import from_ms, to_ms

log = logging.getLogger("hoithi.archives")

PACK = "archive"
IN_WORDS = "Đang gói"
KEPT = timedelta(days=1)
FOLDER = "archives"
HALF = ".part"
#: A half to which nothing was written for so long is nobody's any more: a server was killed.
STILL = timedelta(minutes=10)
MODULE = "contest.archive_child"
#: Between two looks of the job at its thread.
LOOK = timedelta(seconds=1)
#: Seconds that packing may take: nobody's contest does. Then those that a stopping server waits for it.
LONGEST, LAST_WAIT = 7200.0, 5.0
#: Bytes that come with a message: one sentence.
MOST_SAID = 10_000
#: Characters of the place where a job's row says why.
MOST_TOLD = 200
GONE = "Gói này không còn. Làm gói mới."
STOPPED = "Máy chủ dừng khi đang gói nên gói chưa xong. Bấm làm gói lần nữa."
BROKEN = "Chưa gói được ({why}). Bấm làm gói lần nữa."
TOO_LONG = "quá lâu"


@dataclass(frozen=True)
class Kept:
    """A file that can be taken. ``size`` in bytes."""

    size: int
    made_at: datetime

    @property
    def until(self) -> datetime:
        """When it goes."""
        return self.made_at + KEPT


@dataclass(frozen=True)
class Taken:
    """One that is open: it stays what it is, whatever lies in its place meanwhile."""

    file: BinaryIO
    kept: Kept


class _Run(threading.Thread):
    """One archive on its way."""

    def __init__(self, campaign_id: str, now: datetime) -> None:
        super().__init__(name="archive", daemon=True)
        self._contest, self._now = campaign_id, now
        self._child: Child | None = None
        self.token = entropy.new_id()
        #: No other run writes there, so that none can take half of this one for a whole file.
        self.part = place(campaign_id).with_suffix(f".{self.token}{HALF}")
        self.is_noted = False
        self.done = self.total = 0
        self.failed = ""

    def run(self) -> None:
        path, part = place(self._contest), self.part
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            part.touch(0o600)
            with child.running(MODULE, LONGEST, MOST_SAID) as self._child:
                self._child.tell(self._asked(part))
                self._listen(self._child)
            part.replace(path)
        except UserError as error:
            self.failed = error.message
        except Broken as error:
            self.failed = self._why(error)
        except runner.FAILURES as error:
            log.exception("the archive of %s failed", self._contest)
            why = backups.why(error) if isinstance(error, OSError) else type(error).__name__
            self.failed = BROKEN.format(why=why)
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def _asked(self, part: Path) -> dict[str, str | int]:
        # The database's address may hold a password: it goes where no list of processes shows it.
        return {
            "url": database.current().url.render_as_string(hide_password=False),
            "contest": self._contest,
            "to": str(part),
            "product": backups.version(),
            "schema": schema.newest_revision(),
            "now": to_ms(self._now),
        }

    def _listen(self, beside: Child) -> None:
        """Until it is made; UserError and Broken say why it is not."""
        while not _stopping.is_set():
            said, words = beside.hear()
            match said.get("kind"):
                case "progress":
                    self.done, self.total = int(said["done"]), int(said["total"])
                case "sign":
                    signature, key = publication_keys.sign(str(said["sha256"]), packing.SIGNED)
                    beside.tell({"signature": signature, "key": key})
                case "made":
                    return
                case "refused":
                    raise Conflict(words.decode())
                case "broken":
                    raise Conflict(BROKEN.format(why=words.decode()))
                case _:
                    raise Broken("it said what nobody understands")
        raise Busy(STOPPED)

    def _why(self, error: Broken) -> str:
        if _stopping.is_set():
            return STOPPED
        log.error("the process that packed %s broke: %s", self._contest, error)
        return BROKEN.format(why=TOO_LONG if isinstance(error, TooLong) else type(error).__name__)

    def note(self) -> None:
        """It stands in the job's row by its token."""
        self.is_noted = True

    def is_of(self, job: JobView) -> bool:
        """Whether it is what this asking began: not a run that another server has ended since, or an older
        asking left."""
        return job.cursor == self.token if job.step else not self.is_noted

    def kill(self) -> None:
        """Nobody needs it."""
        if self._child is not None:
            self._child.kill()


_stopping = threading.Event()
_runs: dict[str, _Run] = {}


def place(campaign_id: str) -> Path:
    """Where a contest's archive lies."""
    return settings.current().data / FOLDER / f"{campaign_id}.zip"


def ask(db: Session, actor: str, campaign_id: str, now: datetime) -> None:
    """Have it made; a second press is the same. Conflict while a round is open."""
    making.check(db, campaign_id, now)
    if jobs.again(db, PACK, campaign_id, now):
        audit.record(db, actor, "archives.ask", campaign_id, {}, now)


def look(db: Session, job: JobView, now: datetime) -> Callable[[Session, JobView, datetime], Progress]:
    """Begin, or see how far it is."""
    del db
    run = _runs.get(job.subject)
    if run is not None and not run.is_of(job):
        run.kill()
        _forget(job.subject)
        run = None
    if run is None and job.step:
        # It was begun by a server that ended since.
        return lambda _db, _job, _at: _ended(job.done, job.total, STOPPED)
    if run is None:
        run = _runs[job.subject] = _Run(job.subject, now)
        run.start()
    if run.is_alive():
        return lambda db, _job, at: _going_on(db, run, at)
    return lambda db, job, _at: _written(db, job.subject, run)


def _going_on(db: Session, run: _Run, at: datetime) -> Progress:
    database.after_commit(db, run.note)
    return Progress(IN_WORDS, run.token, run.done, run.total, again_at=at + LOOK)


def _written(db: Session, campaign_id: str, run: _Run) -> Progress:
    """A run is forgotten once its end stands in the job's row, not before: it would be begun again."""
    database.after_commit(db, lambda: _forget(campaign_id))
    return _ended(run.done, run.total, run.failed)


def _forget(campaign_id: str) -> None:
    _runs.pop(campaign_id, None)


def _ended(done: int, total: int, failed: str) -> Progress:
    """What went wrong is left where the page finds it: to try the same at once would bring the same."""
    return Progress(IN_WORDS, failed[:MOST_TOLD], done, total, finished=True)


def failed(db: Session, campaign_id: str) -> str:
    """Why the last try brought nothing; "" where it brought a file."""
    return jobs.left(db, PACK, campaign_id)


def kept(campaign_id: str) -> Kept | None:
    """The file that is there; None where there is none."""
    try:
        return _kept(place(campaign_id).stat())
    except OSError:
        return None


def _kept(found: os.stat_result) -> Kept:
    return Kept(found.st_size, from_ms(int(found.st_mtime * 1000)))


def take(campaign_id: str) -> Taken:
    """The file, open, to send; whoever takes it closes it."""
    try:
        file = place(campaign_id).open("rb")
    except OSError as error:
        raise NotFound(GONE) from error
    return Taken(file, _kept(os.fstat(file.fileno())))


_swept: list[datetime] = []


def sweep_due(now: datetime) -> int:
    """Once a minute: what lay for a day goes, and halves that nobody writes any more. How many went."""
    if _swept and _swept[0] <= now < _swept[0] + timedelta(minutes=1):
        return 0
    _swept[:] = [now]
    gone = 0
    folder = settings.current().data / FOLDER
    for path in (*folder.glob("*.zip"), *folder.glob(f"*{HALF}")):
        stays = STILL if path.suffix == HALF else KEPT
        with contextlib.suppress(FileNotFoundError):
            if from_ms(int(path.stat().st_mtime * 1000)) + stays <= now:
                path.unlink()
                gone += 1
    return gone


def stop() -> None:
    """The server ends: what is on its way is given up, within seconds, and nothing of it is left."""
    _stopping.set()
    until = time.monotonic() + LAST_WAIT
    for run in _runs.values():
        run.kill()
    for run in _runs.values():
        run.join(max(0.0, until - time.monotonic()))
    _runs.clear()


def register() -> None:
    """Let the server make archives."""
    _stopping.clear()
    runner.register(PACK, runner.Ahead(look))
