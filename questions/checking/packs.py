"""The check of packs: everything that is not as the house wants it, as a list of findings.

Single questions are looked at in `asked`, what a pack or all packs together must have in `whole`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from questions.checking import asked, spelling, whole
from questions.checking.asked import Rules
from questions.documents import register
from questions.folding import fold
from questions.formats import text as text_format
from questions.formats.model import ParsedQuestion, Report

#: Two questions ask the same when their folded texts are more alike than this.
ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack as it is written; `name` is its file's without the ending."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend. Number 0 is the pack as a whole, an empty name all packs together."""

    pack: str
    number: int
    message: str

    def __str__(self) -> str:
        where = [self.pack or "tất cả các bộ", *([f"câu {self.number}"] if self.number else [])]
        return f"{', '.join(where)}: {self.message}"


def shipped_rules() -> Rules:
    """The register and the words that come along."""
    return Rules(register.shipped(), spelling.other_words())


def check(packs: Sequence[Pack], rules: Rules) -> list[Finding]:
    """All findings: pack by pack, question by question, then what packs must have together."""
    reports = [(pack, text_format.parse(pack.text)) for pack in packs]
    found = [finding for pack, report in reports for finding in _of_pack(pack, report, rules)]
    every = [question for _, report in reports for question in report.questions]
    found += _twins([(pack.name, report.questions) for pack, report in reports])
    return found + [Finding("", 0, said) for said in whole.of_all(every)]


def _of_pack(pack: Pack, report: Report, rules: Rules) -> Iterator[Finding]:
    lines = [question.line for question in report.questions]
    for problem in report.problems:
        yield Finding(pack.name, _number(problem.line, lines), problem.message)
    for number in _undone(pack.text):
        yield Finding(pack.name, _number(number, lines), f"dòng {number} chưa ở dạng chữ dựng sẵn (NFC)")
    for number, question in enumerate(report.questions, start=1):
        for said in asked.faults(question, rules):
            yield Finding(pack.name, number, said)
    if (line := _other_line(text_format.write(report.questions), pack.text)) and not report.problems:
        yield Finding(pack.name, _number(line, lines), f"dòng {line} viết khác dạng chuẩn của tệp")
    for said in whole.of_pack(report.questions):
        yield Finding(pack.name, 0, said)


def _number(line: int, starts: Sequence[int]) -> int:
    """The question that a line belongs to, from 1; 0 for what stands before the first one."""
    return sum(start <= line for start in starts)


def _undone(text: str) -> Iterator[int]:
    lines = enumerate(text.split("\n"), start=1)
    return (number for number, line in lines if not unicodedata.is_normalized("NFC", line))


def _other_line(wanted: str, text: str) -> int:
    """The first line in which two texts differ; 0 when they are the same."""
    if wanted == text:
        return 0
    pairs = zip(wanted.split("\n"), text.split("\n"), strict=False)
    shortest = min(wanted.count("\n"), text.count("\n")) + 1
    return next((number for number, (one, other) in enumerate(pairs, start=1) if one != other), shortest)


def _twins(packs: Iterable[tuple[str, Sequence[ParsedQuestion]]]) -> Iterator[Finding]:
    seen: list[tuple[str, str, int]] = []
    for name, questions in packs:
        for number, question in enumerate(questions, start=1):
            folded = fold(question.text)
            for other, pack, place in _alike(folded, seen):
                said = f"gần giống câu {place} của {pack}: “{other}”"
                yield Finding(name, number, said)
            seen.append((folded, name, number))


def _share_words(one: str, other: str) -> bool:
    """Whether they share enough words to be alike at all: a letter that differs spoils one word of five."""
    words, others = set(one.split()), set(other.split())
    return len(words & others) * 3 >= min(len(words), len(others))


def _alike(text: str, seen: Iterable[tuple[str, str, int]]) -> Iterator[tuple[str, str, int]]:
    # The matcher remembers its second text, so that is the one that stays.
    matcher = SequenceMatcher(None, "", text, autojunk=False)
    for other, pack, number in seen:
        together = len(other) + len(text)
        if 2 * min(len(other), len(text)) <= ALIKE * together or not _share_words(other, text):
            continue
        matcher.set_seq1(other)
        if matcher.quick_ratio() > ALIKE and matcher.ratio() > ALIKE:
            yield other, pack, number
