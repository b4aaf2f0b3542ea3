"""Papers for people without a phone as staff look at them: which there are, what they ask, who typed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.attempts import behind, by_hand_store
from contest.attempts.models import PaperSheet
from contest.attempts.states import SheetState
from contest.errors import NotFound
from questions.blueprint import Drawn
from questions.kinds import Content

NO_SHEET = "Không tìm thấy đề giấy này trong vòng thi. Về trang bài giấy."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed paper: whose, which of their attempts it is to be, and what became of it."""

    id: str
    entry_id: str
    number: int
    slots: int
    state: SheetState
    printed_at: datetime
    printed_by: str
    done_at: datetime | None
    done_by: str
    deed_id: str
    variant: str = ""  # the code of the shuffled paper, where it was one


def sheet(db: Session, round_id: str, sheet_id: str) -> Sheet:
    """A paper of this round; NotFound for those of others."""
    row = by_hand_store.sheet(db, round_id, sheet_id)
    if row is None:
        raise NotFound(NO_SHEET)
    return _sheet(row)


def sheets(db: Session, round_id: str, state: SheetState) -> tuple[Sheet, ...]:
    """The papers of a round in one state, the latest first."""
    return tuple(_sheet(row) for row in by_hand_store.sheets(db, round_id, state))


def _sheet(row: PaperSheet) -> Sheet:
    done = (row.done_at, row.done_by or "", row.deed_id or "")
    state = SheetState(row.state)
    made = (row.printed_at, row.printed_by)
    return Sheet(row.id, row.entry_id, row.number, row.slots, state, *made, *done, row.variant or "")


@dataclass(frozen=True, slots=True)
class Asked:
    """What one slot of a paper asks, with its options in the order in which they are printed."""

    content: Content
    drawn: Drawn


def asked(db: Session, round_id: str, sheet_ids: Collection[str]) -> dict[str, tuple[Asked, ...]]:
    """Paper → its slots, open questions and the prediction last; no key is read here."""
    found = {}
    for row in by_hand_store.by_id(db, round_id, sheet_ids):
        found[row.id] = slots_of(db, round_id, row.paper)
    return found


def slots_of(db: Session, round_id: str, stored: str) -> tuple[Asked, ...]:
    """The slots of a paper as it is stored, open questions and the prediction last; no key is read here."""
    return tuple(Asked(*pair) for pair in behind.every(db, round_id, stored))


def waiting_for(db: Session, round_id: str, entry_id: str) -> str:
    """The paper of somebody that waits for being typed in; "" without one."""
    found = by_hand_store.of_entries(db, round_id, [entry_id]).get(entry_id)
    return found.id if found else ""


def typed_in(db: Session, attempt_ids: Collection[str]) -> dict[str, Sheet]:
    """Attempt → its paper, of those of these attempts that were answered on paper: one statement."""
    rows = by_hand_store.entered(db, attempt_ids) if attempt_ids else {}
    return {id: _sheet(row) for id, row in rows.items()}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many papers of a round wait for being typed in, and how many are."""

    waiting: int
    entered: int


def counts(db: Session, round_id: str) -> Counts:
    """How far a round's papers are."""
    found = by_hand_store.count(db, round_id)
    return Counts(found.get(SheetState.PRINTED, 0), found.get(SheetState.ENTERED, 0))
