"""What the forms of sitting a paper post."""

from __future__ import annotations

from pydantic import Field

from contest.web.forms import Form


class AnswerForm(Form):
    """One question's form without script; nothing chosen clears the answer.

    ``ops``: where the next question leaves the server only when asked for, script asks with this form too,
    and brings what still waits on the phone instead of the answer.
    """

    lease: int = Field(ge=1, le=1_000_000)
    answer: list[str] = Field(default_factory=list, max_length=20)
    ops: str = Field(default="", max_length=60_000)


class HandInForm(Form):
    """ "Nộp bài"; ``ops`` is the phone's answer map as JSON, empty without script."""

    lease: int = Field(ge=1, le=1_000_000)
    ops: str = Field(default="", max_length=60_000)
