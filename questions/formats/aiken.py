"""Aiken, the plainest format: a question on one line, options A. or A), then `ANSWER: B`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from questions.folding import nfc
from questions.formats.answers import letter
from questions.formats.cells import clean_question
from questions.formats.drafts import Draft
from questions.formats.judging import judge
from questions.formats.model import ParsedQuestion, Report
from questions.formats.words import KIND_NAMES
from questions.kinds import Kind

_OPTION = re.compile(r"([A-Z])[.)]\s+(.*)|([A-Z])[.)]\s*$")
_SMALL = re.compile(r"[a-z][.)]\s+\S.*")
_MOST_SMALL = 26
_ANSWER = re.compile(r"ANSWER\s*:\s*([A-Z])\s*\.?", re.IGNORECASE)
_FEW = "Câu này thiếu dòng “ANSWER: …” cho biết đáp án đúng."
_GAP = "Phương án {} đứng sai thứ tự, đáng lẽ là {}."


def looks_like(text: str) -> bool:
    """Whether a text has a line that tells an answer in this way."""
    return re.search(r"^ANSWER\s*:\s*[A-Z]\s*\.?\s*$", text, re.IGNORECASE | re.MULTILINE) is not None


def parse(text: str, on: date | None = None) -> Report:
    """The questions of a text, with the problems of each."""
    drafts: list[Draft] = []
    here: Draft | None = None
    asked: list[str] = []
    for number, raw in enumerate(nfc(text).splitlines(), start=1):
        line = raw.strip()
        if not line:
            continue
        if here is None or (here.options and not _continues(line)):
            _ask(here, asked)
            here, asked = Draft(number, kind=KIND_NAMES[Kind.one], fault=_FEW), [clean_question(line)]
            drafts.append(here)
        elif not _continues(line):
            asked.append(line)
        elif _take(here, line):
            _ask(here, asked)
            here = None
    _ask(here, asked)
    return judge(drafts, on=on)


def _ask(draft: Draft | None, lines: Sequence[str]) -> None:
    """The question is known once its last line is: put together line by line, a million would take hours."""
    if draft is not None:
        at = _small_letters(draft, lines) if draft.answer and not draft.options else len(lines)
        draft.text = "\n".join(lines[:at])


def _continues(line: str) -> bool:
    return bool(_OPTION.fullmatch(line) or _ANSWER.fullmatch(line))


def _take(draft: Draft, line: str) -> bool:
    """Whether the line was the last one of its question."""
    if answer := _ANSWER.fullmatch(line):
        draft.answer = answer[1].upper()
        draft.fault = "" if draft.fault == _FEW else draft.fault
        return True
    option = _OPTION.fullmatch(line)
    if option is None:
        return False
    name, place = option[1] or option[3], len(draft.options)
    if name != letter(place) and draft.fault == _FEW:
        draft.fault = _GAP.format(name, letter(place))
    draft.options.append(option[2] or "")
    return False


def _small_letters(draft: Draft, lines: Sequence[str]) -> int:
    """Options a. b. c. are options where the answer follows them; where the question's own lines end."""
    found: list[str] = []
    for line in reversed(lines[1:]):
        if _SMALL.fullmatch(line) is None or len(found) > _MOST_SMALL:
            break
        found.insert(0, line)
    counted = [letter(place).lower() for place in range(len(found))]
    if len(found) < 2 or [line[0] for line in found] != counted:
        return len(lines)
    draft.options = [line[2:].strip() for line in found]
    return len(lines) - len(found)


def write(questions: Iterable[ParsedQuestion]) -> str:
    """The text of questions with one right option each."""
    return "\n\n".join(_block(question) for question in questions) + "\n"


def _block(question: ParsedQuestion) -> str:
    options = [f"{letter(place)}. {text}" for place, text in enumerate(question.options)]
    answer = f"ANSWER: {letter(question.right[0])}"
    return "\n".join([guard(question.text), *options, answer])


def guard(text: str) -> str:
    """A question that is not taken for an option, an answer or a number of its own."""
    return f"Câu 1: {text}" if _continues(text) or clean_question(text) != text else text
