"""Personal codes of those on a roster: made for many or for one, told this once, stored as a hash alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import editing
from contest.campaigns.service import RoundView
from contest.errors import Conflict, NotFound
from contest.people import enrolling, inviting
from contest.people import service as people
from contest.roster import service, store
from contest.roster.models import RosterMember
from contest.roster.states import Door, Whose
from contest.units import service as units
from contest.units.rules import fold, name_sort_key, text_sort_key

NOBODY_LEFT = "Ai cũng đã có mã hoặc đã vào thi. Muốn in lại thì chọn “In lại tất cả”."
NOBODY_WAITS = "Không còn ai chờ vào thi để in phiếu."


@dataclass(frozen=True, slots=True)
class Issued:
    """A code and whose it is; told this once."""

    name: str
    unit: str
    code: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many have no code, have one and have not come, have come, have come as far as a name tells."""

    without: int
    waiting: int
    come: int
    by_name: int


def counts(db: Session, campaign_id: str) -> Counts:
    """How far the codes of a roster are."""
    members = store.members(db, campaign_id)
    by_name = service.come_by_name_in(db, campaign_id, members)
    left = [one for one in members if one.entry_id is None and one.id not in by_name]
    without = sum(one.code_hash is None for one in left)
    come = sum(one.entry_id is not None for one in members)
    return Counts(without, len(left) - without, come, len(by_name))


def make(
    db: Session, actor: str, view: RoundView, whose: Whose, token: str, now: datetime
) -> tuple[Issued, ...]:
    """Codes for all who have not come, or for those of them without one; in the order of unit and name.

    The same ``token`` makes the same codes: a form sent twice prints the same slips.
    """
    members = store.members(db, view.campaign_id, held=True)
    by_name = service.come_by_name_in(db, view.campaign_id, members)
    waiting = [one for one in members if one.entry_id is None and one.id not in by_name]
    made = _codes(db, view.campaign_id, token, members, waiting)
    if whose is Whose.MISSING:
        waiting = [one for one in waiting if one.code_hash in (None, inviting.hashed(made[one.id]))]
    if not waiting:
        raise Conflict(NOBODY_LEFT if whose is Whose.MISSING else NOBODY_WAITS)
    slips = _issued(db, waiting, made)
    changed, anew = _put(db, waiting, made, now)
    about = {"campaign": view.campaign_id}
    if changed:
        audit.record(db, actor, "roster.codes", view.id, about | {"people": changed, "anew": anew}, now)
    audit.record(db, actor, "roster.slips", view.id, about | {"people": len(slips)}, now)
    return slips


def _codes(
    db: Session, campaign_id: str, token: str, members: Sequence[RosterMember], whose: Sequence[RosterMember]
) -> dict[str, str]:
    taken = {one.code_hash: one.id for one in members if one.code_hash}
    return inviting.fresh(db, campaign_id, token, [one.id for one in whose], taken)


def _put(
    db: Session, whose: Sequence[RosterMember], made: Mapping[str, str], now: datetime
) -> tuple[int, int]:
    """Store the codes that are new; how many are, and how many of them replace another."""
    hashes = {one.id: inviting.hashed(made[one.id]) or "" for one in whose}
    changed = [one for one in whose if one.code_hash != hashes[one.id]]
    told = len(changed), sum(one.code_hash is not None for one in changed)
    store.put_codes(db, [(one.id, hashes[one.id]) for one in changed], now)
    return told


def renew(
    db: Session, actor: str, view: RoundView, member_id: str, token: str, now: datetime
) -> tuple[Issued, ...]:
    """A new code for one person, also for who has entered; the old one stops working."""
    member = store.member(db, view.campaign_id, member_id)
    if member is None:
        raise NotFound(service.NOBODY)
    if member.entry_id is not None:
        made = {member.id: people.new_code(db, member.entry_id)}
        slips = _issued(db, [member], made)
    else:
        made = _codes(db, view.campaign_id, token, store.members(db, view.campaign_id), [member])
        slips = _issued(db, [member], made)
        _put(db, [member], made, now)
    audit.record(db, actor, "roster.recode", member_id, {"campaign": view.campaign_id}, now)
    return slips


def _issued(db: Session, whose: Sequence[RosterMember], made: Mapping[str, str]) -> tuple[Issued, ...]:
    named = enrolling.named(db, [one.person_id for one in whose])
    places = units.names(db, {one.unit_id for one in whose if one.unit_id})
    found = []
    for one in whose:
        name, unit = named[one.person_id].name, places.get(one.unit_id or "", "")
        is_told = fold(one.class_name) in fold(unit)
        place = unit if is_told else f"{one.class_name}, {unit}".rstrip(", ")
        order = (text_sort_key(unit), text_sort_key(one.class_name), name_sort_key(name))
        found.append((order, Issued(name, place, made[one.id])))
    return tuple(slip for _, slip in sorted(found, key=lambda pair: pair[0]))


def set_door(db: Session, actor: str, view: RoundView, code_only: bool, now: datetime) -> None:
    """Whether a contest is entered only with a code; pressed twice it is one change."""
    if view.code_only != code_only:
        editing.set_door(db, view.campaign_id, code_only)
        about = {"campaign": view.campaign_id, "way": (Door.CODE if code_only else Door.OPEN).value}
        audit.record(db, actor, "roster.door", view.id, about, now)
