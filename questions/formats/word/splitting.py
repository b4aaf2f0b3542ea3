"""Options within a line: "A. …", two or four of them side by side, or behind the question itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import dropwhile, islice

from questions.formats.word.words import BOXES, STARS

#: A letter in brackets or with a sign behind it; a star may stand before, within or behind, a box before.
_FORM = (
    rf"(?:(?P<before>[{STARS}])\s*|[{BOXES}]\s*)?(?:[(\[](?P<held>%s)[)\]]"
    r"|(?P<letter>%s)\s?(?P<within>\*)?\s?(?P<sign>%s))(?P<behind>\s*\*(?!\*))?\s*"
)
_ANY = r"[.):]|/(?![A-Z]\b)|[–-](?![a-zà-ỹđ])|(?=\t)"
_MARKER = re.compile(r"(?P<gap>\s*)" + _FORM % ("[A-Za-z]", "[A-Za-z]", _ANY))
_NEVER = "(?!)"
_BRACKETS = "()"
_MOST_TRIED = 3
_WIDE = re.compile(r"\t|\s{2,}")


@dataclass(frozen=True, slots=True)
class Found:
    """One option in a line: its letter, where its marker and its words begin, where they end."""

    letter: str
    start: int
    words: int
    end: int
    is_starred: bool
    sign: str
    is_wide: bool  # whether a tab or a wide space stands before it


def leading(text: str) -> Found | None:
    """The option that a line begins."""
    match = _MARKER.match(text)
    return _found(match, len(text)) if match else None


def split(text: str, first: Found, following: str = "") -> list[Found]:
    """A line's options from the first on, letters in their order. `following` is the next line.

    A tab or a wide space parts them; single spaces only before one that is, or where three or more stand in
    a row and the next line does not begin with one of them.
    """
    found = [first]
    while (behind := _next(text, found[-1])) is not None:
        found.append(behind)
    if any(option.is_wide for option in found[1:]) or not _is_row(found, following):
        # "A. x    B. Sách của C. Mác": the last letter is a name's.
        found = [first, *reversed([*dropwhile(lambda option: not option.is_wide, reversed(found[1:]))])]
    ends = [*(option.start for option in found[1:]), len(text)]
    return [replace(option, end=end) for option, end in zip(found, ends, strict=True)]


def behind_question(text: str, start: int, following: str = "") -> list[Found]:
    """The options that stand in the question's own line; none unless they count up from A."""
    for match in islice(_pattern("A", "").finditer(text, start), _MOST_TRIED):
        options = split(text, _found(match, len(text)), following)
        below = leading(following)
        if (
            text[start : match.start()].strip()
            and len(options) > 1
            and (below is None or below.letter != "A")
        ):
            return options
    return []


def _is_row(found: Sequence[Found], following: str) -> bool:
    below = leading(following)
    again = below is not None and below.letter in {option.letter for option in found[1:]}
    return len(found) > 2 and not again


def _next(text: str, last: Found) -> Found | None:
    if last.letter in "Zz":
        return None
    matches = list(_pattern(chr(ord(last.letter) + 1), last.sign).finditer(text, last.words))
    found = [_found(match, len(text)) for match in matches]
    return next((option for option in found if option.is_wide), found[0] if found else None)


@cache
def _pattern(letter: str, sign: str) -> re.Pattern[str]:
    """This letter within a line, its sign the same as that of the one before it."""
    held, bare = (letter if sign in ("", _BRACKETS) else _NEVER), (_NEVER if sign == _BRACKETS else letter)
    signs = {"": "[.):]", _BRACKETS: _NEVER, "\t": r"(?=\t)"}.get(sign, re.escape(sign))
    return re.compile(r"(?<!\s)(?P<gap>\s+)" + _FORM % (held, bare, signs))


def _found(match: re.Match[str], end: int) -> Found:
    starred = bool(match["before"] or match["within"] or match["behind"])
    start = match.start() + len(match["gap"])
    sign = _BRACKETS if match["held"] else match["sign"] or "\t"
    wide = _WIDE.search(match["gap"]) is not None
    return Found(match["letter"] or match["held"], start, match.end(), end, starred, sign, wide)
