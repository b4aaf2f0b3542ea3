"""Somebody's name and phone taken out of what others wrote, the rest of the text as it was. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from contest.people.rules import ERASED_NAME
from contest.units.rules import fold, nfc

INSTEAD = f"[{ERASED_NAME.lower()}]"
_WORD = re.compile(r"[^\W_]+")
#: What may stand between two words of one name: no quote, so that a name never spans two values of JSON.
_GAP = re.compile(r"[\s.,\-_]+")
_BETWEEN = r"[\s.\-–()]*"


def without(text: str, names: Collection[str], phones: Collection[str]) -> str:
    """The text without these people: ``names`` as folded, of two words and more; ``phones`` as stored.

    Written with or without marks, in capitals, with dots between the digits or +84 before them.
    """
    told = nfc(text)
    spans = [*_named(told, names), *_called(told, phones)]
    if not spans:
        return text
    kept, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            kept += [told[at:start], INSTEAD]
            at = end
    return "".join([*kept, told[at:]])


def _named(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    words = [(fold(found.group()), *found.span()) for found in _WORD.finditer(text)]
    for name in names:
        wanted = name.split()
        for first in range(len(words) - len(wanted) + 1 if len(wanted) > 1 else 0):
            run = words[first : first + len(wanted)]
            if [word for word, _, _ in run] == wanted and _is_one(text, run):
                yield run[0][1], run[-1][2]


def _is_one(text: str, run: Sequence[tuple[str, int, int]]) -> bool:
    return all(_GAP.fullmatch(text, before[2], after[1]) for before, after in pairwise(run))


def _called(text: str, phones: Collection[str]) -> Iterator[tuple[int, int]]:
    for phone in phones:
        digits = _BETWEEN.join(phone[1:])
        spelled = rf"(?<!\d)\+?(?:0084|84|0){_BETWEEN}(?:\(0\){_BETWEEN}|0{_BETWEEN})?{digits}(?!\d)"
        yield from (found.span() for found in re.finditer(spelled, text))
