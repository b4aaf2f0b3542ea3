"""SQL of forgetting somebody in their attempts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import case, func, update
from sqlmodel import Session, col, select

from contest.attempts.models import Answer, AnswerEvent, Attempt, AttemptAdjustment
from contest.attempts.states import AttemptState


def attempts(db: Session, entry_ids: Collection[str]) -> dict[str, str]:
    """Attempt → its paper, of all attempts of these entries, void ones too; held until the commit."""
    wanted = select(Attempt.id, Attempt.paper).where(col(Attempt.entry_id).in_(entry_ids))
    return dict(db.exec(wanted.order_by(col(Attempt.id)).with_for_update()).all())


def held(db: Session, entry_ids: Collection[str]) -> list[tuple[str, str]]:
    """(attempt, device) of all attempts of these entries."""
    wanted = select(Attempt.id, Attempt.holder).where(col(Attempt.entry_id).in_(entry_ids))
    return list(db.exec(wanted.order_by(col(Attempt.id))))


def erase_texts(db: Session, slots: Sequence[tuple[str, int]]) -> int:
    """Empty these slots of these attempts with every earlier version; how many said something."""
    gone = 0
    for table in (Answer, AnswerEvent):
        for attempt_id, slot in slots:
            here = (
                col(table.attempt_id) == attempt_id,
                col(table.slot) == slot,
                col(table.answer) != "",
            )
            count = db.connection().execute(update(table).where(*here).values(answer="")).rowcount
            gone += count if table is Answer else 0
    db.expire_all()
    return gone


def erase_devices(db: Session, attempt_ids: Collection[str]) -> int:
    """Which device held them is gone; the lease of an open one goes on, so that no device has it."""
    these = (col(Attempt.id).in_(attempt_ids), col(Attempt.holder) != "")
    lease = case((col(Attempt.state) == AttemptState.OPEN, col(Attempt.lease) + 1), else_=col(Attempt.lease))
    done = db.connection().execute(update(Attempt).where(*these).values(holder="", lease=lease)).rowcount
    db.expire_all()
    return done


def erase_reasons(db: Session, attempt_ids: Collection[str], instead: str) -> int:
    """Why staff changed something about these attempts; how many reasons there were."""
    here = (col(AttemptAdjustment.attempt_id).in_(attempt_ids), col(AttemptAdjustment.reason) != instead)
    done = db.connection().execute(update(AttemptAdjustment).where(*here).values(reason=instead)).rowcount
    db.expire_all()
    return done


def count_devices(db: Session, round_ids: Collection[str]) -> int:
    """How many attempts of these rounds say which device held them."""
    here = (col(Attempt.round_id).in_(round_ids), col(Attempt.holder) != "")
    return db.exec(select(func.count()).select_from(Attempt).where(*here)).one()


def with_devices(db: Session, round_ids: Collection[str], limit: int) -> list[str]:
    """Some of those attempts."""
    here = (col(Attempt.round_id).in_(round_ids), col(Attempt.holder) != "")
    return list(db.exec(select(Attempt.id).where(*here).order_by(col(Attempt.id)).limit(limit)))
