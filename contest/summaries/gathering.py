"""The figures of a report out of the database: boards, attempts, groups, knowledge, prizes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlmodel import Session

from contest.campaigns import audiences
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.clock import local
from contest.people import counted as people
from contest.standings import scores
from contest.summaries import choosing, gathered, knowing, opinions, outside, place_rules, prizes, rules
from contest.summaries.choosing import Spec
from contest.summaries.content import GroupLine, MarksLine, Report, RoundLine, UnitLine
from contest.summaries.rules import Sat
from contest.units import service as units
from contest.web.database import to_ms

KINDS = {rules.SCREEN: "Trên máy", rules.PAPER: "Trên giấy"}


def report(db: Session, spec: Spec) -> Report:
    """The report of now."""
    counted = gathered.closed(spec.among, spec.period)
    sat = gathered.results(db, counted, spec.unit)
    on = local(counted[-1].closes_at).date() if counted else spec.period.last
    waits = [view for view in spec.among if _waits(view, spec)]
    earlier = gathered.closed(spec.among, spec.period.before)
    known = knowing.knowledge(db, counted, earlier, sat, spec.unit)
    lines, headcount, without = _units(db, sat, spec.unit, on)
    everybody = rules.people(sat)
    new, again = rules.newcomers(sat, _before(db, counted, spec))
    return Report(
        **_asked(spec),
        contests=_contests(db, spec, (*counted, *waits, *earlier)),
        rounds=tuple(_round(view, sat) for view in counted),
        waiting=tuple(_named(view) for view in waits),
        uncounted=known.uncounted,
        contests_counted=len({view.campaign_id for view in counted}),
        people=everybody,
        attempts=rules.attempts(sat),
        headcount=headcount,
        rate=rules.rate(everybody - without, headcount),
        newcomers=new,
        returning=again,
        without_unit=without,
        marks=_marks(sat),
        units=lines,
        kinds=tuple(GroupLine(name=KINDS[one.key], **asdict(one)) for one in rules.kinds(sat)),
        audiences=_audiences(db, counted, sat),
        ages=tuple(GroupLine(name=one.key, **asdict(one)) for one in rules.ages(sat, on.year)),
        topics=known.topics,
        weak_topics=known.weak_topics,
        weak_questions=known.weak_questions,
        prizes=prizes.given(db, spec, counted),
        feedback=opinions.said(db, counted, sat),
        outside=outside.held(db, spec),
    )


def _asked(spec: Spec) -> dict[str, Any]:
    """What it is of."""
    return {
        "first": spec.period.first.isoformat(),
        "last": spec.period.last.isoformat(),
        "scope": spec.scope,
        "scope_name": spec.scope_name,
        "unit": spec.unit,
        "unit_name": spec.unit_name,
    }


def _marks(sat: Sequence[Sat]) -> MarksLine | None:
    found = rules.marks(sat)
    return MarksLine(**asdict(found)) if found else None


def _contests(db: Session, spec: Spec, views: Sequence[RoundView]) -> tuple[str, ...]:
    """All that some figure hangs on, and no others: what is frozen is compared with the same contests."""
    return tuple(sorted({view.campaign_id for view in views} | {one.round for one in prizes.whole(db, spec)}))


# --- rounds ---------------------------------------------------------------------------------------


def _waits(view: RoundView, spec: Spec) -> bool:
    """Whether a round is in the period and has no result yet."""
    first, last = local(view.opens_at).date(), local(view.closes_at).date()
    within = first <= spec.period.last and last >= spec.period.first
    return within and view.phase not in (Phase.CLOSED, Phase.DRAFT)


def _named(view: RoundView) -> str:
    return f"{choosing.title(view)}, {view.name}"


def _round(view: RoundView, sat: Sequence[Sat]) -> RoundLine:
    theirs = [one for one in sat if one.round_id == view.id]
    marks = rules.marks(theirs)
    return RoundLine(
        id=view.id,
        contest=choosing.title(view),
        name=view.name,
        closed_at=to_ms(view.closes_at),
        questions=view.rules.questions_count,
        people=rules.people(theirs),
        attempts=rules.attempts(theirs),
        mean=marks.mean if marks else 0,
        median=marks.median if marks else 0,
    )


# --- people ---------------------------------------------------------------------------------------


def _before(db: Session, counted: Sequence[RoundView], spec: Spec) -> frozenset[str]:
    """Everybody who took part in an earlier round of the same contests, closed before the period began."""
    contests = {view.campaign_id for view in counted}
    earlier = [
        view.id
        for view in spec.views
        if view.campaign_id in contests
        and view.phase is Phase.CLOSED
        and local(view.closes_at).date() < spec.period.first
    ]
    return people.persons(db, scores.entries(db, earlier))


def _audiences(db: Session, counted: Sequence[RoundView], sat: Sequence[Sat]) -> tuple[GroupLine, ...]:
    """People by audience, in the order of contests and of their audiences."""
    found = rules.lines(sat, lambda one: one.audience_id or "")
    titles = {view.campaign_id: choosing.title(view) for view in counted}
    made = []
    for campaign_id, contest in titles.items():
        for one in audiences.of(db, campaign_id):
            if line := found.get(one.id):
                name = f"{contest}: {one.label}" if len(titles) > 1 else one.label
                made.append(GroupLine(name=name, **asdict(line)))
    return tuple(made)


# --- units ----------------------------------------------------------------------------------------


def _units(db: Session, sat: Sequence[Sat], unit: str, on: date) -> tuple[tuple[UnitLine, ...], int, int]:
    """The lines of units, how many people all of them have, and how many people have no unit."""
    parents = units.tree(db)
    start = place_rules.start(parents, units.resolve(db, [unit])[unit] if unit else "")
    places = place_rules.places(parents, start)
    sizes = place_rules.sizes(parents, units.headcounts(db, on))
    # Who belongs to the upper unit itself is no part of a unit of its own: of nobody knows how many.
    below = {unit_id: size for unit_id, size in sizes.items() if unit_id != start}
    found = rules.units(sat, places, below)
    rows = units.rows(db, [one.unit_id for one in found])
    upper = set(parents.values())
    lines = tuple(
        UnitLine(
            id=one.unit_id,
            name=rows[one.unit_id].name,
            people=one.people,
            attempts=one.attempts,
            headcount=one.headcount,
            rate=one.rate,
            mean=one.mean,
            points=one.points,
            itself=one.unit_id == start,
            deeper=one.unit_id != start and one.unit_id in upper,
        )
        for one in found
    )
    without = rules.people(one for one in sat if one.unit_id not in places)
    return lines, sizes.get(start, 0) if start else sum(_tops(parents, sizes)), without


def _tops(parents: dict[str, str | None], sizes: dict[str, int]) -> Collection[int]:
    """The sizes of all units at the top; none while one of them has no size."""
    every = [sizes.get(id, 0) for id, parent in parents.items() if parent is None or parent not in parents]
    return every if all(every) else ()
