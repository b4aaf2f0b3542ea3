"""From what an author wrote to a sound question, or the reasons why it is none.

All problems of a question are told, each with its part, so that one look is enough to mend it. A
question with an error stays in the report without a right answer, so that it is seen among the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from questions.folding import fold, tidy
from questions.formats.answers import MOST_OPTIONS, Unsound, letter, read_places, read_truth
from questions.formats.describing import Notes, describe
from questions.formats.drafts import Draft, option_part
from questions.formats.model import ParsedQuestion, Problem, Report, Severity
from questions.formats.words import KINDS, TRUTH_NAMES, TRUTHS
from questions.kinds import AnswerError, Content, Kind, parse_answer

__all__ = ["Draft", "Judged", "examine", "first_number", "judge"]

NOTHING_FOUND = "Không tìm thấy câu hỏi nào trong tệp."
NO_KEY = "Câu hỏi chưa có đáp án đúng."


@dataclass(frozen=True, slots=True)
class Judged:
    """One draft understood as far as possible, and what is wrong with it."""

    question: ParsedQuestion
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing stands in the way of saving it."""
        return all(problem.level is not Severity.ERROR for problem in self.problems)


def judge(drafts: Sequence[Draft], problems: Iterable[Problem] = (), on: date | None = None) -> Report:
    """The report of a file, problems in the order of its lines."""
    if not drafts:
        general = (*problems, Problem(1, Severity.ERROR, NOTHING_FOUND))
        return Report((), general, general=general)
    first = first_number(drafts)
    judged = [examine(draft, first, on) for draft in drafts]
    questions = tuple(one.question for one in judged)
    general = (*problems, *_unexplained(questions, drafts))
    found = [problem for one in judged for problem in one.problems]
    found += [*general, *_duplicates(questions, drafts)]
    return Report(
        questions,
        tuple(sorted(found, key=lambda problem: problem.line)),
        tuple(drafts),
        tuple(one.problems for one in judged),
        general,
        first,
    )


def first_number(drafts: Sequence[Draft]) -> int:
    """0 if the file numbers options from 0: then some right answer is 0 and no option says so."""
    zero = any(draft.options and draft.answer.strip() == "0" and "0" not in draft.options for draft in drafts)
    return 0 if zero else 1


def examine(draft: Draft, first: int = 1, on: date | None = None) -> Judged:
    """One draft on its own. With a day, a question that ran out before it is told."""
    notes = Notes(draft)
    options = tuple(tidy(option) for option in draft.options)
    question = describe(draft, options, notes, on)
    if draft.fault:
        notes.error(draft.faulty, draft.fault)
    if not question.text:
        notes.error("text", "Thiếu nội dung câu hỏi.")
    kind = _kind(draft, options, first, notes)
    if kind is not None:
        question = replace(question, kind=kind, options=_shown_options(kind, options))
        question = _settle(draft, question, first, notes)
    if notes.has_errors:
        question = replace(question, right=(), number=None)
    return Judged(question, tuple(notes.found))


def _kind(draft: Draft, options: tuple[str, ...], first: int, notes: Notes) -> Kind | None:
    declared = fold(draft.kind)
    if declared:
        if declared not in KINDS:
            notes.error("kind", f"Không hiểu loại câu hỏi “{draft.kind.strip()}”.")
        return KINDS.get(declared)
    if not options:
        return _kind_of_answer(draft.answer)
    if {fold(option) for option in options} == {"dung", "sai"}:
        return Kind.true_false
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


def _shown_options(kind: Kind, options: tuple[str, ...]) -> tuple[str, ...]:
    if kind is Kind.true_false:
        return TRUTH_NAMES
    return options if kind in (Kind.one, Kind.several) else ()


def _settle(draft: Draft, question: ParsedQuestion, first: int, notes: Notes) -> ParsedQuestion:
    choices = question.kind in (Kind.one, Kind.several)
    if choices and not _check_options(question.options, notes):
        return question
    try:
        match question.kind:
            case Kind.prediction:
                return question
            case Kind.number:
                return replace(question, number=_number(draft.answer))
            case Kind.true_false:
                return replace(question, right=(_truth(draft),))
            case Kind.one | Kind.several:
                return replace(question, right=_choice(draft, question, first))
    except Unsound as fault:
        # What the reader asks about the answer is asked once.
        if draft.faulty != "answer":
            notes.error("answer", str(fault))
        return question


def _number(answer: str) -> int:
    try:
        text = parse_answer(Content(Kind.number, ""), answer)
    except AnswerError as fault:
        raise Unsound(f"Đáp án phải là số nguyên. {fault}") from fault
    if not text:
        raise Unsound(NO_KEY)
    return int(text)


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


def _check_options(options: tuple[str, ...], notes: Notes) -> bool:
    """Whether there are enough of them to ask for the right one."""
    if len(options) < 2:
        notes.error(option_part(len(options)), "Câu hỏi phải có ít nhất hai phương án.")
        return False
    if len(options) > MOST_OPTIONS:
        notes.error(
            "", f"Câu hỏi có {len(options)} phương án. Nhiều nhất {MOST_OPTIONS} phương án, từ A đến Z."
        )
        return False
    seen: dict[str, int] = {}
    for place, option in enumerate(options):
        if not option:
            notes.error(option_part(place), f"Phương án {letter(place)} để trống.")
        elif (other := seen.setdefault(option, place)) != place:
            notes.error(option_part(place), f"Phương án {letter(other)} và {letter(place)} giống nhau.")
    return True


def _duplicates(questions: Sequence[ParsedQuestion], drafts: Sequence[Draft]) -> list[Problem]:
    seen: dict[str, str] = {}
    found = []
    for question, draft in zip(questions, drafts, strict=True):
        words = fold(question.text)
        if words and words in seen:
            message = f"Trùng lời với {seen[words]}."
            found.append(Problem(question.line, Severity.WARNING, message))
        seen.setdefault(words, draft.called)
    return found


def _unexplained(questions: Sequence[ParsedQuestion], drafts: Sequence[Draft]) -> list[Problem]:
    pairs = zip(questions, drafts, strict=True)
    asked = [(one, draft) for one, draft in pairs if one.sound and one.kind is not Kind.prediction]
    bare = [draft for question, draft in asked if not question.explanation]
    if not bare:
        return []
    # One warning a file: a list without any explanation should not drown what matters.
    message = f"{len(bare)} câu chưa có giải thích, đầu tiên là {bare[0].called}."
    return [Problem(bare[0].line, Severity.WARNING, message)]
