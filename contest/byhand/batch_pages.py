"""What the desk shows while many papers with codes are typed in at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.campaigns.staff_pages import RoundHead
from contest.rounds.deed_pages import Asked


@dataclass(frozen=True)
class PersonChoice:
    """One of several people of one name. ``place``: class, unit and year."""

    entry: str
    name: str
    place: str
    chosen: bool


@dataclass(frozen=True)
class ReadLine:
    """One answer read back in full words."""

    name: str
    said: str


@dataclass(frozen=True)
class PaperLine:
    """A paper as it stands in the form. ``mark``: the deed's id and what was read back of it; ``said``: the
    answers as letters; ``whole``: the same in full words; ``blank``: how many were left out."""

    line: int
    who: str
    hint: str
    code: str
    answer: str
    entry: str
    mark: str
    name: str = ""
    place: str = ""
    choices: tuple[PersonChoice, ...] = ()
    problems: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()  # the fields that the problems are about: who, code, answer
    said: str = ""
    blank: int = 0
    whole: tuple[ReadLine, ...] = ()
    is_sound: bool = False


@dataclass(frozen=True)
class Done:
    """A paper that was just handed in."""

    sheet: str
    name: str
    code: str


@dataclass(frozen=True)
class BatchPage:
    """`/byhand/k7q2m94x0a1bc/batch`: papers with codes typed in, many at once.

    ``mode``: type, review, over (not open), none (no codes yet). ``rest``: the papers of a file that
    come after these, as hidden fields; ``waiting``: how many they are. ``ready``: how many can be handed in.
    """

    template: ClassVar[str] = "byhand/batch.html"
    staff: StaffView
    round: RoundHead
    mode: str
    form: Asked
    codes: tuple[str, ...] = ()
    rows: tuple[PaperLine, ...] = ()
    units: tuple[tuple[str, str, int], ...] = ()
    unit: str = ""
    questions: int = 0
    made_at: datetime | None = None
    rest: tuple[str, ...] = ()
    waiting: int = 0
    ready: int = 0
    done: tuple[Done, ...] = ()
    handed_in: int = 0
    problem: str = ""
