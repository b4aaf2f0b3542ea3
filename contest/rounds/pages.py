"""What the organiser's desk shows: a contest's rounds, one round, its counts, results and entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.rules import Phase
from contest.standings.hall_pages import Share

HALF = Fraction(1, 2)

#: How the letters of a code are said, for reading it out over a bad line. I, L, O and U are never in one.
SPOKEN = dict(
    zip(
        "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
        (
            *("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"),
            *("a", "bê", "xê", "dê", "e", "ép-phờ", "giê", "hát", "gi", "ca", "em-mờ", "en-nờ"),
            *("pê", "quy", "e-rờ", "ét", "tê", "vê", "vê kép", "ích", "i dài", "dét"),
        ),
        strict=True,
    )
)


class Where(StrEnum):
    """Which participants the list is about."""

    ALL = ""
    ANSWERING = "answering"
    SILENT = "silent"
    HANDED_IN = "handed_in"
    TIMED_OUT = "timed_out"
    NONE = "none"
    BARRED = "barred"
    SAME = "same"
    VOID = "void"


class Confirm(StrEnum):
    """Which deed the page asks about; `/rounds/…?confirm=closing` is a page of its own, script or not."""

    NONE = ""
    OPENING = "opening"
    CLOSING = "closing"


@dataclass(frozen=True)
class RoundView:
    """One round as every desk page names it. `phase` is what `campaigns.rules.phase` says at this moment."""

    id: str
    name: str
    phase: Phase
    opens_at: datetime
    closes_at: datetime
    campaign: str
    slug: str
    paused_at: datetime | None = None


@dataclass(frozen=True)
class RoundRow:
    """A round in the list, with the two numbers that matter from afar."""

    round: RoundView
    people: int
    answering: int


@dataclass(frozen=True)
class CampaignRow:
    """A contest in the list, its rounds in order."""

    title: str
    slug: str
    organiser: str
    is_sample: bool
    rounds: tuple[RoundRow, ...]
    requests: tuple[int, int] | None = None  # about data: how many wait, how many are late; None: not theirs


@dataclass(frozen=True)
class Progress:
    """How far closing is: `step` says what is being done, in words; `failed` what went wrong, if anything."""

    step: str
    done: int
    total: int
    failed: str = ""

    @property
    def width(self) -> str:
        """Per cent done, whole."""
        return str(100 * self.done // self.total if self.total else 0)


@dataclass(frozen=True)
class Counts:
    """A round's numbers at `now`. `started` counts attempts, `people` counts people."""

    round_id: str
    phase: Phase
    now: datetime
    started: int
    answering: int
    handed_in: int
    people: int
    headcount: int | None
    units: tuple[Share, ...] = ()
    progress: Progress | None = None
    silent: int = 0
    paused_at: datetime | None = None

    @property
    def moving(self) -> bool:
        """Whether the numbers still change, so that the page asks again."""
        return self.phase is not Phase.CLOSED

    @property
    def total(self) -> Share:
        """All units together."""
        return Share(self.people, self.headcount)

    @property
    def lowest(self) -> Share | None:
        """The unit to remind: the lowest rate, if below a half."""
        low = [(unit.rate, unit.name, unit) for unit in self.units if unit.rate is not None]
        rate, _, unit = min(low, key=lambda each: each[:2], default=(HALF, "", None))
        return unit if rate < HALF else None


@dataclass(frozen=True)
class IndexPage:
    """`/rounds`: all contests and their rounds."""

    template: ClassVar[str] = "rounds/index.html"
    staff: StaffView
    campaigns: tuple[CampaignRow, ...]


@dataclass(frozen=True)
class ShowPage:
    """`/rounds/k7q2m94x0a1bc`: where the round stands, what to do now, the counts.

    `confirm` asks before opening or closing. `address` and `qr` (an SVG's text) are for the poster. `twice`:
    how many groups of registrations look like one person each. `papers`: of those answered on paper how many
    wait for being typed in and how many are; None where the rules have none.
    """

    template: ClassVar[str] = "rounds/show.html"
    staff: StaffView
    round: RoundView
    counts: Counts
    address: str
    qr: str
    confirm: Confirm = Confirm.NONE
    problem: str = ""
    twice: int = 0
    selected: bool = False  # the round is for those who were selected in another one
    announced: tuple[str, str] = ("", "")  # that one (round, name) while a hall is told its places one by one
    selects: tuple[tuple[str, str, bool], ...] = ()  # (round, name, confirmed) that this one selects for
    papers: tuple[int, int] | None = None
    suggestions: int = 0  # open questions that its papers ask
    complaints: tuple[int, int] = (0, 0)  # how many wait for an answer, how many of them are late
    corrected: int = 0  # keys that were corrected since it was graded


@dataclass(frozen=True)
class CountsPage:
    """`/rounds/k7q2m94x0a1bc/counts`: the counts alone; `rounds/show.html` includes the same file."""

    template: ClassVar[str] = "rounds/_counts.html"
    counts: Counts


@dataclass(frozen=True)
class ResultRow:
    """One person's place. `points` are hundredths; `error` is the prediction's, None without one."""

    rank: int
    name: str
    unit: str
    right: int
    points: int
    seconds: int
    handed_in_at: datetime
    error: int | None = None
    number: int = 1  # which attempt counts
    first_start: datetime | None = None
    perfects: int = 0
    birth_year: int | None = None
    on_paper: bool = False


@dataclass(frozen=True)
class ResultColumns:
    """What a list of results shows beside the usual, since the rules rank by it."""

    right: bool = True  # the mean of several attempts has no count of right answers
    number: bool = False
    first_start: bool = False
    perfects: bool = False
    birth_year: bool = False


@dataclass(frozen=True)
class ResultsPage:
    """`/rounds/k7q2m94x0a1bc/results?q=nhung&page=2`: ranks of a closed round; `found` is how many match.

    `order` says by what they are ranked, `unranked` how many have points and no place, `why` they have none.
    """

    template: ClassVar[str] = "rounds/results.html"
    staff: StaffView
    round: RoundView
    rows: tuple[ResultRow, ...]
    found: int
    people: int
    questions: int
    q: str = ""
    page: int = 1
    pages: int = 1
    truth: int | None = None
    in_percent: bool = False  # the prediction and how far off it is are hundredths of a per cent
    columns: ResultColumns = ResultColumns()
    order: tuple[str, ...] = ()
    unranked: int = 0
    why: str = ""
    season: bool = False  # the contest's rounds are added up


@dataclass(frozen=True)
class EntryRow:
    """A participant as the desk may see them. `attempts` says in words how far they are."""

    id: str
    name: str
    unit: str
    birth_year: int | None
    attempts: str
    open: bool = False
    barred: bool = False
    void: bool = False
    same: bool = False
    audience: str = ""


@dataclass(frozen=True)
class IssuedCode:
    """A new entry code, shown this once. `code` is 8 characters without a dash."""

    name: str
    unit: str
    code: str
    by: str
    at: datetime

    @property
    def halves(self) -> tuple[str, str]:
        """4 and 4, as people copy it."""
        return self.code[:4], self.code[4:]

    @property
    def letters(self) -> tuple[tuple[str, str], ...]:
        """Each character with how it is said."""
        return tuple((letter, SPOKEN[letter]) for letter in self.code.upper())


@dataclass(frozen=True)
class EntriesPage:
    """`/rounds/k7q2m94x0a1bc/entries?q=tran+thi&where=silent&page=2`: participants, by where they stand.

    `issued` is set only in the answer to `rounds.recode`. `found` is how many match; `rows` a page of them.
    """

    template: ClassVar[str] = "rounds/entries.html"
    staff: StaffView
    round: RoundView
    q: str = ""
    rows: tuple[EntryRow, ...] = ()
    found: int = 0
    people: int = 0
    issued: IssuedCode | None = None
    problem: str = ""
    where: Where = Where.ALL
    page: int = 1
    pages: int = 1
    twice: int = 0
