"""Which kind of question an author means, and what they say is right.

What can't be understood is a problem of its part; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from questions import numbers
from questions.alike import same_words
from questions.answering import LONGEST_ANSWER
from questions.folding import fold, tidy
from questions.formats.answers import Unsound, read_places, read_truth
from questions.formats.describing import Notes
from questions.formats.drafts import Draft
from questions.formats.model import ParsedQuestion
from questions.formats.optioning import are_enough, arranged, compare
from questions.formats.words import (
    ACCEPTED_BAR,
    EXACT_NAME,
    KINDS,
    PARTS_NAME,
    SCORINGS,
    TRUTHS,
    WHOLE_NAME,
)
from questions.kinds import Kind

NO_KEY = "Câu hỏi chưa có đáp án đúng."
NO_RIGHT = "Câu hỏi mở không có phương án, không có đáp án nên các phần ấy được bỏ qua."
NO_TRUTHS = "Chưa rõ ý nào đúng, ý nào sai. Ghi lần lượt từng ý ở đáp án, ví dụ: Đ, S, S, Đ."

_BETWEEN = re.compile(r"[\s,;./|-]+")
_LABEL = re.compile(r"^\(?[a-hA-H1-9][.):\-]\s*")
_ALL_TRUTHS = re.compile(r"[ĐđSs]{2,12}")


def kind_of(draft: Draft, options: tuple[str, ...], first: int, notes: Notes) -> Kind | None:
    """The kind that is declared, or else that the options and the answer show; None if it is none of ours."""
    declared = fold(draft.kind)
    if declared:
        if declared not in KINDS:
            notes.error("kind", f"Không hiểu loại câu hỏi “{draft.kind.strip()}”.")
        return KINDS.get(declared)
    if not options:
        return _kind_of_answer(draft.answer)
    if {fold(option) for option in options} == {"dung", "sai"}:
        return Kind.true_false
    if len(truths(draft.answer)) == len(options) > 1:
        return Kind.statements
    try:
        return Kind.several if len(_right(draft, options, first)) > 1 else Kind.one
    except Unsound:
        # What is wrong with the answer is said when it is read for good.
        return Kind.one


def _kind_of_answer(answer: str) -> Kind:
    if fold(answer) in TRUTHS:
        return Kind.true_false
    # Without options only a number can be meant; anything else misses its options.
    return Kind.number if any(char.isdigit() for char in answer) else Kind.one


def settle(draft: Draft, question: ParsedQuestion, first: int, notes: Notes) -> ParsedQuestion:
    """The question with its options and what is right as its kind has them."""
    written = question.options
    question = _toleranced(draft, _marked(draft, arranged(question), notes), notes)
    if not are_enough(question, notes):
        return question
    compare(question, written, notes)
    try:
        return _keyed(draft, question, first, notes)
    except Unsound as fault:
        # What the reader asks about the answer is asked once.
        if draft.faulty != "answer":
            notes.error("answer", str(fault))
        return question


def _marked(draft: Draft, question: ParsedQuestion, notes: Notes) -> ParsedQuestion:
    """With how it is marked; what does not fit the kind is told and left out."""
    wanted = SCORINGS.get(fold(draft.scoring), "")
    fits = _scorings(question.kind)
    words = draft.scoring.strip()
    if words and not wanted:
        notes.warn("scoring", f"Không hiểu cách chấm “{words}” nên được bỏ qua.")
    elif words and wanted not in fits:
        notes.warn("scoring", f"Cách chấm “{words}” không dùng cho loại câu này nên được bỏ qua.")
    # Statements are marked in parts as school papers do, unless it is said otherwise.
    parts = wanted != WHOLE_NAME if question.kind is Kind.statements else wanted == PARTS_NAME
    return replace(
        question, in_parts=parts and PARTS_NAME in fits, exact=wanted == EXACT_NAME and EXACT_NAME in fits
    )


def _scorings(kind: Kind) -> tuple[str, ...]:
    match kind:
        case Kind.several | Kind.statements | Kind.ordering | Kind.matching:
            return PARTS_NAME, WHOLE_NAME
        case Kind.short:
            return (EXACT_NAME,)
        case Kind.one | Kind.true_false | Kind.number | Kind.prediction | Kind.suggestion:
            return ()
        case _:
            assert_never(kind)


def _toleranced(draft: Draft, question: ParsedQuestion, notes: Notes) -> ParsedQuestion:
    """With how far a number may be off; other kinds have no such thing."""
    text = draft.tolerance.strip().removeprefix("±").strip()
    if text and question.kind is not Kind.number:
        notes.warn("tolerance", "Sai số chỉ dùng cho câu điền số nên được bỏ qua.")
    if not text or question.kind is not Kind.number:
        return question
    try:
        value = _read_number("tolerance", text, notes)
    except numbers.NotANumber as fault:
        notes.error("tolerance", f"Sai số phải là một số. {fault}")
        return question
    if value < 0:
        notes.error("tolerance", "Sai số không thể là số âm.")
    return replace(question, tolerance=value)


def _keyed(draft: Draft, question: ParsedQuestion, first: int, notes: Notes) -> ParsedQuestion:
    match question.kind:
        case Kind.ordering | Kind.matching | Kind.prediction:
            return question
        case Kind.suggestion:
            if draft.answer.strip() or draft.options:
                notes.warn("answer", NO_RIGHT)
            return question
        case Kind.number:
            return replace(question, number=_number(draft.answer, notes))
        case Kind.short:
            return replace(question, accepted=_accepted(draft.answer, exact=question.exact))
        case Kind.true_false:
            return replace(question, right=(_truth(draft),))
        case Kind.statements:
            return replace(question, right=_statements(draft, question.options))
        case Kind.one | Kind.several:
            return replace(question, right=_choice(draft, question, first))
        case _:
            assert_never(question.kind)


def _number(answer: str, notes: Notes) -> Decimal:
    if not answer.strip():
        raise Unsound(NO_KEY)
    try:
        return _read_number("answer", answer, notes)
    except numbers.NotANumber as fault:
        raise Unsound(f"Đáp án phải là một số. {fault}") from fault


def _read_number(part: str, words: str, notes: Notes) -> Decimal:
    """A number as an author wrote it: 1.234 is thousands, as Vietnamese has it, but that is told."""
    if two := numbers.two_ways(words):
        whole, fraction = two
        notes.warn(
            part, f"“{words.strip()}” hiểu được hai cách: {whole} hoặc {fraction}, tạm coi là {whole}."
        )
    return numbers.read(words, numbers.MOST_PLACES, thousands=True)


def _accepted(answer: str, *, exact: bool) -> tuple[str, ...]:
    """Every accepted answer; what only repeats another one in other letters is left out."""
    found: list[str] = []
    for part in re.split(rf"[\n{re.escape(ACCEPTED_BAR)}]", answer):
        words = tidy(part)
        if len(words) > LONGEST_ANSWER:
            raise Unsound(f"Đáp án dài quá {LONGEST_ANSWER} ký tự, không ai gõ hết được.")
        if words and not any(same_words(words, other, exact=exact) for other in found):
            found.append(words)
    if not found:
        raise Unsound(NO_KEY)
    return tuple(found)


def _truth(draft: Draft) -> int:
    names = [fold(option) for option in draft.options]
    if names and sorted(names) != ["dung", "sai"]:
        raise Unsound("Câu đúng/sai chỉ có hai phương án Đúng và Sai.")
    if draft.answer.strip() and fold(draft.answer) in TRUTHS:
        places = {read_truth(draft.answer)} | {TRUTHS[names[place]] for place in draft.marked}
    elif names:
        places = {TRUTHS[names[place]] for place in _right(draft, draft.options, 1)}
    else:
        places = {read_truth(draft.answer)} if draft.answer.strip() else set()
    return _only(places)


def _statements(draft: Draft, options: Sequence[str]) -> tuple[int, ...]:
    """The places of the true ones. Marks alone are enough where there are some: all false is said aloud."""
    if not draft.answer.strip():
        if not draft.marked:
            raise Unsound(NO_TRUTHS)
        return tuple(sorted(draft.marked))
    told = truths(draft.answer)
    if len(told) != len(options):
        raise Unsound(f"Đáp án phải ghi Đúng hoặc Sai cho từng ý trong {len(options)} ý, ví dụ: Đ, S, S, Đ.")
    right = tuple(place for place, truth in enumerate(told) if truth == 0)
    if draft.marked and set(right) != draft.marked:
        raise Unsound("Dấu * và dòng đáp án chỉ ra những ý khác nhau.")
    return right


def truths(answer: str) -> tuple[int, ...]:
    """0 for each statement that is true, 1 for each that is false; () if the answer says no such thing."""
    text = answer.strip()
    if _ALL_TRUTHS.fullmatch(text):
        return tuple(int(char in "Ss") for char in text)
    parts = [_LABEL.sub("", part.strip()) for part in re.split(r"[,;\n]", text)]
    if len(parts) < 2:
        parts = [part for part in _BETWEEN.split(text) if part]
    found = [TRUTHS.get(fold(part)) for part in parts]
    # "D, S" may be typed for "Đ, S", but "D, D" names option D.
    if None in found or {part.strip().upper() for part in parts} <= {"D"}:
        return ()
    return tuple(truth for truth in found if truth is not None)


def _only(places: Iterable[int]) -> int:
    found = sorted(places)
    if not found:
        raise Unsound(NO_KEY)
    if len(found) > 1:
        raise Unsound("Câu hỏi có nhiều đáp án đúng trái với loại của nó.")
    return found[0]


def _choice(draft: Draft, question: ParsedQuestion, first: int) -> tuple[int, ...]:
    right = _right(draft, question.options, first)
    if question.kind is Kind.one or not right:
        return (_only(right),)
    return tuple(sorted(right))


def _right(draft: Draft, options: Sequence[str], first: int) -> frozenset[int]:
    """The places marked, or named by the answer; both may be there if they agree."""
    if not draft.answer.strip():
        return frozenset(draft.marked)
    named = read_places(draft.answer, options, first)
    if draft.marked and named != draft.marked:
        raise Unsound("Dấu * và dòng đáp án chỉ ra những phương án khác nhau.")
    return named
