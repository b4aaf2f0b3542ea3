"""Entering people without a phone from the desk: those whom nobody knows, and those on the contest's list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from sqlmodel import Session

from contest import entropy
from contest.accounts.guards import Now
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.byhand import forms, service, showing
from contest.byhand.forms import ConsentForm, RegisterForm
from contest.byhand.pages import Registered, RegisterPage
from contest.campaigns import editing
from contest.campaigns.agreeing import kept
from contest.campaigns.answers import of_everybody, of_somebody, seen_child
from contest.campaigns.guards import Helps
from contest.campaigns.listed_showing import from_the_list
from contest.campaigns.notice import Privacy
from contest.campaigns.service import RoundView
from contest.campaigns.showing import head, privacy, unit_rows
from contest.errors import Conflict, Invalid
from contest.office import service as office
from contest.people import service as people
from contest.people.asking import Ask
from contest.people.service import Joined
from contest.roster import by_hand as roster
from contest.units import service as units
from contest.web.database import Reading, reading, writing
from contest.web.forms import Posted, PostedForm, clean, read
from contest.web.pages import show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/byhand")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
LONGEST_QUERY = 80
#: Fields beside which the page can show a message.
SHOWN_BESIDE = frozenset(
    {"name", "unit", "birth_year", "grown", "guardian_name", "guardian_join", "consent_join"}
)


@router.get("/{round}/people/new", name="byhand.register")
@policy(Who.HELPS, state="waiting or open")
def register(request: Request, round: Id, staff: Helps, db: Reading, now: Now) -> Response:
    """The form for somebody whom no list knows."""
    return show(request, _page(db, staff, service.allowed(db, round, now), {}, {}, now))


@router.post("/{round}/people/new", name="byhand.register")
@policy(Who.HELPS, state="waiting or open")
def register_posted(request: Request, round: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """Enter them, and tell the code this once; or the form again, with its messages and what was typed."""
    with reading() as db:
        view = service.allowed(db, round, now)
        fields, has_units = service.asked(db, view, now), units.must_choose(db)
    if posted.text("find"):
        return _again(request, staff, view, posted, Invalid(fields={}), now, status=200)

    def enter(db: Session) -> Joined:
        form = read(RegisterForm, posted)
        draft = forms.draft(form, fields, view.rules.youngest, has_units, now)
        told = replace(draft, text=_read_out(db, view, now).text)
        return service.register(db, staff.id, round, told, now)

    return _entered(request, staff, view, posted, enter, now)


@router.get("/{round}/members/{member}", name="byhand.come")
@policy(Who.HELPS, state="waiting or open")
def come(request: Request, round: Id, member: Id, staff: Helps, db: Reading, now: Now) -> Response:
    """The form for somebody on the list: only what was agreed to is asked."""
    view = service.allowed(db, round, now)
    return show(request, _page(db, staff, view, {}, {}, now, member))


@router.post("/{round}/members/{member}", name="byhand.come")
@policy(Who.HELPS, state="waiting or open")
def come_posted(request: Request, round: Id, member: Id, staff: Helps, posted: Posted, now: Now) -> Response:
    """Enter them as the person on the list, and tell the code this once."""
    with reading() as db:
        view = service.allowed(db, round, now)
        year = roster.known(db, view.campaign_id, member).birth_year
        asked = of_somebody(service.asked(db, view, now), year)

    def enter(db: Session) -> Joined:
        form = read(ConsentForm, posted)
        agreed = forms.agreed(form, asked, view.rules.youngest, now)
        told = replace(agreed, text=_read_out(db, view, now, member).text)
        return service.come(db, staff.id, round, member, form.once, told, now)

    return _entered(request, staff, view, posted, enter, now, member)


def _read_out(db: Session, view: RoundView, now: Now, member: str = "") -> Privacy:
    """What the form says of keeping data, for somebody of the list or for somebody whom nobody knows."""
    told = from_the_list(roster.known(db, view.campaign_id, member).holds) if member else ()
    return privacy(editing.whole(db, view, now), office.current(db).notice, told)


def _entered(
    request: Request,
    staff: Member,
    view: RoundView,
    posted: PostedForm,
    enter: Callable[[Session], Joined],
    now: Now,
    member: str = "",
) -> Response:
    try:
        with writing() as db:
            joined = enter(db)
    except (Conflict, Invalid) as problem:
        if isinstance(problem, Invalid) and not SHOWN_BESIDE.issuperset(problem.fields):
            raise
        return _again(request, staff, view, posted, problem, now, member, status=problem.status)
    with reading() as db:
        person = people.full_names(db, [joined.entry_id])[joined.entry_id]
        page = showing.index(db, staff, service.allowed(db, view.id, now), "", now)
    told = Registered(joined.entry_id, person.name, person.unit_name, joined.code)
    return show(request, replace(page, registered=told), headers={"Cache-Control": "no-store"})


def _again(
    request: Request,
    staff: Member,
    view: RoundView,
    posted: PostedForm,
    problem: Conflict | Invalid,
    now: Now,
    member: str = "",
    *,
    status: int,
) -> Response:
    errors = problem.fields if isinstance(problem, Invalid) else {}
    values = kept(posted, errors) | {"q": clean(posted.text("q"))[:LONGEST_QUERY]}
    with reading() as db:
        page = _page(db, staff, view, values, errors, now, member)
    said = "" if isinstance(problem, Invalid) and (errors or status == 200) else problem.message
    return show(request, replace(page, problem=said), status=status)


def _page(
    db: Session,
    staff: Member,
    view: RoundView,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    now: Now,
    member: str = "",
) -> RegisterPage:
    once = values.get("once", "")
    found = units.find(db, values.get("q", ""), keep=values.get("unit", ""))
    known = roster.known(db, view.campaign_id, member) if member else None
    fields = service.asked(db, view, now)
    asked = of_somebody(fields, known.birth_year) if known else of_everybody(fields)
    year = str(asked.known or values.get("birth_year", ""))
    return RegisterPage(
        staff=staff_view(staff, view.campaign_id),
        round=head(view),
        privacy=_read_out(db, view, now, member),
        once=once if len(once) == 13 and once.isalnum() else entropy.new_id(),
        values=dict(values) | {"birth_year": year},
        errors=errors,
        query=values.get("q", ""),
        units=unit_rows(found),
        chosen=values.get("unit", ""),
        more=found.more,
        slug=view.slug,
        guardian=seen_child(year, values.get("grown", ""), asked, now),
        member=member,
        known=(known.name, known.unit) if known else ("", ""),
        asks_year=asked.year.value,
        asks_grown=asked.grown,
        asks_unit=Ask.OFF.value if known else fields.unit.value,
    )
