"""People as lists: a page of a campaign's class list, of all or of some."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from contest.people import audience_store, service, store
from contest.people.rules import asked
from contest.people.service import FullName


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of a campaign's people a list is about: some entries, all but some, those kept off boards, or
    those who count with another entry; ``counted``: nobody who does; ``audience``: nobody of another;
    ``units``: who entered for these."""

    among: Collection[str] | None = None
    apart: Collection[str] | None = None
    barred: bool = False
    same: bool = False
    counted: bool = False
    audience: str | None = None
    units: Collection[str] | None = None


def listed(
    db: Session,
    campaign_id: str,
    query: str,
    choice: Choice,
    offset: int,
    limit: int,
    *,
    by_phone: bool = True,
) -> tuple[tuple[FullName, ...], int]:
    """A page of people in the order of a class list, and how many fit. The number of statements is fixed.

    ``by_phone``: digits find phone numbers. Whoever may not see a number must not be able to guess it so.
    """
    words, phone = asked(query)
    wanted = store.called(
        campaign_id, [*words, *([phone] if phone and not by_phone else [])], phone if by_phone else ""
    )
    if choice.among is not None:
        wanted.append(store.only(db, choice.among))
    if choice.apart is not None:
        wanted.append(store.only(db, choice.apart, apart=True))
    if choice.barred:
        wanted.append(store.kept_off())
    if choice.same:
        wanted.append(store.counted_elsewhere())
    if choice.counted:
        wanted.append(~store.counted_elsewhere())
    if choice.audience is not None:
        wanted.append(audience_store.may_be(choice.audience))
    if choice.units is not None:
        wanted.append(store.of_units(choice.units))
    ids, count = store.listed(db, wanted, offset, limit)
    persons = service.full_names(db, ids)
    return tuple(persons[entry_id] for entry_id in ids), count
