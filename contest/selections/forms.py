"""What the forms of selecting people post."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from contest.web.forms import Form

ID = r"^[0-9a-z]{13}$"
Once = Annotated[str, Field(pattern=ID)]
#: More than this that are equal at the border are no list to go through.
MOST_TIED = 200


class ConfirmForm(Form):
    """The list that was seen, by its digest."""

    seen: str = Field(pattern=r"^[0-9a-f]{64}$")


class UndoForm(Form):
    """Nothing but the button."""


class ReasonForm(Form):
    """Something that needs a reason; ``once`` is the form's own id."""

    once: Once
    reason: str = Field(min_length=1, max_length=300)


class ChangeForm(ReasonForm):
    """Somebody comes onto the list, or goes off it."""

    entry: str = Field(pattern=ID)
    chosen: Literal["1", "0"]


class BorderForm(ReasonForm):
    """Who of those that are equal at the border goes on."""

    subject: list[Annotated[str, Field(pattern=ID)]] = Field(default=[], max_length=MOST_TIED)
