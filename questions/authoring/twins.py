"""Questions of a bank that ask nearly the same, and what somebody said of them."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from sqlmodel import Session

from questions.authoring import listing, store
from questions.authoring import twins_store as sql
from questions.authoring.editing import By, NotThere
from questions.authoring.views import Stored
from questions.folding import fold
from questions.likeness import nearest, pairs

#: So many banks are remembered with their pairs.
MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions of a bank by their public ids, the older one first."""

    one: str
    other: str


#: Requests run in threads: who looks for the oldest one must not meet another who adds one.
_keeping = threading.Lock()
#: Bank → what it was when its pairs were found, and the pairs.
_kept: dict[str, tuple[tuple[int, int, int], tuple[Pair, ...]]] = {}


def alike(db: Session, bank_id: str, text: str, besides: str = "") -> Stored | None:
    """The question of a bank that a text is most like; `besides` is the question whose text it is."""
    bank = store.bank(db, bank_id)
    rows = sql.texts(db, bank.id or 0) if bank else []
    number = next((one for one, public_id, _ in rows if public_id == besides), 0)
    said = sql.apart(db, bank.id or 0) if bank and number else set()
    others = (
        (public_id, folded)
        for one, public_id, folded in rows
        if one != number and (min(one, number), max(one, number)) not in said
    )
    found = nearest(fold(text), others)
    return listing.question(db, bank_id, found) if found else None


def every(db: Session, bank_id: str) -> tuple[Pair, ...]:
    """All pairs that look alike and of which nobody said that they are not the same, oldest first."""
    bank = store.bank(db, bank_id)
    if bank is None:
        return ()
    now = sql.state(db, bank.id or 0)
    before = _kept.get(bank_id)
    if before is not None and before[0] == now:
        return before[1]
    found = _found(db, bank.id or 0)
    keep(bank_id, now, found)
    return found


def keep(bank_id: str, state: tuple[int, int, int], found: tuple[Pair, ...]) -> None:
    """Remember the pairs of a bank as it is now, and forget those of the one that was looked at first."""
    with _keeping:
        _kept.pop(bank_id, None)
        while len(_kept) >= MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[bank_id] = state, found


def _found(db: Session, number: int) -> tuple[Pair, ...]:
    rows, said = sql.texts(db, number), sql.apart(db, number)
    return tuple(
        Pair(rows[one][1], rows[other][1])
        for one, other in pairs([folded for _, _, folded in rows])
        if (rows[one][0], rows[other][0]) not in said
    )


def part(db: Session, bank_id: str, one: str, other: str, by: By) -> None:
    """Two of a bank are not the same, whatever they look like."""
    bank = store.bank(db, bank_id)
    rows = (
        {row.public_id: row.id or 0 for row, _ in store.chosen(db, bank.id or 0, [one, other])}
        if bank
        else {}
    )
    if len(rows) != 2:
        raise NotThere(one)
    sql.part(db, rows[one], rows[other], by.author, by.at)
