"""A deed of staff: claimed under the id that its form brought, done, then noted in the chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.attempts.adjusting import Deed
from contest.audit import service as audit
from contest.errors import Conflict, NotFound
from contest.rounds import store
from contest.rounds.states import DeedKind

NO_DEED = "Không tìm thấy việc này trong nhật ký của vòng thi."
USED = "Biểu mẫu này đã dùng cho việc khác rồi. Tải lại trang rồi làm lại."


@dataclass(frozen=True, slots=True)
class Order:
    """What a form asks for: who, why, and the form's own id, by which a second sending is known."""

    id: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a deed: how many people it touched, and whether it can still be undone."""

    id: str
    kind: DeedKind
    subject: str
    seconds: int
    people: int
    reason: str
    undone: bool


def claim(db: Session, order: Order, kind: DeedKind, round_id: str, now: datetime, subject: str = "") -> bool:
    """Write the deed down before it is done; False when this very form was sent before.

    A form that was used for something else meanwhile (the way back, then another choice) is a Conflict.
    """
    is_new = store.claim(
        db,
        {
            "id": order.id,
            "round_id": round_id,
            "kind": kind.value,
            "subject": subject,
            "seconds": 0,
            "people": 0,
            "reason": order.reason,
            "by_staff": order.by,
            "at": now,
        },
    )
    if not is_new:
        before = store.deed(db, round_id, order.id)
        if before is None or (before.kind, before.subject) != (kind.value, subject):
            raise Conflict(USED)
    return is_new


def trace(order: Order, now: datetime) -> Deed:
    """The deed as attempts trace it."""
    return Deed(order.id, order.by, now, order.reason)


def note(
    db: Session,
    order: Order,
    kind: DeedKind,
    round_id: str,
    now: datetime,
    *,
    subject: str = "",
    seconds: int = 0,
    people: int = 0,
    **more: str | int,
) -> None:
    """Record what was done: the last line of a deed, since it holds the chain's head until the commit."""
    store.touched(db, order.id, seconds, people)
    detail = {"round": round_id, "deed": order.id, "seconds": seconds, "people": people, **more}
    audit.record(db, order.by, f"rounds.{kind.value}", subject or round_id, detail, now)


def done(db: Session, round_id: str, deed_id: str) -> Done:
    """A deed of this round."""
    found = store.deed(db, round_id, deed_id)
    if found is None:
        raise NotFound(NO_DEED)
    kind = DeedKind(found.kind)
    undone = found.undone_at is not None
    return Done(found.id, kind, found.subject, found.seconds, found.people, found.reason, undone)
