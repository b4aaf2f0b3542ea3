"""What the desk shows of signals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead
from contest.rounds.deed_pages import Asked


@dataclass(frozen=True)
class Paper:
    """An attempt as evidence."""

    attempt: str
    name: str
    unit: str
    began: datetime
    ended: datetime | None


@dataclass(frozen=True)
class SignalLine:
    """One signal: what was seen, with the papers to look at; and what staff said of it."""

    id: str
    what: str
    detail: str
    papers: tuple[Paper, ...] = ()
    more: int = 0
    verdict: str = ""  # in words
    by: str = ""
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Group:
    """The signals of one kind, with what the kind is and is not."""

    title: str
    about: str
    lines: tuple[SignalLine, ...]


@dataclass(frozen=True)
class Progress:
    """How far the looking is; `failed` says why it stopped."""

    step: str
    done: int
    failed: str = ""
    finished: bool = False


@dataclass(frozen=True)
class IndexPage:
    """`/signals/k7q2m94x0a1bc`: what looked odd in a closed round, to look at and decide.

    `asked`: the signal whose form was sent with something wrong in it.
    """

    template: ClassVar[str] = "signals/index.html"
    staff: StaffView
    round: RoundHead
    until: datetime
    form: Asked
    progress: Progress | None = None
    groups: tuple[Group, ...] = ()
    open: int = 0  # signals that nobody decided
    asked: str = ""
    expired: bool = False
    problem: str = ""
