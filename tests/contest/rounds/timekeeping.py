"""Staff's deeds about time, each in its own transaction, and what the pure rule makes of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from contest import entropy
from contest.attempts import hot
from contest.attempts.adjusting import Scope
from contest.attempts.rules import Facts
from contest.attempts.states import Change
from contest.campaigns.rules import Given, deadline
from contest.rounds import helping, timing
from contest.rounds.deeds import Order
from contest.web.database import from_ms, reading, writing
from tests.contest.attempts.sitting import rows
from tests.contest.rounds.world import OPENS, STAFF, World

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
MS = timedelta(milliseconds=1)
LIMIT = 600
GRACE = 20


def order(reason: str = "Mất điện") -> Order:
    return Order(entropy.new_id(), STAFF, reason)


def facts(attempt: str) -> Facts:
    with reading() as db:
        found = hot.glance(db, attempt)
    assert found is not None
    return found


def given_by_traces(attempt: str) -> Given:
    """What the traces of an attempt add up to: the truth that its sums are made from."""
    sums = dict(
        rows(
            "SELECT kind, sum(seconds) FROM attempt_adjustment WHERE attempt_id = :id GROUP BY kind",
            id=attempt,
        )
    )
    paused = int(sums.get(Change.PAUSE, 0))
    return Given(paused + int(sums.get(Change.HOLD, 0)), paused, int(sums.get(Change.EXTRA, 0)))


def pure(contest: World, attempt: str) -> datetime:
    """The deadline by the rule alone."""
    started = from_ms(facts(attempt).started)
    return deadline(contest.view(OPENS).closes_at, started, LIMIT, given_by_traces(attempt))


def pause(contest: World, now: datetime) -> None:
    with writing() as db:
        timing.pause(db, order(), contest.round_id, now)


def resume(contest: World, now: datetime, *, moved: bool = True) -> None:
    with writing() as db:
        timing.resume(db, order(), contest.round_id, now, moved=moved)


def extend(contest: World, closes_at: datetime, now: datetime) -> None:
    with writing() as db:
        seen = contest.view(now).closes_at
        timing.extend(db, order(), contest.round_id, closes_at, seen, now, sooner=True)


def extra(contest: World, scope: Scope, minutes: int, now: datetime) -> str:
    asked = order()
    with writing() as db:
        helping.give(db, asked, contest.round_id, scope, minutes, now)
    return asked.id


def starter(contest: World, at: datetime) -> tuple[str, str]:
    entry = contest.join(entropy.new_id()).entry_id
    return entry, contest.start(entry, at)
