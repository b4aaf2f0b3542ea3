"""Who is named on a list: its ids joined with the names of today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from contest.accounts import staffing
from contest.commendations.content import Content, Reserved
from contest.commendations.service import Issued
from contest.people import service as people
from contest.people.service import FullName
from contest.units import service as units


@dataclass(frozen=True)
class Names:
    """Everybody that a page names, people and units, and the staff who did things."""

    persons: Mapping[str, FullName]
    plain: Mapping[str, str]
    staff: Mapping[str, str]


def names_of(db: Session, made: Content, every: tuple[Issued, ...]) -> Names:
    """The names that a list needs: four statements, however long it is."""
    contents = [made, *(one.content for one in every)]
    persons = people.full_names(db, set[str]().union(*(one.entries for one in contents)))
    listed = units.names(db, set[str]().union(*(one.unit_ids for one in contents)))
    held = {one.unit_id: one.unit for content in contents for one in content.units}
    plain = {id: person.name for id, person in persons.items()} | held | listed
    by = {one.issued_by for one in every} | {one.by for content in contents for one in content.decided}
    return Names(persons, plain, staffing.names(db, by))


def reserve_of(made: Content, names: Names) -> list[Reserved]:
    """The reserve lists, one order after the other; of one place by name, as it is today."""
    orders = list(dict.fromkeys((one.board, one.group) for one in made.reserve))

    def place(one: Reserved) -> tuple[int, int, str, str, str]:
        person = names.persons.get(one.entry)
        name = (person.sort_key, person.name) if person else ("", "")
        return orders.index((one.board, one.group)), one.place, *name, one.entry

    return sorted(made.reserve, key=place)
