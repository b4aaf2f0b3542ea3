"""What the forms of sitting a paper post."""

from __future__ import annotations

from pydantic import Field

from contest.web.forms import Form


class AnswerForm(Form):
    """One question's form without script; nothing chosen clears the answer."""

    lease: int = Field(ge=1, le=1_000_000)
    answer: list[str] = Field(default_factory=list, max_length=20)


class HandInForm(Form):
    """ "Nộp bài"; ``ops`` is the phone's answer map as JSON, empty without script."""

    lease: int = Field(ge=1, le=1_000_000)
    ops: str = Field(default="", max_length=60_000)
