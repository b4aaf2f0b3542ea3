"""What staff said of people who may have entered twice: who counts with whom, who is somebody else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from contest import entropy
from contest.accounts import staffing
from contest.people import same
from contest.people import service as people
from contest.people.service import FullName
from contest.rounds import store
from contest.rounds.models import RoundDeed
from contest.rounds.person_pages import JoinedRow
from contest.rounds.twice_pages import ApartRow

#: So many decisions of a kind are listed, the latest first.
MOST = 50
SERVER = "Máy chủ"


@dataclass(frozen=True)
class _Known:
    """Whom and what the rows name by ids."""

    people: Mapping[str, FullName]
    deeds: Mapping[str, RoundDeed]
    staff: Mapping[str, str]

    def name(self, entry_id: str) -> str:
        """A participant's name."""
        found = self.people.get(entry_id)
        return found.name if found else ""

    def by(self, deed_id: str) -> str:
        """Who did a deed."""
        found = self.deeds.get(deed_id)
        return self.staff.get(found.by_staff, SERVER) if found else SERVER


def _known(db: Session, entry_ids: Collection[str], deed_ids: Collection[str]) -> _Known:
    deeds = store.deeds(db, deed_ids)
    staff = staffing.names(db, {deed.by_staff for deed in deeds.values()})
    return _Known(people.full_names(db, entry_ids), deeds, staff)


def joined(db: Session, campaign_id: str) -> tuple[JoinedRow, ...]:
    """Registrations of a contest that count with another one, the latest first."""
    return _joined(db, same.in_campaign(db, campaign_id))[:MOST]


def of_entry(db: Session, entry_id: str) -> tuple[JoinedRow | None, tuple[JoinedRow, ...]]:
    """With which registration this one counts; and those that count with it."""
    own = same.of(db, [entry_id]).get(entry_id)
    others = same.counted_for(db, [entry_id])
    rows = _joined(db, others | ({entry_id: own.entry_id} if own else {}))
    mine = next((row for row in rows if row.entry == entry_id), None)
    return mine, tuple(row for row in rows if row.entry != entry_id)


def _joined(db: Session, main: Mapping[str, str]) -> tuple[JoinedRow, ...]:
    said = same.of(db, main)
    known = _known(db, {*main, *main.values()}, {one.deed_id for one in said.values()})
    rows = [_row(known, entry_id, one.entry_id, one.deed_id) for entry_id, one in said.items()]
    return tuple(sorted(rows, key=lambda row: (row.at is not None and -row.at.timestamp(), row.name)))


def _row(known: _Known, entry_id: str, into: str, deed_id: str) -> JoinedRow:
    person, deed = known.people[entry_id], known.deeds.get(deed_id)
    return JoinedRow(
        deed=deed_id,
        entry=entry_id,
        name=person.name,
        unit=person.unit_name,
        into=into,
        into_name=known.name(into),
        by=known.by(deed_id),
        at=deed.at if deed else None,
        reason=deed.reason if deed else "",
    )


def apart(db: Session, campaign_id: str) -> tuple[ApartRow, ...]:
    """Registrations that staff found to be different people, the latest first."""
    members: dict[str, list[str]] = {}
    for deed_id, entry_id in same.apart_in(db, campaign_id):
        members.setdefault(deed_id, []).append(entry_id)
    known = _known(db, {entry for each in members.values() for entry in each}, members)
    found = sorted(known.deeds.values(), key=lambda deed: deed.at, reverse=True)[:MOST]
    return tuple(_apart_row(known, deed, members[deed.id]) for deed in found)


def _apart_row(known: _Known, deed: RoundDeed, entry_ids: Collection[str]) -> ApartRow:
    # The units tell them apart: the names are one.
    some = sorted(entry_ids)[:3]
    persons = [known.people[each] for each in some if each in known.people]
    names = tuple(f"{one.name} ({one.unit_name or 'không ghi đơn vị'})" for one in persons)
    by, more = known.by(deed.id), len(entry_ids) - len(names)
    return ApartRow(deed.id, deed.round_id, names, more, by, deed.at, entropy.new_id())
