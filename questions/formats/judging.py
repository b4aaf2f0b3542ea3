"""From what an author wrote to a sound question, or the reasons why it is none.

All problems of a question are told, each with its part, so that one look is enough to mend it. A
question with an error stays in the report without a right answer, so that it is seen among the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from questions.folding import fold, tidy
from questions.formats.describing import Notes, describe
from questions.formats.drafts import Draft
from questions.formats.keying import NO_KEY, kind_of, settle
from questions.formats.model import ParsedQuestion, Problem, Report, Severity, failure
from questions.formats.picturing import pictured
from questions.grading import counts

__all__ = ["NO_KEY", "Draft", "Judged", "examine", "first_number", "judge"]

NOTHING_FOUND = "Không tìm thấy câu hỏi nào trong tệp."
#: Several times what one import takes; a file that is nothing but beginnings of questions has more.
MOST_QUESTIONS = 20_000
_TWIN = "Trùng lời với {}."
_TWIN_KEY = "Trùng lời với {} nhưng đáp án khác. Bạn xem câu nào đúng."
TOO_MANY = "Tệp có quá nhiều câu hỏi, hãy chia thành nhiều tệp."


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
    if len(drafts) > MOST_QUESTIONS:
        return failure(TOO_MANY)
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
    kind = kind_of(draft, options, first, notes)
    if kind is not None:
        question = settle(draft, replace(question, kind=kind), first, notes)
        question = pictured(draft, question, options)
    if notes.has_errors:
        question = replace(question, right=(), number=None, accepted=(), refused=True)
    return Judged(question, tuple(notes.found))


def _duplicates(questions: Sequence[ParsedQuestion], drafts: Sequence[Draft]) -> list[Problem]:
    seen: dict[str, tuple[ParsedQuestion, Draft]] = {}
    found = []
    for question, draft in zip(questions, drafts, strict=True):
        words = fold(question.likened)
        first, there = seen.setdefault(words, (question, draft))
        if words and first is not question:
            known = (_TWIN_KEY if _is_contrary(question, first) else _TWIN).format(there.called)
            found.append(Problem(question.line, Severity.WARNING, known))
    return found


def _is_contrary(one: ParsedQuestion, other: ParsedQuestion) -> bool:
    """Whether two questions with the same words and options have other answers."""
    options = [[fold(option) for option in question.options] for question in (one, other)]
    right = [
        {folded[place] for place in question.right}
        for folded, question in zip(options, (one, other), strict=True)
    ]
    return sorted(options[0]) == sorted(options[1]) and all(right) and right[0] != right[1]


def _unexplained(questions: Sequence[ParsedQuestion], drafts: Sequence[Draft]) -> list[Problem]:
    pairs = zip(questions, drafts, strict=True)
    asked = [(one, draft) for one, draft in pairs if one.sound and counts(one.kind)]
    bare = [draft for question, draft in asked if not question.explanation]
    if not bare:
        return []
    # One warning a file: a list without any explanation should not drown what matters.
    message = f"{len(bare)} câu chưa có giải thích, đầu tiên là {bare[0].called}."
    return [Problem(bare[0].line, Severity.WARNING, message)]
