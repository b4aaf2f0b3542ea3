"""Options, answers and marking in the words that every format of ours writes and reads again."""

from __future__ import annotations

from itertools import zip_longest
from typing import assert_never

from questions.folding import fold
from questions.formats.answers import letter
from questions.formats.drafts import Draft
from questions.formats.model import ParsedQuestion
from questions.formats.words import (
    ACCEPTED_BAR,
    EXACT_NAME,
    KINDS,
    PAIR_SIGN,
    PARTS_NAME,
    TRUTH_LETTERS,
    TRUTH_NAMES,
    WHOLE_NAME,
)
from questions.kinds import Kind
from questions.numbers import written


def write_options(question: ParsedQuestion) -> tuple[str, ...]:
    """What stands in the options' places: what belongs together stands together."""
    match question.kind:
        case Kind.true_false | Kind.short | Kind.number | Kind.prediction | Kind.suggestion:
            return ()
        case Kind.matching:
            pairs = zip_longest(question.options, question.targets, fillvalue="")
            return tuple(write_pair(option, target) for option, target in pairs)
        case Kind.one | Kind.several | Kind.statements | Kind.ordering:
            return question.options
        case _:
            assert_never(question.kind)


def write_pair(left: str, right: str) -> str:
    """Both sides in one line; the first sign parts them, so the left side has another arrow for its own."""
    return f"{left.replace(PAIR_SIGN, '→')} {PAIR_SIGN} {right}".strip()


def write_answer(question: ParsedQuestion) -> str:
    """What stands for the right answer; "" where the options say it."""
    match question.kind:
        case Kind.true_false:
            return "".join(TRUTH_NAMES[place] for place in question.right)
        case Kind.number:
            return written(question.number)
        case Kind.short:
            return f" {ACCEPTED_BAR} ".join(question.accepted)
        case Kind.statements:
            places = range(len(question.options)) if question.sound else ()
            return ", ".join(TRUTH_LETTERS[place not in question.right] for place in places)
        case Kind.one | Kind.several:
            return ", ".join(letter(place) for place in question.right)
        case Kind.ordering | Kind.matching | Kind.prediction | Kind.suggestion:
            return ""
        case _:
            assert_never(question.kind)


def write_marks(draft: Draft) -> str:
    """The stars of a text file as an answer: the letters, or Đ and S where each statement has one."""
    if draft.marked and KINDS.get(fold(draft.kind)) is Kind.statements:
        return ", ".join(TRUTH_LETTERS[place not in draft.marked] for place in range(len(draft.options)))
    return ", ".join(letter(place) for place in sorted(draft.marked))


def write_scoring(question: ParsedQuestion) -> str:
    """How it is marked, where that does not go without saying."""
    match question.kind:
        case Kind.several | Kind.ordering | Kind.matching:
            return PARTS_NAME if question.in_parts else ""
        case Kind.statements:
            return "" if question.in_parts else WHOLE_NAME
        case Kind.short:
            return EXACT_NAME if question.exact else ""
        case Kind.one | Kind.true_false | Kind.number | Kind.prediction | Kind.suggestion:
            return ""
        case _:
            assert_never(question.kind)
