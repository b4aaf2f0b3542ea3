"""What the forms about feedback post."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from contest.feedback.rules import LONGEST
from contest.web.forms import Form


def _lines(given: object) -> object:
    """Browsers send a line's end as two signs and count it as one."""
    return given.replace("\r\n", "\n") if isinstance(given, str) else given


class AnswerForm(Form):
    """How somebody found a round; without ``words`` what they wrote before stays."""

    grade: Annotated[str, Field(pattern=r"^[1-5]$")]
    words: Annotated[str | None, BeforeValidator(_lines), Field(max_length=LONGEST)] = None


class SwitchForm(Form):
    """Whether people of the contest are asked."""

    asked: Literal["0", "1"]
