"""Letters as they were printed: what staff type of each answer, understood and shown again. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from contest.attempts import prediction
from contest.attempts.spelling import LETTERS
from contest.byhand import pairing
from contest.byhand.lines import Line
from contest.ruleset import percent
from questions.answering import AnswerError, parse_answer
from questions.kinds import RIGHT_ID, WRONG_ID, Kind

__all__ = ["LETTERS", "Line", "Read", "differences", "hint", "in_letters", "read_all", "understood"]

ONE_LETTER = "Câu này chỉ khoanh một chữ, từ A đến {last}."
ANY_LETTERS = "Câu này chỉ có các chữ từ A đến {last}."
TRUE_OR_FALSE = "Gõ Đ là Đúng, S là Sai."
DIFFERS = "Lần một: {first}. Lần hai: {second}. Xem lại bài giấy rồi giữ câu đúng."
NOTHING = "bỏ trống"
_NOISE = re.compile(r"[\s,.;/+\-]+")
_TRUE = frozenset({"Đ", "D", "T", "ĐÚNG", "DUNG", "1"})
_FALSE = frozenset({"S", "F", "SAI", "0"})


def understood(line: Line, typed: str) -> str:
    """The canonical answer of what was typed; AnswerError says what is wrong. "" is left out."""
    text = typed.strip()
    match line.content.kind:
        case Kind.one | Kind.several:
            return parse_answer(line.content, ",".join(_chosen(line, text)))
        case Kind.true_false:
            return _true_false(text)
        case Kind.statements | Kind.ordering | Kind.matching:
            return pairing.typed(line, text)
        case Kind.short | Kind.suggestion:
            return parse_answer(line.content, text)
        case Kind.number | Kind.prediction:
            return prediction.understood(line.content, text)
        case _:
            assert_never(line.content.kind)


def _chosen(line: Line, text: str) -> list[str]:
    letters = dict.fromkeys(_NOISE.sub("", text).upper())
    known = LETTERS[: len(line.options)]
    is_one = line.content.kind is Kind.one
    if any(letter not in known for letter in letters) or (is_one and len(letters) > 1):
        raise AnswerError((ONE_LETTER if is_one else ANY_LETTERS).format(last=known[-1]))
    return [line.options[known.index(letter)] for letter in letters]


def _true_false(text: str) -> str:
    word = _NOISE.sub("", text).upper()
    if word in _TRUE:
        return RIGHT_ID
    if word in _FALSE:
        return WRONG_ID
    if word:
        raise AnswerError(TRUE_OR_FALSE)
    return ""


def in_letters(line: Line, answer: str) -> str:
    """An answer as it is typed; the other way round of :func:`understood`."""
    match line.content.kind:
        case Kind.one | Kind.several:
            chosen = set(answer.split(","))
            return "".join(LETTERS[at] for at, option in enumerate(line.options) if option in chosen)
        case Kind.true_false:
            return {RIGHT_ID: "Đ", WRONG_ID: "S"}.get(answer, "")
        case Kind.statements | Kind.ordering | Kind.matching:
            return pairing.in_letters(line, answer)
        case Kind.short | Kind.suggestion:
            return answer
        case Kind.number | Kind.prediction:
            is_percent = line.content == prediction.PERCENT
            return percent.shown(answer) if is_percent else answer.replace(".", ",")
        case _:
            assert_never(line.content.kind)


def hint(line: Line) -> str:
    """What a slot takes, in few letters, beside its field."""
    last = LETTERS[max(0, len(line.options) - 1)]
    match line.content.kind:
        case Kind.one:
            return f"A đến {last}"
        case Kind.several:
            return f"A đến {last}, có thể nhiều chữ"
        case Kind.true_false:
            return "Đ hoặc S"
        case Kind.statements | Kind.ordering | Kind.matching:
            return pairing.HINTS[line.content.kind]
        case Kind.short:
            return "chữ"
        case Kind.suggestion:
            return "chép nguyên văn, hoặc để trống"
        case Kind.number | Kind.prediction:
            return "số phần trăm" if line.content == prediction.PERCENT else "số"
        case _:
            assert_never(line.content.kind)


@dataclass(frozen=True, slots=True)
class Read:
    """A whole paper as it was typed: slot → canonical answer, and slot → what is wrong with it."""

    answers: Mapping[int, str]
    errors: Mapping[int, str]


def read_all(lines: Sequence[Line], typed: Sequence[str]) -> Read:
    """All slots at once; a slot that was not typed is left out."""
    answers, errors = {}, {}
    for slot, line in enumerate(lines, 1):
        given = typed[slot - 1] if slot <= len(typed) else ""
        try:
            answers[slot] = understood(line, given)
        except AnswerError as wrong:
            errors[slot] = str(wrong)
    return Read(answers, errors)


def differences(lines: Sequence[Line], first: Sequence[str], second: Sequence[str]) -> dict[int, str]:
    """Slot → how two typings of a paper differ. What is no answer differs from all but itself."""
    found = {}
    for slot, line in enumerate(lines, 1):
        once = first[slot - 1] if slot <= len(first) else ""
        again = second[slot - 1] if slot <= len(second) else ""
        # What was written freely is nobody's to type twice: it earns nothing.
        is_graded = line.content.kind is not Kind.suggestion
        if is_graded and _meant(line, once) != _meant(line, again):
            found[slot] = DIFFERS.format(first=once.strip() or NOTHING, second=again.strip() or NOTHING)
    return found


def _meant(line: Line, typed: str) -> tuple[bool, str]:
    try:
        return True, understood(line, typed)
    except AnswerError:
        return False, typed.strip()
