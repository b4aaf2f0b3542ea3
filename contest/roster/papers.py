"""Guardians' papers that a class keeps: ticked by name, and what that means for who has come or will come."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns.service import RoundView
from contest.people import consents, enrolling
from contest.people.states import Consent, How
from contest.roster import classes, store
from contest.roster.models import RosterMember
from contest.roster.states import Paper
from contest.units.rules import name_sort_key

#: What each paper says.
SAYS: Mapping[Paper, Mapping[Consent, bool]] = {
    Paper.NONE: {Consent.GUARDIAN_JOIN: False, Consent.GUARDIAN_PUBLISH: False},
    Paper.JOIN: {Consent.GUARDIAN_JOIN: True, Consent.GUARDIAN_PUBLISH: False},
    Paper.PUBLISH: {Consent.GUARDIAN_JOIN: True, Consent.GUARDIAN_PUBLISH: True},
}


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody of a class and what their guardian signed."""

    id: str
    name: str
    paper: Paper
    at: datetime | None
    has_come: bool


def of_class(db: Session, view: RoundView, class_id: str, now: datetime) -> tuple[str, tuple[Signed, ...]]:
    """The name of a class, and everybody in it in class list order; NotFound when it is none."""
    found = classes.one(db, view.campaign_id, class_id, now)
    members = _members(db, view, class_id)
    named = enrolling.named(db, [one.person_id for one in members])
    rows = [
        Signed(one.id, named[one.person_id].name, Paper(one.paper), one.paper_at, one.entry_id is not None)
        for one in members
    ]
    return found.place, tuple(sorted(rows, key=lambda each: (name_sort_key(each.name), each.id)))


def _members(db: Session, view: RoundView, class_id: str) -> list[RosterMember]:
    mine = classes.ids_in(db, view.campaign_id, class_id)
    return [one for one in store.members(db, view.campaign_id) if one.id in mine]


def sign(
    db: Session,
    actor: str,
    view: RoundView,
    class_id: str,
    join: Collection[str],
    publish: Collection[str],
    now: datetime,
) -> int:
    """Tick who has a paper, and whose paper has the name too; how many changed. Boards follow at once.

    Whoever the page did not have keeps what they have: the ticks are those of one class.
    """
    classes.one(db, view.campaign_id, class_id, now)
    store.hold(db, view.campaign_id)
    changed: dict[Paper, list[RosterMember]] = {}
    for one in _members(db, view, class_id):
        paper = Paper.PUBLISH if one.id in publish else Paper.JOIN if one.id in join else Paper.NONE
        if paper != one.paper:
            changed.setdefault(paper, []).append(one)
    count = 0
    for paper, members in changed.items():
        entries = [one.entry_id for one in members if one.entry_id is not None]
        count += len(members)
        store.set_paper(db, [one.id for one in members], paper.value, actor, now)
        for entry_id in entries:
            consents.say(db, entry_id, SAYS[paper], How.PAPER, now, by=actor)
    if count:
        detail = {"round": view.id, "people": count}
        audit.record(db, actor, "roster.papers", class_id, detail, now)
    return count
