"""Questions as GIFT. What it can't say is `carrying`'s affair; here everything can be said."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import assert_never

from questions.formats import noting, weighing
from questions.formats.gift_signs import guard
from questions.formats.model import ParsedQuestion
from questions.formats.words import TRUTH_NAMES
from questions.kinds import Kind
from questions.numbers import plain


def write(questions: Iterable[ParsedQuestion]) -> str:
    """The text that Moodle and our reader take."""
    blocks = [_block(number, question) for number, question in enumerate(questions, start=1)]
    return "\n\n".join(blocks) + "\n"


def _block(number: int, question: ParsedQuestion) -> str:
    tags = [tag.replace("]", "\\]") for tag in noting.written_tags(question)]
    lines = ["// " + " ".join(f"[tag:{tag}]" for tag in tags)] if tags else []
    # The title keeps a text that begins like a comment or a title from being one.
    head = f"::Câu {number}::[plain]{guard(question.text)} {{"
    why = noting.written_why(question)
    answers = _answers(question)
    if len(answers) == 1 and not why:
        return "\n".join([*lines, f"{head}{answers[0]}}}"])
    tail = [f"####{guard(why)}"] if why else []
    return "\n".join([*lines, head, *answers, *tail, "}"])


def _answers(question: ParsedQuestion) -> list[str]:
    match question.kind:
        case Kind.one:
            return [_option(text, place in question.right) for place, text in enumerate(question.options)]
        case Kind.several:
            share = weighing.percent(len(question.right))
            return [
                f"~%{share if place in question.right else f'-{share}'}%{guard(text)}"
                for place, text in enumerate(question.options)
            ]
        case Kind.true_false:
            return ["FALSE" if question.right[0] else "TRUE"]
        case Kind.statements:
            truths = [TRUTH_NAMES[place not in question.right] for place in range(len(question.options))]
            return _pairs(zip(question.options, truths, strict=True))
        case Kind.matching:
            return _pairs(zip_longest(question.options, question.targets, fillvalue=""))
        case Kind.short:
            return [f"=%100%{guard(text.replace('*', chr(92) + '*'))}" for text in question.accepted]
        case Kind.number:
            margin = f":{plain(question.tolerance)}" if question.tolerance else ""
            return [f"#{plain(question.number or 0)}{margin}"]
        case Kind.ordering | Kind.prediction | Kind.suggestion:
            return []
        case _:
            assert_never(question.kind)


def _option(text: str, is_right: bool) -> str:
    if is_right:
        return f"={guard(text)}"
    # A text that begins like a weight gets one, so that it stays text.
    return f"~{'%0%' if text.startswith('%') else ''}{guard(text)}"


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [f"={guard(left)} -> {guard(right).removeprefix('[plain]')}" for left, right in pairs]
