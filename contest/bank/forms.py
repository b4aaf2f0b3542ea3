"""What the authors' forms post. What a question must be is judged by `questions.formats.judging`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from contest.web.forms import Form
from questions.answering import MOST_PAIRS
from questions.formats.answers import MOST_OPTIONS
from questions.models import QuestionState
from questions.picture import LONGEST_ALT

#: Together they fit a form's body, whatever letters are in them.
Long = Annotated[str, StringConstraints(max_length=4000)]
Middle = Annotated[str, StringConstraints(max_length=2000)]
Option = Annotated[str, StringConstraints(max_length=1000)]
Short = Annotated[str, StringConstraints(max_length=80)]
Alt = Annotated[str, StringConstraints(max_length=LONGEST_ALT)]
Named = Annotated[str, StringConstraints(max_length=100)]


class QuestionForm(Form):
    """A question as typed. `deed` is the button: save, anyway (though another one is like it), preview,
    picture (the one that comes along is taken up)."""

    kind: Short = ""
    text: Long = ""
    option: list[Option] = Field(default=[], max_length=MOST_OPTIONS)
    right: list[Short] = Field(default=[], max_length=MOST_OPTIONS)
    said: list[Short] = Field(default=[], max_length=MOST_PAIRS)
    target: list[Option] = Field(default=[], max_length=MOST_OPTIONS)
    truth: Short = ""
    accepted: Middle = ""
    exact: Short = ""
    number: Short = ""
    tolerance: Short = ""
    in_parts: Short = ""
    whole: Short = ""
    unit: Short = ""
    explanation: Long = ""
    basis: Middle = ""
    topics: list[Short] = Field(default=[], max_length=100)
    audiences: list[Short] = Field(default=[], max_length=20)
    level: Short = ""
    points: Short = ""
    valid_until: Short = ""
    picture: list[Named] = Field(default=[], max_length=MOST_OPTIONS + 1)
    alt: list[Alt] = Field(default=[], max_length=MOST_OPTIONS + 1)
    drop: list[Short] = Field(default=[], max_length=MOST_OPTIONS + 1)
    place: Short = ""
    new_alt: Alt = ""
    version: int = 0
    deed: Short = ""


class BankForm(Form):
    """A new bank."""

    name: str = ""


class MoveForm(Form):
    """Where a question goes, and the version that was looked at; `back`: to the list of laws."""

    state: QuestionState
    version: int
    back: Literal["", "law"] = ""


class ProlongForm(Form):
    """Until when a question holds, as typed, and the version that was looked at."""

    valid_until: Short = ""
    version: int


class SaidForm(Form):
    """What somebody says of a question."""

    said: Long = ""
    version: int = 0


class BackForm(Form):
    """Why a question is given back, and the version that was looked at."""

    said: Long = ""
    version: int


class SigningForm(Form):
    """Whether the only approver may sign alone: "yes" or "no"."""

    alone: Literal["yes", "no"]


class RestoreForm(Form):
    """Which revision comes back."""

    number: int
    key_version: int
    version: int


class ChangeForm(Form):
    """Several questions and what to do with them: `deed` is "state:approved"; `back` the list's query;
    `every`: all that the list finds, which were so many; `past`: a day that is over, and is meant."""

    question: list[Short] = Field(default=[], max_length=300)
    deed: Short = ""
    until: Short = ""
    past: Short = ""
    every: Short = ""
    back: str = ""


class PartForm(Form):
    """Two questions that are not the same."""

    one: Short
    other: Short


class UndoForm(Form):
    """Where to come back to."""

    back: str = ""


class EmptyForm(Form):
    """Nothing to fill in; unknown fields are refused all the same."""
