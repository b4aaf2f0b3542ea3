"""How much of the limit over all rounds somebody has used up in the other rounds of their contest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from contest.attempts import by_hand_store, store
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase


def elsewhere(db: Session, round_id: str, entry_ids: Collection[str], now: datetime) -> dict[str, int]:
    """Entry → attempts in other rounds, void ones too, and the papers there that may still become some."""
    return Counter(store.elsewhere(db, round_id, entry_ids)) + Counter(_waiting(db, round_id, entry_ids, now))


def _waiting(db: Session, round_id: str, entry_ids: Collection[str], now: datetime) -> list[str]:
    """The owners of papers of other rounds; those of a round that is over are never typed in."""
    found = by_hand_store.elsewhere(db, round_id, entry_ids)
    still = {each for each in {place for _, place in found} if _is_open(db, each, now)}
    return [entry_id for entry_id, place in found if place in still]


def _is_open(db: Session, round_id: str, now: datetime) -> bool:
    return campaigns.view(db, round_id, now).phase is Phase.OPEN
