"""Prizes by age that were promised hold the birth year on the form: what would end the asking is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sqlmodel import Session

from contest.campaigns import asking, prizes
from contest.campaigns.rules import Phase
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


def broken(db: Session, before: Collection[RoundView], after: Collection[RoundView]) -> str:
    """Why a contest can't become ``after``: prizes by age would be promised and the year asked no more; ""
    when nothing speaks against it."""
    for each in before:
        lost = is_asked(beside(each, before)) and not is_asked(beside(each, after))
        if lost and prizes.promised(db, each).ages:
            return YEAR_PRIZES
    return ""


def beside(view: RoundView, rounds: Iterable[RoundView]) -> Iterator[RoundView]:
    """The rounds by which the visitors of this one are asked: a draft asks nobody but for drafts."""
    is_draft = view.phase is Phase.DRAFT
    return (each for each in rounds if is_draft or each.id == view.id or each.phase is not Phase.DRAFT)
