"""Spelling: every word is a Vietnamese syllable, or stands in the list of other words.

The list (`tu-ngoai.txt`) is a plain file, a word a line: names, foreign words, abbreviations, addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from questions.checking.syllables import fault
from questions.citing import without_numbers

FILE = Path(__file__).parent / "tu-ngoai.txt"

_EDGES = " \t\n.,;:!?…\"'“”‘’()[]%–-*/"
#: B.II.5.đ and the like name a heading of a document.
_HEADING = re.compile(r"\b[A-E](?:\.[IVX]+)(?:\.\w{1,2})*")
_LETTERS = re.compile(r"[^\W\d_]+")
#: Addresses, files, and what only looks like a word: a made-up password, 5G.
_NO_WORD = re.compile(r"[\w-]*(?:\.[\w-]+)+|(?=\S*\d)\S+", re.ASCII)
#: Roman numbers of headings, chapters and rounds.
_ROMAN = re.compile(r"[IVX]+")


@cache
def other_words() -> frozenset[str]:
    """The list that comes along."""
    return read(FILE.read_text(encoding="utf-8"))


def read(text: str) -> frozenset[str]:
    """The words of a list; a line that begins with # is a comment."""
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def faults(text: str, others: frozenset[str]) -> tuple[str, ...]:
    """What is wrong with the words of a text, each thing once."""
    plain = _HEADING.sub(" ", without_numbers(text))
    return tuple(dict.fromkeys(_faults(plain, others)))


def _faults(text: str, others: frozenset[str]) -> Iterator[str]:
    for chunk in text.split():
        word = chunk.strip(_EDGES)
        if word in others or (word.isascii() and _NO_WORD.fullmatch(word)):
            continue
        for part in _LETTERS.findall(word):
            if part not in others and not _ROMAN.fullmatch(part) and (said := _fault(part)):
                yield said


def _fault(word: str) -> str:
    # A point of an article, or somebody who is named by one letter.
    if len(word) == 1:
        return ""
    if word not in (word.lower(), word.upper(), word.capitalize()):
        return f"chữ hoa lẫn chữ thường trong “{word}”"
    return fault(word)
