"""What is posted about rosters. Cells are plain text here: the rules read them, to tell all at once."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from contest.lists.forms import Mend
from contest.roster.states import Door, Whose
from contest.web.forms import Form

#: 31/12/9999 in milliseconds.
LATEST = 253_402_214_400_000


class MendForm(Mend):
    """One row of a list, mended. ``pick`` is a unit's code, chosen from those that may be meant."""

    picks: ClassVar[str] = "unit"

    deed: str = Field(default="write", pattern="^(write|drop|keep)$")
    name: str | None = Field(default=None, max_length=300)
    year: str | None = Field(default=None, max_length=300)
    unit: str | None = Field(default=None, max_length=300)
    group: str | None = Field(default=None, max_length=300)
    phone: str | None = Field(default=None, max_length=300)
    code: str | None = Field(default=None, max_length=300)
    audience: str | None = Field(default=None, max_length=300)


class NothingForm(Form):
    """A button; unknown fields are refused all the same."""


class TokenForm(Form):
    """A deed that makes codes; the same token makes the same ones. ``seen``: the page's moment in ms."""

    token: str = Field(pattern=r"^[0-9a-z]{13}$")
    seen: int = Field(ge=0, le=LATEST)


class SlipsForm(TokenForm):
    """Whose codes to make."""

    whose: Whose


class DoorForm(Form):
    """How people enter."""

    way: Door
