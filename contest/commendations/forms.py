"""The shape of posted input about prizes."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contest.commendations.states import Board, Check, Way
from contest.web.forms import Form

KEY = r"^[0-9a-f]{32}$"
DIGEST = r"^[0-9a-f]{64}$"


class LadderForm(Form):
    """The steps as parallel lists. ``do``: add, unit-add, up-2, drop-2, unit-up-0, extra-drop-0; "" saves."""

    version: int = Field(ge=0, le=1_000_000)
    do: str = Field(default="", max_length=20)
    name: list[str] = Field(default_factory=list, max_length=40)
    count: list[str] = Field(default_factory=list, max_length=40)
    amount: list[str] = Field(default_factory=list, max_length=40)
    unit_name: list[str] = Field(default_factory=list, max_length=40)
    unit_count: list[str] = Field(default_factory=list, max_length=40)
    unit_amount: list[str] = Field(default_factory=list, max_length=40)
    unit_board: list[str] = Field(default_factory=list, max_length=40)
    unit_scope: list[str] = Field(default_factory=list, max_length=40)
    extra_name: list[str] = Field(default_factory=list, max_length=40)
    extra_count: list[str] = Field(default_factory=list, max_length=40)
    extra_amount: list[str] = Field(default_factory=list, max_length=40)
    extra_board: list[str] = Field(default_factory=list, max_length=40)
    extra_least: list[str] = Field(default_factory=list, max_length=40)
    extra_most: list[str] = Field(default_factory=list, max_length=40)
    least_right: str = Field(default="", max_length=10)
    besides: Literal["", "1"] = ""
    budget: str = Field(default="", max_length=40)
    once: Literal["", "1"] = ""
    cap: str = Field(default="", max_length=10)
    equal_by_perfect: Literal["", "1"] = ""
    mean_people: str = Field(default="", max_length=10)
    won: str = Field(default="", max_length=100)
    rate_adds: Literal["", "1"] = ""
    reserve: str = Field(default="", max_length=10)


class DecideForm(Form):
    """One decision. ``member`` and ``prize`` stand side by side: a place in the ladder, "none" or ""."""

    board: Board
    group: str = Field(default="", max_length=40)
    key: str = Field(pattern=KEY)
    way: Way
    lower: Literal["", "keep", "drop"] = ""
    member: list[str] = Field(default_factory=list, max_length=120)
    prize: list[str] = Field(default_factory=list, max_length=120)
    witness: str = Field(default="", max_length=200)
    reason: str = Field(default="", max_length=500)


class IssueForm(Form):
    """Freeze the list that was looked at."""

    fingerprint: str = Field(pattern=DIGEST)
    reason: str = Field(default="", max_length=500)


class RefuseForm(Form):
    """Why a winner gets no prize."""

    kind: Literal["", "declined", "ineligible", "absent"] = ""
    reason: str = Field(default="", max_length=200)


class IdentifyForm(Form):
    """What was found out of a winner, and how: fixed words alone."""

    state: Check
    means: Literal["", "paper", "unit", "phone"] = ""


class Nothing(Form):
    """A button without fields."""
