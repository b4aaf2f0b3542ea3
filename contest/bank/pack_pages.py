"""What the page of the packs that come along shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contest.accounts.pages import StaffView
from questions.authoring.views import BankRef


@dataclass(frozen=True)
class PackRow:
    """A pack: its questions, and how many of them the bank has not."""

    slug: str
    name: str
    count: int
    new: int


@dataclass(frozen=True)
class PacksPage:
    """`/bank/k7q2m94x0a1bc/packs`: the packs that come along, to add to a bank or to take as Excel.

    `approves`: whether what is added is approved at once.
    """

    template: ClassVar[str] = "bank/packs.html"
    staff: StaffView
    bank: BankRef
    packs: tuple[PackRow, ...]
    approves: bool
    problem: str = ""
