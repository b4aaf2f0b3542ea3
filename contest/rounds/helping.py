"""Extra time for somebody, a unit or everybody who answers now; and taking it back."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.attempts import adjusting
from contest.attempts.adjusting import Scope
from contest.campaigns import service as campaigns
from contest.errors import Conflict
from contest.rounds import deeds, store
from contest.rounds.deeds import Order
from contest.rounds.states import DeedKind

NOBODY = "Lúc này không có ai trong phạm vi này đang làm bài, nên không thêm giờ cho ai cả."
NOT_EXTRA = "Việc này không phải là thêm giờ nên không hoàn tác được ở đây."
TAKEN_BACK = "Hoàn tác lần thêm giờ."
UNDONE = "Lần thêm giờ này đã được hoàn tác rồi."


def give(db: Session, order: Order, round_id: str, scope: Scope, minutes: int, now: datetime) -> None:
    """So many minutes more for everybody in scope who answers now, beyond the round's close too."""
    view = campaigns.view(db, round_id, now, alone=True)
    subject = scope.entry_id or scope.unit_id
    if not deeds.claim(db, order, DeedKind.EXTRA, round_id, now, subject, minutes * 60):
        return
    people = adjusting.give_extra(db, view, deeds.trace(order, now), scope, minutes * 60)
    if not people:
        raise Conflict(NOBODY)
    deeds.note(db, order, DeedKind.EXTRA, round_id, now, subject=subject, seconds=minutes * 60, people=people)


def take_back(db: Session, order: Order, round_id: str, deed_id: str, now: datetime) -> None:
    """Undo extra time as far as it is not used up; whoever ended meanwhile keeps what they had."""
    view = campaigns.view(db, round_id, now, alone=True)
    given = deeds.done(db, round_id, deed_id)
    if given.kind is not DeedKind.EXTRA:
        raise Conflict(NOT_EXTRA)
    if not deeds.claim(db, order, DeedKind.UNEXTRA, round_id, now, given.subject):
        if not given.undone:
            raise deeds.Used  # it took back another deed
        return
    if not store.undo(db, deed_id, now):
        raise Conflict(UNDONE)
    people = adjusting.take_back(db, view, deeds.trace(order, now), deed_id)
    more = {"seconds": -given.seconds, "people": people, "undoes": deed_id}
    deeds.note(db, order, DeedKind.UNEXTRA, round_id, now, subject=given.subject, **more)
