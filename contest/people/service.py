"""People and their entries: joining, coming back, names for boards and lists, erasing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest import entropy, settings
from contest.errors import NotFound
from contest.people import codes, faces_store, store
from contest.people.drafts import EntryDraft as EntryDraft
from contest.people.drafts import Joined as Joined
from contest.people.joining import join as join
from contest.people.models import Entry, Person
from contest.people.rules import (
    ERASED_NAME,
    HIDDEN_NAME,
    PublicName,
    asked,
    public_name,
)
from contest.units import service as units


@dataclass(frozen=True, slots=True)
class FullName:
    """A person for staff: never on a public page."""

    entry_id: str
    name: str
    sort_key: str
    birth_year: int | None
    phone: str | None
    unit_id: str | None
    unit_name: str
    barred_reason: str | None
    created_at: datetime


def by_code(db: Session, campaign_id: str, code: str) -> str | None:
    """The entry of a code as typed; None when there is none. A forgotten person's code opens nothing."""
    normal = codes.normalise(code)
    if normal is None:
        return None
    entry_id = store.with_code(db, campaign_id, codes.hashes(normal, settings.current().secrets))
    found = store.entry(db, entry_id) if entry_id else None
    return entry_id if found and found[1].erased_at is None else None


def promises(db: Session) -> dict[str, set[str]]:
    """Campaign → the versions of the privacy notice that its people agreed to."""
    found: dict[str, set[str]] = {}
    for campaign_id, version in store.consents(db):
        found.setdefault(campaign_id, set()).add(version)
    return found


def new_code(db: Session, entry_id: str, now: datetime) -> str:
    """Give an entry another code; the old one stops working. The caller writes the audit row."""
    found = store.entry(db, entry_id)
    if found is None:
        raise NotFound("Không tìm thấy người dự thi này. Về danh sách.")
    keys = settings.current().secrets
    code = entropy.new_code()
    while store.with_code(db, found[0].campaign_id, codes.hashes(code, keys)):
        code = entropy.new_code()
    store.set_code(db, entry_id, codes.code_hash(code, keys[0]), now)
    return code


def entry_of(db: Session, campaign_id: str, entries: Collection[str]) -> str | None:
    """The newest of a phone's entries in this campaign; one that counts itself before one that does not."""
    return entries_of(db, campaign_id, [entries])[0]


def entries_of(db: Session, campaign_id: str, phones: Sequence[Collection[str]]) -> list[str | None]:
    """The same of many phones: one statement."""
    every = {entry for entries in phones for entry in entries}
    mine = store.of_campaign(db, campaign_id, every) if every else {}
    own = (reversed([entry for entry in entries if entry in mine]) for entries in phones)
    return [min(each, key=mine.__getitem__, default=None) for each in own]


def entries_in(db: Session, campaign_id: str, entries: Collection[str]) -> tuple[str, ...]:
    """All of a phone's entries in this campaign."""
    return tuple(store.of_campaign(db, campaign_id, entries)) if entries else ()


def public_names(
    db: Session, entry_ids: Collection[str], now: datetime, *, minors_masked: bool = True
) -> dict[str, PublicName]:
    """Entry → what a board may show: two statements, however many."""
    faces = faces_store.faces(db, entry_ids) if entry_ids else []
    places = units.rows(db, {one.unit_id for one in faces if one.unit_id})
    shown: dict[str, PublicName] = {}
    for one in faces:
        name = public_name(
            one.name,
            one.birth_year,
            one.publishes,
            now,
            minors_masked=minors_masked,
            grown=one.grown,
        )
        hidden = name in (HIDDEN_NAME, ERASED_NAME)
        place = None if hidden else places.get(one.unit_id or "")
        shown[one.entry_id] = PublicName(name, *_place(place))
    return shown


def _place(unit: units.UnitRow | None) -> tuple[str, str | None]:
    return (units.full_name(unit), unit.id) if unit else ("", None)


def full_names(db: Session, entry_ids: Collection[str]) -> dict[str, FullName]:
    """Entry → person, for staff: two statements, however many."""
    return _full(db, store.people_of(db, entry_ids) if entry_ids else [])


def given_name(db: Session, entry_id: str) -> str:
    """What somebody is called by: the last word of a Vietnamese name; "" once it is erased."""
    return store.name_of(db, entry_id).rpartition(" ")[2]


def _full(db: Session, pairs: list[tuple[Entry, Person]]) -> dict[str, FullName]:
    places = units.rows(db, {entry.unit_id for entry, _ in pairs if entry.unit_id})
    return {
        entry.id: _full_name(entry, person, *_place(places.get(entry.unit_id or "")))
        for entry, person in pairs
    }


def _full_name(entry: Entry, person: Person, unit_name: str, unit_id: str | None) -> FullName:
    return FullName(
        entry.id,
        person.name or ERASED_NAME,
        person.sort_key,
        person.birth_year,
        person.phone,
        unit_id,
        unit_name,
        entry.barred_reason,
        entry.created_at,
    )


def search(db: Session, campaign_id: str, query: str, limit: int = 20) -> tuple[FullName, ...]:
    """People of a campaign by a few letters of the name, or by digits of the phone; class list order."""
    pairs = store.matching(db, campaign_id, *asked(query), limit)
    return tuple(_full(db, pairs).values())


def count_entries(db: Session, campaign_id: str) -> int:
    """How many have entered."""
    return store.count(db, campaign_id)


def entries_by_unit(db: Session, campaign_id: str) -> dict[str, int]:
    """Unit → how many have entered for it; merged units count for the one they were merged into."""
    return units.fold_counts(db, store.count_by_unit(db, campaign_id))


def units_of(db: Session, entry_ids: Collection[str]) -> dict[str, str | None]:
    """Entry → the unit that it counts for."""
    ends = units.merged(db) if entry_ids else {}
    found = store.units_of(db, entry_ids) if entry_ids else {}
    return {entry: ends.get(unit, unit) if unit else None for entry, unit in found.items()}


def count_units(db: Session, chosen: store.Chosen) -> dict[str, int]:
    """Unit → how many of the entries that a statement chooses count for it; the database counts them."""
    return units.fold_counts(db, store.count_units(db, chosen))


def whereabouts(db: Session, entry_ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Entry → the unit that it counts for and its name, of those that have one."""
    found = store.units_of(db, entry_ids) if entry_ids else {}
    places = units.rows(db, {unit_id for unit_id in found.values() if unit_id})
    whole = {unit_id: (place.id, units.full_name(place)) for unit_id, place in places.items()}
    return {entry_id: whole[unit_id] for entry_id, unit_id in found.items() if unit_id in whole}


def folded_names(db: Session, entry_ids: Collection[str]) -> dict[str, str]:
    """Entry → its person's name as a search sees it, for staff; "" once it was erased."""
    return store.folded_names(db, entry_ids) if entry_ids else {}


def birth_years(db: Session, entry_ids: Collection[str]) -> dict[str, int]:
    """Entry → birth year, for a ladder that asks for it; who gave none or was erased is left out."""
    return store.birth_years(db, entry_ids) if entry_ids else {}


def hold(db: Session, entry_ids: Collection[str]) -> frozenset[str]:
    """Nobody bars or places these entries until the commit; those of them that are not ranked: barred, or
    counted with another entry."""
    rows = store.hold(db, entry_ids) if entry_ids else ()
    return frozenset(
        entry_id for entry_id, reason, same_as, _ in rows if reason is not None or same_as is not None
    )


@dataclass(frozen=True, slots=True)
class Held:
    """An entry as it is until the commit: the unit it counts for, and whether another counts for it."""

    unit_id: str | None
    is_same: bool


def held(db: Session, entry_ids: Collection[str]) -> dict[str, Held]:
    """Each of these entries, held like that."""
    rows = store.hold(db, entry_ids) if entry_ids else ()
    ends = units.merged(db) if any(unit for *_, unit in rows) else {}
    return {
        entry_id: Held(ends.get(unit, unit) if unit else None, same_as is not None)
        for entry_id, _, same_as, unit in rows
    }


def bar(db: Session, entry_id: str, reason: str | None) -> bool:
    """Keep an entry off the boards for a reason; None lets it on again. False: it is so already."""
    return store.set_barred(db, entry_id, reason)


def barred_in(db: Session, campaign_id: str) -> tuple[str, ...]:
    """Everybody in a campaign who is not ranked."""
    return tuple(store.barred_in(db, campaign_id))


def forget(db: Session, person_id: str, now: datetime) -> bool:
    """Erase a person's name, phone and birth year; False when it was done before."""
    return store.erase(db, person_id, now) == 1


def forget_campaign(db: Session, campaign_id: str, now: datetime) -> int:
    """Erase the names of all who entered only this campaign; how many were erased now."""
    return store.erase_campaign(db, campaign_id, now)
