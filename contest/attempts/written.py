"""What people wrote for open questions, for whoever may read it; and taking it away for good."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlmodel import Session

from contest.attempts import papers, written_store
from contest.campaigns.service import RoundView
from questions.answering import understood
from questions.blueprint import Drawn
from questions.folding import fold
from questions.kinds import Content

#: The texts of so many rounds are remembered, of so many signs each: organisers turn pages of one list.
MOST_KEPT = 2
MOST_SIGNS = 10_000_000
#: Round → what it was when its texts were read, and the texts.
_kept: dict[str, tuple[written_store.State, tuple[Written, ...]]] = {}
_keeping = threading.Lock()


@dataclass(frozen=True)
class Written:
    """One text of an ended attempt. ``number``: which of the paper's open questions it answers, from 1."""

    attempt_id: str
    entry_id: str
    slot: int
    number: int
    asked: str
    text: str
    at: datetime

    @cached_property
    def folded(self) -> str:
        """What a search looks in."""
        return fold(self.text)

    @cached_property
    def words(self) -> int:
        """How long it is."""
        return len(self.text.split())


def slots_of(view: RoundView) -> range:
    """The slots of a round's open questions, the same on every paper."""
    first = view.rules.questions_count + 1
    return range(first, first + len(view.rules.suggestions))


def written(db: Session, view: RoundView) -> tuple[Written, ...]:
    """All texts of a round's ended attempts but void ones, in the order of their handing in: read once, and
    anew when another attempt ended, one was made void, or the words were taken away."""
    slots = slots_of(view)
    if not slots:
        return ()
    # Before the texts: what changes between both is read anew the next time.
    now = written_store.state(db, view.id, slots)
    known = _kept.get(view.id)
    if known is not None and known[0] == now:
        return known[1]
    found = tuple(_read(db, view.id, slots))
    with _keeping:
        _kept.pop(view.id, None)
        if sum(len(one.text) for one in found) <= MOST_SIGNS:
            _kept[view.id] = now, found
        while len(_kept) > MOST_KEPT:
            del _kept[next(iter(_kept))]
    return found


def _read(db: Session, round_id: str, slots: range) -> list[Written]:
    rows = written_store.written(db, round_id, slots)
    found = []
    for attempt_id, entry_id, paper, handed_in, deadline, slot, answer in rows:
        number = slot - slots.start + 1
        content = _asked(db, paper, number)
        text = understood(content, answer) if content else ""
        if content is not None and text:
            at = handed_in or deadline
            found.append(Written(attempt_id, entry_id, slot, number, content.text, text, at))
    return found


def _asked(db: Session, paper: str, number: int) -> Content | None:
    drawn: tuple[Drawn, ...] = papers.behind(paper)
    return papers.contents(db, drawn[number - 1 : number])[0] if number <= len(drawn) else None


def has(db: Session, view: RoundView, attempt_id: str, slot: int) -> bool:
    """Whether an ended attempt of this round says something there, and it is an open question."""
    return slot in slots_of(view) and written_store.has(db, view.id, attempt_id, slot)


def erase(db: Session, view: RoundView) -> int:
    """Take everything away that people wrote in a round: it may name somebody. How many texts there were."""
    slots = slots_of(view)
    with _keeping:
        _kept.pop(view.id, None)
    return written_store.erase(db, view.id, slots) if slots else 0


def forget_kept() -> None:
    """Read every text anew: somebody's words were taken away."""
    with _keeping:
        _kept.clear()
