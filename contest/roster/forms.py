"""What is posted about rosters. Cells are plain text here: the rules read them, to tell all at once."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from contest.campaigns.states import Way
from contest.campaigns.ways import Entrance
from contest.lists.forms import Mend
from contest.roster.states import Until, Whose
from contest.web.forms import Form

#: 31/12/9999 in milliseconds.
LATEST = 253_402_214_400_000

Tick = Literal["1", ""]


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
    """Whose codes to make, and which part of a long list."""

    whose: Whose
    part: int = Field(default=1, ge=1, le=1_000)


class DoorForm(Form):
    """How people enter: a tick for each way, and what is asked of who comes. ``version``: of what the page
    showed."""

    form: Tick = ""
    code: Tick = ""
    by_class: Tick = ""
    proof: Tick = ""
    on_paper: Tick = ""
    version: str = Field(default="", max_length=30)

    @property
    def entrance(self) -> Entrance:
        """What the ticks say."""
        ticked = {Way.FORM: self.form, Way.CODE: self.code, Way.CLASS: self.by_class}
        ways = tuple(way for way, tick in ticked.items() if tick)
        return Entrance(ways, self.proof == "1", self.on_paper == "1")


class ClassForm(Form):
    """A class, "" for all of them."""

    group: str = Field(default="", pattern=r"^([0-9a-z]{13})?$")


class OpenForm(ClassForm):
    """How long it is opened."""

    until: Until = Until.DAY


class RenewForm(Form):
    """Another code; ``seen`` is the one that the page showed."""

    seen: str = Field(default="", max_length=13)


class PapersForm(Form):
    """Whose guardians have signed: for taking part, and for the name too."""

    join: list[str] = Field(default_factory=list, max_length=400)
    publish: list[str] = Field(default_factory=list, max_length=400)
