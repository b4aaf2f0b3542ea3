"""A deed of staff: claimed under the id that its form brought, done, then noted in the chain."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.attempts.adjusting import Deed
from contest.audit import service as audit
from contest.errors import Conflict, NotFound
from contest.rounds import store
from contest.rounds.states import DeedKind

NO_DEED = "Không tìm thấy việc này trong nhật ký của vòng thi."
USED = (
    "Biểu mẫu này đã gửi một lần và việc lần đó đã làm xong. Lần gửi này chưa làm gì. "
    "Nếu vẫn muốn làm thì xem lại rồi bấm lần nữa."
)


@dataclass
class Used(Conflict):
    """A form that was sent before brings something else now; nothing was done this time."""

    message: str = USED


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


def claim(
    db: Session,
    order: Order,
    kind: DeedKind,
    round_id: str,
    now: datetime,
    subject: str = "",
    seconds: int | None = None,
) -> bool:
    """Write the deed down before it is done; False when this very form was sent before.

    A form that brings something else the second time (the way back, then another choice) is ``Used``.
    ``seconds`` are part of what it brings, where they are asked for and not counted.
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
        said = (kind.value, subject, order.reason)
        if before is None or (before.kind, before.subject, before.reason) != said:
            raise Used
        if seconds not in (None, before.seconds):
            raise Used
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


@dataclass(frozen=True, slots=True)
class Said:
    """Who did a deed, when and why."""

    by: str
    at: datetime
    reason: str


def said(db: Session, ids: Collection[str]) -> dict[str, Said]:
    """Deed → who, when and why, of those of these that are known: one statement."""
    rows = store.deeds(db, ids) if ids else {}
    return {id: Said(row.by_staff, row.at, row.reason) for id, row in rows.items()}


def done(db: Session, round_id: str, deed_id: str) -> Done:
    """A deed of this round."""
    found = store.deed(db, round_id, deed_id)
    if found is None:
        raise NotFound(NO_DEED)
    kind = DeedKind(found.kind)
    undone = found.undone_at is not None
    return Done(found.id, kind, found.subject, found.seconds, found.people, found.reason, undone)
