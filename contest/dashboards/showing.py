"""From counts to the pages of dashboards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from urllib.parse import urlencode

from sqlmodel import Session

from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.campaigns.rules import Phase
from contest.clock import local
from contest.dashboards import gathering, kept, rules, target_rules
from contest.dashboards.choosing import WHOLE, Scope
from contest.dashboards.kept import Counted
from contest.dashboards.pages import Chart, Figures, Line, ShowPage, UnitLine
from contest.dashboards.rules import DAY
from contest.rounds import monitor
from contest.standings.rules import part
from contest.web import hours
from contest.web.filters import number, when

SERIES = ("Đã đăng ký", "Bắt đầu làm bài", "Nộp bài")
NUMBERS = ("người đã đăng ký", "lượt bắt đầu làm bài", "lượt nộp bài")


def show(db: Session, who: Member, scope: Scope, day: str, now: datetime) -> ShowPage:
    """The whole page."""
    campaign_id = scope.view.campaign_id
    return ShowPage(
        staff=staff_view(who, campaign_id),
        round=monitor.round_view(scope.view),
        figures=figures(db, scope, day, now),
        several=scope.several,
        whole=scope.whole,
        may_aim=who.may(Permission.WRITE, campaign_id),
    )


def figures(db: Session, scope: Scope, day: str, now: datetime) -> Figures:
    """The numbers of a scope, as they were counted last."""
    counted = kept.of(db, scope, now)
    found = gathering.tree(db, scope)
    aimed, by_line = gathering.aims(db, scope, found)
    lines = gathering.lines(db, counted, found, by_line)
    target = gathering.in_all(aimed, found, by_line, scope.unit)
    entered = sum(counted.entered.values())
    without = _without(entered, counted.people, lines)
    rate = part(counted.people - without[1], found.size)
    done = target_rules.done(target, counted.people)
    which = _day(counted, day, now)
    days, hourly = _days(counted), _hours(counted, which)
    return Figures(
        round_id=scope.view.id,
        at=counted.at,
        moving=any(view.phase is not Phase.CLOSED for view in scope.rounds),
        query=_query(scope, day),
        base=urlencode(_of(scope)),
        entered=entered,
        begun=sum(counted.begun.values()),
        ended=sum(counted.ended.values()),
        people=counted.people,
        headcount=found.size,
        rate=rate,
        target=target,
        missing=target_rules.missing(target, counted.people),
        done=done,
        width=_width(rate if done is None else done),
        targets=target is not None or bool(by_line),
        days=days,
        day_charts=_charts(days[-rules.MOST_DAYS :], "mỗi ngày"),
        day=which if days else None,
        hours=hourly,
        hour_charts=_charts(hourly, f"từng giờ ngày {when(which)}") if days else (),
        units=lines,
        without_unit=without,
        unit=scope.unit,
        unit_name=scope.unit_name,
    )


def _without(entered: int, people: int, lines: Sequence[UnitLine]) -> tuple[int, int]:
    """Who entered and who took part without a unit."""
    return entered - sum(each.entered for each in lines), people - sum(each.people for each in lines)


def _width(value: Fraction | None) -> str:
    return "0" if value is None else str(round(100 * value))


def _of(scope: Scope) -> dict[str, str]:
    return {"of": WHOLE} if len(scope.rounds) > 1 else {}


def _query(scope: Scope, day: str) -> str:
    asked = {"unit": scope.unit, "day": day}
    return urlencode(_of(scope) | {name: value for name, value in asked.items() if value})


def _day(counted: Counted, asked: str, now: datetime) -> date:
    """The day whose hours are told: as asked, else the last with a paper, else the last with anybody."""
    try:
        return date.fromisoformat(asked)
    except ValueError:
        every = rules.days(rules.by_day(counted.begun)) or rules.days(rules.by_day(counted.entered))
        return hours.day_of(every[-1] * DAY) if every else local(now).date()


def _days(counted: Counted) -> tuple[Line, ...]:
    series = [rules.by_day(one) for one in (counted.entered, counted.begun, counted.ended)]
    made = []
    for day in rules.days(*series):
        which = hours.day_of(day * DAY)
        name = f"{which:%d/%m/%Y}"
        made.append(Line(name, *(one.get(day, 0) for one in series), day=which.isoformat()))
    return tuple(made)


def _hours(counted: Counted, which: date) -> tuple[Line, ...]:
    day = hours.first_of(which) // DAY
    series = [rules.of_day(one, day) for one in (counted.entered, counted.begun, counted.ended)]
    return tuple(Line(f"{hour} giờ", *numbers) for hour, numbers in enumerate(zip(*series, strict=True)))


def _charts(lines: Sequence[Line], of: str) -> tuple[Chart, ...]:
    """A chart for each of the three, so that none needs a colour to be told from another."""
    if not lines:
        return ()
    labels = [line.name[:5] if line.day else line.name.removesuffix(" giờ") for line in lines]
    every = ([line.entered for line in lines], [line.begun for line in lines], [line.ended for line in lines])
    made = []
    for title, what, numbers in zip(SERIES, NUMBERS, every, strict=True):
        said = [number(one) for one in numbers]
        told = ", ".join(f"{line.name} {text}" for line, text in zip(lines, said, strict=True) if text != "0")
        words = f"Số {what} {of}: {told or 'chưa có'}"
        made.append(Chart(f"{title}, {of}", words, rules.columns(labels, numbers, said)))
    return tuple(made)
