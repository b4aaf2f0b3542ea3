"""What the phone and the desk show of feedback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AnswerPage:
    """`/feedback/answers/a7q2m94qx3f8d`; `values`: what was said, or typed a moment ago."""

    template: ClassVar[str] = "feedback/answer.html"
    slug: str
    title: tuple[str, ...]
    round_name: str
    attempt: str
    grades: Choices
    until: datetime
    longest: int
    is_open: bool
    given: str = ""  # the grade that is kept, in words; "" for none
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    contact: str = ""
    notice: str = ""
    problem: str = ""


@dataclass(frozen=True)
class GradeRow:
    """A grade, how many gave it, and their share of all who answered."""

    value: str
    name: str
    count: int
    share: str


@dataclass(frozen=True)
class IndexPage:
    """`/feedback/k7q2m94x0a1bc?q=wifi&grade=2`: how people found a round, and what they wrote, nameless."""

    template: ClassVar[str] = "feedback/index.html"
    staff: StaffView
    round: RoundHead
    asked: bool
    until: datetime
    grades: tuple[GradeRow, ...]
    answered: int
    people: int
    content: str  # the share of those who are content
    texts: int
    found: int
    rows: tuple[tuple[str, str], ...]  # (grade in words, text)
    words: str = ""
    grade: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    page: int = 1
    pages: int = 1
    notice: str = ""
