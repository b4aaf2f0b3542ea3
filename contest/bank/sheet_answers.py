"""What a form says is right and how it is marked, in the words of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from questions.formats.words import EXACT_NAME, PARTS_NAME, TRUTH_LETTERS, TRUTH_NAMES, WHOLE_NAME
from questions.kinds import RIGHT_ID, WRONG_ID, Kind

if TYPE_CHECKING:
    from contest.bank.sheet import Sheet

TRUTHS = (RIGHT_ID, WRONG_ID)
#: What stands for a statement that nobody said anything of: no reader takes it for an answer.
OPEN = "?"


def answer(sheet: Sheet, rows: int) -> str:
    """The answer of a form that uses so many rows; "" where rows are marked, or stand as is right."""
    match sheet.kind:
        case Kind.true_false:
            return TRUTH_NAMES[TRUTHS.index(sheet.truth)] if sheet.truth in TRUTHS else ""
        case Kind.number:
            return sheet.number
        case Kind.short:
            return sheet.accepted
        case Kind.statements:
            return ", ".join(_truth(row.said) for row in sheet.rows[:rows])
        case Kind.one | Kind.several | Kind.ordering | Kind.matching | Kind.prediction | Kind.suggestion:
            return ""
        case _:
            assert_never(sheet.kind)


def _truth(said: str) -> str:
    return TRUTH_LETTERS[TRUTHS.index(said)] if said in TRUTHS else OPEN


def scoring(sheet: Sheet) -> str:
    """How a form says that it is marked."""
    match sheet.kind:
        case Kind.several | Kind.ordering | Kind.matching:
            return PARTS_NAME if sheet.in_parts else ""
        case Kind.statements:
            return WHOLE_NAME if sheet.whole else ""
        case Kind.short:
            return EXACT_NAME if sheet.exact else ""
        case Kind.one | Kind.true_false | Kind.number | Kind.prediction | Kind.suggestion:
            return ""
        case _:
            assert_never(sheet.kind)
