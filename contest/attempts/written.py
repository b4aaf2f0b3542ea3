"""What people wrote for open questions, for whoever may read it; and taking it away for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.attempts import papers, written_store
from contest.campaigns.service import RoundView
from questions.answering import understood
from questions.blueprint import Drawn
from questions.kinds import Content


@dataclass(frozen=True, slots=True)
class Written:
    """One text of an ended attempt. ``number``: which of the paper's open questions it answers, from 1."""

    attempt_id: str
    entry_id: str
    slot: int
    number: int
    asked: str
    text: str
    at: datetime


def slots_of(view: RoundView) -> range:
    """The slots of a round's open questions, the same on every paper."""
    first = view.rules.questions_count + 1
    return range(first, first + len(view.rules.suggestions))


def written(db: Session, view: RoundView) -> list[Written]:
    """All texts of a round's ended attempts but void ones, in the order of their handing in."""
    slots = slots_of(view)
    rows = written_store.written(db, view.id, slots) if slots else ()
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
    return written_store.erase(db, view.id, slots) if slots else 0
