"""What the forms of making a contest post; what they make of the settings is in ``edits.py``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from contest.people.asking import USUAL, Ask
from contest.planning.rules import TITLE_LENGTH
from contest.ruleset.rules import BoardShown, ReviewShown, ScoreShown, Way
from contest.ruleset.states import FEWEST_PARTS, MOST_PARTS
from contest.web.forms import Form
from questions.audiences import Audience
from questions.folding import tidy


def emptied(text: object) -> object:
    """Nothing typed is nothing said."""
    return None if text == "" else text


def _lines(text: object) -> object:
    """Line breaks as one character, no empty lines, nothing invisible."""
    return tidy(text) if isinstance(text, str) else text


def _line(text: object) -> object:
    return " ".join(tidy(text).split()) if isinstance(text, str) else text


Lines = Annotated[str, BeforeValidator(_lines)]
Line = Annotated[str, BeforeValidator(_line)]
Title = Annotated[Lines, Field(min_length=1, max_length=TITLE_LENGTH)]
Organiser = Annotated[Lines, Field(min_length=1, max_length=200)]
Tick = Literal["1", ""]


class NewForm(Form):
    """A new contest: the least that it needs. ``base`` is a template's key or `copy-` and a round's id.

    ``key`` becomes the contest's id, so that a form sent twice makes one contest.
    """

    key: str = Field(pattern=r"^[0-9a-z]{13}$")
    base: str = Field(min_length=1, max_length=40)
    title: Title
    organiser: Organiser
    opens_at: str = Field(min_length=1, max_length=40)
    closes_at: str = Field(min_length=1, max_length=40)
    bank: str = Field(min_length=1, max_length=60)


class GroupForm(Form):
    """What every group's form brings beside its fields."""

    version: str = Field(min_length=16, max_length=16)
    refresh: str = ""  # the button that only writes the thể lệ anew
    enter: str = ""  # the button that Enter presses
    reason: Line = Field(default="", max_length=300)  # why, once the round has opened


class NameForm(GroupForm):
    """Name and organiser, as their authors break them into lines."""

    title: Title
    organiser: Organiser
    contact: Line = Field(max_length=300)
    about: Lines = Field(max_length=2000)
    slug: str = Field(min_length=1, max_length=60)


class LockedNameForm(GroupForm):
    """What of the name may still change once people answer: how to reach us, and what is said beside."""

    contact: Line = Field(max_length=300)
    about: Lines = Field(max_length=2000)


class TimeForm(GroupForm):
    """One round's name and window."""

    round_name: Line = Field(min_length=1, max_length=120)
    opens_at: str = Field(min_length=1, max_length=40)
    closes_at: str = Field(min_length=1, max_length=40)


class PeopleForm(GroupForm):
    """Who may take part."""

    youngest: Annotated[int | None, BeforeValidator(emptied)] = Field(default=None, ge=3, le=100)
    audience: Line = Field(default="", max_length=300)
    masked: Tick = ""
    asks_year: Ask = USUAL.year
    asks_phone: Ask = USUAL.phone
    asks_unit: Ask = USUAL.unit
    asks_photo: Tick = ""
    by_hand: Tick = ""


class PaperForm(GroupForm):
    """The paper; its blueprint's cells, its parts and the questions of every paper come beside, since their
    names follow from them.

    Without minutes a paper in parts has the sum of theirs.
    """

    bank: str = Field(min_length=1, max_length=60)
    asked_of: Audience | Literal[""]
    minutes: Annotated[int | None, BeforeValidator(emptied)] = Field(ge=0, le=240)
    seconds: Annotated[int | None, BeforeValidator(emptied)] = Field(default=0, ge=0, le=59)
    grace_seconds: int = Field(ge=0, le=120)
    keeps_expired: Tick = ""
    way: Way
    question_seconds: Annotated[int | None, BeforeValidator(emptied)]
    shifts: Annotated[int | None, BeforeValidator(emptied)]
    parts: Annotated[int | None, BeforeValidator(emptied)] = Field(ge=FEWEST_PARTS, le=MOST_PARTS)
    divide: str = ""  # the button for one part more or less
    add_part: str = Field(default="", max_length=1)
    add_topic: str = Field(default="", max_length=60)
    add_kind: str = Field(default="", max_length=20)
    add: str = ""  # the button that adds a row
    find: str = Field(default="", max_length=200)  # words of questions for every paper
    found: str = Field(default="", max_length=200)  # those of before
    look: str = ""  # the button that looks for them


class PublicationForm(GroupForm):
    """What is shown when, and from which size on a unit is ranked."""

    score: ScoreShown
    board: BoardShown
    review: ReviewShown
    minimum_unit_size: int = Field(ge=1, le=10_000)


class WeekForm(Form):
    """One more round, after the one that was the last when the page was made."""

    last: str = Field(pattern=r"^[0-9a-z]{13}$")
