"""What the forms of sitting a paper post."""

from __future__ import annotations

import re

from pydantic import Field

from contest.web.forms import Form, PostedForm, read


class AnswerForm(Form):
    """One question's form without script; nothing chosen clears the answer.

    ``ops``: where the next question leaves the server only when asked for, script asks with this form too,
    and brings what still waits on the phone instead of the answer.
    """

    lease: int = Field(ge=1, le=1_000_000)
    answer: list[str] = Field(default_factory=list, max_length=20)
    ops: str = Field(default="", max_length=60_000)


#: The rows of one question that are chosen apart come under names of their own.
ROW = re.compile(r"answer-(?:[1-9]|1[0-2])")


def answer_form(posted: PostedForm) -> AnswerForm:
    """The form of any kind of question, its rows put together."""
    rows = [value for name, value in posted.values.items() if ROW.fullmatch(name)]
    values = {name: value for name, value in posted.values.items() if not ROW.fullmatch(name)}
    if rows:
        values["answer"] = ""
    lists = {**posted.lists, "answer": [*posted.lists.get("answer", ()), *rows]}
    return read(AnswerForm, PostedForm(values, lists, posted.files))


class HandInForm(Form):
    """ "Nộp bài"; ``ops`` is the phone's answer map as JSON, empty without script."""

    lease: int = Field(ge=1, le=1_000_000)
    ops: str = Field(default="", max_length=60_000)
