"""What the pages of prizes show: the list, a decision, a version, the ladder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.commendations.rules import Outcome
from contest.commendations.states import PEOPLE_BOARDS, Board, Way
from contest.rounds.pages import RoundView


@dataclass(frozen=True)
class PrizeRow:
    """One row of a list: a person's facts or a unit's, and what they get. ``error`` is in words."""

    rank: int
    name: str
    unit: str
    outcome: Outcome
    prize: str = ""
    amount: int = 0
    reason: str = ""
    right: str = ""
    error: str = ""
    seconds: int | None = None  # where time ranks
    people: int = 0
    headcount: int = 0
    rate: Fraction | None = None
    score: str = ""


@dataclass(frozen=True)
class PrizeTable:
    """The rows of one order. ``left``: prizes not given, in words. ``figure``: the title of the column of
    what units are ordered by, where that is neither the number nor the rate. ``waits``: why nobody is
    on it yet. ``more``: so many rows are left out.
    """

    board: Board
    title: str
    rows: tuple[PrizeRow, ...]
    awarded: int
    total: int
    left: tuple[str, ...] = ()
    page: int = 1
    pages: int = 1
    figure: str = ""
    waits: str = ""
    more: int = 0
    reserve: tuple[PrizeRow, ...] = ()  # whose prize is their place on the reserve list

    @property
    def is_of_people(self) -> bool:
        """Whether its rows are people."""
        return self.board in PEOPLE_BOARDS

    @property
    def is_timed(self) -> bool:
        """Whether it shows how long people took."""
        return any(row.seconds is not None for row in (*self.rows, *self.reserve))


@dataclass(frozen=True)
class Choice:
    """One way to decide a tie, with what it costs."""

    way: Way
    title: str
    note: str


@dataclass(frozen=True)
class TieView:
    """A group that waits for the committee, and what it may decide. ``wrong``: why a way was refused.

    ``group``: among whom the order is laid, as addresses have it; ``order``: which one it is, where there are
    several.
    """

    board: Board
    key: str
    title: str
    text: str
    choices: tuple[Choice, ...]
    wrong: str = ""
    group: str = ""
    order: str = ""

    @property
    def is_of_people(self) -> bool:
        """Whether its members are people."""
        return self.board in PEOPLE_BOARDS


@dataclass(frozen=True)
class Lot:
    """One lot of a drawing: whose, and its number in hex."""

    name: str
    lot: str


@dataclass(frozen=True)
class DecidedView:
    """A decision. ``frozen_in``: the list issued on it, 0 for none; ``lots``: how to draw them again."""

    id: str
    title: str
    text: str
    reason: str
    witness: str
    by: str
    at: datetime
    frozen_in: int = 0
    lots: tuple[Lot, ...] = ()
    told: str = ""  # what each lot is made of, up to the member's id
    seed: str = ""  # the secret number that lots are drawn from, in hex
    commitment: str = ""
    seed_of: str = ""  # whose it is


@dataclass(frozen=True)
class BarredRow:
    """Somebody who takes part without being ranked."""

    name: str
    unit: str
    reason: str


@dataclass(frozen=True)
class Money:
    """A sum in figures and words, and how it stands to the budget."""

    total: int
    words: str
    budget: int | None
    note: str = ""


@dataclass(frozen=True)
class VersionRow:
    """An issued list as others name it."""

    number: int
    at: datetime
    by: str
    reason: str
    sha256: str


@dataclass(frozen=True)
class RefusalView:
    """Who refused a prize, person or unit, and what came of it. ``back_by`` "" while it stands."""

    id: str
    name: str
    prize: str
    what: str
    reason: str
    by: str
    at: datetime
    moved: tuple[str, ...] = ()
    back_by: str = ""
    back_at: datetime | None = None
    is_unit: bool = False


@dataclass(frozen=True)
class Winners:
    """The winners of a list in short: how many people, of how many it is known who they are; how many
    units."""

    count: int = 0
    checked: int = 0
    failed: int = 0
    refusals: tuple[RefusalView, ...] = ()
    units: int = 0


@dataclass(frozen=True)
class ShowPage:
    """`/commendations/k7q2m94x0a1bc?page=2`: the list of a closed round; before that the way to the prizes.

    ``changes``: what is different from the last version, in words; empty when nothing is. Of a whole contest
    ``round`` is the contest and ``home`` the round that ended last; ``open``: what has to end first;
    ``drafts``: rounds that do not count. ``beside``: (occasion, name) of the contest's other lists.
    """

    template: ClassVar[str] = "commendations/show.html"
    staff: StaffView
    round: RoundView
    closed: bool
    is_set: bool
    has_prediction: bool = False
    ranked: int = 0
    truth: int | None = None
    in_percent: bool = False
    tables: tuple[PrizeTable, ...] = ()
    ties: tuple[TieView, ...] = ()
    decided: tuple[DecidedView, ...] = ()
    barred: tuple[BarredRow, ...] = ()
    more_barred: int = 0
    missing: tuple[str, ...] = ()
    money: Money | None = None
    versions: tuple[VersionRow, ...] = ()
    changes: tuple[str, ...] = ()
    home: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    open: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    problem: str = ""
    typed: str = ""  # what somebody had written for a decision that came too late
    winners: Winners = field(default_factory=Winners)


@dataclass(frozen=True)
class Member:
    """One of a tied group, and the prize chosen for them as it was typed."""

    id: str
    name: str
    unit: str
    chosen: str = ""


@dataclass(frozen=True)
class DecidePage:
    """`/commendations/k7q2m94x0a1bc/decision?board=people&way=draw`: one tie, one way, then the confirmation.

    ``way`` None: nothing is chosen yet. ``lower``: (value, text) of what becomes of the prizes below.
    """

    template: ClassVar[str] = "commendations/decide.html"
    staff: StaffView
    round: RoundView
    tie: TieView
    way: Way | None = None
    title: str = ""
    note: str = ""
    members: tuple[Member, ...] = ()
    prizes: tuple[tuple[str, str], ...] = ()
    lower: tuple[tuple[str, str], ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    commitment: str = ""
    seed_of: str = ""
    problem: str = ""


@dataclass(frozen=True)
class IssuePage:
    """`/commendations/k7q2m94x0a1bc/issue`: what will be frozen, before it is."""

    template: ClassVar[str] = "commendations/issue.html"
    staff: StaffView
    round: RoundView
    number: int
    fingerprint: str
    people: int
    units: int
    money: Money
    left: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    hindrance: str = ""
    reason: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class VersionPage:
    """`/commendations/k7q2m94x0a1bc/versions/2`: an issued list, names as they are known today."""

    template: ClassVar[str] = "commendations/version.html"
    staff: StaffView
    round: RoundView
    version: VersionRow
    versions: tuple[VersionRow, ...]
    tables: tuple[PrizeTable, ...]
    has_prediction: bool
    truth: int | None
    ranked: int
    money: Money
    decided: tuple[DecidedView, ...] = ()
    barred: tuple[BarredRow, ...] = ()
    changes: tuple[str, ...] = ()
    in_percent: bool = False
