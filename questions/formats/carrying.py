"""What becomes of a question in each format: the question as it reads back, or why it can't be written.

Writers are given what this returns, so that they have nothing to decide, and `losses` compares both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from questions.folding import fold
from questions.formats.forms import Form
from questions.formats.model import ParsedQuestion
from questions.formats.words import TRUTHS
from questions.kinds import Kind, Level

#: Moodle knows no smaller shares than a tenth.
MOST_SHARES = 10

NO_KIND = "dạng này không có loại câu đó"
TWINS = "các phương án trùng nhau khi ghi thành một dòng"
TRUTH_PAIRS = "câu ghép đôi chỉ có vế phải Đúng, Sai sẽ bị hiểu thành câu đúng/sai từng ý"
SHARES = f"Moodle không chia điểm cho hơn {MOST_SHARES} đáp án đúng"


class NotCarried(ValueError):
    """The question can't stand in a file of this format; the text says why, within a sentence."""


def carried(question: ParsedQuestion, form: Form) -> ParsedQuestion:
    """The question as a file of this format gives it back."""
    plain = replace(question, line=0)
    match form:
        case Form.DOCX:
            return plain
        case Form.XLSX | Form.CSV | Form.TEXT:
            return _bare(plain)
        case Form.AIKEN:
            return _bare(_aiken(plain))
        case Form.GIFT:
            return _bare(_gift(plain))
        case Form.MOODLE:
            return _moodle(plain)
        case Form.QTI:
            return _qti(plain)
        case _:
            assert_never(form)


def _bare(question: ParsedQuestion) -> ParsedQuestion:
    """Without its pictures, for which text and tables have no place."""
    return replace(question, picture=None, pictures=())


def _aiken(question: ParsedQuestion) -> ParsedQuestion:
    _only(question, Kind.one)
    flat = _said(question, lambda text: text.replace("\n", " "))
    flat = replace(flat, text=flat.text.replace("\n", " "), explanation="", basis="", topics=(), unit="")
    return replace(flat, level=Level.recognise, points=100, valid_until=None, audiences=())


def _gift(question: ParsedQuestion) -> ParsedQuestion:
    _only(question, *set(Kind) - {Kind.ordering, Kind.prediction})
    found = _elsewhere(question)
    if found.kind in (Kind.statements, Kind.matching, Kind.short):
        # The arrow between the sides of a pair can't be told from one within them.
        found = _said(found, lambda text: text.replace("->", "→"))
    return replace(_in_parts(found), points=100, unit="")


def _moodle(question: ParsedQuestion) -> ParsedQuestion:
    return _in_parts(_elsewhere(question))


def _qti(question: ParsedQuestion) -> ParsedQuestion:
    found = _elsewhere(question)
    return replace(found, in_parts=found.in_parts and found.kind is not Kind.ordering)


def _only(question: ParsedQuestion, *kinds: Kind) -> None:
    if question.kind not in kinds:
        raise NotCarried(NO_KIND)


def _elsewhere(question: ParsedQuestion) -> ParsedQuestion:
    """What no program but ours knows is left out."""
    if question.kind is Kind.prediction:
        raise NotCarried(NO_KIND)
    if question.kind is Kind.matching and all(fold(target) in TRUTHS for target in question.targets):
        raise NotCarried(TRUTH_PAIRS)
    return replace(question, exact=False, unit=question.unit if question.kind is Kind.number else "")


def _in_parts(question: ParsedQuestion) -> ParsedQuestion:
    """Moodle gives a part of the points for a part of the answer, always."""
    if question.kind is Kind.several and len(question.right) > MOST_SHARES:
        raise NotCarried(SHARES)
    always = question.kind in (Kind.several, Kind.statements, Kind.matching)
    return replace(question, in_parts=True) if always else question


def _said(question: ParsedQuestion, change: Callable[[str], str]) -> ParsedQuestion:
    """With every option, target and answer changed, if they are still different from each other."""
    sides = [tuple(map(change, side)) for side in (question.options, question.targets, question.accepted)]
    if any(len(set(side)) < len(side) for side in sides):
        raise NotCarried(TWINS)
    options, targets, accepted = sides
    return replace(question, options=options, targets=targets, accepted=accepted)
