"""Pupils who come with the code of their class: they pick their name, tell what the list knows, are in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest import settings
from contest.campaigns.classmates import (
    Classmates,
    Desk,
    Mate,
    NotYou,
    Opened,
    Picked,
    Shut,
    Taken,
    Told,
    Who,
)
from contest.campaigns.service import RoundView
from contest.campaigns.states import Way
from contest.people import class_codes, codes, enrolling, inviting
from contest.people import service as people
from contest.people.inviting import Agreed
from contest.people.service import Joined
from contest.roster import class_rules, classes, classes_store, coming, service, store
from contest.roster.class_rules import Pupil
from contest.roster.models import RosterClass, RosterMember
from contest.roster.place_rules import held, place
from contest.roster.states import Came
from contest.units import service as units
from contest.units.rules import name_sort_key


@dataclass(frozen=True)
class _Room:
    """A class whose code works: its members, their names, who came and when.

    ``alike``: who has not, but an entry of the open form has their name. That says nothing for sure, so it
    is a hint and no lock: anybody could have typed the name.
    """

    members: dict[str, RosterMember]
    named: dict[str, enrolling.Named]
    came: dict[str, datetime]
    alike: frozenset[str]

    def pupil(self, member_id: str) -> Pupil:
        """Somebody of it as the list has them."""
        one = self.members[member_id]
        told = self.named[one.person_id]
        return Pupil(one.id, told.name, told.birth_year, one.own_code, told.phone or "")

    def waiting(self) -> list[Pupil]:
        """Who has not come, in class list order."""
        found = [self.pupil(id) for id in self.members if id not in self.came]
        return sorted(found, key=lambda each: (name_sort_key(each.name), each.id))


def look(db: Session, view: RoundView, code: str, now: datetime) -> Opened:
    """The names behind a class code as typed."""
    row = _row(db, view, code)
    if row is None:
        return None
    if not _works(view, row, now):
        return Shut()
    room = _room(db, row)
    if not room.members:  # the class counts for another one since its unit was merged, or is off the list
        return Shut()
    come = sorted(room.came, key=lambda id: name_sort_key(room.pupil(id).name))
    return Classmates(
        _place(db, next(iter(room.members.values()))),
        tuple(Mate(each.id, each.name, alike=each.id in room.alike) for each in room.waiting()),
        tuple(Mate(id, room.pupil(id).name, room.came[id]) for id in come),
    )


def pick(db: Session, view: RoundView, code: str, member_id: str, now: datetime) -> Who:
    """Whose name this is, of the class whose code was typed."""
    row = _row(db, view, code)
    if row is None or not _works(view, row, now):
        return None
    room = _room(db, row)
    if member_id not in room.members:
        return None
    if member_id in room.came:
        return Taken(room.pupil(member_id).name, room.came[member_id])
    return _picked(db, view, room, room.pupil(member_id))


def tell(
    db: Session, view: RoundView, code: str, member_id: str, typed: str, device: str, now: datetime
) -> Told:
    """The same, with what they told of themselves: of two with one name it says which of them is meant."""
    row = _row(db, view, code)
    if row is None or not _works(view, row, now):
        return None
    room = _room(db, row)
    if member_id not in room.members:
        return None
    chosen = room.pupil(member_id)
    for one in _meant_before(room, chosen, typed):
        if joined := _again(db, one, device):
            return joined
    waiting = room.waiting()
    if class_rules.proof(chosen, view.entrance.class_proof) is not None:
        meant = class_rules.meant(chosen, waiting, typed)
        if meant is None:
            known = Taken(chosen.name, room.came[member_id]) if member_id in room.came else None
            return known or NotYou(_picked(db, view, room, chosen))
        chosen = meant
    if chosen.id in room.came:
        return Taken(chosen.name, room.came[chosen.id])
    return _picked(db, view, room, chosen)


def _meant_before(room: _Room, chosen: Pupil, typed: str) -> list[RosterMember]:
    """Whose entry a form that comes twice may have made: the one picked, or a namesake whom it proved."""
    came = [room.pupil(id) for id in room.came if id != chosen.id]
    others = [each for each in came if each.name == chosen.name and class_rules.proves(each, typed)]
    return [room.members[each.id] for each in (chosen, *others)]


def come(
    db: Session, view: RoundView, code: str, member_id: str, device: str, agreed: Agreed, now: datetime
) -> Joined | Taken | None:
    """Enter as this one of the class; None when the code stopped working meanwhile."""
    row = _row(db, view, code)
    if row is None or not _works(view, row, now):
        return None
    member = store.member(db, view.campaign_id, member_id)
    if member is None or member.id not in {one.id for one in classes.members_of(db, row)}:
        return None
    if member.entry_id is not None:
        name = enrolling.named(db, [member.person_id])[member.person_id].name
        return _again(db, member, device) or Taken(name, _when(db, [member.entry_id])[member.entry_id])
    mark = phone_mark(view.campaign_id, device)
    return coming.enter(db, member, _code(db, member, device), agreed, now, Came.CLASS, mark)


def phone_mark(campaign_id: str, device: str) -> str:
    """What tells staff that one phone took several names, and tells nobody which phone it is."""
    return codes.derive(settings.current().secret, "phone mark", f"{campaign_id}\0{device}", 13)


def _row(db: Session, view: RoundView, code: str) -> RosterClass | None:
    normal = class_codes.normalise(code)
    return classes_store.with_code(db, view.campaign_id, class_codes.hashes(normal)) if normal else None


def _works(view: RoundView, row: RosterClass, now: datetime) -> bool:
    return Way.CLASS in view.ways and class_rules.is_open(row.open_until, now)


def _room(db: Session, row: RosterClass) -> _Room:
    members = classes.members_of(db, row)
    alike = service.come_by_name_in(db, row.campaign_id, members, some=True)
    when = _when(db, [one.entry_id for one in members if one.entry_id is not None])
    came = {one.id: when[one.entry_id] for one in members if one.entry_id is not None}
    named = enrolling.named(db, [one.person_id for one in members])
    return _Room({one.id: one for one in members}, named, came, alike)


def _when(db: Session, entries: Sequence[str]) -> dict[str, datetime]:
    return {id: each.created_at for id, each in people.full_names(db, entries).items()}


def _picked(db: Session, view: RoundView, room: _Room, pupil: Pupil) -> Picked:
    asked = class_rules.proof(pupil, view.entrance.class_proof)
    member = room.members[pupil.id]
    proof = asked.value if asked else ""
    holds, on_paper = held(member, room.named[member.person_id]), bool(member.paper)
    where = _place(db, member)
    return Picked(pupil.id, pupil.name, where, pupil.year, proof, member.audience_id, holds, on_paper)


def _place(db: Session, member: RosterMember) -> str:
    unit = units.names(db, [member.unit_id]).get(member.unit_id, "") if member.unit_id else ""
    return place(member.class_name, unit)


def _code(db: Session, member: RosterMember, device: str) -> str:
    """The code that this phone gets for this name: sent twice, a form makes one entry with one code."""
    own = [member.entry_id] if member.entry_id else []
    made = inviting.fresh(db, member.campaign_id, f"class\0{device}", [member.id], {}, own)
    return made[member.id]


def _again(db: Session, member: RosterMember, device: str) -> Joined | None:
    """The entry that this very phone made as this one: its form came twice."""
    if member.entry_id is None or not device:
        return None
    code = _code(db, member, device)
    return (
        Joined(member.entry_id, code)
        if people.by_code(db, member.campaign_id, code) == member.entry_id
        else None
    )


CLASSES = Desk(look, pick, tell, come)
