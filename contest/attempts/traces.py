"""What ended attempts left behind, for whoever looks for odd ones: when answers came, on which device."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from contest.attempts import traces_store
from contest.web.database import to_ms


@dataclass(frozen=True, slots=True)
class Trace:
    """An answer that counted: its slot and its arrival in milliseconds."""

    slot: int
    at: int


def traces(db: Session, attempt_ids: Collection[str]) -> dict[str, tuple[Trace, ...]]:
    """Attempt → its answers that counted, in the order of their coming; papers typed in are left out."""
    found: dict[str, list[Trace]] = {}
    for attempt_id, slot, received in traces_store.applied(db, attempt_ids) if attempt_ids else ():
        found.setdefault(attempt_id, []).append(Trace(slot, to_ms(received)))
    return {attempt_id: tuple(rows) for attempt_id, rows in found.items()}


def devices(db: Session, round_id: str, at_least: int) -> dict[str, list[tuple[str, str]]]:
    """Device → (attempt, entry) of the attempts that it held last, of devices with so many people."""
    found: dict[str, list[tuple[str, str]]] = {}
    for device, attempt_id, entry_id in traces_store.held(db, round_id, at_least):
        found.setdefault(device, []).append((attempt_id, entry_id))
    return found
