"""What is shown of two questions that look alike, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.bank.rules import Piece
from questions.authoring.views import BankRef
from questions.models import QuestionState


@dataclass(frozen=True)
class Facing:
    """One part of two questions: each with the words that the other has not."""

    label: str
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]


@dataclass(frozen=True)
class Beside:
    """A question that is there, `left`, beside another one; `other` is "" while that is only typed."""

    id: str
    state: QuestionState
    parts: tuple[Facing, ...]
    other: str = ""
    other_state: QuestionState = QuestionState.DRAFT


@dataclass(frozen=True)
class TwinsPage:
    """`/bank/k7q2m94x0a1bc/twins?page=2`: all pairs of a bank that look alike, 20 a page."""

    template: ClassVar[str] = "bank/twins.html"
    staff: StaffView
    bank: BankRef
    rows: tuple[Beside, ...]
    found: int
    page: int
    pages: int
    writes: bool
    done: str = ""
