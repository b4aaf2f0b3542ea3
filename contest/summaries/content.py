"""A report as it is frozen: ids, numbers, what units, contests and topics were called; nobody's name. Pure.

What a page, a paper or a workbook says is made of this alone, so a frozen report says the same for ever.
"""

from __future__ import annotations

import hashlib
import json
from typing import Literal

from pydantic import BaseModel, ConfigDict

from contest.days import parse_day
from contest.summaries.period_rules import Period


class Frozen(BaseModel):
    """Unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RoundLine(Frozen):
    """A round that is counted. ``closed_at``: milliseconds since 1970."""

    id: str
    contest: str
    name: str
    closed_at: int
    questions: int
    people: int
    attempts: int
    mean: int
    median: int


class MarksLine(Frozen):
    """As `rules.Marks`."""

    count: int
    total: int
    mean: int
    lower: int
    median: int
    upper: int
    tenths: tuple[int, ...]


class UnitLine(Frozen):
    """A unit right below the report's own. ``itself``: people who belong to that one itself; ``deeper``:
    whether there are units below it. ``points``: the sum of all results; None in a report that was frozen
    before there was one."""

    id: str
    name: str
    people: int
    attempts: int
    headcount: int
    rate: int | None
    mean: int
    itself: bool = False
    deeper: bool = False
    points: int | None = None


class GroupLine(Frozen):
    """People of one kind, audience or age, by its words."""

    key: str
    name: str
    people: int
    attempts: int


class TopicLine(Frozen):
    """How the questions of a topic were answered; ``change``: in hundredths of a percentage point since the
    period before."""

    slug: str
    name: str
    asked: int
    right: int
    rate: int
    change: int | None


class QuestionLine(Frozen):
    """One of the questions that fewest knew; its words are looked up when it is shown."""

    revision: int
    asked: int
    right: int
    rate: int


class PrizeLine(Frozen):
    """What the issued lists of prizes give."""

    lists: int
    people: int
    units: int
    money: int


class FeedbackLine(Frozen):
    """How people found it. ``results``: of how many results; ``texts``: how many wrote something; ``grades``:
    how often each was given, the best first, empty where they are too few to be told."""

    answered: int
    results: int
    texts: int
    grades: tuple[int, ...]


class OutsideLine(Frozen):
    """A contest that others held. Of a unit nobody knows who was selected: both None."""

    id: str
    name: str
    organiser: str
    level: str
    first: str
    last: str
    people: int
    selected: int | None
    prizes: int | None


class Report(Frozen):
    """A whole report. ``scope``: "" for everything, else the contest or the round; ``unit`` "": everybody.

    ``contests``: all contests that it looks at, and whoever may see all of them may see it. ``waiting``:
    rounds in the period that have no result yet; ``uncounted``: those whose questions are not counted yet.
    """

    format: Literal[1] = 1
    first: str
    last: str
    scope: str
    scope_name: str
    unit: str
    unit_name: str
    contests: tuple[str, ...]
    rounds: tuple[RoundLine, ...]
    waiting: tuple[str, ...]
    uncounted: tuple[str, ...]
    contests_counted: int
    people: int
    attempts: int
    headcount: int
    rate: int | None
    newcomers: int
    returning: int
    without_unit: int
    marks: MarksLine | None
    units: tuple[UnitLine, ...]
    kinds: tuple[GroupLine, ...]
    audiences: tuple[GroupLine, ...]
    ages: tuple[GroupLine, ...]
    topics: tuple[TopicLine, ...]
    weak_topics: tuple[str, ...]
    weak_questions: tuple[QuestionLine, ...]
    prizes: PrizeLine
    feedback: FeedbackLine | None = None
    outside: tuple[OutsideLine, ...] = ()

    @property
    def period(self) -> Period:
        """From when to when."""
        return Period(parse_day(self.first), parse_day(self.last))

    def to_json(self) -> str:
        """Canonical JSON: the same report is the same bytes."""
        told = self.model_dump(mode="json")
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def from_json(text: str) -> Report:
    """The report in a stored text."""
    return Report.model_validate_json(text)
