"""From a running round to the pages that ask before its time is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session

from contest import clock, entropy
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.attempts import adjusting
from contest.attempts.adjusting import Scope
from contest.attempts.rules import LEEWAY
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.people import service as people
from contest.rounds import deeds, monitor
from contest.rounds.deed_pages import Asked, ExtendPage, ExtraPage, Given, PausePage, Place, ResumePage
from contest.rounds.states import DeedKind
from contest.units import service as units
from contest.web.database import to_ms

EVERYBODY = "mọi người đang làm bài"


def typed(moment: datetime) -> str:
    """A moment as a browser's field for date and time takes it."""
    return clock.local(moment).strftime("%Y-%m-%dT%H:%M")


def extend(
    db: Session,
    who: Member,
    round_id: str,
    form: Asked,
    now: datetime,
    *,
    wanted: datetime | None = None,
    more: int = 0,
) -> ExtendPage:
    """Another close. ``wanted`` is what was typed, as far as it is a moment; ``more`` minutes are offered."""
    view = campaigns.view(db, round_id, now)
    going = adjusting.going_on(db, round_id, Scope(), now)
    values = {"closes_at": typed(view.closes_at + timedelta(minutes=more)), **form.values}
    return ExtendPage(
        staff=staff_view(who, view.campaign_id),
        round=monitor.round_view(view),
        form=Asked(form.once, values, form.errors, form.problem),
        seen=to_ms(view.closes_at),
        answering=len(going),
        sooner=wanted is not None and wanted < view.closes_at,
        loses=0 if wanted is None else sum(one.deadline > wanted for one in going),
    )


def pause(db: Session, who: Member, round_id: str, form: Asked, now: datetime) -> PausePage:
    """Stop all clocks."""
    view = campaigns.view(db, round_id, now)
    answering = len(adjusting.going_on(db, round_id, Scope(), now))
    return PausePage(staff_view(who, view.campaign_id), monitor.round_view(view), form, answering)


def resume(
    db: Session, who: Member, round_id: str, form: Asked, now: datetime, *, moved: bool = True
) -> ResumePage:
    """Let all clocks go on."""
    view = campaigns.view(db, round_id, now)
    stood = adjusting.paused_span(view.paused_at, now) if view.paused_at else 0
    return ResumePage(
        staff=staff_view(who, view.campaign_id),
        round=monitor.round_view(view),
        form=form,
        answering=len(adjusting.going_on(db, round_id, Scope(), now)),
        stood=stood,
        leeway=LEEWAY,
        close=view.closes_at + timedelta(seconds=stood),
        moved=moved,
    )


def extra(
    db: Session, who: Member, round_id: str, form: Asked, now: datetime, deed_id: str = ""
) -> ExtraPage:
    """Extra time; the scope is in the form's values."""
    view = campaigns.view(db, round_id, now)
    going = adjusting.going_on(db, round_id, Scope(), now)
    return ExtraPage(
        staff=staff_view(who, view.campaign_id),
        round=monitor.round_view(view),
        form=form,
        answering=len({one.entry_id for one in going}),
        units=_places(db, units.add_up(db, Counter(one.unit_id for one in going if one.unit_id))),
        person=_person(db, view, form.values.get("entry", ""), {one.entry_id for one in going}),
        given=given(db, round_id, deed_id) if deed_id else None,
    )


def _places(db: Session, numbers: Mapping[str, int]) -> tuple[Place, ...]:
    names = units.names(db, list(numbers))
    listed = (Place(unit, names.get(unit, monitor.NO_UNIT), count) for unit, count in numbers.items())
    return tuple(sorted(listed, key=lambda place: (place.name, place.id)))


def _person(db: Session, view: RoundView, entry_id: str, answering: set[str]) -> Place | None:
    if not entry_id or people.entry_of(db, view.campaign_id, [entry_id]) is None:
        return None
    return Place(entry_id, people.full_names(db, [entry_id])[entry_id].name, int(entry_id in answering))


def given(db: Session, round_id: str, deed_id: str) -> Given | None:
    """What extra time a deed gave; None where it did something else."""
    found = deeds.done(db, round_id, deed_id)
    if found.kind is not DeedKind.EXTRA:
        return None
    named = people.full_names(db, [found.subject]) if found.subject else {}
    places = units.names(db, [found.subject]) if found.subject else {}
    whom = named[found.subject].name if found.subject in named else places.get(found.subject, EVERYBODY)
    return Given(entropy.new_id(), found.id, whom, found.seconds // 60, found.people, found.undone)
