"""After somebody was forgotten: the database's files are cleared of what was erased, as soon as it disturbs
nobody. That it still has to be done is a row, so that a restart does it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.clock import local
from contest.jobs import service as jobs
from contest.jobs.states import JobState
from contest.web import database, scrubbing
from contest.web.database import after_commit, reading, writing

CLEAR = "privacy.clear"
#: Writing a file of this size anew takes a fraction of a second: nobody who answers notices.
SMALL = 64 * 2**20
#: Where rounds are open for weeks, a large file waits for these hours in Vietnam.
NIGHT = range(1, 5)
#: A reader is in the way, or the disk is full: another try after this.
PAUSE = timedelta(minutes=5)

_is_asked: bool = True  # until it was looked: the server may have stopped before it cleared
_not_before: datetime | None = None


def ask(db: Session, now: datetime) -> None:
    """The files are to be cleared once this is committed; once more where that is being done just now."""
    jobs.again(db, CLEAR, "", now, at_work=True)
    after_commit(db, _wake)


def _wake() -> None:
    global _is_asked
    _is_asked = True


def clear_due(now: datetime) -> bool:
    """The tick: clear the files when somebody asked and it disturbs nobody; whether it was done now
    and nobody asked again meanwhile, whose bytes may still be there."""
    global _is_asked, _not_before
    if not _is_asked or (_not_before is not None and now < _not_before <= now + PAUSE):
        return False
    _is_asked = False  # before it is looked: who asks from here on sets it again
    try:
        with reading() as db:
            is_due = is_waiting(db)
            is_quiet = not is_due or _is_quiet(db, now)
    except BaseException:
        _is_asked = True
        raise
    if not is_due:
        return False
    _is_asked, _not_before = True, now + PAUSE
    if not is_quiet:
        return False
    with writing() as db:
        jobs.begin(db, CLEAR, "", now)
    if not scrubbing.scrub(database.current()):
        return False
    _not_before = None
    with writing() as db:
        return jobs.finish(db, CLEAR, "", now)


def _is_quiet(db: Session, now: datetime) -> bool:
    if scrubbing.size(database.current()) <= SMALL or local(now).hour in NIGHT:
        return True
    busy = (Phase.OPEN, Phase.CLOSING)
    return not any(view.phase in busy for view in campaigns.every(db, now))


def is_waiting(db: Session) -> bool:
    """Whether bytes of somebody forgotten may still lie in the files."""
    status = jobs.status(db, CLEAR, "")
    return status is not None and status.state is not JobState.DONE
