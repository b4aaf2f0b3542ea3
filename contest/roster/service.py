"""The roster of a contest: who is on it, taking one off, and letting all go with the contest's names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns import audiences
from contest.errors import Conflict, NotFound
from contest.people import enrolling, leaving
from contest.people import service as entries
from contest.people.enrolling import Named
from contest.roster import classes_store, store
from contest.roster.coming_rules import Mark, come_by_name
from contest.roster.models import RosterMember
from contest.roster.states import Where
from contest.units import service as units
from contest.web.database import reading, writing

A_PAGE = 50
LOOK_EVERY = timedelta(hours=1)
NOBODY = "Không thấy người này trong danh sách. Có thể người khác vừa bỏ ra."
HAS_COME = "“{name}” đã vào thi nên không bỏ khỏi danh sách được."

_looked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on the roster, for staff. ``come``: they have entered, maybe told by name alone; ``came_at``,
    ``came_by``: when and how, where they came as this one; ``same_phone``: so many names were taken on it."""

    id: str
    person: Named
    unit_name: str
    class_name: str
    own_code: str
    entry_id: str | None
    come: bool
    has_code: bool
    audience: str = ""
    came_at: datetime | None = None
    came_by: str = ""
    same_phone: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the roster: who fits, how many fit, how many there are, have come, are told so by name."""

    rows: tuple[Listed, ...]
    found: int
    everybody: int
    come: int
    by_name: int


def listed(
    db: Session,
    campaign_id: str,
    query: str,
    page: int,
    where: Where = Where.ALL,
    *,
    among: Collection[str] | None = None,
    audience: str | None = None,
    limit: int = A_PAGE,
) -> Page:
    """A page of the roster in class list order. The number of statements is fixed. ``among``: these alone;
    ``audience``: nobody whom the list puts into another one."""
    members = store.members(db, campaign_id)
    by_name = come_by_name_in(db, campaign_id, members)
    phones = Counter(member.came_on for member in members if member.came_on)
    if among is not None:
        members = [member for member in members if member.id in among]
    if audience is not None:
        members = [member for member in members if member.audience_id in (None, audience)]
    by_name &= {member.id for member in members}
    come = by_name | {member.id for member in members if member.entry_id is not None}
    by_person = {
        member.person_id: member
        for member in members
        if where is Where.ALL or (member.id in come) == (where is Where.COME)
    }
    people, found = enrolling.listed(db, by_person, query, (page - 1) * limit, limit)
    shown = [(by_person[person.id], person) for person in people]
    rows = _rows(db, campaign_id, shown, come, phones)
    return Page(rows, found, len(members), len(come), len(by_name))


def _rows(
    db: Session,
    campaign_id: str,
    shown: Sequence[tuple[RosterMember, Named]],
    come: Collection[str],
    phones: Mapping[str, int],
) -> tuple[Listed, ...]:
    places = units.names(db, {member.unit_id for member, _ in shown if member.unit_id})
    theirs = {each.id: each.short for each in audiences.of(db, campaign_id)}
    came = entries.full_names(db, [member.entry_id for member, _ in shown if member.entry_id])
    return tuple(
        Listed(
            member.id,
            person,
            places.get(member.unit_id or "", ""),
            member.class_name,
            member.own_code,
            member.entry_id,
            member.id in come,
            member.code_hash is not None,
            theirs.get(member.audience_id or "", ""),
            came[member.entry_id].created_at if member.entry_id in came else None,
            member.came_by,
            phones.get(member.came_on, 0),
        )
        for member, person in shown
    )


def has_any(db: Session, campaign_id: str) -> bool:
    """Whether anybody is on the roster of a contest."""
    return store.has_any(db, campaign_id)


def come_by_name_in(
    db: Session, campaign_id: str, members: Sequence[RosterMember], *, some: bool = False
) -> frozenset[str]:
    """Who of those without an entry of their own has come by their name. Told, never stored.

    An entry that is a member's own is nobody else's: it says nothing about others with the same name.
    ``some``: these are not the whole roster, so only entries of people called like them are read.
    """
    people = enrolling.marks(db, [member.person_id for member in members])
    waiting = [
        Mark(member.id, *people[member.person_id], member.unit_id)
        for member in members
        if member.entry_id is None
    ]
    names = {one.folded for one in waiting if one.folded} if some else None
    found = [Mark(*each) for each in enrolling.marks_in(db, campaign_id, names)]
    if not found:
        return frozenset()  # nobody has come yet, as when a whole class looks for its names at once
    if some:
        own = classes_store.owned(db, [one.id for one in found])
    else:
        own = {one.entry_id for one in members if one.entry_id is not None}
    return come_by_name(waiting, (one for one in found if one.id not in own), units.merged(db))


def remove(db: Session, actor: str, campaign_id: str, member_id: str, now: datetime) -> None:
    """Take somebody off the roster who has not come yet."""
    member = found(db, campaign_id, member_id)
    if member.entry_id is not None:
        name = enrolling.named(db, [member.person_id])[member.person_id].name
        raise Conflict(HAS_COME.format(name=name))
    person_id = member.person_id
    store.remove_members(db, [member_id])
    leaving.drop_lonely(db, [person_id])
    audit.record(db, actor, "roster.remove", member_id, {"campaign": campaign_id}, now)


def found(db: Session, campaign_id: str, member_id: str) -> RosterMember:
    """Somebody on the roster, held until the commit; NotFound when nobody is."""
    member = store.member(db, campaign_id, member_id)
    if member is None:
        raise NotFound(NOBODY)
    return member


def forget(db: Session, campaign_id: str) -> int:
    """Let a contest's roster go, with the names of all who never came; how many names went."""
    members = store.members(db, campaign_id)
    people = [member.person_id for member in members]
    never_came = sum(member.entry_id is None for member in members)
    store.remove_members(db, [member.id for member in members])
    store.remove_imports(db, campaign_id)
    classes_store.remove(db, campaign_id)
    leaving.drop_lonely(db, people)
    return never_came


def used(db: Session, campaign_id: str) -> set[str]:
    """The audiences that somebody on a contest's list is set to."""
    return set(store.audiences_of(db, campaign_id))


def sweep_due(now: datetime) -> int:
    """The tick, once an hour: rows with names that nobody saved for a week go; of how many lists."""
    global _looked_at
    if _looked_at is not None and _looked_at <= now < _looked_at + LOOK_EVERY:
        return 0
    _looked_at = now
    return sweep(now)


def sweep(now: datetime) -> int:
    """Rows with names that nobody saved in time go now; of how many lists."""
    with reading() as db:
        due = store.expired(db, now)
    if due:
        with writing() as db:
            store.drop_rows(db, due)
            audit.record(db, audit.SERVER, "roster.sweep", "", {"imports": len(due)}, now)
    return len(due)
