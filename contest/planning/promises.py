"""Prizes by age that were promised hold the birth year on the form: what would end the asking is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlmodel import Session

from contest.campaigns import asking, prizes
from contest.campaigns.service import RoundView
from contest.people.asking import Ask

YEAR_PRIZES = (
    "Cuộc thi có giải theo độ tuổi nên mọi người phải ghi năm sinh. "
    "Bỏ giải ấy ở trang Trao giải trước, hoặc chọn hỏi năm sinh “Bắt buộc” ở mục Người dự thi."
)


def is_asked(rounds: Iterable[RoundView]) -> bool:
    """Whether everybody in a contest with these rounds tells their birth year."""
    return any(each.wanted.year is Ask.REQUIRED or _needs(each) for each in rounds)


def _needs(view: RoundView) -> bool:
    return asking.by_age(view.rules) or bool(view.only and view.only.ages)


def broken(db: Session, before: Collection[RoundView], after: Iterable[RoundView]) -> str:
    """Why a contest can't become ``after``: prizes by age would be promised and the year asked no more; ""
    when nothing speaks against it."""
    if not is_asked(before) or is_asked(after):
        return ""
    return YEAR_PRIZES if any(prizes.promised(db, each.id).ages for each in before) else ""
