"""What the desk shows of regrades."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead
from contest.regrades.states import State
from contest.rounds.deed_pages import Asked


@dataclass(frozen=True)
class KeyRow:
    """A corrected question with both keys in words. ``papers``: how many ask it, where that was counted."""

    text: str
    before: str
    after: str
    papers: int | None = None


@dataclass(frozen=True)
class RegradeRow:
    """One regrade with what it found. ``decided_by`` and ``decided_at``: who applied or dropped it."""

    id: str
    state: State
    reason: str
    by: str
    at: datetime
    papers: int
    changed: int
    higher: int
    lower: int
    moved: int
    decided_by: str = ""
    decided_at: datetime | None = None
    applied_at: datetime | None = None

    @property
    def is_known(self) -> bool:
        """Whether its numbers were counted to the end: a trial that was dropped halfway found none."""
        return self.state in (State.READY, State.APPLYING, State.APPLIED) or bool(self.changed or self.moved)


@dataclass(frozen=True)
class ShiftRow:
    """Somebody's place before and after; None: none."""

    name: str
    unit: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class PrizeRow:
    """Somebody's prize before and after; "" for none."""

    name: str
    unit: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeRow:
    """One paper whose grade changes. Points are hundredths."""

    name: str
    unit: str
    attempt: str
    number: int
    points: tuple[int, int]
    right: tuple[int, int]
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Progress:
    """How far a job is; ``failed`` says why it stopped."""

    step: str
    done: int
    total: int
    failed: str = ""


@dataclass(frozen=True)
class Frozen:
    """What a regrade leaves as it is. ``truth``: the true value of a prediction that counts right answers.

    ``lists``: issued lists of prizes in words; ``selected``: rounds whose list of people is confirmed.
    """

    truth: int | None = None
    in_percent: bool = False
    lists: tuple[str, ...] = ()
    selected: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndexPage:
    """`/regrades/k7q2m94x0a1bc`: corrected keys that no grade knows, and all regrades of a closed round.

    ``papers``: how many ask a corrected question. ``waits``: the regrade that is not over.
    """

    template: ClassVar[str] = "regrades/index.html"
    staff: StaffView
    round: RoundHead
    form: Asked
    keys: tuple[KeyRow, ...] = ()
    papers: int = 0
    past: tuple[RegradeRow, ...] = ()
    waits: RegradeRow | None = None


@dataclass(frozen=True)
class ShowPage:
    """`/regrades/k7q2m94x0a1bc/0nce0000000aa?page=2`: what a regrade changes, before and after.

    ``stale``: why it can't be applied any more. ``several``: people may have several attempts.
    """

    template: ClassVar[str] = "regrades/show.html"
    staff: StaffView
    round: RoundHead
    regrade: RegradeRow
    keys: tuple[KeyRow, ...]
    frozen: Frozen
    progress: Progress | None = None
    top: tuple[ShiftRow, ...] = ()
    prizes: tuple[PrizeRow, ...] = ()
    rows: tuple[ChangeRow, ...] = ()
    page: int = 1
    pages: int = 1
    several: bool = False
    stale: str = ""
    problem: str = ""
