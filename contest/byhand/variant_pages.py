"""What the desk shows of shuffled papers: the codes, what can be printed, whole classes typed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead
from questions.variants import FEWEST, MOST


@dataclass(frozen=True)
class CodeLine:
    """One code, since when it is there, how many papers of it were typed in."""

    code: str
    made_at: datetime
    typed: int


@dataclass(frozen=True)
class VariantsPage:
    """`/byhand/k7q2m94x0a1bc/variants`: the codes of a round. ``key_waits``: why the key is not there yet."""

    template: ClassVar[str] = "byhand/variants.html"
    staff: StaffView
    round: RoundHead
    codes: tuple[CodeLine, ...] = ()
    key_waits: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    fewest: int = FEWEST
    most: int = MOST
    notice: str = ""
    problem: str = ""
