"""What is posted about units. Cells are plain text here: `wanted` reads them, so that all is told at once."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from contest.lists.forms import Mend, Save
from contest.web.forms import Form

ID_OR_NONE = r"^([0-9a-z]{13})?$"


class Stepped(Form):
    """A form that the first-run wizard may have led to."""

    step: int = Field(default=0, ge=0, le=9)


class UnitForm(Stepped):
    """A new unit, or a changed one."""

    name: str = ""
    kind: str = ""
    parent: str = Field(default="", pattern=ID_OR_NONE)
    q: str = Field(default="", max_length=80)
    find: str = ""
    code: str = ""
    open_to_all: str = ""
    people: str = ""
    on: str = ""
    source: str = ""
    version: str = Field(default="", max_length=16)
    token: str = Field(default="", pattern=ID_OR_NONE)


class MergeForm(Stepped):
    """Which unit stays, and whether the headcounts are added."""

    into: str = Field(default="", pattern=ID_OR_NONE)
    together: str = ""
    version: str = Field(default="", max_length=16)


class UncountForm(Stepped):
    """Whose headcount of which day goes."""

    on: date


class MendForm(Stepped, Mend):
    """One row of a list, mended. ``pick`` is a parent chosen from those that may be meant."""

    picks: ClassVar[str] = "parent"

    name: str | None = Field(default=None, max_length=300)
    parent: str | None = Field(default=None, max_length=300)
    code: str | None = Field(default=None, max_length=300)
    kind: str | None = Field(default=None, max_length=300)
    people: str | None = Field(default=None, max_length=300)
    on: str | None = Field(default=None, max_length=300)


class SaveForm(Stepped, Save):
    """The list as it was seen."""
