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
    for start, end, first, last in _runs(before, after):
        was, now = "".join(before[start:end]), "".join(after[first:last])
        if was == now:
            pieces.append(Piece(Mark.SAME, was))
            continue
        pieces += [Piece(Mark.GONE, was)] if was else []
        pieces += [Piece(Mark.NEW, now)] if now else []
    return tuple(pieces)


def _runs(before: list[str], after: list[str]) -> list[tuple[int, int, int, int]]:
    """Runs of words that are the same or not. What only spaces part is one run: “Thông hiểu” that became
    “Vận dụng” is read as two words for two, not as each word for another. Lines stay apart."""
    found: list[tuple[int, int, int, int]] = []
    for tag, start, end, first, last in difflib.SequenceMatcher(None, before, after).get_opcodes():
        if tag != "equal" and len(found) > 1 and _is_space(before[slice(*found[-1][:2])]):
            found.pop()
            start, _, first, _ = found.pop()
        found.append((start, end, first, last))
    return found


def _is_space(words: list[str]) -> bool:
    text = "".join(words)
    return bool(text) and not text.strip(" ")


def may_move(state: str, to: str, writes: bool, approves: bool) -> bool:
    """Whether somebody may move a question of others from one state to another: into and out of contests,
    approvers; that it is right, whoever writes or approves. `Standing.may` also asks who wrote it."""
    if state == to:
        return False
    if to == "reviewed":
        return (writes or approves) and state == "draft"
    return approves or (writes and "approved" not in (state, to))


@dataclass(frozen=True)
class Standing:
    """Where a question stands for somebody: `own`, they wrote what waits; `alone`, nobody else could approve
    it; `changed`, contests draw it as it was before; `read`, somebody found it right."""

    state: str
    own: bool = False
    alone: bool = False
    changed: bool = False
    read: bool = False

    def may(self, to: str, writes: bool, approves: bool) -> bool:
        """Whether they may move it there."""
        if to == "reviewed" and (self.own or self.read):
            return False
        if to == "approved" and self.own and not self.alone:
            return False
        if self.changed and to in ("approved", "reviewed"):
            return approves or (writes and to == "reviewed")
        return may_move(self.state, to, writes, approves)

    def needs_another(self, approves: bool) -> bool:
        """Whether they could approve it if somebody else had written it."""
        waits = self.changed or self.state != "approved"
        return approves and self.own and not self.alone and waits
