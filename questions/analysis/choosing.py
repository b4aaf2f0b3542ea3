"""What counts as a choice in an answer, and what guessing earns, kind by kind."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from questions.kinds import Content, Kind


def choices(content: Content, answer: str) -> tuple[str, ...]:
    """What somebody chose: the options, or the answer as it was given; nothing of no answer."""
    if not answer:
        return ()
    match content.kind:
        case Kind.one | Kind.true_false:
            return (answer,)
        case Kind.several:
            return tuple(sorted(set(answer.split(",")) - {""}))
        case Kind.number | Kind.prediction:
            return (answer,)
        case _:
            assert_never(content.kind)


def offered(content: Content) -> tuple[str, ...]:
    """The choices that everybody is shown, in the order in which they were written; none where one writes."""
    match content.kind:
        case Kind.one | Kind.several | Kind.true_false:
            return tuple(option.id for option in content.options)
        case Kind.number | Kind.prediction:
            return ()
        case _:
            assert_never(content.kind)


def is_single(kind: Kind) -> bool:
    """Whether an answer is one choice, so that the choosers of two choices are different people."""
    match kind:
        case Kind.one | Kind.true_false | Kind.number | Kind.prediction:
            return True
        case Kind.several:
            return False
        case _:
            assert_never(kind)


def replaceable(kind: Kind) -> bool:
    """Whether an author could write another wrong option in the place of one that nobody takes."""
    match kind:
        case Kind.one | Kind.several:
            return True
        case Kind.true_false | Kind.number | Kind.prediction:
            return False
        case _:
            assert_never(kind)


def chance(content: Content) -> Fraction | None:
    """How likely a blind guess is wholly right; none where nothing is offered to guess from."""
    count = len(content.options)
    match content.kind:
        case Kind.one | Kind.true_false:
            return Fraction(1, count) if count else None
        case Kind.several:
            # Every selection but the empty one.
            return Fraction(1, 2**count - 1) if count else None
        case Kind.number | Kind.prediction:
            return None
        case _:
            assert_never(content.kind)


def guessing(content: Content, most: int, wrong_costs: int = 0) -> Fraction | None:
    """What blind guessing earns on average, as a part of the points; less where wrong answers cost."""
    luck = chance(content)
    if luck is None or most <= 0:
        return None
    return luck - (1 - luck) * Fraction(wrong_costs, most)
