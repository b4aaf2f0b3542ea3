"""How much of the limits somebody has used up: what is given back here, what is used in other rounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlmodel import Session

from contest.attempts import adjusting_store, by_hand_store, hot, store
from contest.attempts.rules import Facts
from contest.attempts.states import AttemptState
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView


def returned(db: Session, here: Iterable[Facts]) -> frozenset[str]:
    """Those of these attempts for which staff let somebody sit again; nothing is read where none is void."""
    return _returned(db, [one.id for one in here if one.state == AttemptState.VOID])


def _returned(db: Session, void: Collection[str]) -> frozenset[str]:
    return frozenset(adjusting_store.returned(db, void)) if void else frozenset()


def attempts(db: Session, round_id: str, entry_ids: Collection[str]) -> Mapping[str, int]:
    """Entry → attempts in other rounds, void ones too, but those for which somebody may sit again."""
    found = store.elsewhere(db, round_id, entry_ids)
    again = _returned(db, [id for id, _, state in found if state == AttemptState.VOID])
    return Counter(entry_id for id, entry_id, _ in found if id not in again)


def elsewhere(db: Session, round_id: str, entry_ids: Collection[str], now: datetime) -> Mapping[str, int]:
    """The same with the papers of other rounds that may still become attempts."""
    sat = Counter(attempts(db, round_id, entry_ids))
    return sat + Counter(_waiting(db, round_id, entry_ids, now))


def is_too_much(db: Session, view: RoundView, entry_id: str, now: datetime) -> bool:
    """Whether an entry has more attempts than the rules allow, by one that counts again; printed papers that
    may still be typed in count as attempts."""
    facts = hot.by_entry(db, view.id, [entry_id]).get(entry_id, [])
    here = len(facts) - len(returned(db, facts)) + len(by_hand_store.waiting(db, view.id, [entry_id]))
    in_all = here + elsewhere(db, view.id, [entry_id], now).get(entry_id, 0)
    limits = ((here, view.rules.attempts_allowed), (in_all, view.rules.attempts_in_all))
    return any(most is not None and count > most for count, most in limits)


def _waiting(db: Session, round_id: str, entry_ids: Collection[str], now: datetime) -> list[str]:
    """The owners of papers of other rounds; those of a round that is over are never typed in."""
    found = by_hand_store.elsewhere(db, round_id, entry_ids)
    still = {each for each in {place for _, place in found} if _is_open(db, each, now)}
    return [entry_id for entry_id, place in found if place in still]


def _is_open(db: Session, round_id: str, now: datetime) -> bool:
    return campaigns.view(db, round_id, now).phase is Phase.OPEN
