"""Shuffled papers with codes (mã đề) for a whole room, each ending in its own answer sheet.

`pdf` puts them on A4 with the code on top of every page; `variant_docx.docx` makes the same editable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from contest.printing import pdf as paper
from contest.printing import plain
from contest.printing.answer_sheet import Question, printed

MEDIA_TYPE = paper.MEDIA_TYPE
#: What somebody writes on top of their paper.
BLANKS = ("Họ và tên", "Mã dự thi", "Lớp, đơn vị")
#: Options stand beside one another while the longest has no more letters than this: (letters, beside).
BESIDE = ((16, 4), (42, 2))


@dataclass(frozen=True)
class Part:
    """The questions of a part under its title; "" where a paper has no parts."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Variant:
    """One shuffled paper."""

    code: str
    parts: tuple[Part, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All of them in their order."""
        return tuple(one for part in self.parts for one in part.questions)


@dataclass(frozen=True)
class Variants:
    """The papers of a round. `how`: what to know before beginning; `answers_only`: just the answer sheets."""

    title: str
    round: str
    how: tuple[str, ...]
    variants: tuple[Variant, ...]
    answers_only: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict)  # the pictures, by the names that questions call


def beside(one: Question) -> int:
    """How many options stand on one line."""
    if one.rings or one.targets:
        return 1
    if any(one.pictures):
        return 2
    longest = max((len(text) for _, text in one.options), default=0)
    return next((many for letters, many in BESIDE if longest <= letters), 1)


def bubbles(one: Question) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is filled in on the answer sheet: rows of (name, letters); none where something is written.

    A question with one row needs no name for it; each statement has a row of its own.
    """
    if one.rings:
        return tuple((letter, one.rings) for letter, _ in one.options)
    if one.is_written or not one.options:
        return ()
    return (("", tuple(letter for letter, _ in one.options)),)


def pdf(given: Variants, *, standards: Sequence[str] = ()) -> bytes:
    """The pages, each code's from page 1; the same papers give the same bytes."""
    data = {
        "title": plain.line(given.title),
        "round": plain.line(given.round),
        "how": [plain.line(one) for one in given.how],
        "blanks": list(BLANKS),
        "answers-only": given.answers_only,
        "variants": [_variant(one) for one in given.variants],
    }
    return paper.compile("variant-sheet.typ", data, given.files, standards=standards)


def _variant(one: Variant) -> dict[str, object]:
    parts = [
        {"title": plain.line(part.title), "questions": [_question(each) for each in part.questions]}
        for part in one.parts
    ]
    return {"code": one.code, "parts": parts}


def _question(one: Question) -> dict[str, object]:
    texts = {name: plain.line(getattr(one, name)) for name in ("label", "text", "note", "unit")}
    options = [[plain.line(name), plain.line(text)] for name, text in one.options]
    return (
        texts
        | {
            "options": options,
            "targets": [[plain.line(name), plain.line(text)] for name, text in one.targets],
            "beside": beside(one),
            "lines": one.lines,
            "bubbles": [[name, list(letters)] for name, letters in bubbles(one)],
            "mark": ")" if one.rings else ".",
        }
        | printed(one)
    )
