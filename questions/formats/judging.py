"""From what an author wrote to a sound question, or the reason why it is none.

A question has at most one error, the first that is found; it stays in the report without a right
answer, so that the author sees it among the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from questions.folding import fold, tidy
from questions.formats.answers import Unsound, letter, read_places, read_truth
from questions.formats.model import ParsedQuestion, Problem, Report, Severity
from questions.formats.words import (
    KINDS,
    LEVELS,
    TRUTH_NAMES,
    TRUTHS,
    read_day,
    read_points,
    read_topics,
)
from questions.kinds import AnswerError, Content, Kind, Level, parse_answer

NOTHING_FOUND = "Không tìm thấy câu hỏi nào trong tệp."


@dataclass
class Draft:
    """A question as written, before anything is understood."""

    line: int
    text: str = ""
    options: list[str] = field(default_factory=list)
    marked: set[int] = field(default_factory=set)
    kind: str = ""
    answer: str = ""
    explanation: str = ""
    basis: str = ""
    topics: str = ""
    level: str = ""
    points: str = ""
    unit: str = ""
    valid_until: str = ""
    fault: str = ""


def judge(drafts: Sequence[Draft], problems: Iterable[Problem] = ()) -> Report:
    """The report of a file, problems in the order of its lines."""
    if not drafts:
        return Report((), (*problems, Problem(1, Severity.ERROR, NOTHING_FOUND)))
    first = first_number(drafts)
    questions: list[ParsedQuestion] = []
    found = list(problems)
    for draft in drafts:
        question, notes = _judge_one(draft, first)
        questions.append(question)
        found += notes
    found += [*_duplicates(questions), *_unexplained(questions)]
    return Report(tuple(questions), tuple(sorted(found, key=lambda problem: problem.line)))


def first_number(drafts: Sequence[Draft]) -> int:
    """0 if the file numbers options from 0: then some right answer is 0 and no option says so."""
    zero = any(draft.options and draft.answer.strip() == "0" and "0" not in draft.options for draft in drafts)
    return 0 if zero else 1


def _judge_one(draft: Draft, first: int) -> tuple[ParsedQuestion, list[Problem]]:
    options = tuple(tidy(option) for option in draft.options)
    bare = ParsedQuestion(
        kind=Kind.one,
        text=tidy(draft.text),
        options=options,
        explanation=tidy(draft.explanation),
        basis=tidy(draft.basis),
        line=draft.line,
        unit=tidy(draft.unit),
    )
    described, notes = _describe(draft, bare)
    try:
        kind = _kind(draft, options, first)
    except Unsound as fault:
        return described, [Problem(draft.line, Severity.ERROR, str(fault))]
    described = replace(described, kind=kind, options=_shown_options(kind, options))
    try:
        return _settle(draft, described, first), notes
    except Unsound as fault:
        return described, [Problem(draft.line, Severity.ERROR, str(fault))]


def _describe(draft: Draft, question: ParsedQuestion) -> tuple[ParsedQuestion, list[Problem]]:
    """Topics, level, points and day; what isn't understood is a warning and falls back."""
    topics, unknown = read_topics(draft.topics)
    level = LEVELS.get(fold(draft.level)) if draft.level.strip() else Level.recognise
    points = read_points(draft.points) if draft.points.strip() else 100
    day: date | None = read_day(draft.valid_until)
    said = [f"Chủ đề “{word}” không có trong danh mục." for word in unknown]
    said += [f"Không hiểu mức độ “{draft.level.strip()}”, tạm coi là nhận biết."] if level is None else []
    said += [f"Không hiểu số điểm “{draft.points.strip()}”, tạm coi là 1 điểm."] if points is None else []
    lost = bool(draft.valid_until.strip()) and day is None
    said += [f"Không hiểu ngày “{draft.valid_until.strip()}”."] if lost else []
    notes = [Problem(draft.line, Severity.WARNING, text) for text in said]
    filled = replace(
        question,
        topics=topics,
        level=level or Level.recognise,
        points=100 if points is None else points,
        valid_until=day,
    )
    return filled, notes


def _kind(draft: Draft, options: tuple[str, ...], first: int) -> Kind:
    declared = fold(draft.kind)
    if declared:
        if declared not in KINDS:
            raise Unsound(f"Không hiểu loại câu hỏi “{draft.kind.strip()}”.")
        return KINDS[declared]
    if not options:
        return _kind_of_answer(draft.answer)
    if {fold(option) for option in options} == {"dung", "sai"}:
        return Kind.true_false
    return Kind.several if len(_right(draft, options, first)) > 1 else Kind.one


def _kind_of_answer(answer: str) -> Kind:
    if fold(answer) in TRUTHS:
        return Kind.true_false
    # Without options only a number can be meant; anything else misses its options.
    return Kind.number if any(char.isdigit() for char in answer) else Kind.one


def _shown_options(kind: Kind, options: tuple[str, ...]) -> tuple[str, ...]:
    if kind is Kind.true_false:
        return TRUTH_NAMES
    return options if kind in (Kind.one, Kind.several) else ()


def _settle(draft: Draft, question: ParsedQuestion, first: int) -> ParsedQuestion:
    if draft.fault:
        raise Unsound(draft.fault)
    if not question.text:
        raise Unsound("Thiếu nội dung câu hỏi.")
    match question.kind:
        case Kind.prediction:
            return question
        case Kind.number:
            return replace(question, number=_number(draft.answer))
        case Kind.true_false:
            return replace(question, right=(_truth(draft),))
        case Kind.one | Kind.several:
            _check_options(question.options)
            return replace(question, right=_choice(draft, question, first))


def _number(answer: str) -> int:
    try:
        text = parse_answer(Content(Kind.number, ""), answer)
    except AnswerError as fault:
        raise Unsound(f"Đáp án phải là số nguyên. {fault}") from fault
    if not text:
        raise Unsound("Câu hỏi chưa có đáp án đúng.")
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
        raise Unsound("Câu hỏi chưa có đáp án đúng.")
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


def _check_options(options: tuple[str, ...]) -> None:
    if len(options) < 2:
        raise Unsound("Câu hỏi phải có ít nhất hai phương án.")
    seen: dict[str, int] = {}
    for place, option in enumerate(options):
        if not option:
            raise Unsound(f"Phương án {letter(place)} để trống.")
        if (other := seen.setdefault(option, place)) != place:
            raise Unsound(f"Phương án {letter(other)} và {letter(place)} giống nhau.")


def _duplicates(questions: Sequence[ParsedQuestion]) -> list[Problem]:
    seen: dict[str, int] = {}
    found = []
    for question in questions:
        words = fold(question.text)
        if words and words in seen:
            message = f"Trùng lời với câu hỏi ở dòng {seen[words]}."
            found.append(Problem(question.line, Severity.WARNING, message))
        seen.setdefault(words, question.line)
    return found


def _unexplained(questions: Sequence[ParsedQuestion]) -> list[Problem]:
    asked = [question for question in questions if question.sound and question.kind is not Kind.prediction]
    lines = [question.line for question in asked if not question.explanation]
    if not lines:
        return []
    # One warning a file: a list without any explanation should not drown what matters.
    message = f"{len(lines)} câu chưa có giải thích, câu đầu tiên ở dòng {lines[0]}."
    return [Problem(lines[0], Severity.WARNING, message)]
