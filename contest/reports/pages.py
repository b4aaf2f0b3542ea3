"""What the desk shows of item analysis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead
from questions.authoring.views import BankRef


@dataclass(frozen=True)
class Chip:
    """A finding in two or three words."""

    words: str
    tone: str


@dataclass(frozen=True)
class Figure:
    """One figure with the sentence that says how to read it."""

    name: str
    value: str
    guide: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar of a chart, in the chart's own units."""

    label: str
    value: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Head:
    """A column's title that sorts by it; `order` is its aria-sort, "" while it is sorted by another."""

    title: str
    query: str
    order: str
    number: bool = False


@dataclass(frozen=True)
class Tab:
    """Questions of which something is said, and how many they are."""

    name: str
    query: str
    count: int
    here: bool


@dataclass(frozen=True)
class QuestionRow:
    """One question in the table."""

    id: str
    number: int
    text: str
    kind: str
    people: int
    facility: str
    discrimination: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class Work:
    """How far the counting is; `failed` says why it stopped."""

    done: int
    total: int
    failed: str = ""


@dataclass(frozen=True)
class AnalysisPage:
    """`/reports/k7q2m94x0a1bc/analysis?attempts=all&finding=easy&sort=facility&page=2`: a closed round's
    papers and questions, 50 a page; `found` of them are chosen.

    `waits`: why there is nothing yet. `stale`: attempts were voided or recognised since it was counted.
    """

    template: ClassVar[str] = "reports/analysis.html"
    staff: StaffView
    round: RoundHead
    several: bool = False
    every: bool = False
    waits: str = ""
    work: Work | None = None
    counted_at: datetime | None = None
    stale: bool = False
    figures: tuple[Figure, ...] = ()
    heads: tuple[Head, ...] = ()
    rows: tuple[QuestionRow, ...] = ()
    tabs: tuple[Tab, ...] = ()
    found: int = 0
    page: int = 1
    pages: int = 1
    query: str = ""  # what the links of the pages carry on
    problem: str = ""


@dataclass(frozen=True)
class OptionRow:
    """One choice: how many took it, how good they are altogether; `right` only for who may see keys."""

    letter: str
    text: str
    people: int
    share: str
    bar: int  # of a hundred
    mean: str
    right: bool


@dataclass(frozen=True)
class Said:
    """A finding in full."""

    chip: Chip
    about: str
    detail: str = ""


@dataclass(frozen=True)
class KeyRow:
    """A revision or a key that was in force once; `used` says that the marks were given by it."""

    name: str
    at: datetime | None
    right: str
    used: bool


@dataclass(frozen=True)
class Revision:
    """One revision of the question as the round's papers asked it. `options` and `keys` are empty for
    whoever may not see the bank."""

    name: str
    text: str
    people: int
    said: tuple[Said, ...]
    figures: tuple[Figure, ...]
    bars: tuple[Bar, ...]
    options: tuple[OptionRow, ...]
    keys: tuple[KeyRow, ...]


@dataclass(frozen=True)
class ItemPage:
    """`/reports/k7q2m94x0a1bc/questions/m3x…?attempts=all`: one question in one round.

    `bank`: the bank's id, "" for whoever may not see it.
    """

    template: ClassVar[str] = "reports/item.html"
    staff: StaffView
    round: RoundHead
    question: str
    bank: str
    several: bool
    every: bool
    revisions: tuple[Revision, ...]


@dataclass(frozen=True)
class UseRow:
    """One round in which a question was asked; `round` is "" where the visitor may not look at it."""

    round: str
    name: str
    contest: str
    closed_at: datetime
    revision: str
    people: int
    facility: str
    discrimination: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class QuestionPage:
    """`/reports/banks/k7q…/questions/m3x…`: one question in all closed rounds that asked it."""

    template: ClassVar[str] = "reports/question.html"
    staff: StaffView
    bank: BankRef
    id: str
    text: str
    usage: str
    rows: tuple[UseRow, ...]
