"""When somebody sat on paper, as staff wrote it down: which times are possible. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from contest.attempts.rules import Facts, ended_at
from contest.campaigns.rules import Given, deadline
from contest.clock import local

#: Nobody's clock stands for longer while they sit.
MOST_STOOD = 240

BEFORE_PRINTED = "Đề in lúc {at} nên không thể bắt đầu trước đó. Ghi lại giờ bắt đầu."
AFTER_CLOSE = "Vòng thi đóng lúc {at}, bài bắt đầu từ giờ đó trở đi không được tính. Xem lại giờ bắt đầu."
IN_FUTURE = "Bây giờ là {at}, giờ ghi ở đây chưa đến. Ghi đúng giờ đã thu bài."
STARTS_LATER = "Bây giờ là {at}, giờ ghi ở đây chưa đến. Ghi đúng giờ đã bắt đầu làm bài."
BACKWARDS = "Giờ thu bài phải sau giờ bắt đầu."
STOOD_TOO_LONG = "Thời gian dừng dài bằng hoặc hơn cả thời gian làm bài. Ghi lại số phút dừng."
TOO_LATE = (
    "Bắt đầu {began} thì hết giờ lúc {at}; bài thu sau giờ đó không được tính. "
    "Xem lại giờ thu bài; được thêm giờ hay phải dừng thì ghi số phút dừng."
)
OVERLAPS = "Người này có lượt thi khác cùng lúc đó, đến {at}. Xem lại giờ bắt đầu."


@dataclass(frozen=True, slots=True)
class Stated:
    """From when to when somebody sat, and for how many minutes of it the clock stood still for them."""

    began: datetime
    ended: datetime
    stood: int = 0

    @property
    def stood_seconds(self) -> int:
        """The same in the seconds that attempts keep."""
        return 60 * self.stood


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the times are held against: when the paper was printed, the round's close and its limits."""

    printed_at: datetime
    closes_at: datetime
    seconds: int
    grace_seconds: int
    now: datetime


def as_began(stated: Stated, printed_at: datetime) -> datetime:
    """The start that is stored: people write minutes, and nobody began before the paper was there."""
    return max(stated.began, printed_at)


def ends_at(stated: Stated, bounds: Bounds) -> datetime:
    """The deadline of such an attempt: the very rule of those on phones."""
    began = as_began(stated, bounds.printed_at)
    return deadline(bounds.closes_at, began, bounds.seconds, Given(stood=stated.stood_seconds))


def wrong_times(stated: Stated, bounds: Bounds, others: Sequence[Facts] = ()) -> dict[str, str]:
    """Field → what is wrong with it; nothing when the times are possible. ``others``: the same person's."""
    found = _wrong_start(stated, bounds, others)
    return {"began": found} if found else _wrong_end(stated, bounds)


def _wrong_start(stated: Stated, bounds: Bounds, others: Sequence[Facts]) -> str:
    if stated.began < bounds.printed_at.replace(second=0, microsecond=0):
        return BEFORE_PRINTED.format(at=_at(bounds.printed_at))
    if stated.began >= bounds.closes_at:
        return AFTER_CLOSE.format(at=_at(bounds.closes_at))
    if stated.began > bounds.now:
        return STARTS_LATER.format(at=_at(bounds.now))
    began = int(as_began(stated, bounds.printed_at).timestamp() * 1000)
    until = max((ended_at(one) for one in others), default=0)
    if until > began:
        return OVERLAPS.format(at=_at(datetime.fromtimestamp(until / 1000, stated.began.tzinfo)))
    return ""


def _wrong_end(stated: Stated, bounds: Bounds) -> dict[str, str]:
    began = as_began(stated, bounds.printed_at)
    if stated.ended <= began:
        return {"ended": BACKWARDS}
    if stated.ended > bounds.now:
        return {"ended": IN_FUTURE.format(at=_at(bounds.now))}
    if stated.ended - began <= timedelta(minutes=stated.stood):
        return {"stood": STOOD_TOO_LONG}
    ends = ends_at(stated, bounds)
    if stated.ended > ends + timedelta(seconds=bounds.grace_seconds):
        return {"ended": TOO_LATE.format(began=_at(began), at=_at(ends))}
    return {}


def _at(moment: datetime) -> str:
    return local(moment).strftime("%H:%M ngày %d/%m")
