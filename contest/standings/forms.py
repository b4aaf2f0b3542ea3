"""What the organiser posts about the big screen."""

from __future__ import annotations

from pydantic import Field

from contest.standings.states import HallView
from contest.web.forms import Form


class ViewForm(Form):
    """What the screen shows."""

    view: HallView


class CoverForm(Form):
    """How many places are announced one by one; 0 ends the announcement."""

    size: int = Field(ge=0, le=20)


class UncoverForm(Form):
    """How many places were covered on the page that asks, and whether all are announced at once."""

    covered: int = Field(ge=0, le=50)
    whole: bool = False


class ProgrammeForm(Form):
    """The day's programme, a line an item."""

    programme: str = Field(default="", max_length=600)
    version: int = Field(ge=0)
