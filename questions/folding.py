"""Texts made comparable: the same words typed another way fold to the same string."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_GAPS = re.compile(r"\n{3,}")
_NOT_WORDS = re.compile(r"[\W_]+")
#: The marks of Latin letters; others are looked up one by one.
_MARKS = re.compile("[\u0300-\u036f]+")


def nfc(text: str) -> str:
    """Composed characters, since Mac files and some keyboards deliver decomposed ones."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Composed, without control characters, runs of spaces and empty lines."""
    # Composed at the end: taking an invisible character out can bring a mark to its letter.
    lines = (nfc(" ".join(_printable(line).split())) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def lines_of(text: str) -> str:
    """What somebody wrote in lines of their own: composed, nothing invisible, no spaces around lines, between
    paragraphs one empty line at most."""
    lines = (nfc(_printable(line)).strip() for line in text.splitlines())
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


def is_text(text: str) -> bool:
    """Whether a text of one or more lines can be stored and written to any file, be it of letters that a
    phone knows and this server does not yet."""
    return text.isprintable() or all(char == "\n" or _storable(char) for char in text)


def storable(text: str) -> str:
    """The same text where it can be stored as it came, else what can be of its lines."""
    return text if is_text(text) else lines_of(text)


def _storable(char: str) -> bool:
    kind = unicodedata.category(char)
    if kind == "Cf":
        # Emoji are joined by them; others turn the line around.
        return char in "\u200c\u200d" or ord(char) > 0xFFFF
    return kind not in ("Cc", "Cs") and ord(char) & 0xFFFE != 0xFFFE


def fold(text: str) -> str:
    """Lower-case words for comparing: no marks (đ → d), no punctuation, single spaces."""
    # Twice: styled letters (𝐀) have a plain form only, and that one has a lower case.
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = unicodedata.normalize("NFKD", plain).replace("đ", "d")
    letters = _MARKS.sub("", bare)
    if not letters.isascii():
        letters = "".join(char for char in letters if not unicodedata.combining(char))
    return _NOT_WORDS.sub(" ", letters).strip()


def searchable(text: str, options: Iterable[str]) -> str:
    """What a question is found by: its folded text on the first line, its folded options on the second."""
    return f"{fold(text)}\n{' '.join(fold(option) for option in options)}"


def _printable(line: str) -> str:
    if line.isprintable():
        return line
    # Tabs and NBSP are spaces; other control and format characters are invisible and only confuse.
    return "".join(" " if char.isspace() else char for char in line if char.isspace() or _visible(char))


def _visible(char: str) -> bool:
    # Lone surrogates and non-characters can't even be written to a file.
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs") and ord(char) & 0xFFFE != 0xFFFE
