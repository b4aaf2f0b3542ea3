"""What can be chosen in the rules of a contest: the words of the stored data."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from questions.kinds import Kind, Level

MOST_QUESTIONS = 200
#: With the largest table of a form this stays below the fields that a form may have.
MOST_FIXED = 40
#: Open questions behind those that are graded; each costs people minutes of writing.
MOST_SUGGESTIONS = 3
FEWEST_PARTS, MOST_PARTS = 2, 6


class Counting(StrEnum):
    """Which of a person's attempts counts."""

    BEST = "best"
    LAST = "last"
    FIRST = "first"
    MEAN = "mean"  # all of them: what it is exactly says decision 0015


class PredictionTarget(StrEnum):
    """What the prediction question asks for; counted once, at close."""

    PARTICIPANTS = "participants"
    ATTEMPTS = "attempts"
    PERFECT_PEOPLE = "perfect_people"
    PERFECT_ATTEMPTS = "perfect_attempts"
    PERCENT = "percent"  # of those who took part, who had a perfect paper: in hundredths of a per cent


class Criterion(StrEnum):
    """One rung of the ranking ladder. Its direction is in ``contest.standings.rules.key``."""

    POINTS = "points"
    PREDICTION_ERROR = "prediction_error"
    SECONDS = "seconds"
    SUBMITTED = "submitted"
    FIRST_START = "first_start"
    PERFECT_ATTEMPTS = "perfect_attempts"
    YOUNGEST = "youngest"
    OLDEST = "oldest"


#: What is compared between the attempts of one person, to find the best.
OF_ONE_ATTEMPT = (Criterion.POINTS, Criterion.SECONDS, Criterion.SUBMITTED)


class Ties(StrEnum):
    """What happens to those who are equal on every rung."""

    SHARED = "shared"
    LOT = "lot"  # drawn from the round's seed, whose commitment is public before anybody answers
    COMMITTEE = "committee"


class Moment(StrEnum):
    """To what a time is compared."""

    MILLISECOND = "millisecond"
    SECOND = "second"
    MINUTE = "minute"


class Way(StrEnum):
    """How people go through a paper."""

    FREE = "free"  # to and fro
    FORWARD = "forward"  # no way back
    PACED = "paced"  # the next question leaves the server only when it is asked for; no way back
    PARTS = "parts"  # the same of groups of questions: to and fro within one, no way back to another


class ScoreShown(StrEnum):
    """When people see their own points."""

    AT_ONCE = "at_once"
    AFTER_CLOSE = "after_close"


class BoardShown(StrEnum):
    """When the board is public."""

    LIVE = "live"
    AFTER_CLOSE = "after_close"


class ReviewShown(StrEnum):
    """When people see right answers and explanations."""

    AFTER_CLOSE = "after_close"
    NEVER = "never"


class Strict(BaseModel):
    """Frozen, no unknown fields, no silent conversions."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class BlueprintLine(Strict):
    """So many questions of this topic, level and kind; None takes any. ``part``: where they stand."""

    count: int = Field(ge=1, le=MOST_QUESTIONS)
    topic: str | None = Field(default=None, min_length=1, max_length=80)
    level: Level | None = None
    kind: Kind | None = None
    part: int = Field(default=1, ge=1, le=MOST_PARTS)


class Part(Strict):
    """A part of a paper, which has its own time from the moment in which it is opened."""

    seconds: int = Field(ge=30, le=4 * 3600)
    name: str = Field(default="", max_length=60, description="beside its number: Trắc nghiệm")


class Visibility(Strict):
    """What is shown when."""

    score: ScoreShown = ScoreShown.AFTER_CLOSE
    board: BoardShown = BoardShown.AFTER_CLOSE
    review: ReviewShown = ReviewShown.AFTER_CLOSE


class Precision(Strict):
    """The printed precision, which is the compared one: two rows that look equal are equal."""

    seconds: Moment = Moment.SECOND
    moments: Moment = Moment.MILLISECOND
    mean_decimals: int = Field(default=2, ge=0, le=2)
