"""House-keeping: pictures that no question, old or new, and no row of an import shows any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from contest.audit import service as audit
from contest.bank import store
from contest.web.database import reading, writing
from questions.pictures import keeping

LOOK_EVERY = timedelta(hours=1)
_looked_at: datetime | None = None


def sweep_due(now: datetime) -> int:
    """The tick, once an hour: how many pictures were removed. The write lock is taken only for some."""
    global _looked_at
    if _looked_at is not None and _looked_at <= now < _looked_at + LOOK_EVERY:
        return 0
    _looked_at = now
    with reading() as db:
        free = _free(db, now)
    if not free:
        return 0
    with writing() as db:
        gone = keeping.remove(db, _free(db, now), now)
        if gone:
            audit.record(db, audit.SERVER, "bank.sweep_pictures", "", {"pictures": gone}, now)
    return gone


def _free(db: Session, now: datetime) -> frozenset[str]:
    unseen = keeping.unseen(db, now)
    return keeping.free(db, unseen, store.drafts_that_show(db, keeping.NAMED)) if unseen else unseen
