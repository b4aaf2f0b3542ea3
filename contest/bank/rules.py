"""Pure rules of the authors' pages: what may be done when, and how two texts differ."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "del"
    NEW = "ins"


@dataclass(frozen=True)
class Piece:
    """A run of words with what became of it."""

    mark: Mark
    text: str


_WORDS = re.compile(r"\s+|[^\s]+")


def differences(old: str, new: str) -> tuple[Piece, ...]:
    """How one text became the other, word by word; what is gone stands before what is new."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    matcher = difflib.SequenceMatcher(None, before, after)
    for _, start, end, first, last in matcher.get_opcodes():
        was, now = "".join(before[start:end]), "".join(after[first:last])
        if was == now:
            pieces.append(Piece(Mark.SAME, was))
            continue
        pieces += [Piece(Mark.GONE, was)] if was else []
        pieces += [Piece(Mark.NEW, now)] if now else []
    return tuple(pieces)


def may_edit(state: str, writes: bool, approves: bool) -> bool:
    """Whether somebody may change a question's words: what is approved is the approvers' business."""
    return writes and (approves or state != "approved")


def may_move(state: str, to: str, writes: bool, approves: bool) -> bool:
    """Whether somebody may move a question from one state to another: into and out of contests, approvers."""
    if state == to:
        return False
    return approves or (writes and "approved" not in (state, to))
