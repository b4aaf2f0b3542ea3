"""Questions that a contest counts on stay: one that stands in everybody's paper is not taken out of the bank
while the round waits for its hour or runs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator
from contextlib import contextmanager
from datetime import datetime

from sqlmodel import Session

from contest.errors import Conflict
from questions import service as questions

#: (question, round) of the questions of a bank that rounds count on and can't have any more.
Missed = Callable[[Session, str, datetime], Collection[tuple[str, str]]]


def _none_missed(db: Session, slug: str, now: datetime) -> Collection[tuple[str, str]]:
    del db, slug, now
    return ()


_missed: Missed = _none_missed


def use_missed(source: Missed | None) -> None:
    """Contests lie above banks, so they say here what they miss."""
    global _missed
    _missed = source or _none_missed


@contextmanager
def kept(db: Session, bank_slug: str, now: datetime) -> Generator[None]:
    """Do something to a bank's questions; Conflict, and with it none of it, when a round misses one then."""
    # Whoever settles a round holds the bank too: they come before, or find the question gone.
    questions.hold(db, bank_slug)
    before = set(_missed(db, bank_slug, now))
    yield
    if gone := sorted(set(_missed(db, bank_slug, now)) - before):
        raise Conflict(said(gone))


def said(gone: Collection[tuple[str, str]]) -> str:
    """Why it can't be done."""
    count = len({question for question, _ in gone})
    rounds = "; ".join(sorted({name for _, name in gone}))
    whose = "Câu này" if count == 1 else f"{count} câu trong số này"
    return (
        f"{whose} nằm trong đề của mọi người ở vòng đã đặt lịch hoặc đang mở ({rounds}), nên phải còn được "
        "duyệt và còn hạn. Chờ vòng đóng, hoặc bỏ câu khỏi đề của vòng chưa mở trước."
    )
