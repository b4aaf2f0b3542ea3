"""What is looked at in each question by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import assert_never

from questions import taxonomy
from questions.checking import spelling
from questions.documents import basis
from questions.documents.register import Register
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from questions.pinning import speaks_of_others

OPTIONS = 4
#: With two steps or pairs half of all guesses are right.
FEWEST_PAIRS = 3
#: An explanation says why, and what to take along.
FEWEST_SENTENCES = 2
#: Options are of like length when the longest is at most so much longer, in letters or in share.
MOST_LETTERS = 12
MOST_SHARE = (5, 3)

_ENDS = re.compile(r"[.!?…][”\")]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Rules:
    """What questions are held against: the register of documents, and the words beside the syllables."""

    register: Register
    words: frozenset[str]


def faults(question: ParsedQuestion, rules: Rules) -> tuple[str, ...]:
    """What is wrong with a question, in words."""
    told = [*(said for look in _LOOKS for said in look(question))]
    told += basis.problems(question.basis, rules.register)
    told += [said for text in _texts(question) for said in spelling.faults(text, rules.words)]
    return tuple(dict.fromkeys(told))


def _texts(question: ParsedQuestion) -> tuple[str, ...]:
    own = (*question.choices, *question.accepted)
    return (question.text, *own, question.explanation, question.basis, question.unit)


def _kind(question: ParsedQuestion) -> Iterator[str]:
    yield from _of_kind(question)
    if question.text[-1:] not in ("?", ".", ":"):
        yield "câu hỏi không có dấu kết thúc"


def _of_kind(question: ParsedQuestion) -> Iterator[str]:
    count = len(question.options)
    match question.kind:
        case Kind.prediction | Kind.suggestion:
            what = "câu dự đoán" if question.kind is Kind.prediction else "câu hỏi mở"
            yield f"{what} không thuộc bộ câu hỏi"
        case Kind.one | Kind.several:
            if count != OPTIONS:
                yield f"có {count} phương án, phải là {OPTIONS}"
            if question.kind is Kind.several and len(question.right) not in range(2, OPTIONS):
                yield "câu nhiều đáp án phải có hai hoặc ba đáp án đúng"
        case Kind.statements:
            if count != OPTIONS:
                yield f"có {count} ý, phải là {OPTIONS}"
            if question.sound and len(question.right) in (0, count):
                yield "các ý đều đúng hoặc đều sai"
        case Kind.ordering | Kind.matching:
            if count < FEWEST_PAIRS:
                yield f"có {count} ý, phải có ít nhất {FEWEST_PAIRS}"
        case Kind.true_false | Kind.short | Kind.number:
            pass
        case _:
            assert_never(question.kind)


def _topics(question: ParsedQuestion) -> Iterator[str]:
    if not question.topics:
        yield "thiếu chủ đề"
    yield from (f"chủ đề lạ “{slug}”" for slug in question.topics if slug not in taxonomy.BY_SLUG)


def _explanation(question: ParsedQuestion) -> Iterator[str]:
    sentences = len(_ENDS.findall(question.explanation))
    if sentences < FEWEST_SENTENCES:
        yield f"giải thích có {sentences} câu, phải có ít nhất {FEWEST_SENTENCES}"
    elif not _ENDS.search(question.explanation[-2:]):
        yield "giải thích không có dấu kết thúc"


def _options(question: ParsedQuestion) -> Iterator[str]:
    if question.kind not in (Kind.one, Kind.several):
        return
    if speaks_of_others(question.options):
        yield "phương án nói về các phương án khác"
    lengths = sorted(map(len, question.options))
    longest, shortest = lengths[-1], lengths[0]
    most, to = MOST_SHARE
    if longest - shortest > MOST_LETTERS and longest * to > shortest * most:
        yield f"phương án dài ngắn quá khác nhau: {shortest} đến {longest} ký tự"


def _days(question: ParsedQuestion) -> Iterator[str]:
    found = (day for text in _texts(question) for day in basis.no_days(text))
    yield from (f"không có ngày {day}" for day in found)


_LOOKS: tuple[Callable[[ParsedQuestion], Iterator[str]], ...] = (
    _kind,
    _topics,
    _explanation,
    _options,
    _days,
)
