"""The single numbers of the ladder's form: budget, limits, points for prizes. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contest.commendations.ladders import (
    BUDGET_TOO_DEAR,
    LEAST_PEOPLE,
    MOST_RESERVE,
    MOST_STEPS,
    MOST_WON,
    USUAL_WON,
    parse_amount,
)
from contest.web.filters import number

WRONG_CAP = "Ghi số từ 1 đến 100, hoặc để trống nếu không giới hạn."
WRONG_RIGHT = "Ghi số từ 1 đến 100, hoặc để trống nếu chỉ cần có bài thi được công nhận."
WRONG_PEOPLE = f"Ghi số người từ 1 đến {number(LEAST_PEOPLE)}, hoặc để trống nếu không yêu cầu."
WRONG_WON = (
    f"Ghi điểm của từng giải từ giải cao nhất, cách nhau bằng dấu phẩy, ví dụ 10, 8, 6. "
    f"Mỗi số từ 0 đến {number(MOST_WON)}."
)
WRONG_RESERVE = f"Ghi số từ 0 đến {MOST_RESERVE}; 0 thì không lập danh sách dự phòng."
SMALL = re.compile(r"[0-9]{1,5}")
BETWEEN = re.compile(r"\s*[,;]\s*|\s+")


@dataclass(frozen=True)
class Plain:
    """What was typed, as numbers; where it is wrong, what says nothing."""

    budget: int | None = None
    cap: int | None = None
    mean_people: int = 0
    won: tuple[int, ...] = USUAL_WON
    least_right: int = 0
    reserve: int = 0


def read(
    budget: str, cap: str, mean_people: str, won: str, least_right: str = "", reserve: str = ""
) -> tuple[Plain, dict[str, str]]:
    """The numbers, and what is wrong by field."""
    errors: dict[str, str] = {}
    money: int | None = None
    try:
        money = parse_amount(budget, BUDGET_TOO_DEAR) if budget else None
    except ValueError as problem:
        errors["budget"] = str(problem)
    percent = _small(cap.removesuffix("%").strip(), 100)
    if percent is None:
        errors["cap"] = WRONG_CAP
    least = _small(mean_people.strip(), LEAST_PEOPLE)
    if least is None:
        errors["mean_people"] = WRONG_PEOPLE
    points = parse_won(won)
    if points is None:
        errors["won"] = WRONG_WON
    right = _small(least_right.removesuffix("%").strip(), 100)
    if right is None:
        errors["least_right"] = WRONG_RIGHT
    behind = 0 if reserve.strip() == "0" else _small(reserve.strip(), MOST_RESERVE)
    if behind is None:
        errors["reserve"] = WRONG_RESERVE
    won_points = USUAL_WON if points is None else points
    return Plain(money, percent or None, least or 0, won_points, right or 0, behind or 0), errors


def _small(text: str, most: int) -> int | None:
    """A number from 1 on; 0 for nothing typed, None for anything else."""
    if not text:
        return 0
    return int(text) if SMALL.fullmatch(text) and 1 <= int(text) <= most else None


def parse_won(text: str) -> tuple[int, ...] | None:
    """Points for prizes: "10, 8, 6"; nothing typed are the usual ones, None for what is no list of points."""
    if not text.strip():
        return USUAL_WON
    told = BETWEEN.split(text.strip().strip(",;").strip())
    if len(told) > MOST_STEPS or not all(SMALL.fullmatch(one) and int(one) <= MOST_WON for one in told):
        return None
    return tuple(map(int, told))
