"""People whom staff bring as a list: named before they have entered, and erased like everybody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.entropy import new_id
from contest.people import enrolled_store
from contest.people.models import Person
from contest.people.rules import ERASED_NAME
from contest.units.rules import LONGEST_NAME, fold, name_sort_key


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody on a list; never on a public page."""

    name: str
    birth_year: int | None = None
    phone: str | None = None
    id: str = ""


def enrol(db: Session, people: Sequence[Named]) -> list[str]:
    """Write people down who have not entered yet; their ids in the same order."""
    rows = [
        {
            "id": new_id(),
            "name": each.name,
            "folded": fold(each.name)[:LONGEST_NAME],
            "sort_key": name_sort_key(each.name),
            "birth_year": each.birth_year,
            "phone": each.phone,
        }
        for each in people
    ]
    enrolled_store.add_all(db, rows)
    return [str(row["id"]) for row in rows]


def named(db: Session, ids: Collection[str]) -> dict[str, Named]:
    """Who these are: one statement, however many."""
    return {row.id: _named(row) for row in enrolled_store.of(db, ids)} if ids else {}


def marks(db: Session, ids: Collection[str]) -> dict[str, tuple[str, int | None]]:
    """Folded name and birth year of these people: one statement, however many. Of the erased: "", None."""
    return {id: (folded, year) for id, folded, year in enrolled_store.marks(db, ids)}


def told(db: Session, ids: Collection[str]) -> dict[str, tuple[int | None, str | None]]:
    """Birth year and phone of these people: one statement, however many."""
    return {id: (year, phone) for id, year, phone in enrolled_store.told(db, ids)}


def marks_in(
    db: Session, campaign_id: str, names: Collection[str] | None = None
) -> list[tuple[str, str, int | None, str | None]]:
    """Of each entry of a campaign: id, folded name ("" once erased), birth year, unit; one statement.
    ``names``: only of those who are called so, and nobody else's rows are read."""
    return enrolled_store.marks_in(db, campaign_id, names)


def came_since(db: Session, campaign_id: str, since: datetime) -> set[str]:
    """The entries of a contest that were made since then."""
    return enrolled_store.came_since(db, campaign_id, since)


def listed(
    db: Session, ids: Collection[str], query: str, offset: int, limit: int
) -> tuple[tuple[Named, ...], int]:
    """A page of those of these people whose names fit the query, in class list order; how many fit."""
    words = fold(query).split()[:8]
    found, count = enrolled_store.page(db, ids, words, offset, limit)
    return tuple(_named(row) for row in found), count


def _named(row: Person) -> Named:
    return Named(row.name or ERASED_NAME, row.birth_year, row.phone, row.id)
