"""One person who entered twice: what looks so, what staff said. One entry counts, the others point at it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from contest.people import likeness, same_store
from contest.people.likeness import Group
from contest.units import service as units


@dataclass(frozen=True, slots=True)
class Same:
    """The entry that counts for another, and the deed of staff that said so."""

    entry_id: str
    deed_id: str


@dataclass(frozen=True, slots=True)
class _Count:
    """How many groups there were, by what they were told."""

    marker: object
    at: datetime
    groups: int


#: Names that were erased and years that became known are no part of the marker: so long they may be counted.
KEPT = timedelta(minutes=5)
_counts: dict[str, _Count] = {}


def how_many(db: Session, campaign_id: str, now: datetime) -> int:
    """How many groups wait: found anew only after something changed, since it takes a tenth of a second of a
    large contest. Each process asks the database whether it did."""
    marker = same_store.marker(db, campaign_id), units.marker(db)
    kept = _counts.get(campaign_id)
    if kept is None or kept.marker != marker or not kept.at <= now < kept.at + KEPT:
        kept = _counts[campaign_id] = _Count(marker, now, len(waiting(db, campaign_id)))
    return kept.groups


def waiting(db: Session, campaign_id: str) -> tuple[Group, ...]:
    """The groups of a campaign that nobody has decided on, the sure ones first."""
    found = same_store.namesakes(db, campaign_id)
    if not found:
        return ()
    ends = units.merged(db)
    placed = (
        replace(each, unit_id=ends[each.unit_id]) if each.unit_id and each.unit_id in ends else each
        for each in found
    )
    return likeness.groups(placed, same_store.apart_in(db, campaign_id))


def apart_in(db: Session, campaign_id: str) -> list[tuple[str, str]]:
    """(deed, entry) of all that staff said about different people in a campaign."""
    return same_store.apart_in(db, campaign_id)


def of(db: Session, entry_ids: Collection[str]) -> dict[str, Same]:
    """Entry → what counts for it, of those of these entries that do not count themselves."""
    found = same_store.same_of(db, entry_ids) if entry_ids else {}
    return {entry_id: Same(*said) for entry_id, said in found.items()}


def counted_for(db: Session, entry_ids: Collection[str]) -> dict[str, str]:
    """Entry → the one of these that counts for it."""
    return same_store.counted_for(db, entry_ids) if entry_ids else {}


def in_campaign(db: Session, campaign_id: str) -> dict[str, str]:
    """Entry → the one that counts for it, in a whole campaign."""
    return same_store.same_in(db, campaign_id)


def fold(db: Session, entry_ids: Collection[str]) -> set[str]:
    """These entries as people: who entered twice is one."""
    found = of(db, entry_ids)
    return {found[entry_id].entry_id if entry_id in found else entry_id for entry_id in entry_ids}


def merge(db: Session, entry_ids: Collection[str], into: str, deed_id: str) -> None:
    """From now on ``into`` counts for these. Whoever calls has held them all and found them free."""
    same_store.set_same(db, entry_ids, into, deed_id)


def part(db: Session, entry_id: str) -> None:
    """The entry counts itself again."""
    same_store.set_same(db, [entry_id], None, None)


def keep_apart(db: Session, deed_id: str, entry_ids: Iterable[str]) -> None:
    """These are different people: they do not come again as a group."""
    same_store.add_apart(db, deed_id, entry_ids)


def forget_apart(db: Session, deed_id: str) -> None:
    """Nobody said so."""
    same_store.drop_apart(db, deed_id)
