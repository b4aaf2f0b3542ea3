"""What the desk shows of people without a phone, their papers, and the typing in of answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.pages import Privacy, UnitRow
from contest.campaigns.staff_pages import RoundHead
from contest.rounds.deed_pages import Asked
from contest.rounds.pages import SPOKEN


@dataclass(frozen=True)
class PersonLine:
    """Somebody for whom a paper may be printed."""

    entry: str
    name: str
    unit: str
    birth_year: int | None


@dataclass(frozen=True)
class ListedLine:
    """Somebody on the contest's list who has not come."""

    member: str
    name: str
    unit: str
    birth_year: int | None


@dataclass(frozen=True)
class WaitingLine:
    """A printed paper. `code`: as it stands on the paper; `once`: the form's id that puts it away."""

    sheet: str
    name: str
    unit: str
    code: str
    printed_at: datetime
    by: str
    once: str


@dataclass(frozen=True)
class EnteredLine:
    """A paper that was typed in; the attempt has its id. ``variant``: the code of a shuffled one."""

    sheet: str
    name: str
    unit: str
    at: datetime
    by: str
    variant: str = ""


@dataclass(frozen=True)
class Registered:
    """Somebody who was just entered, with the code that is told this once."""

    entry: str
    name: str
    unit: str
    code: str

    @property
    def halves(self) -> tuple[str, str]:
        """4 and 4, as people copy it."""
        return self.code[:4], self.code[4:]

    @property
    def letters(self) -> tuple[tuple[str, str], ...]:
        """Each character with how it is said."""
        return tuple((letter, SPOKEN[letter]) for letter in self.code.upper())


@dataclass(frozen=True)
class IndexPage:
    """`/byhand/k7q2m94x0a1bc?q=tran`: who has no phone, whose paper waits, whose is typed in.

    `since`: the papers printed at that moment (milliseconds) were just made, `made` of them; `refused`: name
    and why of those for whom none was. `registered` stands only in the answer to a registration.
    """

    template: ClassVar[str] = "byhand/index.html"
    staff: StaffView
    round: RoundHead
    q: str = ""
    people: tuple[PersonLine, ...] = ()
    found: int = 0
    listed: tuple[ListedLine, ...] = ()
    waiting: tuple[WaitingLine, ...] = ()
    entered: tuple[EnteredLine, ...] = ()
    made: int = 0
    since: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    registered: Registered | None = None
    notice: str = ""
    problem: str = ""


@dataclass(frozen=True)
class RegisterPage:
    """`/byhand/k7q2m94x0a1bc/people/new`: enter somebody who signed on paper.

    `known`: name and unit of somebody on the contest's list, whose `member` id the form posts to.
    `asks_…`: off, optional, required; with `asks_grown`: `grown` (1: is 16, 0: is not).
    """

    template: ClassVar[str] = "byhand/register.html"
    staff: StaffView
    round: RoundHead
    privacy: Privacy
    once: str
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    units: tuple[UnitRow, ...] = ()
    chosen: str = ""
    more: int = 0
    slug: str = ""
    guardian: bool = False
    member: str = ""
    known: tuple[str, str] = ("", "")
    asks_year: str = "required"
    asks_grown: bool = False
    asks_unit: str = "required"
    problem: str = ""


@dataclass(frozen=True)
class SlotLine:
    """One question on the typing page. `said`: the answer read back in full words."""

    slot: int
    name: str
    text: str
    hint: str
    value: str = ""
    error: str = ""
    said: str = ""
    is_free: bool = False  # lines of text, which nobody grades


@dataclass(frozen=True)
class Outcome:
    """What became of a paper: the receipt of one that was typed in, who did it, why."""

    by: str
    at: datetime
    reason: str
    receipt: str = ""
    began: datetime | None = None
    ended: datetime | None = None
    seconds: int = 0
    answered: int = 0
    following: str = ""  # the next paper that waits
    as_before: str = ""  # the times as the next one's address takes them


@dataclass(frozen=True)
class SheetPage:
    """`/byhand/k7q2m94x0a1bc/sheets/a1aaaaaaaaaaa`: type answers in, have them read back, hand them in.

    `mode`: type, second (the same paper once more), review, entered, withdrawn, over. `carried`: what was
    typed before, in one field; `twice`: it was typed twice and found the same.
    """

    template: ClassVar[str] = "byhand/sheet.html"
    staff: StaffView
    round: RoundHead
    sheet: str
    code: str
    name: str
    unit: str
    entry: str
    number: int
    printed_at: datetime
    mode: str
    limit: int  # seconds
    form: Asked
    lines: tuple[SlotLine, ...] = ()
    carried: str = ""
    twice: bool = False
    outcome: Outcome | None = None
