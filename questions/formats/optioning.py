"""The options of a question as its kind has them: choices, statements, steps in order, pairs.

Problems are told at the place where the author wrote, which for pairs is the line of both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from questions.answering import MOST_PAIRS
from questions.folding import tidy
from questions.formats.answers import MOST_OPTIONS, letter
from questions.formats.describing import Notes
from questions.formats.drafts import option_part
from questions.formats.model import ParsedQuestion
from questions.formats.words import PAIR_SIGN, TRUTH_NAMES
from questions.kinds import PAIRED, Kind


def arranged(question: ParsedQuestion) -> ParsedQuestion:
    """The question with the options that its kind has; those it has no use for are gone."""
    match question.kind:
        case Kind.true_false:
            return replace(question, options=TRUTH_NAMES)
        case Kind.number | Kind.short | Kind.prediction | Kind.suggestion:
            return replace(question, options=())
        case Kind.matching:
            sides = [_sides(option) for option in question.options]
            paired = [right for left, right in sides if left]
            # What is left over on the right belongs to nothing; it stands behind all that does.
            left_over = [right for left, right in sides if right and not left]
            options = tuple(left for left, _ in sides if left)
            return replace(question, options=options, targets=(*paired, *left_over))
        case Kind.one | Kind.several | Kind.statements | Kind.ordering:
            return question
        case _:
            assert_never(question.kind)


def _sides(written: str) -> tuple[str, str]:
    before, _, after = written.partition(PAIR_SIGN)
    return tidy(before), tidy(after)


def are_enough(question: ParsedQuestion, notes: Notes) -> bool:
    """Whether there are as many options as the kind needs, and not too many; else that is told."""
    match question.kind:
        case Kind.true_false | Kind.number | Kind.short | Kind.prediction | Kind.suggestion:
            return True
        case Kind.one | Kind.several | Kind.statements | Kind.ordering | Kind.matching:
            return _counted(question, notes)
        case _:
            assert_never(question.kind)


def _counted(question: ParsedQuestion, notes: Notes) -> bool:
    count = max(len(question.options), len(question.targets))
    most = MOST_PAIRS if question.kind in PAIRED else MOST_OPTIONS
    if len(question.options) < 2:
        notes.error(option_part(len(question.options)), _too_few(question.kind))
    elif count > most:
        noun = _noun(question.kind).lower()
        notes.error("", f"Câu hỏi có {count} {noun}. Nhiều nhất {most} {noun}, từ A đến {letter(most - 1)}.")
    return len(question.options) >= 2 and count <= most


def compare(question: ParsedQuestion, written: Sequence[str], notes: Notes) -> None:
    """Tell which of the options, as written, are empty or the same as another one."""
    match question.kind:
        case Kind.matching:
            sides = [_sides(option) for option in written]
            _compare_sides(sides, notes)
        case Kind.one | Kind.several | Kind.statements | Kind.ordering:
            _compare(written, _noun(question.kind), notes)
        case Kind.true_false | Kind.number | Kind.short | Kind.prediction | Kind.suggestion:
            return
        case _:
            assert_never(question.kind)


def _compare(options: Sequence[str], noun: str, notes: Notes) -> None:
    seen: dict[str, int] = {}
    for place, option in enumerate(options):
        if not option:
            notes.error(option_part(place), _missing(noun, place, notes))
        elif (other := seen.setdefault(option, place)) != place:
            notes.error(option_part(place), f"{noun} {letter(other)} và {letter(place)} giống nhau.")


def _missing(noun: str, place: int, notes: Notes) -> str:
    if option_part(place) in (notes.draft.pictures or notes.draft.images):
        return f"{noun} {letter(place)} mới có hình. Ghi vài chữ để gọi tên hình, ví dụ Hình 1."
    return f"{noun} {letter(place)} để trống."


def _compare_sides(sides: Sequence[tuple[str, str]], notes: Notes) -> None:
    lefts: dict[str, int] = {}
    rights: dict[str, int] = {}
    for place, (left, right) in enumerate(sides):
        if left and not right:
            message = f"Ý {letter(place)} chưa có vế phải. Ghi: vế trái {PAIR_SIGN} vế phải."
            notes.error(option_part(place), message)
        for side, name, seen in ((left, "Vế trái", lefts), (right, "Vế phải", rights)):
            if side and (other := seen.setdefault(side, place)) != place:
                message = f"{name} của {letter(other)} và {letter(place)} giống nhau."
                notes.error(option_part(place), message)


def _noun(kind: Kind) -> str:
    return "Ý" if kind in PAIRED else "Phương án"


def _too_few(kind: Kind) -> str:
    match kind:
        case Kind.matching:
            return f"Câu ghép đôi phải có ít nhất hai cặp, mỗi cặp một dòng: vế trái {PAIR_SIGN} vế phải."
        case Kind.ordering:
            return "Câu sắp xếp phải có ít nhất hai ý, ghi theo đúng thứ tự."
        case Kind.statements:
            return "Câu đúng/sai từng ý phải có ít nhất hai ý."
        case (
            Kind.one
            | Kind.several
            | Kind.true_false
            | Kind.short
            | Kind.number
            | Kind.prediction
            | Kind.suggestion
        ):
            return "Câu hỏi phải có ít nhất hai phương án."
        case _:
            assert_never(kind)
