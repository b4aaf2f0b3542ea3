"""The passwords that are tried first everywhere: thirty thousand, by the package `zxcvbn`. Pure.

Only its list is used: its estimate knows English words and would call a Vietnamese sentence of four words
weak or strong by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

#: What people write for a letter, where a sign must be in it.
FOR_LETTERS = str.maketrans("@4301!|$57", "aaeoiiisst")
AROUND = "0123456789 .,;:-_!?@#$%^&*()+=/'\""
SHORTEST = 3


@cache
def known() -> frozenset[str]:
    """All of them, in lower case. Loaded when the first password is chosen: a server starts without."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["passwords"])


def is_known(*spellings: str) -> bool:
    """Whether one of these spellings is one of them: as it is, with signs for letters, several times in a
    row, or with digits and signs around."""
    return any(_is_one(word) or _is_one(_once(word)) for text in spellings for word in _inner(text))


def _is_one(word: str) -> bool:
    return len(word) >= SHORTEST and (word in known() or word.translate(FOR_LETTERS) in known())


def _inner(text: str) -> Iterator[str]:
    """The text without some of the digits and signs that it begins or ends with: words have them too."""
    first, last = len(text) - len(text.lstrip(AROUND)), len(text.rstrip(AROUND))
    for end in range(last, len(text) + 1):
        yield from (text[:end], text[first:end])
    for start in range(first):
        yield from (text[start:], text[start:last])


def _once(text: str) -> str:
    """The shortest piece that the text is a row of, spaces between them aside."""
    close = text.replace(" ", "")
    return close[: (close + close).find(close, 1)] if close else ""
