"""The audit chain: every change by staff or by the server, in the same transaction as the change.

A chain on one disk proves nothing against whoever owns the disk. It finds accidents and quiet
edits; its head, printed in the minutes, lets others find the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.audit import store
from contest.audit.rules import GENESIS, Noted, Plain, canonical, holds, next_link, noted, scope_of
from contest.web.database import to_ms

#: The actor of what nobody pressed a button for: deadlines, jobs.
SERVER = "server"


@dataclass(frozen=True)
class Verdict:
    """What ``verify`` found: ``broken_at`` is the number of the first row that does not hold."""

    rows: int
    head: str
    broken_at: int | None

    @property
    def whole(self) -> bool:
        """Nothing was changed, taken out or put in."""
        return self.broken_at is None


def record(
    db: Session, actor: str, action: str, subject: str, detail: Mapping[str, Plain], now: datetime
) -> None:
    """Append one change. Call it last in a use case: it holds the head's lock until the commit."""
    content = canonical(actor, action, subject, detail)
    seq, digest = store.lock_head(db)
    scope = scope_of(subject, detail)
    store.append(db, next_link(seq + 1, digest, content, to_ms(now)), now, scope)


def about(db: Session, ids: Sequence[str], offset: int, limit: int) -> tuple[list[Noted], int]:
    """The rows about these ids, the newest first, and how many there are."""
    rows = [noted(*row) for row in store.about(db, ids, offset, limit)]
    return rows, store.count_about(db, ids)


def naming(db: Session, scopes: Sequence[str], words: Sequence[str], limit: int) -> list[Noted]:
    """The newest rows of these scopes that name one of these ids, or are one of these actions."""
    return [noted(*row) for row in store.naming(db, scopes, words, limit)] if scopes and words else []


def head(db: Session) -> tuple[int, str]:
    """The chain's last number and hash: whoever wrote them down elsewhere can tell an edited chain."""
    return store.head(db)


def verify(db: Session) -> Verdict:
    """Walk the chain from its first row to its head."""
    rows, previous = 0, GENESIS
    broken: int | None = None
    for link in store.links(db):
        rows += 1
        if broken is None and not holds(link, rows, previous):
            broken = rows
        previous = link.hash
    if broken is None and store.head(db) != (rows, previous):
        broken = rows + 1
    return Verdict(rows, previous, broken)
