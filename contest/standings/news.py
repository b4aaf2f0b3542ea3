"""Telling the hubs that a board changed, ours and those of other servers: after the commit, and never of what
was rolled back."""

from __future__ import annotations

from sqlalchemy import event
from sqlmodel import Session

from contest.standings import counting_store, hub
from contest.web import peers

_BOARDS = "standings.changed"


def channel(round_id: str, base: str) -> str:
    """The hub's name for a round's board on screens that reached the server at ``base``."""
    return f"{round_id}@{base}"


def tell(db: Session, round_id: str) -> None:
    """This transaction changes the board of this round."""
    db.info.setdefault(_BOARDS, set()).add(round_id)
    counting_store.note(db, round_id)


@event.listens_for(Session, "after_commit")
def _committed(db: Session) -> None:
    # The release of a savepoint comes here too, and nobody else can see its rows yet.
    if db.in_nested_transaction():
        return
    changed: set[str] = db.info.pop(_BOARDS, set())
    for round_id in changed:
        changed_elsewhere(round_id)
        peers.tell("board", round_id)


def changed_elsewhere(round_id: str) -> None:
    """What this server's own screens show of this round is to be looked at."""
    if (running := hub.current()) is not None:
        running.changed(round_id)


@event.listens_for(Session, "after_rollback")
def _rolled_back(db: Session) -> None:
    if not db.in_nested_transaction():
        db.info.pop(_BOARDS, None)
