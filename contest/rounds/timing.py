"""A running round's time: another close, a pause for all, and going on."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from contest.attempts import adjusting
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.errors import Conflict, Invalid
from contest.rounds import deeds
from contest.rounds.deeds import Order
from contest.rounds.states import DeedKind
from contest.web import filters

#: Phones ask for their time twice a minute, so nobody is cut off without having seen it.
SOONEST = timedelta(minutes=1)
LATEST = timedelta(days=366)

NOT_OPEN = "Vòng thi không đang mở nên không đổi giờ đóng ở đây được."
SOONER = "Đọc hậu quả ở trên rồi đánh dấu ô này, hoặc chọn giờ muộn hơn."
TOO_SOON = "Giờ đóng mới phải sau bây giờ ít nhất 1 phút, ví dụ {}. Muốn dừng ngay thì dùng Đóng vòng."
NOT_RUNNING = "Chỉ tạm dừng được vòng đang mở."
IS_PAUSED = "Vòng thi đang tạm dừng rồi."
#: What a deed says that moved the close along.
MOVED = "moved"
NOT_PAUSED = "Vòng thi không tạm dừng, đồng hồ vẫn đang chạy."


def extend(
    db: Session,
    order: Order,
    round_id: str,
    closes_at: datetime,
    seen: datetime,
    now: datetime,
    *,
    sooner: bool = False,
) -> None:
    """Close later: all deadlines follow. ``seen`` is the close that the form was made for.

    ``sooner``: the close may come earlier too, whoever asks has read what that takes away.
    """
    view = campaigns.view(db, round_id, now, alone=True)
    asked = (closes_at - seen) // timedelta(seconds=1)
    if not deeds.claim(db, order, DeedKind.EXTEND, round_id, now, seconds=asked):
        return
    if view.phase is not Phase.OPEN:
        raise Conflict(NOT_OPEN)
    if view.closes_at != seen:
        raise Conflict(f"Giờ đóng vừa được người khác đổi thành {filters.spoken(view.closes_at)}. Xem lại.")
    check_close(view, closes_at, now)
    if closes_at < view.closes_at and not sooner:
        raise Invalid(fields={"sooner": SOONER})
    campaigns.set_window(db, round_id, view.opens_at, closes_at)
    people = adjusting.rewrite(db, campaigns.view(db, round_id, now), now)
    moved = {"from": view.closes_at.isoformat(), "to": closes_at.isoformat()}
    deeds.note(db, order, DeedKind.EXTEND, round_id, now, seconds=asked, people=people, **moved)


def check_close(view: RoundView, closes_at: datetime, now: datetime) -> None:
    """A new close is another one than now, and not so near that phones would not hear of it."""
    if closes_at == view.closes_at:
        raise Invalid(fields={"closes_at": "Giờ này là giờ đóng hiện nay. Chọn giờ khác."})
    if closes_at < now + SOONEST:
        soonest = filters.moment(now + SOONEST + timedelta(minutes=1))
        raise Invalid(fields={"closes_at": TOO_SOON.format(soonest)})
    if closes_at > now + LATEST:
        raise Invalid(fields={"closes_at": "Giờ đóng mới xa quá một năm. Xem lại ngày tháng."})


def pause(db: Session, order: Order, round_id: str, now: datetime) -> None:
    """Stop everybody's clock, and let nobody start until the round goes on."""
    view = campaigns.view(db, round_id, now, alone=True)
    if not deeds.claim(db, order, DeedKind.PAUSE, round_id, now):
        return
    if view.paused_at is not None:
        raise Conflict(IS_PAUSED)
    if view.phase is not Phase.OPEN:
        raise Conflict(NOT_RUNNING)
    campaigns.set_pause(db, round_id, now)
    people = adjusting.pause(db, round_id, now)
    deeds.note(db, order, DeedKind.PAUSE, round_id, now, people=people)


def resume(db: Session, order: Order, round_id: str, now: datetime, *, moved: bool) -> None:
    """Let all clocks go on; ``moved``: the round closes later by as much as it stood."""
    view = campaigns.view(db, round_id, now, alone=True)
    if not deeds.claim(db, order, DeedKind.UNPAUSE, round_id, now, MOVED if moved else ""):
        return
    if view.paused_at is None:
        raise Conflict(NOT_PAUSED)
    campaigns.set_pause(db, round_id, None)
    span = adjusting.paused_span(view.paused_at, now)
    if moved and span:
        campaigns.set_window(db, round_id, view.opens_at, view.closes_at + timedelta(seconds=span))
    fresh = campaigns.view(db, round_id, now)
    people = adjusting.go_on(db, fresh, deeds.trace(order, now), span, moved=moved)
    close = fresh.closes_at.isoformat()
    deeds.note(db, order, DeedKind.UNPAUSE, round_id, now, seconds=span, people=people, closes_at=close)
