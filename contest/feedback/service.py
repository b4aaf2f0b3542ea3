"""What people say of a round once they handed in: giving it, changing it, and its digest for organisers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.attempts import answered, counted
from contest.attempts import service as attempts
from contest.attempts.states import AttemptState
from contest.audit import service as audit
from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.rules import feedback_until
from contest.campaigns.service import RoundView
from contest.errors import Conflict, Gone, NotFound
from contest.feedback import rules, store
from contest.feedback.models import Feedback
from contest.feedback.rules import Tally
from questions.folding import fold

NOT_ASKED = "Cuộc thi này không lấy ý kiến người dự thi."
NOT_YET = "Nộp bài xong mới góp ý được."
LATE = "Đã hết thời gian góp ý về vòng thi này. Bạn vẫn liên hệ trực tiếp Ban Tổ chức được."
SLICE = 1000


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody said of a round."""

    grade: int
    words: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Mine:
    """An attempt of this phone's that is over, and what its person said of the round."""

    view: RoundView
    attempt_id: str
    entry_id: str
    until: datetime
    is_open: bool
    given: Given | None


def theirs(db: Session, entries: Collection[str], attempt_id: str, now: datetime) -> Mine:
    """An attempt of this phone's; NotFound for everybody else's, for one that does not count, and where
    nobody is asked; Conflict while it goes on."""
    found = attempts.glance(db, attempt_id)
    if found is None or found.entry_id not in entries or found.state == AttemptState.VOID:
        raise NotFound()
    view = campaigns.view(db, found.round_id, now)
    if not view.asks_feedback or view.rehearsal_of is not None:
        raise NotFound(NOT_ASKED)
    if found.state == AttemptState.OPEN:
        raise Conflict(NOT_YET)
    row = store.one(db, view.id, found.entry_id)
    given = Given(row.grade, row.words, row.changed_at) if row else None
    until = feedback_until(view.closes_at)
    return Mine(view, attempt_id, found.entry_id, until, now < until, given)


def answer(
    db: Session, entries: Collection[str], attempt_id: str, grade: int, words: str | None, now: datetime
) -> None:
    """Keep what somebody says; ``words`` None leaves what they wrote before. Gone when it is too late."""
    mine = theirs(db, entries, attempt_id, now)
    if not mine.is_open:
        raise Gone(LATE)
    said = words or ""
    row = Feedback(
        round_id=mine.view.id,
        entry_id=mine.entry_id,
        grade=grade,
        words=said,
        folded=fold(said)[: rules.LONGEST],
        changed_at=now,
    )
    store.put(db, row, with_words=words is not None)


def of_entry(db: Session, entry_id: str) -> list[Feedback]:
    """All that one person said, the oldest first."""
    return store.of_entry(db, entry_id)


# --- the desk -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Digest:
    """What came of a round. ``people``: who ended an attempt; ``texts``: how many wrote something."""

    tally: Tally
    people: int
    texts: int


def digest(db: Session, view: RoundView) -> Digest:
    """The numbers of a round: three statements. A grade counts as long as its attempt does."""
    tally = rules.tally(store.count_grades(db, view.id, counted.sat([view.id])))
    return Digest(tally, answered.people(db, view.id), store.count_texts(db, view.id))


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which texts are wanted; "" and 0 ask for nothing."""

    words: str = ""
    grade: int = 0

    @property
    def folded(self) -> list[str]:
        """The words that are looked for, whatever their marks."""
        return fold(self.words).split()


def count_texts(db: Session, round_id: str, sieve: Sieve) -> int:
    """How many texts match."""
    return store.count_texts(db, round_id, sieve.folded, sieve.grade)


def texts(db: Session, round_id: str, sieve: Sieve, offset: int, limit: int) -> list[tuple[int, str]]:
    """(grade, words) of some that match: never whose they are."""
    return store.texts(db, round_id, sieve.folded, sieve.grade, offset, limit)


def every_text(db: Session, round_id: str, sieve: Sieve) -> Iterator[tuple[int, str]]:
    """All that match, slice by slice."""
    offset = 0
    while found := texts(db, round_id, sieve, offset, SLICE):
        yield from found
        offset += len(found)


def switch(db: Session, actor: str, round_id: str, now: datetime, *, asked: bool) -> None:
    """Ask people of this contest how they found it, or no longer. What was said stays; twice is once."""
    view = campaigns.view(db, round_id, now)
    if view.asks_feedback == asked:
        return
    editing.set_feedback(db, view.campaign_id, asked=asked)
    deed = "feedback.ask" if asked else "feedback.rest"
    audit.record(db, actor, deed, round_id, {"campaign": view.campaign_id}, now)


def note_export(db: Session, actor: str, round_id: str, texts: int, now: datetime) -> None:
    """Record that people's own words left the server."""
    audit.record(db, actor, "feedback.export", round_id, {"texts": texts}, now)


# --- reports --------------------------------------------------------------------------------------


def given(db: Session, round_ids: Collection[str]) -> Sequence[tuple[str, str, int, bool]]:
    """(round, entry, grade, whether they wrote something) of all that was said of these rounds."""
    return store.given(db, round_ids) if round_ids else ()
