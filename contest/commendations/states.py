"""What is stored of prizes as a word: whose board a prize is of, and how a tie was decided."""

from __future__ import annotations

from enum import StrEnum


class Board(StrEnum):
    """Which order a prize follows."""

    PEOPLE = "people"
    AGE = "age"  # people of some ages, in the order of the board
    YOUNGEST = "youngest"  # people by birth year, the latest first
    OLDEST = "oldest"  # people by birth year, the earliest first
    NUMBER = "number"  # units by how many of theirs took part
    RATE = "rate"  # units by that number over their headcount
    MEAN = "mean"  # units by the mean of the points of those who took part
    WON = "won"  # units by points for the prizes that their people won
    TURNS = "turns"  # units by how often their people took part, over all rounds of a contest


#: The orders of people beside the board itself, in the turn in which they are laid.
EXTRA_BOARDS = (Board.AGE, Board.YOUNGEST, Board.OLDEST)
PEOPLE_BOARDS = (Board.PEOPLE, *EXTRA_BOARDS)
#: The orders of units in the turn in which they are laid: who has a prize by one is passed over by the next.
UNIT_BOARDS = (Board.NUMBER, Board.RATE, Board.MEAN, Board.WON, Board.TURNS)
#: Those that a season's board knows; a round knows all the others.
SEASON_UNIT_BOARDS = (Board.TURNS,)
ROUND_UNIT_BOARDS = (Board.NUMBER, Board.RATE, Board.MEAN, Board.WON)


class Way(StrEnum):
    """How the committee decided a tie at a border between prizes."""

    EQUAL = "equal"  # all of them get the upper prize
    DRAW = "draw"  # lots drawn by the server from the round's seed
    HAND = "hand"  # lots drawn by hand, the result written down
    PICK = "pick"  # chosen, for a reason


class Refusal(StrEnum):
    """Why a winner gets no prize, though the ranking stays."""

    DECLINED = "declined"
    INELIGIBLE = "ineligible"  # the rules of the contest do not let them have it
    ABSENT = "absent"  # nobody reached them in the time that the rules give


#: What the row of such a winner says.
REFUSED = {
    Refusal.DECLINED: "Từ chối nhận giải",
    Refusal.INELIGIBLE: "Không đủ điều kiện nhận giải",
    Refusal.ABSENT: "Không liên lạc được trong thời hạn",
}


class Check(StrEnum):
    """Whether it is known that a winner is who they said."""

    OPEN = "open"
    DONE = "done"
    FAILED = "failed"


class Means(StrEnum):
    """How a winner's identity was checked. No free text: it would end up holding numbers of papers."""

    PAPER = "paper"
    UNIT = "unit"
    PHONE = "phone"


class Layout(StrEnum):
    """Whose rules of paper a printed list follows."""

    STATE = "nha_nuoc"
    UNION = "doan"
    SCHOOL = "truong_hoc"
    PARTY = "dang"


class Onto(StrEnum):
    """What certificates are printed onto."""

    PAPER = "paper"  # white paper: a design with all its words
    GROUND = "ground"  # the contest's own ground, with all the words
    FILLED = "filled"  # the own ground has its words already: only what differs
    FORM = "form"  # a form that is printed already: only what differs
