"""The archive of a contest that the desk asked for: made beside the pages, kept for a day, then gone.

The job's row says how far it is; a thread of its own reads and writes, so that no other job waits for it.
After a restart it begins anew: half of a file is never taken for one.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from contest import backups, schema, settings
from contest.archives import making
from contest.audit import service as audit
from contest.errors import Busy, NotFound, UserError
from contest.jobs import runner
from contest.jobs import service as jobs
from contest.jobs.rules import JobView, Progress
from contest.web.database import from_ms, reading

log = logging.getLogger("hoithi.archives")

PACK = "archive"
IN_WORDS = "Đang gói"
KEPT = timedelta(days=1)
FOLDER = "archives"
#: Between two looks of the job at its thread; of the thread after each slice, so that pages go first.
LOOK, PAUSE = timedelta(seconds=1), 0.01
GONE = "Gói này không còn. Làm gói mới."
STOPPED = "Máy chủ vừa dừng. Bấm làm gói lần nữa."
BROKEN = "Chưa gói được ({why}). Bấm làm gói lần nữa."


@dataclass(frozen=True)
class Kept:
    """A file that can be taken. ``size`` in bytes."""

    path: Path
    size: int
    made_at: datetime

    @property
    def until(self) -> datetime:
        """When it goes."""
        return self.made_at + KEPT


class _Run(threading.Thread):
    """One archive on its way."""

    def __init__(self, campaign_id: str, now: datetime) -> None:
        super().__init__(name="archive", daemon=True)
        self._contest, self._now = campaign_id, now
        self.done = self.total = 0
        self.failed = ""

    def run(self) -> None:
        path = place(self._contest)
        part = path.with_suffix(".part")
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            part.unlink(missing_ok=True)
            part.touch(0o600)
            with part.open("r+b") as file, reading() as db:
                source = making.Source(backups.version(), schema.newest_revision())
                making.make(db, self._contest, file, source, self._now, self._tell)
            part.replace(path)
        except UserError as error:
            self.failed = error.message
        except runner.FAILURES as error:
            log.exception("the archive of %s failed", self._contest)
            self.failed = BROKEN.format(why=type(error).__name__)
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def _tell(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if _stopping.wait(PAUSE):
            raise Busy(STOPPED)


_stopping = threading.Event()
_runs: dict[str, _Run] = {}
_failed: dict[str, str] = {}


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
    if run is None:
        run = _runs[job.subject] = _Run(job.subject, now)
        run.start()
    if run.is_alive():
        return lambda _db, _job, at: Progress(IN_WORDS, "", run.done, run.total, again_at=at + LOOK)
    del _runs[job.subject]
    # What went wrong is told by the page: to try the same again at once would bring the same.
    _failed[job.subject] = run.failed
    return lambda _db, _job, _at: Progress(IN_WORDS, "", run.total, run.total, finished=True)


def failed(campaign_id: str) -> str:
    """Why the last try brought nothing; "" where it brought a file, or nobody knows any more."""
    return _failed.get(campaign_id, "")


def kept(campaign_id: str) -> Kept | None:
    """The file that is there; None where there is none, or it is too old."""
    path = place(campaign_id)
    try:
        found = path.stat()
    except OSError:
        return None
    return Kept(path, found.st_size, from_ms(int(found.st_mtime * 1000)))


def take(campaign_id: str) -> Kept:
    """The file, to send."""
    if (found := kept(campaign_id)) is None:
        raise NotFound(GONE)
    return found


_swept: list[datetime] = []


def sweep_due(now: datetime) -> int:
    """Once a minute: what lay for a day goes. How many went."""
    if _swept and _swept[0] <= now < _swept[0] + timedelta(minutes=1):
        return 0
    _swept[:] = [now]
    gone = 0
    for path in (settings.current().data / FOLDER).glob("*.zip"):
        found = kept(path.stem)
        if found is not None and found.until <= now:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def stop() -> None:
    """The server ends: what is on its way is left, and begun anew when it starts again."""
    _stopping.set()
    for run in _runs.values():
        run.join()
    _runs.clear()


def register() -> None:
    """Let the server make archives."""
    _stopping.clear()
    runner.register(PACK, runner.Ahead(look))
