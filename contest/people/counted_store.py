"""SQL of what counts of people by group: plain rows, since a large contest has a hundred thousand."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from contest.people.models import Entry, Person
from contest.people.store import among
from contest.web import hours

Row = tuple[str, str, str | None, str | None, int | None]


def belonging(db: Session, entry_ids: Collection[str]) -> list[Row]:
    """(entry, person, unit, audience, birth year) of these entries."""
    columns: tuple[Any, ...] = (
        Entry.id,
        Entry.person_id,
        Entry.unit_id,
        Entry.audience_id,
        Person.birth_year,
    )
    statement = select(*columns).join(Person, col(Person.id) == col(Entry.person_id))
    return [tuple(row) for row in db.exec(statement.where(among(db, col(Entry.id), entry_ids)))]


def persons(db: Session, entry_ids: Collection[str]) -> set[str]:
    """Whose entries these are."""
    statement = select(Entry.person_id).where(among(db, col(Entry.id), entry_ids))
    return set(db.exec(statement))


def _entered(campaign_id: str, audience: str | None) -> list[ColumnElement[bool]]:
    """Who entered; who did so twice and was found is one."""
    found = [col(Entry.campaign_id) == campaign_id, col(Entry.same_as).is_(None)]
    return found if audience is None else [*found, col(Entry.audience_id) == audience]


def of_units(db: Session, campaign_id: str, unit_ids: Collection[str]) -> SelectOfScalar[str]:
    """What chooses the entries of these units."""
    return select(Entry.id).where(Entry.campaign_id == campaign_id, among(db, col(Entry.unit_id), unit_ids))


def entered_by_hour(
    db: Session, campaign_id: str, audience: str | None, unit_ids: Collection[str] | None
) -> dict[int, int]:
    """Hour → how many entered in it."""
    hour, wanted = hours.counted(Entry.created_at), _entered(campaign_id, audience)
    if unit_ids is not None:
        wanted.append(among(db, col(Entry.unit_id), unit_ids))
    return dict(db.exec(select(hour, func.count()).where(*wanted).group_by(hour)).all())


def entered_by_unit(db: Session, campaign_id: str, audience: str | None) -> dict[str, int]:
    """Unit → how many entered for it."""
    statement = select(Entry.unit_id, func.count()).where(*_entered(campaign_id, audience))
    found = db.exec(statement.where(col(Entry.unit_id).is_not(None)).group_by(col(Entry.unit_id)))
    return {unit_id: number for unit_id, number in found if unit_id}


def added_up(db: Session, values: Select[str, int]) -> list[tuple[str, int, int]]:
    """(unit, how many, their sum) of a statement's (entry, value) rows; added up by the database."""
    given = values.subquery()
    entry_id, value = given.c
    statement = select(Entry.unit_id, func.count(), func.sum(value)).join(given, col(Entry.id) == entry_id)
    found = db.exec(statement.where(col(Entry.unit_id).is_not(None)).group_by(col(Entry.unit_id)))
    return [(unit_id, number, int(total)) for unit_id, number, total in found if unit_id]


def attending(db: Session, *chosen: SelectOfScalar[str]) -> dict[str | None, int]:
    """Unit → how many of the entries that some of these statements choose are of it, barred ones left out."""
    wanted = or_(*(col(Entry.id).in_(one) for one in chosen))
    statement = select(Entry.unit_id, func.count()).where(wanted, col(Entry.barred_reason).is_(None))
    return dict(db.exec(statement.group_by(col(Entry.unit_id))).all())
