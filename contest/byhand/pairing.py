"""What staff type for questions that give something to each option. Pure.

Statements: a letter each, Đ, S, or - where nothing is ringed. Ordering: the letters, first to last.
Matching: the letter and its number, A2 B1.
"""

from __future__ import annotations

import re

from contest.attempts.spelling import LETTERS
from contest.byhand.lines import Line
from questions.answering import AnswerError, given_to, join
from questions.kinds import RIGHT_ID, WRONG_ID, Kind

TRUTHS = "Gõ Đ hoặc S cho từng ý từ a đến {last}, ý bỏ trống gõ dấu -, ví dụ ĐS-Đ."
ORDER = "Gõ đủ các chữ từ A đến {last} theo thứ tự người dự thi ghi, mỗi chữ một lần."
MATCHES = "Gõ chữ kèm số, ví dụ A2 B1: chữ từ A đến {last}, số từ 1 đến {most}."
HINTS = {
    Kind.statements: "Đ hoặc S cho từng ý, trống là -",
    Kind.ordering: "các chữ theo thứ tự",
    Kind.matching: "chữ và số, ví dụ A2 B1",
}

_SPACES = re.compile(r"[\s,.;/+>)(]+")
_PAIR = re.compile(r"([A-Z])[-–→=:]*(\d{1,2})")
_TRUTH = {"Đ": RIGHT_ID, "D": RIGHT_ID, "T": RIGHT_ID, "S": WRONG_ID, "F": WRONG_ID}


def typed(line: Line, text: str) -> str:
    """The canonical answer of what was typed; AnswerError says what is wrong."""
    bare = _SPACES.sub("", text).upper()
    if not bare:
        return ""
    match line.content.kind:
        case Kind.statements:
            return _truths(line, bare)
        case Kind.ordering:
            return _order(line, bare)
        case _:
            return _matches(line, bare)


def _truths(line: Line, bare: str) -> str:
    if len(bare) != len(line.options) or set(bare) - {*_TRUTH, "-", "–"}:
        raise AnswerError(TRUTHS.format(last=line_last(line).lower()))
    return join({one: _TRUTH[sign] for one, sign in zip(line.options, bare, strict=True) if sign in _TRUTH})


def _order(line: Line, bare: str) -> str:
    letters = bare.replace("-", "").replace("–", "")
    if sorted(letters) != list(LETTERS[: len(line.options)]):
        raise AnswerError(_said(ORDER, line))
    return join({line.options[LETTERS.index(letter)]: str(at) for at, letter in enumerate(letters, 1)})


def _matches(line: Line, bare: str) -> str:
    found = _PAIR.findall(bare)
    letters, targets = LETTERS[: len(line.options)], line.content.targets
    fits = all(letter in letters and 0 < int(number) <= len(targets) for letter, number in found)
    if _PAIR.sub("", bare) or not fits or len({letter for letter, _ in found}) < len(found):
        raise AnswerError(_said(MATCHES, line))
    return join({line.options[letters.index(one)]: targets[int(number) - 1].id for one, number in found})


def line_last(line: Line) -> str:
    """The letter of the last option."""
    return LETTERS[max(0, len(line.options) - 1)]


def _said(sentence: str, line: Line) -> str:
    return sentence.format(last=line_last(line), most=len(line.content.targets))


def in_letters(line: Line, answer: str) -> str:
    """An answer as it is typed; the other way round of :func:`typed`."""
    given = given_to(line.content, answer)
    named = [(LETTERS[at], given.get(one, "")) for at, one in enumerate(line.options)]
    if not given:
        return ""
    match line.content.kind:
        case Kind.statements:
            return "".join({RIGHT_ID: "Đ", WRONG_ID: "S"}.get(value, "-") for _, value in named)
        case Kind.ordering:
            return "".join(letter for _, letter in sorted((int(at), one) for one, at in named if at))
        case Kind.matching:
            places = {target.id: at for at, target in enumerate(line.content.targets, 1)}
            return " ".join(f"{letter}{places[value]}" for letter, value in named if value)
        case _:
            raise AssertionError(line.content.kind)
