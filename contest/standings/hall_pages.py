"""What the big screen in the hall shows: plain values that the server has already masked and cut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import ClassVar

from contest.campaigns.rules import Phase
from contest.standings.rules import part
from contest.standings.states import HallView

#: More than this and the title goes to smaller letters, so that the head keeps two lines.
LONG_TITLE = 42


@dataclass(frozen=True)
class Leader:
    """One row of the leaders. `name` is masked already; `error` is the prediction's, only after close."""

    place: int
    name: str
    unit: str
    score: str
    seconds: int | None  # None where the time does not rank
    error: int | None = None


@dataclass(frozen=True)
class Share:
    """How many of how many people took part; `name` is the unit's, or empty for all."""

    people: int
    headcount: int | None = None
    name: str = ""

    @property
    def rate(self) -> Fraction | None:
        """The exact part; without a headcount there is none."""
        return part(self.people, self.headcount)

    @property
    def width(self) -> str:
        """The bar's length in per cent to a tenth, never beyond its frame."""
        tenths = min(1000, int((self.rate or Fraction(0)) * 1000))
        return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True)
class Item:
    """A line of the day's programme."""

    at: datetime
    text: str


@dataclass(frozen=True)
class Live:
    """Everything on the screen at `now`. Without `public` there are no names and no counts before close.

    `counted`: how many take part may be shown though nothing else may. `frozen_at`: the board stands still
    since then. `size` places are announced one by one, the first `covered` rows not yet: they are not in
    `leaders`. `fresh` are the rows (from 0) that were announced last. `in_percent`: predictions are
    hundredths of a per cent.
    """

    phase: Phase
    now: datetime
    title: str
    organiser: str
    opens_at: datetime
    closes_at: datetime
    address: str
    qr: str
    public: bool = True
    leaders: tuple[Leader, ...] = ()
    units: tuple[Share, ...] = ()
    min_headcount: int = 1
    total: Share | None = None
    programme: tuple[Item, ...] = ()
    truth: int | None = None
    in_percent: bool = False
    view: HallView = HallView.ALL
    counted: bool = False
    frozen_at: datetime | None = None
    size: int = 0
    covered: int = 0
    fresh: tuple[int, ...] = ()
    paused_at: datetime | None = None

    @property
    def screen(self) -> str:
        """Which of the screens this is; its fragment is `standings/_hall_<screen>.html`."""
        if self.phase is Phase.CLOSED and self.size:
            return "reveal"
        if self.view is HallView.PART and self.counted:
            return "part"
        if not self.board:
            return "calm"
        return "board" if self.view in (HallView.ALL, HallView.PART) else self.view.value

    @property
    def rows(self) -> tuple[Leader | None, ...]:
        """The places of an announcement from the first on; None stands for one that is still covered."""
        return (*([None] * self.covered), *self.leaders)

    @property
    def news(self) -> tuple[Leader, ...]:
        """Whoever was announced last: several when they share the place."""
        return tuple(self.leaders[index - self.covered] for index in self.fresh)

    @property
    def until(self) -> datetime | None:
        """What the clock counts down to: opening, then closing, then nothing. In a pause it stands still."""
        if self.paused_at is not None and self.phase is Phase.OPEN:
            return None
        return {Phase.WAITING: self.opens_at, Phase.OPEN: self.closes_at}.get(self.phase)

    @property
    def seconds_left(self) -> int:
        """Whole seconds to `until`, rounded down: the screen never promises time that isn't there."""
        return 0 if self.until is None else max(0, int((self.until - self.now).total_seconds() // 1))

    @property
    def board(self) -> bool:
        """Whether names and counts may be on the screen now."""
        return self.phase is Phase.CLOSED or (self.phase is Phase.OPEN and self.public)

    @property
    def long(self) -> bool:
        """Whether the title needs smaller letters."""
        return len(self.title) > LONG_TITLE


@dataclass(frozen=True)
class HallLive:
    """`/standings/k7q2m94x0a1bc/stream`: one message of the stream, the whole changing part of the screen."""

    template: ClassVar[str] = "standings/_hall.html"
    live: Live


@dataclass(frozen=True)
class HallPage:
    """`/standings/k7q2m94x0a1bc/hall`: the big screen. It includes the very file that the stream sends."""

    template: ClassVar[str] = "standings/hall.html"
    round_id: str
    live: Live
