"""What is posted about contests elsewhere. Cells are plain text: `rules` judges them, so that all is told at
once."""

from __future__ import annotations

from pydantic import Field

from contest.web.forms import Form

LONG = 20_000


class OutsideForm(Form):
    """A contest held elsewhere. ``key``: a new one brings its id, so that a form sent twice is one."""

    name: str = Field(default="", max_length=LONG)
    organiser: str = Field(default="", max_length=LONG)
    level: str = Field(default="", max_length=20)
    first_day: str = Field(default="", max_length=20)
    last_day: str = Field(default="", max_length=20)
    address: str = Field(default="", max_length=LONG)
    people: str = Field(default="", max_length=20)
    selected: str = Field(default="", max_length=20)
    prizes: str = Field(default="", max_length=20)
    units: str = Field(default="", max_length=LONG)
    source: str = Field(default="", max_length=LONG)
    key: str = Field(default="", pattern=r"^([0-9a-z]{13})?$")
    version: str = Field(default="", pattern=r"^[0-9]{0,9}$")


class RemoveForm(Form):
    """The one that was seen is taken out."""

    version: str = Field(default="", pattern=r"^[0-9]{0,9}$")
