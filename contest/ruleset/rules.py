"""The rules of a contest as versioned data. What contradicts itself is refused in words for the organiser.

The same data drives the engine and prints the thể lệ, so the two can't drift apart.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from contest.ruleset.contradictions import CONTRADICTIONS
from contest.ruleset.states import (
    MOST_FIXED,
    MOST_PARTS,
    MOST_QUESTIONS,
    MOST_SUGGESTIONS,
    BlueprintLine,
    BoardShown,
    Counting,
    Criterion,
    Moment,
    Part,
    Precision,
    PredictionTarget,
    ReviewShown,
    ScoreShown,
    Strict,
    Ties,
    Visibility,
    Way,
)
from questions.audiences import Audience

__all__ = [
    "CONTRADICTIONS",
    "MOST_FIXED",
    "MOST_QUESTIONS",
    "MOST_SUGGESTIONS",
    "BlueprintLine",
    "BoardShown",
    "Counting",
    "Criterion",
    "Moment",
    "Part",
    "Precision",
    "PredictionTarget",
    "ReviewShown",
    "Ruleset",
    "ScoreShown",
    "Ties",
    "Visibility",
    "Way",
    "board_channel",
    "counts_right",
    "score_channel",
    "sentences",
]

#: The ladder of most real thể lệ, and all that version 1 knew.
USUAL = (Criterion.POINTS, Criterion.PREDICTION_ERROR, Criterion.SECONDS, Criterion.SUBMITTED)


#: A question of a bank, by the public id that it keeps through all its revisions.
QuestionId = Annotated[str, Field(pattern=r"^[0-9a-z]{13}$")]


def usual_criteria(given: dict[str, Any]) -> tuple[Criterion, ...]:
    """The usual ladder; without a prediction question its rung is left out."""
    if given.get("prediction") is None:
        return tuple(rung for rung in USUAL if rung is not Criterion.PREDICTION_ERROR)
    return USUAL


def _version(given: dict[str, Any]) -> Literal[1, 2, 3]:
    """The oldest version that can say these rules: the same rules are the same bytes for ever."""
    is_newest = any(given[name] != default for name, default in SINCE_3.items())
    if is_newest or given["prediction"] is PredictionTarget.PERCENT:
        return 3
    is_newer = (
        any(given[name] != default for name, default in SINCE_2.items())
        or given["attempts_allowed"] is None
        or given["counting"] is Counting.MEAN
        or not set(given["criteria"]) <= set(USUAL)
    )
    return 2 if is_newer else 1


class Ruleset(Strict):
    """The rules of one round."""

    blueprint: tuple[BlueprintLine, ...]
    seconds: int = Field(ge=30, le=4 * 3600)
    grace_seconds: int = Field(default=20, ge=0, le=120)
    attempts_allowed: int | None = Field(default=1, ge=1, le=20, description="in this round; None: no limit")
    counting: Counting = Counting.BEST
    prediction: PredictionTarget | None = None
    criteria: tuple[Criterion, ...] = Field(default_factory=usual_criteria)
    visibility: Visibility = Visibility()
    minimum_unit_size: int = Field(default=5, ge=1, le=10_000)
    youngest: int | None = Field(default=None, ge=3, le=100)
    show_minors_masked: bool = True
    keeps_expired: bool = False
    # From here on since version 2.
    attempts_a_day: int | None = Field(default=None, ge=1, le=20, description="by the day of Việt Nam")
    attempts_in_all: int | None = Field(default=None, ge=1, le=200, description="over all rounds")
    pause_minutes: int = Field(default=0, ge=0, le=10_080, description="from the end of an attempt on")
    wrong_costs: int = Field(default=0, ge=0, le=1_000, description="hundredths for each wrong answer")
    below_zero: bool = Field(default=False, description="whether a paper's sum may be negative")
    only_perfect: bool = Field(default=False, description="only papers with everything right are ranked")
    void_predicted: bool = Field(default=False, description="void attempts count in the true value")
    precision: Precision = Precision()
    ties: Ties = Ties.SHARED
    # From here on since version 3.
    way: Way = Way.FREE
    question_seconds: int | None = Field(default=None, ge=5, le=3600, description="from its being asked for")
    shifts: int | None = Field(default=None, ge=2, le=20, description="rounds that share no question")
    by_hand: bool = Field(default=False, description="whether staff may type in what was answered on paper")
    fixed: tuple[QuestionId, ...] = Field(
        default=(),
        max_length=MOST_FIXED,
        description="questions in everybody's paper, beside the blueprint's",
    )
    parts: tuple[Part, ...] = Field(default=(), max_length=MOST_PARTS, description="in their order")
    suggestions: tuple[QuestionId, ...] = Field(
        default=(),
        max_length=MOST_SUGGESTIONS,
        description="open questions behind everybody's questions; nobody grades what is answered",
    )
    asked_of: Audience | None = Field(
        default=None, description="what is marked for others alone is not drawn; None: everything is"
    )
    # Last, since it follows from all the others.
    version: Literal[1, 2, 3] = Field(default_factory=_version)

    @field_validator("fixed", "suggestions")
    @classmethod
    def _as_a_set(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        """In one order: the same questions are the same rules, however they were picked."""
        return tuple(sorted(set(given)))

    @model_validator(mode="after")
    def _refuse_contradictions(self) -> Ruleset:
        for wrong, sentence in CONTRADICTIONS:
            if wrong(self):
                raise ValueError(sentence)
        return self

    @property
    def questions_count(self) -> int:
        """How many questions a paper has; open ones and the prediction are not counted."""
        return self.drawn_count + len(self.fixed)

    @property
    def drawn_count(self) -> int:
        """How many of them are drawn by chance, each paper its own."""
        return sum(line.count for line in self.blueprint)

    @property
    def slots(self) -> int:
        """How many answers a paper takes: its questions, open ones behind them, and the prediction last."""
        return self.questions_count + len(self.suggestions) + (self.prediction is not None)

    @property
    def named(self) -> tuple[str, ...]:
        """The questions that somebody picked, each by itself."""
        return (*self.fixed, *self.suggestions)

    @property
    def part_sizes(self) -> tuple[int, ...]:
        """How many questions each part has, the prediction not counted."""
        numbers = range(1, len(self.parts) + 1)
        return tuple(sum(line.count for line in self.blueprint if line.part == one) for one in numbers)

    @property
    def predicts_percent(self) -> bool:
        """Whether predictions, their true value and how far off they are are hundredths of a per cent."""
        return self.prediction is PredictionTarget.PERCENT

    @property
    def several(self) -> bool:
        """Whether somebody may come to a second attempt in this round."""
        return 1 not in (self.attempts_allowed, self.attempts_in_all)

    @property
    def needed_version(self) -> int:
        """The version that these rules are written in."""
        return _version(dict(self))

    def changed(self, **changes: Any) -> Ruleset:
        """These rules with other values, checked as a whole."""
        given: dict[str, Any] = {name: value for name, value in self if name != "version"}
        return Ruleset(**(given | changes))

    def to_json(self) -> str:
        """Canonical JSON: the same rules are the same bytes."""
        data = self.model_dump(mode="json")
        # Left out while it says nothing, so that rules of before it was there keep their digest.
        for name, default in LATER.items():
            if getattr(self, name) == default:
                del data[name]
        for line in data["blueprint"]:
            if line["part"] == 1:
                del line["part"]
        return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def sha256(self) -> str:
        """The digest of the canonical JSON, hex."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    @classmethod
    def from_json(cls, text: str | bytes) -> Ruleset:
        """The rules in ``text``; a ValueError (see :func:`sentences`) when they are not valid."""
        return cls.model_validate_json(text)


#: What version 1 does not know, with the value that says nothing.
SINCE_2: dict[str, Any] = {
    name: Ruleset.model_fields[name].default
    for name in (
        "attempts_a_day",
        "attempts_in_all",
        "pause_minutes",
        "wrong_costs",
        "below_zero",
        "only_perfect",
        "void_predicted",
        "precision",
        "ties",
    )
}
#: What version 2 does not know either.
SINCE_3: dict[str, Any] = {
    name: Ruleset.model_fields[name].default
    for name in ("way", "question_seconds", "shifts", "by_hand", "parts", "fixed", "suggestions", "asked_of")
}
#: The same and what came to version 1 later.
LATER: dict[str, Any] = {"keeps_expired": False} | SINCE_2 | SINCE_3


def score_channel(rules: Ruleset) -> bool:
    """Whether own points may be shown while the round runs."""
    return rules.visibility.score is ScoreShown.AT_ONCE


def board_channel(rules: Ruleset) -> bool:
    """Whether the public board is on while the round runs."""
    return rules.visibility.board is BoardShown.LIVE


def counts_right(rules: Ruleset) -> bool:
    """Whether the count of right answers says the score: not a mean's, nor where wrong answers cost."""
    return rules.counting is not Counting.MEAN and not rules.wrong_costs


def ranks_by_time(rules: Ruleset) -> bool:
    """Whether the time taken decides places; where it does not, no list shows it."""
    return Criterion.SECONDS in rules.criteria


BOUNDS = {
    "blueprint": "Số câu mỗi dòng của đề từ 1 đến 200.",
    "seconds": "Thời gian làm bài từ 30 giây đến 4 giờ.",
    "grace_seconds": "Thời gian chờ mạng từ 0 đến 120 giây.",
    "question_seconds": "Thời gian mỗi câu từ 5 đến 3.600 giây.",
    "fixed": f"Đề có nhiều nhất {MOST_FIXED} câu chung. Bỏ bớt câu chung.",
    "suggestions": f"Đề có nhiều nhất {MOST_SUGGESTIONS} câu hỏi mở. Bỏ bớt câu hỏi mở.",
    "parts": "Đề có nhiều nhất 6 phần, mỗi phần từ 30 giây đến 4 giờ, tên phần nhiều nhất 60 ký tự.",
    "shifts": "Ngân hàng chia cho từ 2 đến 20 vòng.",
    "attempts_allowed": "Số lượt thi từ 1 đến 20.",
    "attempts_a_day": "Số lượt thi một ngày từ 1 đến 20.",
    "attempts_in_all": "Số lượt thi cả cuộc thi từ 1 đến 200.",
    "pause_minutes": "Khoảng cách giữa hai lượt từ 0 đến 10.080 phút (7 ngày).",
    "wrong_costs": "Điểm trừ mỗi câu sai từ 0 đến 10 điểm.",
    "precision": "Điểm trung bình có từ 0 đến 2 chữ số thập phân.",
    "minimum_unit_size": "Cỡ đơn vị nhỏ nhất được xếp hạng từ 1 đến 10.000 người.",
    "youngest": "Tuổi nhỏ nhất được thi từ 3 đến 100.",
}


def sentences(error: ValidationError) -> tuple[str, ...]:
    """What is wrong with the rules, in words for the organiser, each once."""
    # "Not called" only follows from another field's error.
    items = [item for item in error.errors() if item["type"] != "default_factory_not_called"]
    said = dict.fromkeys(_sentence(item) for item in items)
    return tuple(said)


def _sentence(item: Any) -> str:
    if item["type"] == "value_error":
        return str(item["ctx"]["error"])
    field = str(item["loc"][0]) if item["loc"] else ""
    return BOUNDS.get(field, "Thể lệ có mục không hợp lệ. Tải lại trang rồi nhập lại.")
