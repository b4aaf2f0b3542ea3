"""The orders that prizes follow: in which turn they are laid, and what each is called. Pure."""

from __future__ import annotations

from fractions import Fraction

from contest.commendations.states import EXTRA_BOARDS, UNIT_BOARDS, Board
from contest.web.filters import hundredths, inner, number

#: What a unit is ordered by.
WHAT = {
    Board.NUMBER: "số người dự thi",
    Board.RATE: "tỷ lệ dự thi",
    Board.MEAN: "điểm trung bình",
    Board.WON: "điểm giải",
    Board.TURNS: "số lượt người dự thi",
}
#: The same in few letters, for forms and sheets.
SHORT = WHAT | {Board.NUMBER: "số người", Board.RATE: "tỷ lệ", Board.TURNS: "số lượt người"}
OF_PEOPLE = {
    Board.PEOPLE: "Giải cá nhân",
    Board.AGE: "Giải theo độ tuổi",
    Board.YOUNGEST: "Giải người ít tuổi nhất",
    Board.OLDEST: "Giải người nhiều tuổi nhất",
}
#: For whom a prize is that one person of all gets.
FOR = {Board.YOUNGEST: "người ít tuổi nhất", Board.OLDEST: "người nhiều tuổi nhất"}
RESERVE = "Danh sách dự phòng"
TITLES = OF_PEOPLE | {board: f"Giải đơn vị, theo {WHAT[board]}" for board in UNIT_BOARDS}
HEADINGS = OF_PEOPLE | {board: f"Giải đơn vị theo {WHAT[board]}" for board in UNIT_BOARDS}


def by(board: Board) -> str:
    """ "theo số người dự thi"."""
    return f"theo {WHAT[board]}"


def title(board: Board, label: str = "") -> str:
    """What a table of a list is headed by; ``label``: among whom it is laid, "" for all."""
    return f"{TITLES[board]}, {label}" if label else TITLES[board]


def heading(board: Board, label: str = "") -> str:
    """The same on paper."""
    return f"{HEADINGS[board]}, {label}" if label else HEADINGS[board]


def reserve_heading(board: Board, label: str = "") -> str:
    """What the reserve list of an order is headed by."""
    return RESERVE if board is Board.PEOPLE else f"{RESERVE}, {inner(heading(board, label))}"


def ages(least: int | None, most: int | None) -> str:
    """ "dưới 16 tuổi", "từ 16 đến 30 tuổi", "từ 31 tuổi trở lên"."""
    if least is None:
        return f"dưới {(most or 0) + 1} tuổi"
    if most is None:
        return f"từ {least} tuổi trở lên"
    return f"{least} tuổi" if least == most else f"từ {least} đến {most} tuổi"


def figure(board: Board) -> str:
    """The title of the column of what decides, where no usual column says it."""
    if board in EXTRA_BOARDS:
        return "Năm sinh"
    return capital(WHAT[board]) if board in (Board.MEAN, Board.WON) else ""


def capital(text: str) -> str:
    """The same at the beginning of a cell."""
    return text[:1].upper() + text[1:]


def score(board: Board, value: Fraction) -> str:
    """What a unit is ordered by: a mean always with two decimals, points for prizes as they are."""
    if board is Board.WON and value.denominator == 1:
        return number(value.numerator)
    return hundredths(value)
