"""A ladder in words, for whoever finds that somebody else changed it. Pure."""

from __future__ import annotations

from contest.commendations import ages
from contest.commendations.boards import SHORT
from contest.commendations.ladders import Ladder, UnitStep
from contest.commendations.states import Board
from contest.web.filters import number


def lines(made: Ladder) -> tuple[str, ...]:
    """A ladder in words, one line a step."""
    people = (f"{step.name}: {_promised(step.count, step.amount)}" for step in made.people)
    units = (f"{_order(step)}, {step.name}: {_promised(step.count, step.amount)}" for step in made.units)
    mean = (f"Điểm trung bình: từ {made.mean_people} người dự thi",) if made.mean_people else ()
    won = (f"Điểm giải: {', '.join(map(str, made.won))}",) if made.has(Board.WON) else ()
    adds = ("Điểm giải cộng thêm tỷ lệ dự thi",) if made.rate_adds else ()
    equal = ("Đơn vị bằng nhau: hơn ở số người đúng hết",) if made.equal_by_perfect else ()
    once = ("Mỗi người chỉ nhận một giải qua các vòng",) if made.once else ()
    cap = () if made.cap is None else (f"Giải cá nhân không quá {made.cap}% số người dự thi",)
    budget = () if made.budget is None else (f"Dự toán {number(made.budget)} đồng",)
    extra = (f"{ages.whom(step)}, {step.name}: {_promised(step.count, step.amount)}" for step in made.extra)
    right = (
        (f"Ít tuổi nhất, nhiều tuổi nhất: đúng từ {made.least_right}% số câu",) if made.least_right else ()
    )
    besides = ("Người ít tuổi nhất, nhiều tuổi nhất nhận thêm giải",) if made.besides else ()
    behind = (f"Dự phòng {made.reserve} người",) if made.reserve else ()
    also = (*mean, *won, *adds, *equal, *once, *cap, *behind, *budget)
    return (*people, *extra, *right, *besides, *units, *also)


def _promised(count: int, amount: int) -> str:
    return f"{number(count)} giải" + (f", {number(amount)} đồng" if amount else "")


def _order(step: UnitStep) -> str:
    said = f"Đơn vị theo {SHORT[step.board]}"
    return f"{said}, {step.label}" if step.label else said
