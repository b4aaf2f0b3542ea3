"""What the desk shows of consents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead


@dataclass(frozen=True)
class TextRow:
    """A text in the list, with how many agreed to it."""

    id: str
    version: int
    since: datetime
    people: int


@dataclass(frozen=True)
class ConsentsPage:
    """`/privacy/k7q2…/consents`; `older`: who came before texts were kept; `tiny`: units of few people."""

    template: ClassVar[str] = "privacy/consents.html"
    staff: StaffView
    round: RoundHead
    texts: tuple[TextRow, ...]
    older: int = 0
    tiny: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConsentTextPage:
    """`/privacy/k7q2…/consents/t1aa…`"""

    template: ClassVar[str] = "privacy/consent_text.html"
    staff: StaffView
    round: RoundHead
    version: int
    since: datetime
    parts: tuple[tuple[str, str], ...]
    ticks: tuple[str, ...]
    digest: str
