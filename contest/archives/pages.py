"""What the desk shows of archives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead


@dataclass(frozen=True)
class Ready:
    """A file to take. ``size`` in words."""

    size: str
    made_at: datetime
    until: datetime


@dataclass(frozen=True)
class Origin:
    """Where a contest came from."""

    server: str
    slug: str
    made_at: datetime
    brought_at: datetime


@dataclass(frozen=True)
class IndexPage:
    """`/archives/k7q2m94x0a1bc`: a whole contest as one file. Posted to the same address: nothing.

    ``percent``: of a file on its way, else None. ``hindrance``: why none can be made.
    """

    template: ClassVar[str] = "archives/index.html"
    staff: StaffView
    round: RoundHead
    slug: str
    hindrance: str = ""
    percent: int | None = None
    failed: str = ""
    ready: Ready | None = None
    origin: Origin | None = None
