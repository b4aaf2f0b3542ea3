"""What the desk asks before it changes a running round's time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from contest.accounts.pages import StaffView
from contest.rounds.pages import RoundView


@dataclass(frozen=True)
class Asked:
    """A form as it was typed, with what is wrong with it. ``once`` is its own id."""

    once: str
    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True)
class ExtendPage:
    """`/rounds/k7q2m94x0a1bc/extension`: another close. ``loses``: how many by the one typed."""

    template: ClassVar[str] = "rounds/extend.html"
    staff: StaffView
    round: RoundView
    form: Asked
    seen: int
    answering: int
    sooner: bool = False
    loses: int = 0


@dataclass(frozen=True)
class PausePage:
    """`/rounds/k7q2m94x0a1bc/pause`: stop all clocks."""

    template: ClassVar[str] = "rounds/pause.html"
    staff: StaffView
    round: RoundView
    form: Asked
    answering: int


@dataclass(frozen=True)
class ResumePage:
    """`/rounds/k7q2m94x0a1bc/resumption`: let all clocks go on; `stood` is seconds."""

    template: ClassVar[str] = "rounds/resume.html"
    staff: StaffView
    round: RoundView
    form: Asked
    answering: int
    stood: int
    leeway: int
    close: datetime
    moved: bool = True


@dataclass(frozen=True)
class Place:
    """A unit with how many of its people answer now."""

    id: str
    name: str
    people: int


@dataclass(frozen=True)
class Given:
    """Extra time that was just given: to whom in words, and whether it was taken back. ``once`` is the id of
    the form that takes it back."""

    once: str
    deed: str
    whom: str
    minutes: int
    people: int
    undone: bool


@dataclass(frozen=True)
class ExtraPage:
    """`/rounds/k7q2m94x0a1bc/extra?entry=e1aaaaaaaaaaa`: extra time, with how many it touches."""

    template: ClassVar[str] = "rounds/extra.html"
    staff: StaffView
    round: RoundView
    form: Asked
    answering: int
    units: tuple[Place, ...] = ()
    person: Place | None = None
    given: Given | None = None
