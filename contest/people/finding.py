"""Many people of a contest found at once, by their whole names or by their codes, as lists write them."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session

from contest import settings
from contest.people import codes, store
from contest.people.service import FullName, full_names
from contest.units.rules import fold


def called(db: Session, campaign_id: str, names: Collection[str]) -> dict[str, tuple[FullName, ...]]:
    """Folded name → those who are called so; whoever counts with another entry is left out."""
    folded = {words for name in names if (words := fold(name))}
    pairs = store.named(db, campaign_id, folded) if folded else []
    persons = full_names(db, [entry_id for _, entry_id in pairs])
    found: dict[str, tuple[FullName, ...]] = {}
    for words, entry_id in pairs:
        found[words] = (*found.get(words, ()), persons[entry_id])
    return found


def coded(db: Session, campaign_id: str, typed: Collection[str]) -> dict[str, FullName]:
    """A code as typed → whose it is, of those that are codes and open something."""
    keys = settings.current().secrets
    meant = {
        hashed: each
        for each in typed
        if (normal := codes.normalise(each))
        for hashed in codes.hashes(normal, keys)
    }
    entries = dict(store.coded(db, campaign_id, set(meant))) if meant else {}
    persons = full_names(db, list(entries.values()))
    return {each: persons[entries[hashed]] for hashed, each in meant.items() if hashed in entries}
