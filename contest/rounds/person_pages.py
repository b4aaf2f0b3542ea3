"""What the desk shows of one participant, one attempt, and of what staff did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.rounds.deed_pages import Asked
from contest.rounds.pages import RoundView


@dataclass(frozen=True)
class Person:
    """A participant as the desk names them."""

    id: str
    name: str
    unit: str
    birth_year: int | None = None
    phone: str = ""
    barred: str | None = None  # why they are not ranked


@dataclass(frozen=True)
class AttemptRow:
    """One attempt in a person's list; `state` in words."""

    id: str
    number: int
    state: str
    tone: str
    started_at: datetime
    ended_at: datetime | None
    counts: bool = False  # the place is by this one
    on_paper: bool = False  # answered on paper, typed in by staff


@dataclass(frozen=True)
class JoinedRow:
    """A registration that counts with another one: `into` its id."""

    deed: str
    entry: str
    name: str
    unit: str
    into: str
    into_name: str
    by: str
    at: datetime | None
    reason: str


@dataclass(frozen=True)
class EntryPage:
    """`/rounds/k7q2m94x0a1bc/entries/e1aaaaaaaaaaa`: one participant, and what may be done for them.

    `same`: the registration that counts instead of this one; `others`: those that this one counts for.
    `audience`: theirs, in a contest that has some; `audiences`: those they may be moved to, (id, label).
    """

    template: ClassVar[str] = "rounds/entry.html"
    staff: StaffView
    round: RoundView
    person: Person
    attempts: tuple[AttemptRow, ...]
    form: Asked
    answering: bool = False
    place: str = ""  # the rank of a closed round, or why there is none
    same: JoinedRow | None = None
    others: tuple[JoinedRow, ...] = ()
    audience: str = ""
    audiences: tuple[tuple[str, str], ...] = ()
    papers: bool = False  # whether a paper may be printed for them now
    sheet: str = ""  # the printed one that waits for being typed in


@dataclass(frozen=True)
class Tap:
    """One answer as it came: which phone (by the number of its lease), and what became of it."""

    at: datetime
    text: str
    lease: int
    fate: str
    counts: bool


@dataclass(frozen=True)
class AskedLine:
    """One slot: what was asked, what stands, everything that came. `right` is None while it is kept back,
    `asked_at` where all questions left the server at once."""

    name: str
    text: str
    answer: str
    taps: tuple[Tap, ...]
    right: bool | None = None
    key: str = ""
    asked_at: datetime | None = None
    part: str = ""  # the title of the part that begins here
    partly: int = 0  # hundredths that a partly right answer earns


@dataclass(frozen=True)
class ChangeRow:
    """What staff changed about the attempt."""

    at: datetime
    who: str
    what: str
    reason: str


@dataclass(frozen=True)
class Marks:
    """The grade, where it may be seen. `points` are hundredths."""

    right: int
    questions: int
    points: int


@dataclass(frozen=True)
class TypedNote:
    """Who typed in what was answered on paper, when and why."""

    by: str
    at: datetime
    printed_at: datetime
    reason: str


@dataclass(frozen=True)
class AttemptPage:
    """`/rounds/k7q2m94x0a1bc/attempts/a1aaaaaaaaaaa`: one attempt from its start to its end."""

    template: ClassVar[str] = "rounds/attempt.html"
    staff: StaffView
    round: RoundView
    person: Person
    row: AttemptRow
    deadline: datetime
    seconds: int | None
    phones: int
    receipt: str
    digest: str
    lines: tuple[AskedLine, ...]
    changes: tuple[ChangeRow, ...]
    form: Asked
    void: bool = False
    marks: Marks | None = None
    sealed: bool = False
    typed: TypedNote | None = None
    resit: bool = False  # another one may be let begin for it
    returned: bool = False  # it was


@dataclass(frozen=True)
class DeedRow:
    """One line of what staff did. `link` names what it was about: (route, id), or nothing."""

    at: datetime
    who: str
    what: str
    whom: str = ""
    entry: str = ""
    attempt: str = ""
    reason: str = ""


@dataclass(frozen=True)
class TimelinePage:
    """`/rounds/k7q2m94x0a1bc/timeline?page=2`: what staff and the server did, the newest first."""

    template: ClassVar[str] = "rounds/timeline.html"
    staff: StaffView
    round: RoundView
    rows: tuple[DeedRow, ...]
    total: int
    page: int = 1
    pages: int = 1
