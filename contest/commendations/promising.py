"""The ladder as a contest's front page and its thể lệ tell it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from contest.campaigns import service as campaigns
from contest.campaigns.pages import Prize
from contest.campaigns.prizes import Promised
from contest.commendations import service
from contest.commendations.ladders import Ladder, prize_name
from contest.commendations.states import Board
from contest.ruleset.rules import Ties
from contest.web.filters import NBSP, number

BY = {Board.NUMBER: "theo số người dự thi", Board.RATE: "theo tỷ lệ dự thi"}


def promised(db: Session, round_id: str) -> Promised:
    """What a round promises; nothing until somebody has set its prizes."""
    made = service.announced(db, round_id)
    if made is None:
        return Promised()
    ties = campaigns.rules_of(db, round_id).ties
    return Promised(prizes(made), tuple(sentences(made, ties)), bool(made.units))


def prizes(made: Ladder) -> tuple[Prize, ...]:
    """The steps, those for units after those for people."""
    people = (Prize(step.name, step.count, step.amount) for step in made.people)
    units = (Prize(f"{step.name} (đơn vị, {BY[step.board]})", step.count, step.amount) for step in made.units)
    return (*people, *units)


def sentences(made: Ladder, ties: Ties = Ties.SHARED) -> Iterator[str]:
    """The article of the thể lệ. What becomes of equal people stands in the article of the ranking already,
    unless they simply share a place."""
    if made.people:
        told = "; ".join(_step(step.name, step.count, step.amount) for step in made.people)
        yield f"Giải cá nhân: {told}."
    for board in (Board.NUMBER, Board.RATE):
        steps = made.steps(board)
        if steps:
            told = "; ".join(_step(step.name, step.count, step.amount) for step in steps)
            yield f"Giải đơn vị {BY[board]}: {told}."
    if made.units and made.equal_by_perfect:
        yield "Khi bằng nhau, đơn vị có nhiều người trả lời đúng tất cả các câu hơn được xét giải trước."
    if made.units:
        yield "Mỗi đơn vị nhận nhiều nhất một giải."
    if made.people:
        yield "Mỗi người nhận nhiều nhất một giải trong vòng thi."
    if made.people and made.cap is not None:
        yield f"Tổng số giải cá nhân không quá {made.cap}% số người dự thi; quá thì bớt từ giải thấp nhất."
    shared = [
        *(["người"] if made.people and ties is Ties.SHARED else []),
        *(["đơn vị"] if made.units else []),
    ]
    if shared:
        yield (
            f"Khi nhiều {' hoặc '.join(shared)} đồng hạng mà số giải không đủ, "
            "Ban Tổ chức quyết định và ghi rõ cách làm."
        )
    if made.once:
        yield "Người đã nhận giải ở vòng trước của cuộc thi không nhận giải cá nhân ở vòng này."


def _step(name: str, count: int, amount: int) -> str:
    each = ", mỗi giải" if count > 1 else " trị giá"
    money = f"{each} {number(amount)}{NBSP}đồng" if amount else ""
    return f"{number(count)}{NBSP}{prize_name(name)}{money}"
