"""An answer in words: in the letters of one paper, and in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from contest.attempts.prediction import PERCENT
from contest.ruleset import percent
from questions import numbers
from questions.answering import given_to, join
from questions.kinds import RIGHT_ID, Content, Key, Kind, Option

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
HALVES = {RIGHT_ID: "Đúng", "sai": "Sai"}
GOES_WITH = " → "


def letter_of(kind: Kind, place: int) -> str:
    """What an option is called on a paper: A, B, …; statements are a, b, …, as school papers have them."""
    return LETTERS[place].lower() if kind is Kind.statements else LETTERS[place]


def in_words(content: Content, shown: Sequence[str], answer: str) -> str:
    """An answer as this paper's reader knows it: letters, Đúng or Sai, a number; "" when there is none.

    ``shown``: the ids of the options in the paper's order.
    """
    match content.kind:
        case Kind.number | Kind.prediction:
            return answer.replace(".", ",")
        case Kind.short:
            return answer
        case Kind.true_false:
            return HALVES.get(answer, "")
        case Kind.one | Kind.several:
            chosen = set(answer.split(","))
            return ", ".join(LETTERS[place] for place, one in enumerate(shown) if one in chosen)
        case Kind.statements:
            given = given_to(content, answer)
            lines = ((letter_of(content.kind, at), given.get(one)) for at, one in enumerate(shown))
            return ", ".join(f"{letter}) {HALVES[value]}" for letter, value in lines if value in HALVES)
        case Kind.ordering:
            names = {one: LETTERS[place] for place, one in enumerate(shown)}
            return _in_order(given_to(content, answer), names, ", ")
        case Kind.matching:
            given = given_to(content, answer)
            places = {target.id: at for at, target in enumerate(content.targets, 1)}
            lines = ((LETTERS[at], places.get(given.get(one, ""))) for at, one in enumerate(shown))
            return ", ".join(f"{letter}{GOES_WITH}{place}" for letter, place in lines if place)
        case _:
            assert_never(content.kind)


def spelt(content: Content, answer: str) -> str:
    """An answer in full words: the options' texts, or the number with its unit."""
    if content == PERCENT:
        return percent.shown(answer)
    texts = _texts(content.options)
    match content.kind:
        case Kind.number | Kind.prediction:
            return f"{answer.replace('.', ',')} {content.unit}".strip() if answer else ""
        case Kind.short:
            return answer
        case Kind.one | Kind.several | Kind.true_false:
            chosen = set(answer.split(","))
            return "; ".join(text for one, text in texts.items() if one in chosen)
        case Kind.statements:
            given = given_to(content, answer)
            return "; ".join(f"{text}: {HALVES[given[one]]}" for one, text in texts.items() if one in given)
        case Kind.ordering:
            return _in_order(given_to(content, answer), texts, "; ", numbered=True)
        case Kind.matching:
            given, targets = given_to(content, answer), _texts(content.targets)
            lines = ((text, targets.get(given.get(one, ""))) for one, text in texts.items())
            return "; ".join(f"{text}{GOES_WITH}{target}" for text, target in lines if target)
        case _:
            assert_never(content.kind)


def _texts(options: Sequence[Option]) -> dict[str, str]:
    return {option.id: option.text for option in options}


def _in_order(
    given: Mapping[str, str], names: Mapping[str, str], between: str, *, numbered: bool = False
) -> str:
    """What was put in order, first to last; where a place is free, numbers tell."""
    lines = sorted((int(place), names[one]) for one, place in given.items())
    bare = len(lines) == len(names) and not numbered
    return between.join(name if bare else f"{place}. {name}" for place, name in lines)


def right_answer(content: Content, key: Key) -> str:
    """The key in the words of an op."""
    match content.kind:
        case Kind.number:
            return numbers.written(key.number)
        case Kind.short:
            return " hoặc ".join(key.accepted)
        case Kind.statements | Kind.ordering | Kind.matching:
            return join(dict(key.pairs))
        case Kind.one | Kind.several | Kind.true_false | Kind.prediction:
            return ",".join(key.right)
        case _:
            assert_never(content.kind)


def right_in_full(content: Content, key: Key) -> str:
    """The key in full words, with how far a number may be off."""
    said = spelt(content, right_answer(content, key))
    return f"{said} (sai số {numbers.written(key.tolerance)})" if said and key.tolerance else said
