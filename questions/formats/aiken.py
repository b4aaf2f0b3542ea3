"""Aiken, the plainest format: a question on one line, options A. or A), then `ANSWER: B`."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
_SMALL = re.compile(r"([a-z])[.)]\s+(.*)")
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
    for number, raw in enumerate(nfc(text).splitlines(), start=1):
        line = raw.strip()
        if not line:
            continue
        if here is None or (here.options and not _continues(line)):
            here = Draft(number, text=clean_question(line), kind=KIND_NAMES[Kind.one], fault=_FEW)
            drafts.append(here)
        elif _take(here, line):
            here = None
    return judge(drafts, on=on)


def _continues(line: str) -> bool:
    return bool(_OPTION.fullmatch(line) or _ANSWER.fullmatch(line))


def _take(draft: Draft, line: str) -> bool:
    """Whether the line was the last one of its question."""
    if answer := _ANSWER.fullmatch(line):
        draft.answer = answer[1].upper()
        if not draft.options:
            _small_letters(draft)
        draft.fault = "" if draft.fault == _FEW else draft.fault
        return True
    option = _OPTION.fullmatch(line)
    if option is None:
        draft.text += f"\n{line}"
        return False
    name, place = option[1] or option[3], len(draft.options)
    if name != letter(place) and draft.fault == _FEW:
        draft.fault = _GAP.format(name, letter(place))
    draft.options.append(option[2] or "")
    return False


def _small_letters(draft: Draft) -> None:
    """Options a. b. c. are options where the answer follows them; others are lines of the text."""
    lines = draft.text.split("\n")
    found = [match for line in lines[1:] if (match := _SMALL.fullmatch(line))]
    letters = [match[1].upper() for match in found]
    at = len(lines) - len(found)
    if len(found) > 1 and letters == [letter(place) for place in range(len(found))]:
        behind = [match[0] for match in found] == lines[at:]
        draft.text = "\n".join(lines[:at]) if behind else draft.text
        draft.options = [match[2] for match in found] if behind else []


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
