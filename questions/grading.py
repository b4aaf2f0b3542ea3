"""What an answer earns. Points are integers, hundredths of a point."""

from __future__ import annotations

from typing import assert_never

from questions import numbers
from questions.alike import same_words
from questions.answering import pairs, understood
from questions.kinds import Content, Key, Kind


def counts(kind: Kind) -> bool:
    """Whether a question of this kind counts among the questions of a paper."""
    match kind:
        case (
            Kind.one
            | Kind.several
            | Kind.true_false
            | Kind.statements
            | Kind.short
            | Kind.number
            | Kind.ordering
            | Kind.matching
        ):
            return True
        case Kind.prediction:
            # It only breaks ties, after the true value is known.
            return False
        case _:
            assert_never(kind)


def is_right(content: Content, key: Key, answer: str | None) -> bool:
    """Whether the answer is wholly right; nothing, garbage and half of it are not."""
    given = understood(content, answer)
    if not given:
        return False
    match content.kind:
        case Kind.one | Kind.several | Kind.true_false:
            return given == ",".join(key.right)
        case Kind.statements | Kind.ordering | Kind.matching:
            return bool(key.pairs) and pairs(given) == dict(key.pairs)
        case Kind.short:
            return any(same_words(given, accepted, exact=key.exact) for accepted in key.accepted)
        case Kind.number:
            value = numbers.read(given, content.places)
            return key.number is not None and abs(value - key.number) <= key.tolerance
        case Kind.prediction:
            return False
        case _:
            assert_never(content.kind)


def is_wrong(content: Content, key: Key, answer: str | None) -> bool:
    """Whether something was answered that earns nothing; what nobody can understand is no answer."""
    return counts(content.kind) and bool(understood(content, answer)) and not grade(content, key, answer, 100)


def grade(content: Content, key: Key, answer: str | None, points: int) -> int:
    """The hundredths an answer earns, rounded down: all of them, of some questions a part; a prediction
    earns none."""
    if is_right(content, key, answer):
        return points
    if not content.in_parts:
        return 0
    found, whole = _parts(content, key, understood(content, answer))
    if not 0 < found <= whole:
        return 0
    if len(content.shares) == whole:
        return points * content.shares[found - 1] // 100
    return points * found // whole


def _parts(content: Content, key: Key, given: str) -> tuple[int, int]:
    """How many parts of the answer are right, of how many. A wrong choice among several takes one away,
    or choosing everything would earn everything."""
    match content.kind:
        case Kind.several:
            chosen, right = set(given.split(",")) - {""}, set(key.right)
            return len(chosen & right) - len(chosen - right), len(right)
        case Kind.statements | Kind.ordering | Kind.matching:
            wanted = dict(key.pairs)
            return sum(wanted.get(option) == value for option, value in pairs(given).items()), len(wanted)
        case Kind.one | Kind.true_false | Kind.short | Kind.number | Kind.prediction:
            return 0, 0
        case _:
            assert_never(content.kind)
