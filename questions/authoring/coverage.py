"""Which topics a bank covers at which level, for whom, and where its holes are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from questions.audiences import EVERYBODY, Audience, Audiences, suits
from questions.authoring import banks, store
from questions.authoring.listing import by_question
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
class Reach:
    """What there is for one audience: questions at each level, how many of them name it, how many cells of
    topic and level have none though the bank has some for others."""

    audience: Audience
    levels: dict[Level, int]
    named: int
    holes: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The table, and its last line; a question of two topics counts once there. `reaches` tells of every
    audience, whichever the table is about; `common` questions name nobody."""

    lines: tuple[Line, ...]
    totals: dict[Level, int]
    untied: int
    reaches: tuple[Reach, ...] = ()
    common: int = 0

    @property
    def total(self) -> int:
        """All approved questions."""
        return sum(self.totals.values())


@dataclass(frozen=True, slots=True)
class _Spread:
    """The approved questions of a bank: the level of each, whom it names, which each topic holds."""

    levels: dict[int, Level]
    named: defaultdict[int, Audiences]
    topics: dict[TopicName, frozenset[int]]

    def of(self, audience: str) -> frozenset[int]:
        """The questions for these people; `EVERYBODY`: those that name nobody; "": all."""
        if audience == EVERYBODY:
            return frozenset(one for one in self.levels if not self.named[one])
        return frozenset(one for one in self.levels if not audience or suits(self.named[one], audience))

    def by_level(self, some: Collection[int]) -> dict[Level, int]:
        """How many of these there are at each level."""
        found = [self.levels[one] for one in some]
        return {level: found.count(level) for level in Level}

    def cells(self, some: frozenset[int]) -> frozenset[tuple[str, Level]]:
        """The cells of the table that these fill."""
        return frozenset(
            (topic.slug, self.levels[one]) for topic, held in self.topics.items() for one in held & some
        )


def coverage(db: Session, bank_id: str, audience: str = "") -> Coverage:
    """How the approved questions of a bank spread that suit an audience. The same statements for any bank."""
    spread = _spread(db, bank_id)
    some = spread.of(audience)
    lines = tuple(
        Line(topic, spread.by_level(held & some), len(held & some)) for topic, held in spread.topics.items()
    )
    tied = frozenset[int]().union(*spread.topics.values())
    reaches = _reaches(spread)
    return Coverage(lines, spread.by_level(some), len(some - tied), reaches, len(spread.of(EVERYBODY)))


def _spread(db: Session, bank_id: str) -> _Spread:
    bank = store.bank(db, bank_id)
    number = bank.id or 0 if bank else 0
    levels = {question: Level(level) for question, level in store.levels(db, number, QuestionState.APPROVED)}
    tied: dict[str, set[int]] = defaultdict(set)
    for question, slug in store.ties(db, number, QuestionState.APPROVED):
        if question in levels:
            tied[slug].add(question)
    topics = {
        topic: frozenset[int]().union(*(held for slug, held in tied.items() if covers(topic.slug, slug)))
        for topic in banks.topics(db, bank_id)
    }
    return _Spread(levels, by_question(store.audiences_in(db, number, QuestionState.APPROVED)), topics)


def _reaches(spread: _Spread) -> tuple[Reach, ...]:
    filled = spread.cells(spread.of(""))
    found = []
    for audience in Audience:
        some = spread.of(audience)
        named = sum(audience in spread.named[one] for one in some)
        holes = len(filled - spread.cells(some))
        found.append(Reach(audience, spread.by_level(some), named, holes))
    return tuple(found)
