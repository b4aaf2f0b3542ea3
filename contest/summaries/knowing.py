"""What people knew: answers by topic and the questions that fewest knew, by the counts of item analysis.

Of a unit alone there is no analysis, so its people's first papers are counted here by the same rule: right is
who got all that a question is worth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from contest.attempts import counted as attempts
from contest.campaigns.service import RoundView
from contest.grades import service as grades
from contest.reports import service as analysis
from contest.summaries import gathered, rules
from contest.summaries.choosing import title
from contest.summaries.content import QuestionLine, TopicLine
from contest.summaries.rules import Answered, Sat
from questions import belonging
from questions import service as questions

Counts = dict[int, Answered]


@dataclass(frozen=True, slots=True)
class Known:
    """``uncounted``: the names of rounds whose questions nobody has counted yet."""

    topics: tuple[TopicLine, ...]
    weak_topics: tuple[str, ...]
    weak_questions: tuple[QuestionLine, ...]
    uncounted: tuple[str, ...]


def knowledge(
    db: Session, counted: Sequence[RoundView], before: Sequence[RoundView], sat: Sequence[Sat], unit: str
) -> Known:
    """Of these rounds, with the change since those of the period before."""
    counts, missing = _counts(db, counted, sat, unit)
    earlier, _ = _counts(db, before, gathered.results(db, before, unit) if unit else (), unit)
    slugs, names = belonging.topics(db, {*counts, *earlier})
    now, then = rules.by_topic(counts, slugs), rules.by_topic(earlier, slugs)
    weak = [int(revision) for revision in rules.weakest(counts)]
    return Known(
        topics=tuple(_topic(slug, names[slug], now[slug], then.get(slug)) for slug in sorted(now)),
        weak_topics=tuple(str(slug) for slug in rules.weakest(now)),
        weak_questions=tuple(_question(revision, counts[revision]) for revision in weak),
        uncounted=tuple(f"{title(view)}, {view.name}" for view in counted if view.id in missing),
    )


def _topic(slug: str, name: str, now: Answered, before: Answered | None) -> TopicLine:
    change = rules.change(now, before)
    return TopicLine(slug=slug, name=name, asked=now.asked, right=now.right, rate=now.rate, change=change)


def _question(revision: int, one: Answered) -> QuestionLine:
    return QuestionLine(revision=revision, asked=one.asked, right=one.right, rate=one.rate)


def _counts(
    db: Session, counted: Sequence[RoundView], sat: Sequence[Sat], unit: str
) -> tuple[Counts, set[str]]:
    """Revision → how it was answered; and the rounds of which nothing is known."""
    found: Counts = {}
    if unit:
        for view in counted:
            _add(found, recount(db, view.id, [one.entry_id for one in sat if one.round_id == view.id]))
        return found, set()
    rows = analysis.counts(db, [view.id for view in counted])
    for _, revision, people, right in rows:
        _add(found, {revision: Answered(people, right)})
    return found, {view.id for view in counted} - {round_id for round_id, *_ in rows}


def _add(found: Counts, more: Mapping[int, Answered]) -> None:
    for revision, answered in more.items():
        found[revision] = found.get(revision, Answered(0, 0)) + answered


def recount(db: Session, round_id: str, entry_ids: Sequence[str]) -> Counts:
    """Revision → how the first papers of these people answered it."""
    asked: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for papers in attempts.first_papers(db, round_id, entry_ids):
        graded = grades.details(db, list(papers))
        most = questions.points(db, {revision for paper in papers.values() for revision in paper})
        for attempt_id, paper in papers.items():
            if attempt_id not in graded:
                continue
            asked.update(paper)
            marks = graded[attempt_id].marks
            right.update(
                revision
                for revision, mark in zip(paper, marks, strict=False)
                if (mark or 0) >= most.get(revision, 0)
            )
    return {revision: Answered(count, right[revision]) for revision, count in asked.items()}
