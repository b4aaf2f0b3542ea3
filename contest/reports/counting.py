"""Counting a closed round: its ended attempts, slice by slice, into tallies; then the figures.

It only reads, each slice in a session of its own, so that it can run in a child process beside the server
and keeps no snapshot open for long. Left out are void attempts, people who are not ranked, and attempts that
have no grade. What was typed in from paper counts like any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from contest.attempts import answered as attempts
from contest.attempts.answered import Answered
from contest.attempts.states import AttemptState
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.grades import service as grades
from contest.grades.service import Detail
from contest.people import service as people
from contest.reports.states import Scope
from contest.signals import rules as signals
from contest.signals.rules import Drift, Share
from contest.web.database import reading, to_ms
from questions import asked as papers
from questions.analysis.figures import Analysis, Asked, analyse
from questions.analysis.tally import Tally
from questions.asked import AskedRevision

PEOPLE_AT_ONCE = 2000
#: Grows when the same attempts would be counted into other figures.
EDITION = b"1"

Say = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of a round. ``questions``: revision → public id; ``drifts``: of what may have leaked."""

    digest: str
    stamp: str
    graded_at: datetime | None
    questions: dict[int, str]
    scopes: dict[Scope, Analysis]
    drifts: dict[int, Drift]


@dataclass(slots=True)
class _Counting:
    """What was counted so far."""

    view: RoundView
    barred: frozenset[str]
    first: Tally = field(default_factory=Tally)
    every: Tally = field(default_factory=Tally)
    seen: hashlib._Hash = field(default_factory=lambda: hashlib.sha256(EDITION))
    graded_at: datetime | None = None
    people: str = ""  # whose first attempt was counted last

    def add(self, one: Answered, grade: Detail) -> None:
        """Count one attempt; a person's come in their order."""
        self.seen.update(f"{one.attempt_id} {grade.key_version} {to_ms(grade.graded_at)}\n".encode())
        self.graded_at = max(self.graded_at or grade.graded_at, grade.graded_at)
        marks = tuple(mark or 0 for mark in grade.marks[: len(one.items)])
        self.every.add(one.items, marks, one.answers)
        if one.entry_id != self.people:
            self.people = one.entry_id
            opens, closes = to_ms(self.view.opens_at), to_ms(self.view.closes_at)
            self.first.add(one.items, marks, one.answers, signals.part_of(one.started, opens, closes))


def stamp(db: Session, view: RoundView) -> str:
    """Changes when an attempt is voided or recognised, or somebody is barred or let on again."""
    states = attempts.states(db, view.id)
    told = [f"{state} {states.get(state, 0)}" for state in AttemptState]
    told += sorted(people.barred_in(db, view.campaign_id))
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def count(round_id: str, now: datetime, say: Say = lambda done: None) -> Counted:
    """Count a round; ``say`` is told after each slice how many attempts were counted."""
    with reading() as db:
        view = campaigns.view(db, round_id, now)
        made = _Counting(view, frozenset(people.barred_in(db, view.campaign_id)))
        stamped = stamp(db, view)
    after = ""
    while True:
        with reading() as db:
            rows = attempts.answered(db, round_id, after, PEOPLE_AT_ONCE)
            graded = grades.details(db, [one.attempt_id for one in rows])
        for one in rows:
            if one.entry_id not in made.barred and one.attempt_id in graded:
                made.add(one, graded[one.attempt_id])
        say(made.every.people)
        last = max((one.entry_id for one in rows), default="")
        if len({one.entry_id for one in rows}) < PEOPLE_AT_ONCE:
            break
        after = last
    return _figures(made, stamped)


def _figures(made: _Counting, stamped: str) -> Counted:
    items = {item for item, *_ in made.every.given}
    with reading() as db:
        found = papers.asked(db, items)
    asked = _asked(found, made.view.rules.wrong_costs)
    scopes = {Scope.FIRST: analyse(made.first, asked)}
    if made.view.rules.several:
        scopes[Scope.ALL] = analyse(made.every, asked)
    questions = {revision: one.question for revision, one in found.items()}
    drifts = _drifts(made.first, items)
    return Counted(made.seen.hexdigest(), stamped, made.graded_at, questions, scopes, drifts)


def _asked(found: dict[int, AskedRevision], wrong_costs: int) -> dict[int, Asked]:
    return {revision: Asked(one.content, one.points, wrong_costs) for revision, one in found.items()}


def _drifts(tally: Tally, items: Collection[int]) -> dict[int, Drift]:
    """The items that many more of the last than of the first knew, by the rule of signals."""
    parts = {item: [Share(0, 0)] * signals.PARTS for item in items}
    for (item, part, mark), times in tally.parts.items():
        before = parts[item][part]
        parts[item][part] = Share(before.right + times * (mark > 0), before.people + times)
    found = {item: signals.drift(shares) for item, shares in parts.items()}
    return {item: drift for item, drift in found.items() if drift is not None}
