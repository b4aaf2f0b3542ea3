"""What the desk shows of suggestions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead
from contest.suggestions.rules import Sieve, Suggestion


@dataclass(frozen=True)
class IndexPage:
    """`/suggestions/k7q2m94x0a1bc?q=wifi&marked=1`: what people wrote for the open questions.

    `total`: all texts; `found`: those that match. `lengths`: the median and the most words of a text.
    """

    template: ClassVar[str] = "suggestions/index.html"
    staff: StaffView
    round: RoundHead
    sieve: Sieve
    query: Mapping[str, str]
    rows: tuple[Suggestion, ...]
    asked: tuple[str, ...]  # the open questions, in their order
    units: tuple[tuple[str, str], ...]
    total: int
    found: int
    marked: int
    ended: int  # attempts that are over
    answered: int  # those of them that say something
    lengths: tuple[int, int] = (0, 0)
    page: int = 1
    pages: int = 1
