"""To which groups entries belong, for whoever counts people: ids and birth years, never a name."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Select
from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

from contest.people import counted_store
from contest.units import service as units


class Belongs(NamedTuple):
    """Whose entry it is, the unit that it counts for, its audience; ``birth_year`` None: not known."""

    person_id: str
    unit_id: str | None
    audience_id: str | None
    birth_year: int | None


def belonging(db: Session, entry_ids: Collection[str]) -> dict[str, Belongs]:
    """Entry → where it belongs: two statements, however many."""
    if not entry_ids:
        return {}
    ends = units.merged(db)
    return {
        entry_id: Belongs(person_id, ends.get(unit_id, unit_id) if unit_id else None, audience_id, year)
        for entry_id, person_id, unit_id, audience_id, year in counted_store.belonging(db, entry_ids)
    }


def persons(db: Session, entry_ids: Collection[str]) -> frozenset[str]:
    """The people whose entries these are."""
    return frozenset(counted_store.persons(db, entry_ids)) if entry_ids else frozenset()


def of_units(db: Session, campaign_id: str, unit_ids: Collection[str]) -> SelectOfScalar[str]:
    """What chooses the entries of these units, for whoever counts something else of them."""
    return counted_store.of_units(db, campaign_id, unit_ids)


def entered_by_hour(
    db: Session, campaign_id: str, audience: str | None = None, unit_ids: Collection[str] | None = None
) -> dict[int, int]:
    """Hour (`web.hours`) → how many entered in it, of an audience or everybody, of these units or of all."""
    return counted_store.entered_by_hour(db, campaign_id, audience, unit_ids)


def entered_by_unit(db: Session, campaign_id: str, audience: str | None = None) -> dict[str, int]:
    """Unit → how many entered for it, of an audience or everybody; merged units count for their others."""
    return units.fold_counts(db, counted_store.entered_by_unit(db, campaign_id, audience))


def added_up(db: Session, values: Select[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """Of a statement's (entry, value) rows: unit → how many count for it, and unit → the sum of theirs."""
    found = counted_store.added_up(db, values)
    people = units.fold_counts(db, {unit_id: number for unit_id, number, _ in found})
    return people, units.fold_counts(db, {unit_id: total for unit_id, _, total in found})


def attending(db: Session, *chosen: SelectOfScalar[str]) -> tuple[dict[str, int], int]:
    """Unit → how many of the entries that some of these statements choose count for it, and how many they are
    in all, those without a unit too; barred people are left out."""
    found = counted_store.attending(db, *chosen)
    by_unit = {unit_id: number for unit_id, number in found.items() if unit_id is not None}
    return units.fold_counts(db, by_unit), sum(found.values())
