"""What a report is asked to be of: its period, its rounds among those that somebody may see, its unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from sqlmodel import Session

from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.clock import local
from contest.errors import Invalid, NotFound
from contest.summaries import period_rules
from contest.summaries.period_rules import Period
from contest.summaries.states import Preset
from contest.units import service as units

NO_SCOPE = "Không tìm thấy cuộc thi hoặc vòng thi này. Về trang Báo cáo để chọn lại."
NO_UNIT = "Không tìm thấy đơn vị này. Về trang Báo cáo để chọn lại."
MOST_SIGNS = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address or a form asks, as typed."""

    preset: str = ""
    first: str = ""
    last: str = ""
    scope: str = ""
    unit: str = ""

    @property
    def query(self) -> str:
        """The parameters of an address that asks the same."""
        given = {name: getattr(self, name) for name in NAMES}
        return urlencode({name: value for name, value in given.items() if value})


NAMES = ("preset", "first", "last", "scope", "unit")


@dataclass(frozen=True, slots=True)
class Spec:
    """The same understood. ``views``: all rounds of the contests in question, ``among`` them those of the
    scope."""

    period: Period
    scope: str
    scope_name: str
    unit: str
    unit_name: str
    views: tuple[RoundView, ...]
    among: tuple[RoundView, ...]


def read(params: Mapping[str, str]) -> Asked:
    """The parameters of an address. PostgreSQL can't even be asked for NUL."""
    return Asked(
        **{name: params.get(name, "").replace("\0", "\ufffd").strip()[:MOST_SIGNS] for name in NAMES}
    )


def visible(db: Session, who: Member, now: datetime) -> tuple[RoundView, ...]:
    """All rounds of contests that somebody may see; rehearsals count nowhere."""
    return tuple(
        view
        for view in campaigns.every(db, now)
        if not view.rehearsal_of and who.may(Permission.SEE, view.campaign_id)
    )


def title(view: RoundView) -> str:
    """A contest in one line."""
    return " ".join(view.title.split())


def spec(db: Session, who: Member, asked: Asked, now: datetime) -> Spec:
    """What is asked for. NotFound for what is not there or not theirs; Invalid where the days are wrong."""
    every = visible(db, who, now)
    among, name = scoped(every, asked.scope)
    unit_name = ""
    if asked.unit:
        found = units.rows(db, (asked.unit,)).get(asked.unit)
        if found is None:
            raise NotFound(NO_UNIT)
        unit_name = units.full_name(found)
    contests = {view.campaign_id for view in among}
    theirs = tuple(view for view in every if view.campaign_id in contests)
    return Spec(
        period(asked, among, local(now).date()), asked.scope, name, asked.unit, unit_name, theirs, among
    )


def scoped(every: tuple[RoundView, ...], scope: str) -> tuple[tuple[RoundView, ...], str]:
    """The rounds of a scope, and what it is called. Sample contests are in no report of everything, unless
    there is nothing else, as where somebody tries the software."""
    if not scope:
        return tuple(view for view in every if not view.is_sample) or every, ""
    for view in every:
        if view.id == scope:
            return (view,), f"{title(view)}, {view.name}"
    among = tuple(view for view in every if view.campaign_id == scope)
    if not among:
        raise NotFound(NO_SCOPE)
    return among, title(among[0])


def period(asked: Asked, among: tuple[RoundView, ...], today: date) -> Period:
    """The period asked for. Nothing said: of a contest or a round the days that it lasts, else this month."""
    if asked.preset in set(Preset) - {Preset.OWN}:
        return period_rules.around(Preset(asked.preset), today)
    if asked.first or asked.last or asked.preset:
        found, errors = period_rules.told(asked.first, asked.last)
        if found is None:
            raise Invalid(fields=errors)
        return found
    if asked.scope:
        return Period(
            min(local(view.opens_at).date() for view in among),
            max(local(view.closes_at).date() for view in among),
        )
    return period_rules.around(Preset.MONTH, today)


def of_report(first: str, last: str, scope: str, unit: str) -> Asked:
    """What asks for the same period, scope and unit again."""
    return Asked(Preset.OWN.value, first, last, scope, unit)


def without_unit(asked: Asked) -> Asked:
    """The same of everybody."""
    return replace(asked, unit="")
