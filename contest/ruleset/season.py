"""The season of a contest: how the results of its rounds are added up, as data and as the thể lệ says it."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pydantic import Field, ValidationError, model_validator

from contest.ruleset.states import Strict
from contest.web.filters import NBSP

#: More rounds than this no contest has.
MOST_ROUNDS = 50


class Way(StrEnum):
    """What of somebody's rounds is added up."""

    SUM = "sum"
    BEST = "best"


class SeasonRung(StrEnum):
    """What is compared between equal sums. Its direction is in ``contest.seasons.rules.key``."""

    SECONDS = "seconds"
    SUBMITTED = "submitted"
    MORE_ROUNDS = "more_rounds"
    FEWER_ROUNDS = "fewer_rounds"


class Season(Strict):
    """Sum of all closed rounds, or of everybody's best ones; what decides between equal sums, in order."""

    way: Way = Way.SUM
    best: int | None = Field(default=None, ge=1, le=MOST_ROUNDS, description="so many rounds are added up")
    rungs: tuple[SeasonRung, ...] = (SeasonRung.SECONDS,)

    @model_validator(mode="after")
    def _refuse_contradictions(self) -> Season:
        for wrong, sentence in CONTRADICTIONS:
            if wrong(self):
                raise ValueError(sentence)
        return self

    def to_json(self) -> str:
        """Canonical JSON: the same season is the same text."""
        return json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))


CONTRADICTIONS: tuple[tuple[Callable[[Season], bool], str], ...] = (
    (
        lambda s: s.way is Way.BEST and s.best is None,
        "Cộng các vòng tốt nhất thì ghi cộng mấy vòng.",
    ),
    (
        lambda s: s.way is Way.SUM and s.best is not None,
        "Cộng tất cả các vòng thì không ghi số vòng tốt nhất. Xóa số này hoặc chọn cộng các vòng tốt nhất.",
    ),
    (
        lambda s: len(set(s.rungs)) < len(s.rungs),
        "Kết quả cả cuộc thi có tiêu chí lặp lại. Giữ mỗi tiêu chí một lần.",
    ),
    (
        lambda s: {SeasonRung.MORE_ROUNDS, SeasonRung.FEWER_ROUNDS} <= set(s.rungs),
        "Kết quả cả cuộc thi vừa ưu tiên người thi nhiều vòng vừa ưu tiên người thi ít vòng. "
        "Giữ một trong hai.",
    ),
)
BAD_BEST = f"Số vòng được cộng từ 1 đến {MOST_ROUNDS}."


def sentences(error: ValidationError) -> tuple[str, ...]:
    """What is wrong with a season, in words for the organiser."""
    return tuple(dict.fromkeys(_sentence(item) for item in error.errors()))


def _sentence(item: Any) -> str:
    return str(item["ctx"]["error"]) if item["type"] == "value_error" else BAD_BEST


@lru_cache(maxsize=128)
def season_of(text: str) -> Season | None:
    """What is stored of a contest; "" when its rounds are not added up."""
    return Season.model_validate_json(text) if text else None


RUNGS = {
    SeasonRung.SECONDS: "tổng thời gian làm bài của các vòng được cộng ngắn hơn xếp trước, tính đến giây",
    SeasonRung.SUBMITTED: "nộp bài cuối cùng trong các vòng được cộng sớm hơn xếp trước, tính đến giây",
    SeasonRung.MORE_ROUNDS: "dự thi nhiều vòng hơn xếp trước",
    SeasonRung.FEWER_ROUNDS: "dự thi ít vòng hơn xếp trước",
}
SHORT_RUNGS = {
    SeasonRung.SECONDS: "tổng thời gian làm bài",
    SeasonRung.SUBMITTED: "giờ nộp bài cuối cùng",
    SeasonRung.MORE_ROUNDS: "số vòng đã thi, nhiều hơn trước",
    SeasonRung.FEWER_ROUNDS: "số vòng đã thi, ít hơn trước",
}
TITLE = "Kết quả cả cuộc thi"


def added(season: Season) -> str:
    """What is added up, in a few words."""
    if season.way is Way.SUM:
        return "tổng điểm của tất cả các vòng đã đóng"
    if season.best == 1:
        return "điểm của vòng có điểm cao nhất trong các vòng đã đóng"
    return f"tổng điểm của {season.best}{NBSP}vòng có điểm cao nhất trong các vòng đã đóng"


def order(season: Season) -> tuple[str, ...]:
    """Who stands before whom in a few words, for boards and lists."""
    ladder = (added(season), *(SHORT_RUNGS[rung] for rung in season.rungs))
    return (f"Xếp hạng theo {', rồi '.join(ladder)}.",)


def items(season: Season, *, below_zero: bool = False) -> tuple[str, ...]:
    """The article of the thể lệ. ``below_zero``: a round may end with less than nothing."""
    said = [f"Kết quả cả cuộc thi của mỗi người là {added(season)}."]
    if season.way is Way.BEST:
        if season.best != 1:
            said.append(f"Người dự thi ít hơn {season.best}{NBSP}vòng thì được cộng các vòng đã dự thi.")
        said.append(
            "Trong các vòng bằng điểm nhau của một người, vòng có thời gian làm bài ngắn hơn được chọn trước."
        )
        if below_zero:
            said.append("Vòng có điểm dưới 0 được cộng là 0 điểm.")
    said += [
        "Điểm của mỗi vòng là điểm dùng để xếp hạng ở vòng đó. "
        "Vòng mà người dự thi không được xếp hạng thì không được cộng.",
        "Người có tổng điểm cao hơn xếp trước." + _equal(season),
        "Những người bằng nhau ở mọi tiêu chí thì đồng hạng.",
        "Đơn vị xếp theo tổng số lượt người dự thi của các vòng, mỗi người mỗi vòng tính một lượt.",
        "Bảng kết quả cả cuộc thi có sau khi vòng đầu tiên đóng và được cộng lại sau mỗi vòng.",
    ]
    return tuple(said)


def _equal(season: Season) -> str:
    if not season.rungs:
        return ""
    return f" Bằng điểm thì xét lần lượt: {'; '.join(RUNGS[rung] for rung in season.rungs)}."
