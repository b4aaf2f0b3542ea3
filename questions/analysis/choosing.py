"""What counts as a choice in an answer, and what guessing earns, kind by kind."""

from __future__ import annotations

from fractions import Fraction
from math import comb, factorial
from typing import assert_never

from questions.kinds import PAIRED, RIGHT_ID, WRONG_ID, Content, Kind


def choices(content: Content, answer: str) -> tuple[str, ...]:
    """What somebody chose: the options, or the answer as it was given; nothing of no answer."""
    if not answer:
        return ()
    match content.kind:
        case Kind.one | Kind.true_false:
            return (answer,)
        case Kind.several | Kind.statements | Kind.ordering | Kind.matching:
            return tuple(sorted(set(answer.split(",")) - {""}))
        case Kind.number | Kind.short | Kind.prediction | Kind.suggestion:
            return (answer,)
        case _:
            assert_never(content.kind)


def offered(content: Content) -> tuple[str, ...]:
    """The choices that everybody is shown, in the order in which they were written; none where one writes."""
    match content.kind:
        case Kind.one | Kind.several | Kind.true_false:
            return tuple(option.id for option in content.options)
        case Kind.statements:
            rows = content.options
            return tuple(f"{row.id}:{value}" for row in rows for value in (RIGHT_ID, WRONG_ID))
        case Kind.ordering | Kind.matching | Kind.number | Kind.short | Kind.prediction | Kind.suggestion:
            # Of rows there would be too many pairs to list those that nobody made.
            return ()
        case _:
            assert_never(content.kind)


def is_single(kind: Kind) -> bool:
    """Whether an answer is one choice, so that the choosers of two choices are different people."""
    match kind:
        case Kind.one | Kind.true_false | Kind.short | Kind.number | Kind.prediction | Kind.suggestion:
            return True
        case Kind.several | Kind.statements | Kind.ordering | Kind.matching:
            return False
        case _:
            assert_never(kind)


def replaceable(kind: Kind) -> bool:
    """Whether an author could write another wrong option in the place of one that nobody takes."""
    match kind:
        case Kind.one | Kind.several:
            return True
        case (
            Kind.true_false
            | Kind.statements
            | Kind.short
            | Kind.number
            | Kind.ordering
            | Kind.matching
            | Kind.prediction
            | Kind.suggestion
        ):
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
        case Kind.statements:
            return Fraction(1, 2**count) if count else None
        case Kind.ordering:
            return Fraction(1, factorial(count)) if count else None
        case Kind.matching:
            return Fraction(1, len(content.targets) ** count) if content.targets else None
        case Kind.short | Kind.number | Kind.prediction | Kind.suggestion:
            return None
        case _:
            assert_never(content.kind)


def guessing(content: Content, most: int, wrong_costs: int = 0) -> Fraction | None:
    """What blind guessing earns on average, as a part of the points; less where wrong answers cost.

    Of several right ones it is told as if only all of them earned: how many there are is not known here.
    """
    luck = chance(content)
    if luck is None or most <= 0:
        return None
    if content.in_parts and content.kind in PAIRED:
        lucky = _lucky_rows(content)
        earned = sum((times * _share(content, rows) for rows, times in enumerate(lucky)), Fraction(0))
        return earned - lucky[0] * Fraction(wrong_costs, most)
    return luck - (1 - luck) * Fraction(wrong_costs, most)


def _lucky_rows(content: Content) -> list[Fraction]:
    """How likely a blind guess has 0, 1, 2, … rows right."""
    count = len(content.options)
    if content.kind is Kind.ordering:
        return [
            Fraction(comb(count, row) * _none_at_home(count - row), factorial(count))
            for row in range(count + 1)
        ]
    one = Fraction(1, len(content.targets) if content.kind is Kind.matching else 2)
    return [comb(count, row) * one**row * (1 - one) ** (count - row) for row in range(count + 1)]


def _none_at_home(count: int) -> int:
    """In how many orders nothing stands at its own place."""
    return sum((-1) ** kept * factorial(count) // factorial(kept) for kept in range(count + 1))


def _share(content: Content, rows: int) -> Fraction:
    count = len(content.options)
    if rows and len(content.shares) == count:
        return Fraction(content.shares[rows - 1], 100)
    return Fraction(rows, count)
