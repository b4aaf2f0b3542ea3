"""What the page of questions shows whose law changed, or soon will."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from contest.accounts.pages import StaffView
from questions.authoring.views import BankRef
from questions.documents.judging import Force
from questions.models import QuestionState


@dataclass(frozen=True)
class Ground:
    """A document that a question rests on and that ends or was replaced; `follower` is what replaces it."""

    id: str
    name: str
    force: Force
    until: date | None
    follower: str = ""


@dataclass(frozen=True)
class LawRow:
    """A question to look at again: why, and what can be done about it. `typed` is a day that was no day."""

    id: str
    version: int
    text: str
    state: QuestionState
    changed: bool
    valid_until: date | None
    past: bool
    near: bool
    grounds: tuple[Ground, ...]
    may_retire: bool
    typed: str = ""


@dataclass(frozen=True)
class LawPage:
    """`/bank/k7q2m94x0a1bc/law?page=2`: questions whose document was replaced, ended or soon ends, or whose
    own day comes."""

    template: ClassVar[str] = "bank/law.html"
    staff: StaffView
    bank: BankRef
    rows: tuple[LawRow, ...]
    found: int
    page: int
    pages: int
    writes: bool
    ahead: int
    done: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
