"""Which topics a bank covers at which level, and where its holes are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from questions.authoring import banks, store
from questions.authoring.views import TopicName
from questions.blueprint import covers
from questions.kinds import Level
from questions.models import QuestionState


@dataclass(frozen=True, slots=True)
class Line:
    """One topic: how many questions it and the topics below it have at each level."""

    topic: TopicName
    levels: dict[Level, int]
    total: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The table, and its last line; a question of two topics counts once there."""

    lines: tuple[Line, ...]
    totals: dict[Level, int]
    untied: int

    @property
    def total(self) -> int:
        """All approved questions."""
        return sum(self.totals.values())


def coverage(db: Session, bank_id: str) -> Coverage:
    """How the approved questions of a bank spread. The same three statements for any bank."""
    bank = store.bank(db, bank_id)
    number = bank.id or 0 if bank else 0
    levels = {question: Level(level) for question, level in store.levels(db, number, QuestionState.APPROVED)}
    tied: dict[str, set[int]] = defaultdict(set)
    for question, slug in store.ties(db, number, QuestionState.APPROVED):
        if question in levels:
            tied[slug].add(question)
    lines = tuple(_line(topic, tied, levels) for topic in banks.topics(db, bank_id))
    some = set().union(*tied.values())
    return Coverage(lines, _by_level(list(levels.values())), len(levels.keys() - some))


def _line(topic: TopicName, tied: dict[str, set[int]], levels: dict[int, Level]) -> Line:
    found = set().union(*(questions for slug, questions in tied.items() if covers(topic.slug, slug)))
    return Line(topic, _by_level([levels[one] for one in found]), len(found))


def _by_level(found: Sequence[Level]) -> dict[Level, int]:
    return {level: found.count(level) for level in Level}
