"""What the desk's forms about requests post."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from contest.privacy.states import Kind
from contest.web.forms import Form

Words = Annotated[str, Field(max_length=1000)]


class NoteForm(Form):
    """What came by phone, on paper or at the desk; `made_on`: the day, "" for now."""

    kind: Kind
    came: Literal["phone", "paper", "desk"]
    words: Words = ""
    made_on: str = Field(default="", max_length=10)
    entry: str = Field(default="", pattern=r"^([0-9a-z]{13})?$")


class AnswerForm(Form):
    """What is answered."""

    reply: str = Field(min_length=1, max_length=1000)


class ExtendForm(Form):
    """More days, and why."""

    days: int
    reason: str = Field(min_length=1, max_length=300)


class EndForm(Form):
    """It is done or refused, with what is replied; `act`: do here what was asked."""

    outcome: Literal["done", "refused"]
    reply: Words = ""
    act: Literal["", "1"] = ""
