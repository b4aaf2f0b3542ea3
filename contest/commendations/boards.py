"""The orders that prizes follow: in which turn they are laid, and what each is called. Pure."""

from __future__ import annotations

from fractions import Fraction

from contest.commendations.states import Board
from contest.web.filters import hundredths, number

#: The orders of units in the turn in which they are laid: who has a prize by one is passed over by the next.
UNIT_BOARDS = (Board.NUMBER, Board.RATE, Board.MEAN, Board.WON)
#: What a unit is ordered by.
WHAT = {
    Board.NUMBER: "số người dự thi",
    Board.RATE: "tỷ lệ dự thi",
    Board.MEAN: "điểm trung bình",
    Board.WON: "điểm giải",
}
#: The same in few letters, for forms and sheets.
SHORT = WHAT | {Board.NUMBER: "số người", Board.RATE: "tỷ lệ"}
TITLES = {Board.PEOPLE: "Giải cá nhân"} | {board: f"Giải đơn vị, theo {WHAT[board]}" for board in UNIT_BOARDS}
HEADINGS = {Board.PEOPLE: "Giải cá nhân"} | {
    board: f"Giải đơn vị theo {WHAT[board]}" for board in UNIT_BOARDS
}


def by(board: Board) -> str:
    """ "theo số người dự thi"."""
    return f"theo {WHAT[board]}"


def figure(board: Board) -> str:
    """The title of the column of what units are ordered by, where neither number nor rate says it."""
    return capital(WHAT[board]) if board in (Board.MEAN, Board.WON) else ""


def capital(text: str) -> str:
    """The same at the beginning of a cell."""
    return text[:1].upper() + text[1:]


def score(board: Board, value: Fraction) -> str:
    """What a unit is ordered by: a mean always with two decimals, points for prizes as they are."""
    if board is Board.WON and value.denominator == 1:
        return number(value.numerator)
    return hundredths(value)
