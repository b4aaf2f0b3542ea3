"""From what people said of a round to the pages that show it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.campaigns import service as campaigns
from contest.campaigns.rules import feedback_until
from contest.campaigns.service import RoundView
from contest.campaigns.showing import head, lines
from contest.feedback import rules, service
from contest.feedback.pages import AnswerPage, GradeRow, IndexPage
from contest.feedback.rules import GRADES, PAGE, Tally
from contest.feedback.service import Mine, Sieve
from contest.office import service as office
from contest.web.filters import share

CHOICES = tuple((str(grade), name) for grade, name in GRADES.items())


def answer_page(
    db: Session,
    mine: Mine,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    notice: str = "",
    problem: str = "",
) -> AnswerPage:
    """The form with what was said before, or as it was typed a moment ago."""
    given = mine.given
    values = {"grade": str(given.grade), "words": given.words} if given else {}
    if typed is not None:
        values = {name: typed.get(name, values.get(name, "")) for name in ("grade", "words")}
    return AnswerPage(
        slug=mine.view.slug,
        title=lines(mine.view.title),
        round_name=mine.view.name,
        attempt=mine.attempt_id,
        grades=CHOICES,
        until=mine.until,
        longest=rules.LONGEST,
        is_open=mine.is_open,
        given=GRADES[given.grade] if given else "",
        values=values,
        errors=errors or {},
        contact=hotline(db, mine.view),
        notice=notice,
        problem=problem,
    )


def hotline(db: Session, view: RoundView) -> str:
    """Where people reach the organisers: as the contest says, else as the office does."""
    known = office.current(db)
    return view.contact or known.notice.contact or known.identity.phone


def index(
    db: Session, who: Member, round_id: str, sieve: Sieve, page: int, now: datetime, notice: str = ""
) -> IndexPage:
    """The digest of a round and a page of the texts that match. The number of statements is fixed."""
    view = campaigns.view(db, round_id, now)
    digest = service.digest(db, view)
    found = service.count_texts(db, round_id, sieve)
    texts = service.texts(db, round_id, sieve, (page - 1) * PAGE, PAGE)
    told = digest.tally
    query = {"q": sieve.words, "grade": str(sieve.grade or "")}
    return IndexPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        asked=view.asks_feedback,
        until=feedback_until(view.closes_at),
        grades=grade_rows(told),
        answered=told.answered,
        people=digest.people,
        content=percent(told.content, told.answered),
        texts=digest.texts,
        found=found,
        rows=tuple((GRADES[grade], words) for grade, words in texts),
        words=sieve.words,
        grade=str(sieve.grade or ""),
        query={name: text for name, text in query.items() if text},
        page=page,
        pages=max(1, -(-found // PAGE)),
        notice=notice,
    )


def grade_rows(told: Tally) -> tuple[GradeRow, ...]:
    """Each grade with its share of all who answered."""
    return tuple(
        GradeRow(str(grade), name, count, percent(count, told.answered))
        for (grade, name), count in zip(GRADES.items(), told.counts, strict=True)
    )


def percent(count: int, whole: int) -> str:
    """92,3%; of nobody nothing."""
    return share(Fraction(count, whole)) if whole else ""
