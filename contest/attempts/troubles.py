"""Who needs help while a round runs: phones that went silent, answers that came too late, and the like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from contest.attempts import store, troubles_store
from contest.attempts.service import SILENT_AFTER
from contest.attempts.states import AttemptState, Fate
from contest.attempts.troubles_store import Of
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.ruleset.rules import Way

#: Answers that were refused longer ago are no news: they stand on the attempt's page.
REFUSED_WITHIN = timedelta(minutes=15)
#: A question's time is over and nobody has asked for the next one.
SHUT_FOR = timedelta(seconds=30)
#: More of one kind are no list to go through; something is wrong for all.
MOST = 200


class Trouble(StrEnum):
    """What is wrong, the most urgent first."""

    SHUT = "shut"  # the time of the question or part at hand is over, and nobody goes on
    LATE = "late"  # answers came after the time
    CLOSED = "closed"  # answers came for a question that was passed, or over
    SILENT = "silent"  # nothing comes from a phone
    MOVED = "moved"  # it went to another device more than once
    SHORT = "short"  # begun so late that less than half of the time is there


ORDER = list(Trouble)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that is wrong: since when; how many answers, or moves; the seconds that somebody has."""

    kind: Trouble
    since: datetime
    count: int = 0
    seconds: int = 0
    heard: bool = True  # silent: whether anything came at all


@dataclass(frozen=True, slots=True)
class Case:
    """An attempt with all that is wrong with it."""

    id: str
    entry_id: str
    unit_id: str | None
    deadline: datetime
    running: bool
    signs: tuple[Sign, ...] = field(default=())


def cases(db: Session, view: RoundView, now: datetime) -> tuple[Case, ...]:
    """Everybody in trouble now, the most urgent first; of one kind who waits longest. While all clocks of a
    round stand, nobody is silent or stuck: answers go on coming, but nobody has to send any."""
    found: dict[str, Case] = {}
    for case, sign in _signs(db, view, now):
        before = found.get(case.id, case)
        found[case.id] = Case(
            case.id, case.entry_id, case.unit_id, case.deadline, case.running, (*before.signs, sign)
        )
    return tuple(sorted(found.values(), key=_urgency))


def _urgency(case: Case) -> tuple[int, datetime, str]:
    first = min(case.signs, key=lambda sign: ORDER.index(sign.kind))
    return ORDER.index(first.kind), first.since, case.id


def _signs(db: Session, view: RoundView, now: datetime) -> Iterator[tuple[Case, Sign]]:
    kinds = {Fate.LATE.value: Trouble.LATE, Fate.CLOSED.value: Trouble.CLOSED}
    for of, fate, count, last in troubles_store.refused(db, view.id, now - REFUSED_WITHIN, MOST):
        yield _case(of, now), Sign(kinds[fate], last, count)
    if view.phase not in (Phase.OPEN, Phase.CLOSING):
        return
    if view.paused_at is None:
        for quiet in store.silent(db, view.id, now - SILENT_AFTER, now):
            since = quiet.heard_at or quiet.started_at
            case = Case(quiet.id, quiet.entry_id, quiet.unit_id, quiet.deadline, running=True)
            yield case, Sign(Trouble.SILENT, since, heard=quiet.heard_at is not None)
        yield from _shut(db, view, now)
    for of in troubles_store.moved(db, view.id, now, MOST):
        yield _case(of, now), Sign(Trouble.MOVED, of.started_at, of.lease - 1)
    yield from _short(db, view, now)


def _shut(db: Session, view: RoundView, now: datetime) -> Iterator[tuple[Case, Sign]]:
    """Only where questions or parts have a time of their own there is anything to read."""
    if view.rules.question_seconds is None and view.rules.way is not Way.PARTS:
        return
    for of in troubles_store.shut(db, view.id, now - SHUT_FOR, now, MOST):
        yield _case(of, now), Sign(Trouble.SHUT, of.slot_until or now)


def _short(db: Session, view: RoundView, now: datetime) -> Iterator[tuple[Case, Sign]]:
    """Nobody can have begun too late before so little of the window is left. Extra time puts it right."""
    half = timedelta(seconds=view.rules.seconds) / 2
    last_moment = view.closes_at - half
    if now < last_moment:
        return
    for of in troubles_store.begun_after(db, view.id, last_moment, now, MOST):
        has = of.deadline - of.started_at
        if has < half:
            yield _case(of, now), Sign(Trouble.SHORT, of.started_at, seconds=int(has.total_seconds()))


def _case(of: Of, now: datetime) -> Case:
    running = of.state == AttemptState.OPEN and of.accepts_until >= now
    return Case(of.id, of.entry_id, of.unit_id, of.deadline, running)
