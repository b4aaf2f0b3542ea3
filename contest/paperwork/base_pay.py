"""What goes with a giấy khen in money: parts of the base pay, which the law changes. Data with days. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contest.web.filters import when


@dataclass(frozen=True)
class Pay:
    """The base pay of a month in đồng from a day on, and what says so."""

    since: date
    dong: int
    source: str


@dataclass(frozen=True)
class Shares:
    """How many tenths of the base pay go with a giấy khen from a day on, and what says so."""

    since: date
    person: int
    group: int
    source: str


@dataclass(frozen=True)
class Reward:
    """What one person and one group get on a day."""

    person: int
    group: int
    pay: Pay
    shares: Shares


PAYS = (
    Pay(date(2024, 7, 1), 2_340_000, "Nghị định số 73/2024/NĐ-CP"),
    Pay(date(2026, 7, 1), 2_530_000, "Nghị định số 161/2026/NĐ-CP"),
)
SHARES = (Shares(date(2025, 7, 1), 3, 6, "Điều 54 Nghị định số 152/2025/NĐ-CP"),)
NO_PAY = "Chưa có mức tiền thưởng kèm Giấy khen cho ngày {day}. Bỏ chọn ghi tiền thưởng rồi ghi tay."


def reward(on: date) -> Reward:
    """The amounts of a day. Raises ValueError with a sentence for a day before all that is known."""
    pays = [one for one in PAYS if one.since <= on]
    shares = [one for one in SHARES if one.since <= on]
    if not pays or not shares:
        raise ValueError(NO_PAY.format(day=when(on)))
    pay, share = pays[-1], shares[-1]
    return Reward(pay.dong * share.person // 10, pay.dong * share.group // 10, pay, share)
