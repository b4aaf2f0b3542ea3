"""How an answer is written: one canonical text, whatever way it was tapped or typed.

- one choice: the option's id; several: ids, sorted, with commas;
- statements, ordering, matching: `id:value` for each option that was given one, sorted, with commas;
- a number: 34 or -3,5, with the comma that can mean nothing else; a short answer: the words as typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from questions import numbers
from questions.folding import tidy
from questions.kinds import RIGHT_ID, WRONG_ID, Content, Kind

#: The longest answer that is stored; the phone's outbox keeps to it too.
LONGEST_ANSWER = 200
#: The most options whose pairs that leaves room for.
MOST_PAIRS = 12


class AnswerError(ValueError):
    """The answer can't be understood; the text says so to the person."""


def parse_answer(content: Content, raw: str) -> str:
    """The canonical text of what a person answered; "" means cleared."""
    text = _short_enough(raw.strip())
    if not text:
        return ""
    match content.kind:
        case Kind.one | Kind.true_false:
            return _choice(content, text)
        case Kind.several:
            chosen = {_choice(content, part.strip()) for part in text.split(",") if part.strip()}
            return ",".join(sorted(chosen))
        case Kind.statements | Kind.ordering | Kind.matching:
            return join(_pairs(content, text))
        case Kind.number | Kind.prediction:
            return _number(content, text)
        case Kind.short:
            # Composed letters can be more than those that were typed.
            return _short_enough(tidy(text).replace("\n", " "))
        case _:
            assert_never(content.kind)


def _short_enough(text: str) -> str:
    if len(text) > LONGEST_ANSWER:
        raise AnswerError(f"Câu trả lời dài quá {LONGEST_ANSWER} ký tự.")
    return text


def pairs(answer: str) -> dict[str, str]:
    """What a canonical answer gives to each option."""
    return dict(part.split(":", 1) for part in answer.split(",") if ":" in part)


def understood(content: Content, answer: str | None) -> str:
    """A stored answer as canonical text: an outbox may be forged, what can't be understood is no answer."""
    try:
        return parse_answer(content, answer or "")
    except AnswerError:
        return ""


def given_to(content: Content, answer: str) -> dict[str, str]:
    """What a stored answer gives to each option."""
    return pairs(understood(content, answer))


def join(given: Mapping[str, str]) -> str:
    """The canonical answer that gives these."""
    return ",".join(f"{option}:{value}" for option, value in sorted(given.items()))


def _choice(content: Content, text: str) -> str:
    if all(text != option.id for option in content.options):
        raise AnswerError("Phương án này không có trong câu hỏi.")
    return text


def _pairs(content: Content, text: str) -> dict[str, str]:
    given: dict[str, str] = {}
    allowed = _values(content)
    for part in text.split(","):
        option, _, value = (piece.strip() for piece in part.partition(":"))
        if not value:
            # A form without script sends every option, those that were left open too.
            continue
        if value not in allowed:
            raise AnswerError("Câu trả lời này không có trong câu hỏi.")
        if given.setdefault(_choice(content, option), value) != value:
            raise AnswerError("Một ý chỉ nhận một câu trả lời.")
    if content.kind is Kind.ordering and (twice := _twice(given)):
        raise AnswerError(f"Có hai ý cùng mang số thứ tự {twice}. Mỗi ý một số.")
    return given


def _values(content: Content) -> frozenset[str]:
    """What an option may be given."""
    match content.kind:
        case Kind.statements:
            return frozenset({RIGHT_ID, WRONG_ID})
        case Kind.ordering:
            return frozenset(str(place) for place in range(1, len(content.options) + 1))
        case Kind.matching:
            return frozenset(target.id for target in content.targets)
        case Kind.one | Kind.several | Kind.true_false | Kind.short | Kind.number | Kind.prediction:
            return frozenset()
        case _:
            assert_never(content.kind)


def _twice(given: Mapping[str, str]) -> str:
    seen: set[str] = set()
    for value in given.values():
        if value in seen:
            return value
        seen.add(value)
    return ""


def _number(content: Content, text: str) -> str:
    try:
        return numbers.written(numbers.read(text, content.places))
    except numbers.NotANumber as error:
        raise AnswerError(str(error)) from error
