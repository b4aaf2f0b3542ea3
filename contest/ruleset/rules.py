"""The rules of a contest as versioned data. What contradicts itself is refused in words for the organiser.

The same data drives the engine and prints the thể lệ, so the two can't drift apart.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from questions.kinds import Kind, Level

MOST_QUESTIONS = 200


class Counting(StrEnum):
    """Which of a person's attempts counts."""

    BEST = "best"
    LAST = "last"
    FIRST = "first"


class PredictionTarget(StrEnum):
    """What the prediction question asks for; counted once, at close."""

    PARTICIPANTS = "participants"
    ATTEMPTS = "attempts"
    PERFECT_PEOPLE = "perfect_people"
    PERFECT_ATTEMPTS = "perfect_attempts"


class Criterion(StrEnum):
    """One rung of the ranking ladder. Its direction is in ``contest.standings.rules.key``."""

    POINTS = "points"
    PREDICTION_ERROR = "prediction_error"
    SECONDS = "seconds"
    SUBMITTED = "submitted"


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
    """So many questions of this topic, level and kind; None takes any."""

    count: int = Field(ge=1, le=MOST_QUESTIONS)
    topic: str | None = Field(default=None, min_length=1, max_length=80)
    level: Level | None = None
    kind: Kind | None = None


class Visibility(Strict):
    """What is shown when."""

    score: ScoreShown = ScoreShown.AFTER_CLOSE
    board: BoardShown = BoardShown.AFTER_CLOSE
    review: ReviewShown = ReviewShown.AFTER_CLOSE


def usual_criteria(given: dict[str, Any]) -> tuple[Criterion, ...]:
    """The ladder of most real thể lệ; without a prediction question its rung is left out."""
    ladder = tuple(Criterion)
    if given.get("prediction") is None:
        return tuple(rung for rung in ladder if rung is not Criterion.PREDICTION_ERROR)
    return ladder


class Ruleset(Strict):
    """Version 1 of the rules of one round."""

    version: Literal[1] = 1
    blueprint: tuple[BlueprintLine, ...]
    seconds: int = Field(ge=30, le=4 * 3600)
    grace_seconds: int = Field(default=20, ge=0, le=120)
    attempts_allowed: int = Field(default=1, ge=1, le=20)
    counting: Counting = Counting.BEST
    prediction: PredictionTarget | None = None
    criteria: tuple[Criterion, ...] = Field(default_factory=usual_criteria)
    visibility: Visibility = Visibility()
    minimum_unit_size: int = Field(default=5, ge=1, le=10_000)
    youngest: int | None = Field(default=None, ge=3, le=100)
    show_minors_masked: bool = True
    keeps_expired: bool = False

    @model_validator(mode="after")
    def _refuse_contradictions(self) -> Ruleset:
        for wrong, sentence in CONTRADICTIONS:
            if wrong(self):
                raise ValueError(sentence)
        return self

    @property
    def questions_count(self) -> int:
        """How many questions a paper has, the prediction not counted."""
        return sum(line.count for line in self.blueprint)

    @property
    def slots(self) -> int:
        """How many answers a paper takes: its questions, and the prediction last."""
        return self.questions_count + (self.prediction is not None)

    def to_json(self) -> str:
        """Canonical JSON: the same rules are the same bytes."""
        data = self.model_dump(mode="json")
        # Left out while it says nothing, so that rules of before it was there keep their digest.
        if not self.keeps_expired:
            del data["keeps_expired"]
        return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def sha256(self) -> str:
        """The digest of the canonical JSON, hex."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    @classmethod
    def from_json(cls, text: str | bytes) -> Ruleset:
        """The rules in ``text``; a ValueError (see :func:`sentences`) when they are not valid."""
        return cls.model_validate_json(text)


def _repeats_a_line(rules: Ruleset) -> bool:
    wanted = [(line.topic, line.level, line.kind) for line in rules.blueprint]
    return len(set(wanted)) < len(wanted)


# Each reads: when this is so, say that. The first one that applies is said.
CONTRADICTIONS: tuple[tuple[Callable[[Ruleset], bool], str], ...] = (
    (lambda r: r.questions_count == 0, "Đề chưa có câu hỏi nào. Thêm ít nhất 1 câu."),
    (
        lambda r: r.questions_count > MOST_QUESTIONS,
        f"Đề có nhiều nhất {MOST_QUESTIONS} câu. Bớt số câu trong đề.",
    ),
    (
        lambda r: any(line.kind is Kind.prediction for line in r.blueprint),
        "Câu dự đoán không lấy từ ngân hàng. Chọn câu dự đoán ở mục riêng.",
    ),
    (_repeats_a_line, "Đề có hai dòng trùng chủ đề, mức độ và loại câu. Gộp thành một dòng."),
    (
        lambda r: len(set(r.criteria)) < len(r.criteria),
        "Thứ tự xếp hạng có tiêu chí lặp lại. Giữ mỗi tiêu chí một lần.",
    ),
    (
        lambda r: not r.criteria or r.criteria[0] is not Criterion.POINTS,
        "Xếp hạng phải xét điểm trước tiên. Đưa điểm lên đầu.",
    ),
    (
        lambda r: r.prediction is None and Criterion.PREDICTION_ERROR in r.criteria,
        "Xếp hạng xét độ lệch dự đoán nhưng đề không có câu dự đoán. Thêm câu dự đoán hoặc bỏ tiêu chí này.",
    ),
    (
        lambda r: r.prediction is not None and Criterion.PREDICTION_ERROR not in r.criteria,
        "Đề có câu dự đoán nhưng xếp hạng không dùng đến. Thêm tiêu chí độ lệch dự đoán hoặc bỏ câu dự đoán.",
    ),
    (
        lambda r: r.prediction is not None and r.visibility.board is BoardShown.LIVE,
        "Có câu dự đoán thì bảng xếp hạng chỉ có sau khi đóng, vì bảng cho biết số người đã thi.",
    ),
    (
        lambda r: r.prediction is not None and r.visibility.score is ScoreShown.AT_ONCE,
        "Có câu dự đoán thì điểm chỉ có sau khi đóng, vì điểm giúp đoán số người đúng hết.",
    ),
    (
        lambda r: r.attempts_allowed > 1 and r.visibility.board is BoardShown.LIVE,
        "Cho thi nhiều lượt thì bảng xếp hạng chỉ có sau khi đóng, vì điểm lượt trước làm lộ đáp án.",
    ),
    (
        lambda r: r.attempts_allowed > 1 and r.visibility.score is ScoreShown.AT_ONCE,
        "Cho thi nhiều lượt thì điểm chỉ có sau khi đóng, vì điểm lượt trước làm lộ đáp án.",
    ),
    (
        lambda r: r.visibility.board is BoardShown.LIVE and r.visibility.score is ScoreShown.AFTER_CLOSE,
        "Bảng xếp hạng trực tiếp cho thấy điểm, nên điểm cũng phải có ngay khi nộp.",
    ),
)


def score_channel(rules: Ruleset) -> bool:
    """Whether own points may be shown while the round runs."""
    return rules.visibility.score is ScoreShown.AT_ONCE


def board_channel(rules: Ruleset) -> bool:
    """Whether the public board is on while the round runs."""
    return rules.visibility.board is BoardShown.LIVE


BOUNDS = {
    "blueprint": "Số câu mỗi dòng của đề từ 1 đến 200.",
    "seconds": "Thời gian làm bài từ 30 giây đến 4 giờ.",
    "grace_seconds": "Thời gian chờ mạng từ 0 đến 120 giây.",
    "attempts_allowed": "Số lượt thi từ 1 đến 20.",
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
