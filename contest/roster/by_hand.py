"""Somebody on a roster who has no phone: staff enter them from the desk, with consent given on paper."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.errors import Conflict, NotFound
from contest.people import enrolling, inviting
from contest.people.inviting import Agreed
from contest.people.service import Joined
from contest.roster import coming, service, store
from contest.roster.place_rules import held, place
from contest.roster.states import Came
from contest.units import service as units

HAS_COME = "“{name}” đã vào thi rồi. Tìm tên này trong số người dự thi để in đề."


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody on the roster, as the list has them; ``holds``: everything it has, by its name."""

    name: str
    unit: str
    birth_year: int | None
    audience_id: str | None = None
    holds: tuple[str, ...] = ()


def known(db: Session, campaign_id: str, member_id: str) -> Known:
    """Who this is; NotFound when nobody of this contest's list."""
    member = store.seen(db, campaign_id, member_id)
    if member is None:
        raise NotFound(service.NOBODY)
    person = enrolling.named(db, [member.person_id])[member.person_id]
    unit = units.names(db, [member.unit_id]).get(member.unit_id, "") if member.unit_id else ""
    where, holds = place(member.class_name, unit), held(member, person)
    return Known(person.name, where, person.birth_year, member.audience_id, holds)


def come(db: Session, campaign_id: str, member_id: str, token: str, agreed: Agreed, now: datetime) -> Joined:
    """Enter as the person on the list. The code follows from ``token``: a form sent twice tells it again."""
    store.hold(db, campaign_id)
    member = store.member(db, campaign_id, member_id)
    if member is None:
        raise NotFound(service.NOBODY)
    person_id, entry_id = member.person_id, member.entry_id
    members = store.members(db, campaign_id)
    taken = store.taken(members)
    own = [entry_id] if entry_id else []
    code = inviting.fresh(db, campaign_id, token, [member_id], taken, own)[member_id]
    if entry_id is not None:
        has, _ = inviting.held(db, entry_id)
        if has != inviting.hashed(code):
            name = enrolling.named(db, [person_id])[person_id].name
            raise Conflict(HAS_COME.format(name=name))
        return Joined(entry_id, code)
    return coming.enter(db, member, code, agreed, now, Came.HAND)


def groups(db: Session, campaign_id: str, entry_ids: Collection[str]) -> dict[str, str]:
    """Entry → the class that the contest's list names, of those of these that came by the list."""
    return store.groups(db, campaign_id, entry_ids) if entry_ids else {}
