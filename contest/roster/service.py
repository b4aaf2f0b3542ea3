"""The roster of a contest: who is on it, taking one off, and letting all go with the contest's names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from contest.audit import service as audit
from contest.errors import Conflict, NotFound
from contest.people import enrolling, leaving
from contest.people.enrolling import Named
from contest.roster import store
from contest.roster.models import RosterMember
from contest.units import service as units
from contest.web.database import reading, writing

A_PAGE = 50
LOOK_EVERY = timedelta(hours=1)
NOBODY = "Không thấy người này trong danh sách. Có thể người khác vừa bỏ ra."
HAS_COME = "“{name}” đã vào thi nên không bỏ khỏi danh sách được."

_looked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on the roster, for staff."""

    id: str
    person: Named
    unit_name: str
    class_name: str
    own_code: str
    entry_id: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the roster: who fits, how many fit, how many there are and have come."""

    rows: tuple[Listed, ...]
    found: int
    everybody: int
    come: int


def listed(db: Session, campaign_id: str, query: str, page: int) -> Page:
    """A page of the roster in class list order. The number of statements is fixed."""
    by_person = {member.person_id: member for member in store.members(db, campaign_id)}
    people, found = enrolling.listed(db, by_person, query, (page - 1) * A_PAGE, A_PAGE)
    shown = [(by_person[person.id], person) for person in people]
    places = units.names(db, {member.unit_id for member, _ in shown if member.unit_id})
    rows = tuple(
        Listed(
            member.id,
            person,
            places.get(member.unit_id or "", ""),
            member.class_name,
            member.own_code,
            member.entry_id,
        )
        for member, person in shown
    )
    come = sum(member.entry_id is not None for member in by_person.values())
    return Page(rows, found, len(by_person), come)


def counted(db: Session, campaign_id: str) -> tuple[int, int]:
    """How many are on the roster, and how many of them have come."""
    return store.count(db, campaign_id)


def remove(db: Session, actor: str, campaign_id: str, member_id: str, now: datetime) -> None:
    """Take somebody off the roster who has not come yet."""
    member = _found(db, campaign_id, member_id)
    if member.entry_id is not None:
        name = enrolling.named(db, [member.person_id])[member.person_id].name
        raise Conflict(HAS_COME.format(name=name))
    person_id = member.person_id
    store.remove_members(db, [member_id])
    leaving.drop_lonely(db, [person_id])
    audit.record(db, actor, "roster.remove", member_id, {"campaign": campaign_id}, now)


def _found(db: Session, campaign_id: str, member_id: str) -> RosterMember:
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
    leaving.drop_lonely(db, people)
    return never_came


def sweep_due(now: datetime) -> int:
    """The tick, once an hour: rows with names that nobody saved for a week go; of how many lists."""
    global _looked_at
    if _looked_at is not None and _looked_at <= now < _looked_at + LOOK_EVERY:
        return 0
    _looked_at = now
    with reading() as db:
        due = store.expired(db, now)
    if due:
        with writing() as db:
            store.drop_rows(db, due)
            audit.record(db, audit.SERVER, "roster.sweep", "", {"imports": len(due)}, now)
    return len(due)
