"""What an answer earns. Points are integers, hundredths of a point."""

from __future__ import annotations

from typing import assert_never

from questions.kinds import AnswerError, Content, Key, Kind, parse_answer


def counts(kind: Kind) -> bool:
    """Whether a question of this kind counts among the questions of a paper."""
    match kind:
        case Kind.one | Kind.several | Kind.true_false | Kind.number:
            return True
        case Kind.prediction:
            # It only breaks ties, after the true value is known.
            return False
        case _:
            assert_never(kind)


def is_right(content: Content, key: Key, answer: str | None) -> bool:
    """Whether the answer is wholly right; nothing, garbage and half of it are not."""
    given = _understood(content, answer)
    if not given:
        return False
    match content.kind:
        case Kind.one | Kind.several | Kind.true_false:
            return given == ",".join(key.right)
        case Kind.number:
            return key.number is not None and given == str(key.number)
        case Kind.prediction:
            return False
        case _:
            assert_never(content.kind)


def is_wrong(content: Content, key: Key, answer: str | None) -> bool:
    """Whether something was answered that is not wholly right; what nobody can understand is no answer."""
    return counts(content.kind) and bool(_understood(content, answer)) and not is_right(content, key, answer)


def grade(content: Content, key: Key, answer: str | None, points: int) -> int:
    """The hundredths an answer earns: all of them or none; a prediction earns none."""
    return points if is_right(content, key, answer) else 0


def _understood(content: Content, answer: str | None) -> str:
    try:
        return parse_answer(content, answer or "")
    except AnswerError:
        return ""
