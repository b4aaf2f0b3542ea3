"""SQL of complaints."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, or_, update
from sqlmodel import Session, col, select

from contest.results.complaint_states import WAITING, State
from contest.results.models import Complaint

IS_WAITING = col(Complaint.state).in_(sorted(WAITING))


def add(db: Session, row: Complaint) -> None:
    """Write a complaint."""
    db.add(row)
    db.flush()


def of_attempt(db: Session, attempt_id: str) -> list[Complaint]:
    """All about one attempt, the newest first."""
    found = select(Complaint).where(Complaint.attempt_id == attempt_id)
    order = (col(Complaint.made_at).desc(), col(Complaint.id))
    return list(db.exec(found.order_by(*order), execution_options={"populate_existing": True}))


def of_entry(db: Session, entry_id: str) -> list[Complaint]:
    """All of one person, the oldest first."""
    found = select(Complaint).where(Complaint.entry_id == entry_id)
    return list(db.exec(found.order_by(col(Complaint.made_at), col(Complaint.id))))


def count_sent(db: Session, round_id: str, entry_id: str) -> int:
    """How many somebody has sent in a round, whatever became of them."""
    mine = (Complaint.round_id == round_id, Complaint.entry_id == entry_id)
    return db.exec(select(func.count()).select_from(Complaint).where(*mine)).one()


def of_round(db: Session, round_id: str, offset: int, limit: int) -> list[Complaint]:
    """Those of a round, who waits first, the oldest on top: a page of them."""
    found = select(Complaint).where(Complaint.round_id == round_id)
    order = (case((IS_WAITING, 0), else_=1), col(Complaint.made_at), col(Complaint.id))
    return list(db.exec(found.order_by(*order).offset(offset).limit(limit)))


def count_by_state(db: Session, round_id: str) -> dict[State, int]:
    """State → how many of a round."""
    found = select(Complaint.state, func.count()).where(Complaint.round_id == round_id)
    return {State(state): count for state, count in db.exec(found.group_by(Complaint.state)).all()}


def count_late(db: Session, round_id: str, now: datetime) -> int:
    """How many of a round wait longer than was promised."""
    late = (Complaint.round_id == round_id, IS_WAITING, col(Complaint.due_at) < now)
    return db.exec(select(func.count()).select_from(Complaint).where(*late)).one()


def one(db: Session, round_id: str, complaint_id: str) -> Complaint | None:
    """One of a round."""
    mine = (Complaint.round_id == round_id, Complaint.id == complaint_id)
    return db.exec(select(Complaint).where(*mine)).first()


def held(db: Session, round_id: str, complaint_id: str) -> Complaint | None:
    """The same, held until the commit."""
    mine = (Complaint.round_id == round_id, Complaint.id == complaint_id)
    found = select(Complaint).where(*mine).with_for_update()
    return db.exec(found, execution_options={"populate_existing": True}).first()


def change(db: Session, complaint_id: str, values: Mapping[str, Any]) -> None:
    """Change one that is held."""
    db.connection().execute(update(Complaint).where(col(Complaint.id) == complaint_id).values(**values))
    db.expire_all()


SAYS = or_(col(Complaint.words) != "", col(Complaint.answer) != "")
NOTHING = {"words": "", "answer": ""}


def forget(db: Session, entry_ids: Collection[str], now: datetime) -> int:
    """What they wrote and were answered goes, whoever waited waits no more; how many said something."""
    theirs = col(Complaint.entry_id).in_(entry_ids)
    ended = {"state": State.WITHDRAWN.value, "decided_at": now}
    db.connection().execute(update(Complaint).where(theirs, IS_WAITING).values(**ended))
    done = db.connection().execute(update(Complaint).where(theirs, SAYS).values(**NOTHING)).rowcount
    db.expire_all()
    return done


def forget_rounds(db: Session, round_ids: Collection[str]) -> int:
    """The same for everything that was said in these rounds; where it stands is left."""
    here = col(Complaint.round_id).in_(round_ids)
    done = db.connection().execute(update(Complaint).where(here, SAYS).values(**NOTHING)).rowcount
    db.expire_all()
    return done
