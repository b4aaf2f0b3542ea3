"""What the board on phones shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True)
class BoardRow:
    """One place. `name` is masked already where it has to be; a place may be shared."""

    rank: int
    name: str
    unit: str
    score: str  # "14/15" or points, as the ruleset counts
    seconds: int | None  # None where the time does not rank
    own: bool = False


@dataclass(frozen=True)
class UnitPlace:
    """One unit's place: `figure` is what ranks it ("86,4%"), `note` what it is made of ("38/44 người")."""

    rank: int
    name: str
    figure: str
    note: str = ""
    own: bool = False


@dataclass(frozen=True)
class OwnPlace:
    """One's own place on `/standings/k7q2m94qx3f8d`, for who is not among its first rows."""

    template: ClassVar[str] = "standings/_own.html"
    around: tuple[BoardRow, ...]


@dataclass(frozen=True)
class BoardPage:
    """`/standings/k7q2m94qx3f8d`"""

    template: ClassVar[str] = "standings/board.html"
    slug: str
    round: str
    round_name: str
    title: tuple[str, ...]
    shown: bool  # False: the ruleset keeps the board closed until the round is ranked
    closes: datetime
    rows: tuple[BoardRow, ...] = ()
    around: tuple[BoardRow, ...] = ()  # own row with its neighbours, when it is not among `rows`
    units: tuple[UnitPlace, ...] = ()
    min_unit: int = 0  # units smaller than this are not ranked
    units_apart: str = ""  # how the list of prizes tells units apart that share a place here
    people: int = 0
    order: tuple[str, ...] = ()  # by what people are ranked, in words
    provisional: bool = True
    updated: datetime | None = None
    covered: int = 0  # so many first places are announced in the hall before they stand here
    season: bool = False  # the rounds are added up, on a page of their own
    frozen: bool = False  # stands still since `updated`
    honours: bool = False  # its winners have a page
    digest: str = ""  # the beginning of the published result's digest; "" before it was published
    audiences: tuple[tuple[str, str], ...] = ()  # (code, name) of those that have a board of their own here


@dataclass(frozen=True)
class PlacesPage:
    """`/standings/k7q2m94qx3f8d/places?page=2` and `?q=thui`: the whole board, a page at a time, or who of it
    is called so."""

    template: ClassVar[str] = "standings/places.html"
    slug: str
    round: str
    round_name: str
    title: tuple[str, ...]
    shown: bool  # False: there is no public board yet
    provisional: bool = True
    rows: tuple[BoardRow, ...] = ()
    people: int = 0
    page: int = 1
    pages: int = 1
    q: str = ""
    more: bool = False  # too many may be called so: some were not looked at
    covered: int = 0  # so many first places are announced in the hall before they stand here
    frozen: datetime | None = None  # the board stands still since then, and ends with its first rows
    audiences: tuple[tuple[str, str], ...] = ()  # (code, name) of those that everybody may be told apart by
    audience: str = ""  # the code of the one that is shown: ranks are those among its people
    label: str = ""  # and its name
    few: int = 0  # it, or who is beside all boards, is fewer than this: it has none of its own
    around: tuple[BoardRow, ...] = ()  # own row with its neighbours, when it is not among `rows`
    units: bool = False  # there are units, on a page of their own


@dataclass(frozen=True)
class UnitsPage:
    """`/standings/k7q2m94qx3f8d/units?by=mean&page=2`: all units by the measure that the reader chooses."""

    template: ClassVar[str] = "standings/units.html"
    slug: str
    round: str
    round_name: str
    title: tuple[str, ...]
    shown: bool  # False: there is no public board yet
    by: str  # the measure
    label: str  # and its name
    measures: tuple[tuple[str, str], ...]  # (measure, name), those with prizes first
    provisional: bool = True
    rows: tuple[UnitPlace, ...] = ()
    count: int = 0  # so many units have a place
    page: int = 1
    pages: int = 1
    min_unit: int = 0  # units smaller than this are not ranked
    least: int = 0  # nor, by points, those of whom fewer took part
    unknown: int = 0  # of so many units with people on the board nobody has told the size
    apart: str = ""  # how the list of prizes tells units apart that share a place here
    covered: int = 0  # so many first places are announced in the hall before units stand here
    frozen: datetime | None = None  # the board stands still since then
    untold: bool = False  # and no points of units were kept with it


@dataclass(frozen=True)
class EmbedPage:
    """`/standings/k7q2m94qx3f8d/embed?rows=10`: the first places, within a page of somebody else's."""

    template: ClassVar[str] = "standings/embed.html"
    board: BoardPage
