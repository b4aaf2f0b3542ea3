"""What the desk shows of contests elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from contest.accounts.pages import StaffView

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OutsideRow:
    """One in the list; ``units``: (name, people)."""

    id: str
    name: str
    organiser: str
    level: str
    first_day: date
    last_day: date
    people: int
    selected: int
    prizes: int
    units: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class IndexPage:
    """`/elsewhere?q=tinh&year=2026`: contests that others held, the latest first."""

    template: ClassVar[str] = "elsewhere/index.html"
    staff: StaffView
    rows: tuple[OutsideRow, ...]
    found: int
    total: int
    words: str
    level: str
    levels: Choices
    year: int
    years: tuple[int, ...]
    query: Mapping[str, str]
    page: int = 1
    pages: int = 1
    notice: str = ""


@dataclass(frozen=True)
class NewPage:
    """`/elsewhere/new`"""

    template: ClassVar[str] = "elsewhere/new.html"
    staff: StaffView
    values: Mapping[str, str]
    levels: Choices
    labels: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class EditPage:
    """`/elsewhere/k7q2m94x0a1bc`; `values`: what is stored, or typed a moment ago."""

    template: ClassVar[str] = "elsewhere/edit.html"
    staff: StaffView
    row: OutsideRow
    address: str
    source: str
    values: Mapping[str, str]
    levels: Choices
    labels: Mapping[str, str]
    changed_by: str
    changed_at: datetime
    errors: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""
    problem: str = ""
