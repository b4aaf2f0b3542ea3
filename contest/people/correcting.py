"""What somebody told of themselves, put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.errors import NotFound
from contest.people import consents, correcting_store, store
from contest.units.rules import LONGEST_NAME, fold, name_sort_key


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told of themselves: nobody else's pages show it so."""

    name: str
    unit_id: str | None
    birth_year: int | None
    phone: str | None
    guardian: str = ""
    relation: str = ""
    grown: bool = False


def told(db: Session, entry_id: str) -> Told:
    """As it is stored."""
    found = store.entry(db, entry_id)
    if found is None:
        raise NotFound()
    entry, person = found
    guardian = person.guardian or ""
    facts = (person.name, entry.unit_id, person.birth_year, person.phone)
    return Told(*facts, guardian, person.guardian_relation, entry.grown)


def correct(db: Session, entry_id: str, right: Told, now: datetime) -> tuple[str, ...]:
    """Store it; the names of what changed. What was agreed to for a child holds as the right year says.

    The guardian stays as written: what they signed can't be put right by somebody else.
    """
    before, campaign_id = told(db, entry_id), _campaign(db, entry_id)
    fields = ("name", "unit_id", "birth_year", "phone")
    changed = tuple(name for name in fields if getattr(right, name) != getattr(before, name))
    if not changed:
        return ()
    person = {
        "name": right.name,
        "folded": fold(right.name)[:LONGEST_NAME],
        "sort_key": name_sort_key(right.name),
        "birth_year": right.birth_year,
        "phone": right.phone,
    }
    correcting_store.put(db, entry_id, person, right.unit_id)
    consents.follow(db, entry_id, now)
    consents.show_anew(db, campaign_id, now)
    return changed


def _campaign(db: Session, entry_id: str) -> str:
    found = store.entry(db, entry_id)
    if found is None:
        raise NotFound()
    return found[0].campaign_id
