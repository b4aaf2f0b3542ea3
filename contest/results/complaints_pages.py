"""What the desk shows of complaints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead
from contest.results.complaint_pages import TrailRow
from contest.results.complaints import Counts


@dataclass(frozen=True)
class ListedRow:
    """A complaint in the list; `tone`: wrong, waiting, saved or nothing, `sign`: an icon's name."""

    id: str
    about: str
    whose: str
    unit: str
    made_at: datetime
    due_at: datetime
    state: str
    tone: str
    sign: str
    waits: bool
    late: bool


@dataclass(frozen=True)
class Typed:
    """An answer that could not be taken, with what is wrong with it."""

    answer: str = ""
    error: str = ""
    problem: str = ""


NOTHING = Typed()


@dataclass(frozen=True)
class ComplaintsPage:
    """`/results/k7q2…/complaints?page=2`: who waits first, the oldest on top."""

    template: ClassVar[str] = "results/complaints.html"
    staff: StaffView
    round: RoundHead
    rows: tuple[ListedRow, ...]
    counts: Counts
    until: datetime | None  # None while there is no result to complain about
    days: int  # an answer is promised within so many
    page: int = 1
    pages: int = 1
    notice: str = ""


@dataclass(frozen=True)
class ComplaintDeskPage:
    """`/results/k7q2…/complaints/c1aa…`"""

    template: ClassVar[str] = "results/complaint_desk.html"
    staff: StaffView
    round: RoundHead
    row: ListedRow
    entry: str
    attempt: str
    number: int
    receipt: str
    words: str
    slot: int | None
    trail: tuple[TrailRow, ...]
    taken_by: str
    answer: str
    decided_by: str
    decided_at: datetime | None
    is_new: bool
    answered: bool
    form: Typed = NOTHING
    notice: str = ""
