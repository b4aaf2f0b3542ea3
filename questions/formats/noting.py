"""What other programs have no place for, put where they let free text stand: below the explanation, and
in tags. Both read back exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from questions.audiences import write_audiences
from questions.folding import fold
from questions.formats.drafts import Draft
from questions.formats.model import ParsedQuestion
from questions.formats.words import LEVEL_NAMES
from questions.kinds import Level

_BASIS = "Căn cứ: "
_HEAD = re.compile(r"căn\s+cứ(?:\s+pháp\s+lý)?\s*:\s*", re.IGNORECASE)
_GUARDED = re.compile(r"(>+)(?=căn\s+cứ)", re.IGNORECASE)
_TAG = re.compile(r"([^:]{2,20}):\s*(.+)", re.DOTALL)
_TAGS = {"muc do": "level", "hieu luc den": "valid_until", "doi tuong": "audiences"}


def written_why(question: ParsedQuestion) -> str:
    """The explanation and the legal basis as one text."""
    first = [_guarded(line) for line in question.explanation.split("\n") if line]
    if not question.basis:
        return "\n".join(first)
    head, *rest = question.basis.split("\n")
    return "\n".join([*first, _BASIS + head, *map(_guarded, rest)])


def _guarded(line: str) -> str:
    # A line of an explanation that begins like a basis keeps to itself by a sign in front.
    return f">{line}" if _HEAD.match(line) or _GUARDED.match(line) else line


def read_why(draft: Draft, text: str) -> None:
    """Put the explanation and the basis of such a text into a draft."""
    parts: list[list[str]] = [[], []]
    place = 0
    for line in text.split("\n"):
        match = _HEAD.match(line.strip())
        if match and not place:
            place, line = 1, line.strip()[match.end() :]
        elif _GUARDED.match(line.strip()):
            line = line.strip()[1:]
        parts[place].append(line)
    draft.explanation, draft.basis = ("\n".join(part).strip() for part in parts)


def written_tags(question: ParsedQuestion) -> tuple[str, ...]:
    """Topics, level, last day and audiences as tags."""
    day = question.valid_until
    level = "" if question.level is Level.recognise else f"Mức độ: {LEVEL_NAMES[question.level]}"
    until = f"Hiệu lực đến: {day:%d/%m}/{day.year:04}" if day else ""
    whom = f"Đối tượng: {write_audiences(question.audiences)}" if question.audiences else ""
    return tuple(tag for tag in (*question.topics, level, until, whom) if tag)


def read_tags(draft: Draft, tags: Iterable[str]) -> None:
    """Put what tags say into a draft; those that say nothing of ours are topics."""
    topics: list[str] = []
    for tag in tags:
        match = _TAG.fullmatch(tag.strip())
        part = _TAGS.get(fold(match[1])) if match else None
        if match and part:
            setattr(draft, part, match[2])
        elif tag.strip():
            topics.append(tag.strip())
    draft.topics = "\n".join(topics)


def show(draft: Draft, part: str, images: Iterable[tuple[str, str]]) -> None:
    """Note the pictures that stand in a part: their names, and what is said of them."""
    for name, alt in images:
        draft.images.setdefault(part, []).append(name)
        draft.alts.setdefault(part, alt)


def doubt(draft: Draft, part: str, *said: str) -> None:
    """Add what should be looked at in a part."""
    words = [one for one in (draft.doubts.get(part, ""), *said) if one]
    if words:
        draft.doubts[part] = " ".join(dict.fromkeys(words))
