"""Who comes with a code from their slip: told who they are, then entered as the person on the roster."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest.campaigns import audiences as contest_audiences
from contest.campaigns.audience_rules import by_id, problem
from contest.campaigns.inviting import Invited
from contest.errors import Invalid
from contest.people import audiences, enrolling, inviting
from contest.people.inviting import Agreed
from contest.people.service import Joined
from contest.people.states import How
from contest.roster import store
from contest.roster.models import RosterMember
from contest.roster.place_rules import held, place
from contest.roster.states import Came, Paper
from contest.units import service as units


def invited(db: Session, campaign_id: str, code: str) -> Invited | None:
    """Whose code this is; None when it is nobody's, or when they have entered already."""
    member = store.member_with(db, campaign_id, inviting.hashes(code))
    if member is None:
        return None
    person = enrolling.named(db, [member.person_id])[member.person_id]
    unit = units.names(db, [member.unit_id]).get(member.unit_id, "") if member.unit_id else ""
    where = place(member.class_name, unit)
    holds, on_paper = held(member, person), bool(member.paper)
    return Invited(person.name, where, person.birth_year, member.audience_id, holds, on_paper)


def come(db: Session, campaign_id: str, code: str, agreed: Agreed, now: datetime) -> Joined | None:
    """Enter as the person whose code this is. The code is the entry's from now on, the roster's no more."""
    member = store.member_with(db, campaign_id, inviting.hashes(code), held=True)
    if member is None:
        return None
    return enter(db, member, code, agreed, now, Came.CODE)


def signed(agreed: Agreed, paper: Paper) -> Agreed:
    """With what the guardian's paper says, where the class has one."""
    if paper is Paper.NONE:
        return agreed
    publish = agreed.guardian_publish or paper is Paper.PUBLISH
    return replace(agreed, guardian_join=True, guardian_publish=publish, on_paper=True)


def enter(
    db: Session,
    member: RosterMember,
    code: str,
    agreed: Agreed,
    now: datetime,
    came: Came,
    on: str = "",
) -> Joined:
    """Enter as somebody of the list, held by the caller; the code is the entry's from now on. ``on``: the
    mark of their phone.

    A year that the list had fits its audience. One that is told now may not: that is said beside it.
    """
    agreed = signed(agreed, Paper(member.paper))
    member_id, person_id, campaign_id = member.id, member.person_id, member.campaign_id
    audience_id = member.audience_id
    had_year = enrolling.named(db, [person_id])[person_id].birth_year is not None
    only = by_id(contest_audiences.of(db, campaign_id), audience_id) if audience_id else None
    if only is not None and (said := problem(only, agreed.birth_year, now)):
        raise Invalid(fields={"birth_year": said})
    joined = inviting.enter(db, campaign_id, person_id, member.unit_id, code, agreed, now, How(came.value))
    audiences.choose(db, joined.entry_id, audience_id)
    told = agreed.birth_year is not None and not had_year
    store.has_come(db, member_id, joined.entry_id, came, on=on, year_told=told)
    return joined
