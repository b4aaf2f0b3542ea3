"""What the forms of one's own page post."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from contest.privacy.states import Kind
from contest.web.forms import Form


class AgreeForm(Form):
    """Agree to something, or take it back."""

    what: Literal["publish", "photo"]
    given: Literal["0", "1"]


class CopyForm(Form):
    """In which form somebody wants their data."""

    form: Literal["json", "pdf"]


class CorrectForm(Form):
    """What somebody tells of themselves, put right; where they have sat, what is wrong and why."""

    name: str = Field(default="", max_length=200)
    unit: str = Field(default="", max_length=13)
    birth_year: str = Field(default="", max_length=10)
    phone: str = Field(default="", max_length=30)
    words: str = Field(default="", max_length=1000)
    q: str = Field(default="", max_length=80)
    find: str = Field(default="", max_length=1)


class AskForm(Form):
    """Something to ask about one's data."""

    kind: Kind
    words: str = Field(default="", max_length=1000)


class WithdrawForm(Form):
    """Leaving the contest."""

    sure: str = Field(default="", max_length=1)


class RejoinForm(Form):
    """Taking part anew, after these words."""

    mark: str = Field(default="", max_length=16)
    sure: str = Field(default="", max_length=1)


class EraseForm(Form):
    """Being forgotten: one's own code once more, and a tick."""

    code: str = Field(default="", max_length=20)
    sure: str = Field(default="", max_length=1)
    results: str = Field(default="", max_length=1)
