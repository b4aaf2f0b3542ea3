"""What the pages of reports show: the figures of now, a frozen report, the form of its paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.reports.pages import Bar


@dataclass(frozen=True, slots=True)
class Cell:
    """What is read and what a workbook counts with."""

    text: str
    value: str | int | Fraction | None

    @property
    def is_number(self) -> bool:
        """Whether it stands at the right."""
        return not isinstance(self.value, str)


@dataclass(frozen=True, slots=True)
class Row:
    """``unit``: whose own report its name leads to, "" for none."""

    cells: tuple[Cell, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """``name``: of its sheet in a workbook, in few signs; ``note``: what has to be known to read it."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True)
class Option:
    """Something to choose from a list."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class Figures:
    """A report as it is read. ``query``: the parameters of an address that asks for it; ``links``: the same
    without a unit, for the lines of the table of units; empty in a frozen one."""

    title: str
    subject: str
    unit: str
    sentences: tuple[str, ...]
    tables: tuple[Table, ...]
    bars: tuple[Bar, ...]
    query: str
    links: str = ""


@dataclass(frozen=True)
class KeptRow:
    """A frozen report in the list."""

    id: str
    title: str
    subject: str
    unit: str
    people: int
    frozen_at: datetime


@dataclass(frozen=True)
class IndexPage:
    """`/summaries?preset=quarter&unit=k7q2m94x0a1bc`: the report of now, and those that were frozen.

    ``figures`` None: the days are wrong, ``errors`` says how. ``values``: the form as it was sent.
    """

    template: ClassVar[str] = "summaries/index.html"
    staff: StaffView
    values: Mapping[str, str]
    presets: tuple[Option, ...]
    scopes: tuple[Option, ...]
    units: tuple[Option, ...]
    kept: tuple[KeptRow, ...]
    figures: Figures | None = None
    may_freeze: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class ShowPage:
    """`/summaries/k7q2m94x0a1bc`: a frozen report; ``changes``: what is another number now."""

    template: ClassVar[str] = "summaries/show.html"
    staff: StaffView
    id: str
    sha256: str
    frozen_at: datetime
    figures: Figures
    changes: tuple[str, ...]


@dataclass(frozen=True)
class PaperPage:
    """`/summaries/paper?preset=month&layout=doan`: what a report's paper says beside its figures.

    ``layouts``: (value, name, what it follows). ``hidden``: which report, for the form; ``query``: the same
    for addresses.
    """

    template: ClassVar[str] = "summaries/paper.html"
    staff: StaffView
    title: str
    subject: str
    summary: str
    query: str
    hidden: Mapping[str, str]
    layout: str
    layouts: tuple[tuple[str, str, str], ...]
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
