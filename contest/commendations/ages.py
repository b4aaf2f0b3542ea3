"""The rows of the ladder's form for prizes by age: what they mean, what is wrong with them. Pure."""

from __future__ import annotations

import re

from contest.commendations import boards
from contest.commendations.ladder_pages import StepRow
from contest.commendations.ladders import ExtraStep
from contest.commendations.states import EXTRA_BOARDS, Board

OLDEST_AGE = 120
NO_WHOM = "Chọn giải dành cho ai."
NO_AGES = "Ghi tuổi thấp nhất hoặc cao nhất của nhóm."
WRONG_AGE = f"Tuổi từ 1 đến {OLDEST_AGE}."
WRONG_ORDER = "Tuổi cao nhất nhỏ hơn tuổi thấp nhất."
AGE = re.compile(r"[0-9]{1,3}")


def row(step: ExtraStep, amount: str) -> StepRow:
    """A stored step as it is typed."""
    least, most = ("" if age is None else str(age) for age in (step.least, step.most))
    return StepRow(step.name, str(step.count), amount, step.board.value, least, most)


def wrong(row: StepRow) -> dict[str, str]:
    """What is wrong with whom a prize is for."""
    if row.board not in {board.value for board in EXTRA_BOARDS}:
        return {"board": NO_WHOM}
    if row.board != Board.AGE:
        return {}
    errors = {
        field: WRONG_AGE
        for field, text in (("least", row.least), ("most", row.most))
        if text and not (AGE.fullmatch(text) and 1 <= int(text) <= OLDEST_AGE)
    }
    if not row.least and not row.most:
        errors["least"] = NO_AGES
    if not errors and row.least and row.most and int(row.least) > int(row.most):
        errors["most"] = WRONG_ORDER
    return errors


def step(row: StepRow, amount: int) -> ExtraStep:
    """What a sound row means. Ages typed beside the youngest or the oldest say nothing."""
    board = Board(row.board)
    least, most = (int(text) if text and board is Board.AGE else None for text in (row.least, row.most))
    return ExtraStep(row.name, int(row.count), amount, board, least, most)


def whom(step: ExtraStep) -> str:
    """For whom a prize is, at the beginning of a line."""
    if step.board is Board.AGE:
        return boards.capital(boards.ages(step.least, step.most))
    return "Người ít tuổi nhất" if step.board is Board.YOUNGEST else "Người nhiều tuổi nhất"
