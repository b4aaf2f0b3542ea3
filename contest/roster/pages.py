"""What the pages of a contest's roster show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead
from contest.campaigns.ways import USUAL, Entrance
from contest.lists.pages import ImportLine, Preview


@dataclass(frozen=True)
class MemberLine:
    """Somebody on the roster. `entry`: theirs; without it they may have `come` by their name. `came`: when
    and how; `shared`: that others came on the same phone."""

    id: str
    name: str
    unit: str
    class_name: str
    birth_year: int | None
    own_code: str
    entry: str
    come: bool
    has_code: bool = False
    audience: str = ""
    came: str = ""
    shared: str = ""


@dataclass(frozen=True)
class IndexPage:
    """`/roster/k7q2m94x0a1bc?q=thui&where=waiting&page=2`: who is on the list of the contest's people.

    `group`, `place`: the one class that is looked at, its id and what it is called.
    """

    template: ClassVar[str] = "roster/index.html"
    staff: StaffView
    round: RoundHead
    rows: tuple[MemberLine, ...] = ()
    found: int = 0
    everybody: int = 0
    come: int = 0
    by_name: int = 0
    q: str = ""
    where: str = ""
    page: int = 1
    pages: int = 1
    problem: str = ""
    notice: str = ""
    token: str = ""
    seen: int = 0
    group: str = ""
    place: str = ""


@dataclass(frozen=True)
class UploadPage:
    """`/roster/k7q2m94x0a1bc/upload`: choose an Excel file; the lists that wait, and those saved lately."""

    template: ClassVar[str] = "roster/upload.html"
    staff: StaffView
    round: RoundHead
    earlier: tuple[ImportLine, ...] = ()
    has_units: bool = True
    audiences: tuple[str, ...] = ()
    problem: str = ""
    notice: str = ""


@dataclass(frozen=True)
class FaultLine:
    """What is wrong with a row, and the units that may be meant: (code, name)."""

    part: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class RowLine:
    """A row of the preview. ``tone``: wrong, ask, look, ready, have; ``cells`` are as written in the file."""

    line: int
    tone: str
    name: str
    year: str
    unit: str
    group: str
    phone: str
    code: str
    cells: Mapping[str, str]
    faults: tuple[FaultLine, ...] = ()
    alike: str = ""
    notes: tuple[str, ...] = ()
    audience: str = ""


@dataclass(frozen=True, kw_only=True)
class PreviewPage(Preview):
    """`/roster/k7q2m94x0a1bc/imports/m3q2m94x0a1bc?only=wrong`: every row before saving, then what was."""

    template: ClassVar[str] = "roster/preview.html"
    staff: StaffView
    round: RoundHead
    rows: tuple[RowLine, ...] = ()
    has_audiences: bool = False


@dataclass(frozen=True)
class CodesPage:
    """`/roster/k7q2m94x0a1bc/codes`: who has a personal code, the slips to print, and the way in.

    `token` goes along with each form: sent twice, it makes the same codes. `seen`: when the page was read.
    `named`: slips of those who came by their name. `missing`, `every`: how many slips each file has, for
    those without a code and for all who have not come. `version`: of the way in that is stored, `entrance`
    may be another one that was ticked.
    """

    template: ClassVar[str] = "roster/codes.html"
    staff: StaffView
    round: RoundHead
    token: str
    seen: int = 0
    without: int = 0
    waiting: int = 0
    come: int = 0
    by_name: int = 0
    named: int = 0
    entrance: Entrance = USUAL
    version: str = ""
    missing: tuple[int, ...] = ()
    every: tuple[int, ...] = ()
    problem: str = ""
    notice: str = ""


@dataclass(frozen=True)
class ClassLine:
    """A class with its code. `code`: as it is shown, "" until it is opened for the first time."""

    id: str
    place: str
    people: int
    come: int
    code: str = ""
    seen: str = ""
    until: datetime | None = None
    unproved: int = 0


@dataclass(frozen=True)
class ClassesPage:
    """`/roster/k7q2m94x0a1bc/classes`: the classes of the list, their codes, how many came."""

    template: ClassVar[str] = "roster/classes.html"
    staff: StaffView
    round: RoundHead
    classes: tuple[ClassLine, ...] = ()
    by_class: bool = False
    proof: bool = True
    problem: str = ""
    notice: str = ""


@dataclass(frozen=True)
class ProjectPage:
    """`/roster/k7q2m94x0a1bc/classes/m3q2m94x0a1bc`: one class's code, large, for the projector."""

    template: ClassVar[str] = "roster/project.html"
    staff: StaffView
    round: RoundHead
    line: ClassLine
    address: str
    qr: str


@dataclass(frozen=True)
class ArrivedPage:
    """`/roster/k7q2m94x0a1bc/classes/m3q2m94x0a1bc/arrived`: how many of a class came, as a fragment."""

    template: ClassVar[str] = "roster/_arrived.html"
    round: RoundHead
    line: ClassLine


@dataclass(frozen=True)
class PaperLine:
    """Somebody of a class and what their guardian signed."""

    id: str
    name: str
    join: bool
    publish: bool
    at: datetime | None = None
    has_come: bool = False


@dataclass(frozen=True)
class PapersPage:
    """`/roster/k7q2…/classes/c1aa…/papers`. Posted names: `join`, `publish`, each with the ids of people."""

    template: ClassVar[str] = "roster/papers.html"
    staff: StaffView
    round: RoundHead
    group: str
    place: str
    lines: tuple[PaperLine, ...]
    notice: str = ""
