"""One shape for all real contests: their rules as data, a few made-up people, and what the rules say of them.

What is expected was worked out by hand from the rules as the real contest prints them (docs: domain of real
contests), never with our own code. People and their attempts are invented; the days of a round too, where
the real ones are not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from contest.clock import VIETNAM
from contest.commendations.ladders import Ladder, UnitStep
from contest.commendations.rules import Step
from contest.commendations.states import Board
from contest.ruleset.rules import Ruleset
from contest.ruleset.text import Facts

MILLION = 1_000_000
SAT = re.compile(
    r"(?:vòng (?P<round>\d) )?(?P<at>\d\d/\d\d \d\d:\d\d(?::\d\d)?) (?P<seconds>\d+)s (?P<right>\d+) đúng"
    r"(?:, đoán (?P<guess>\d+))?(?P<void>, hủy)?(?P<late>, muộn)?"
)


@dataclass(frozen=True)
class Window:
    """A round: its name and when it is open, on the wall clock of Việt Nam."""

    name: str
    opens: str
    closes: str

    @property
    def opens_at(self) -> datetime:
        """The first moment."""
        return moment(self.opens)

    @property
    def closes_at(self) -> datetime:
        """The first moment after it."""
        return moment(self.closes)


@dataclass(frozen=True)
class Sat:
    """One attempt. ``late``: handed in one second after the grace, nothing saved before."""

    round: int
    at: datetime
    seconds: int
    right: int
    guess: int | None
    void: bool
    late: bool

    @property
    def ends(self) -> datetime:
        """When it was handed in."""
        return self.at + timedelta(seconds=self.seconds)


@dataclass(frozen=True)
class Human:
    """Somebody with their attempts in the order in which they sat them."""

    name: str
    unit: str
    year: int
    sat: tuple[Sat, ...]
    barred: bool = False


@dataclass(frozen=True)
class Real:
    """A real contest. ``winners``: for each round the names for each prize; ``units`` the same for units.

    ``truth``: the true value of the prediction for each round. ``order``: all ranked people of the first
    round, those who share a place in one text joined by " = ". ``tied``: each group
    that a border between prizes goes through, all of which gets the upper one. ``marks``: hundredths for a
    question. ``blocks``: the unit above a unit; prizes for units below one are told as "below:" and its name.
    ``left_out``: what our rules can't say.
    """

    place: str
    file: str
    title: str
    organiser: str
    rules: Ruleset
    windows: tuple[Window, ...]
    ladder: Ladder
    told: str
    order: tuple[str, ...]
    winners: tuple[Mapping[str, tuple[str, ...]], ...]
    truth: tuple[int | None, ...] = (None,)
    sizes: Mapping[str, int | None] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    units: tuple[Mapping[str, tuple[str, ...]], ...] = ({},)
    tied: tuple[str, ...] = ()
    audience: str = ""
    contact: str = ""
    marks: int = 100
    left_out: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[Human, ...]:
        """The people of ``told``, one a line; one that begins with a semicolon goes on with the last."""
        year = int(self.windows[0].opens[6:10])
        told = re.sub(r"\n\s*;", ";", self.told)
        lines = (line for line in told.splitlines() if line.strip())
        return tuple(_human(line, year) for line in lines)

    @property
    def facts(self) -> Facts:
        """What the thể lệ says beside the rules; of the first round."""
        first = self.windows[0]
        return Facts(
            self.title,
            self.organiser,
            first.name,
            first.opens_at,
            first.closes_at,
            self.contact,
            self.audience,
        )


def moment(text: str) -> datetime:
    """``20/10/2024 08:00`` on the wall clock of Việt Nam; seconds may follow."""
    form = "%d/%m/%Y %H:%M:%S" if text.count(":") == 2 else "%d/%m/%Y %H:%M"
    return datetime.strptime(text, form).replace(tzinfo=VIETNAM)


def _human(line: str, year: int) -> Human:
    name, unit, born, attempts = (cell.strip() for cell in line.split("|"))
    sat = tuple(_sat(text.strip(), year) for text in attempts.split(";"))
    return Human(name.removeprefix("*"), unit, int(born), sat, barred=name.startswith("*"))


def _sat(text: str, year: int) -> Sat:
    found = SAT.fullmatch(text)
    assert found is not None, text
    day, hour = found["at"].split(" ")
    return Sat(
        round=int(found["round"] or 1),
        at=moment(f"{day}/{year} {hour}"),
        seconds=int(found["seconds"]),
        right=int(found["right"]),
        guess=None if found["guess"] is None else int(found["guess"]),
        void=bool(found["void"]),
        late=bool(found["late"]),
    )


def steps(text: str) -> tuple[Step, ...]:
    """Prizes in one line: ``1 Nhất 3.000.000; 3 Nhì 2.000.000``."""
    return tuple(Step(name, count, amount) for name, count, amount in map(_step, text.split(";")))


def unit_steps(board: Board, text: str) -> tuple[UnitStep, ...]:
    """The same for units, by one order."""
    return tuple(UnitStep(name, count, amount, board) for name, count, amount in map(_step, text.split(";")))


def within(block: str, steps: tuple[UnitStep, ...]) -> tuple[UnitStep, ...]:
    """The same for the units below another one."""
    return tuple(replace(step, scope=f"below:{block}", label=f"các đơn vị thuộc {block}") for step in steps)


def _step(text: str) -> tuple[str, int, int]:
    count, *name, amount = text.split()
    return " ".join(name), int(count), int(amount.replace(".", ""))
