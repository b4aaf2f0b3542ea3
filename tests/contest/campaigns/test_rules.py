"""Phases and deadlines at their borders: one second before, at, after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from contest.campaigns.rules import SLUG, Given, Phase, clock_of, deadline, phase, pick_current, settles_at
from contest.campaigns.states import RoundState

OPENS = datetime(2026, 10, 5, 1, tzinfo=UTC)
CLOSES = datetime(2026, 10, 11, 13, tzinfo=UTC)
SECOND, MS = timedelta(seconds=1), timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (OPENS - SECOND, Phase.WAITING),
        (OPENS - MS, Phase.WAITING),
        (OPENS, Phase.OPEN),
        (OPENS + SECOND, Phase.OPEN),
        (CLOSES - SECOND, Phase.OPEN),
        (CLOSES - MS, Phase.OPEN),
        (CLOSES, Phase.CLOSING),
        (CLOSES + SECOND, Phase.CLOSING),
        (CLOSES + timedelta(days=999), Phase.CLOSING),
    ],
)
def test_a_ready_round_follows_the_clock(now: datetime, shown: Phase) -> None:
    assert phase(RoundState.READY, OPENS, CLOSES, now) is shown


@pytest.mark.parametrize("now", [OPENS - SECOND, OPENS, CLOSES, CLOSES + SECOND])
@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (RoundState.DRAFT, Phase.DRAFT),
        (RoundState.CLOSING, Phase.CLOSING),
        (RoundState.CLOSED, Phase.CLOSED),
    ],
)
def test_other_states_do_not(state: RoundState, shown: Phase, now: datetime) -> None:
    assert phase(state, OPENS, CLOSES, now) is shown


LIMIT = 900


@pytest.mark.parametrize(
    ("started", "ends"),
    [
        (OPENS, OPENS + LIMIT * SECOND),
        (CLOSES - (LIMIT + 1) * SECOND, CLOSES - SECOND),
        (CLOSES - LIMIT * SECOND, CLOSES),
        (CLOSES - (LIMIT - 1) * SECOND, CLOSES),
        (CLOSES - SECOND, CLOSES),
    ],
)
def test_a_deadline_is_the_limit_or_the_close(started: datetime, ends: datetime) -> None:
    assert deadline(CLOSES, started, LIMIT) == ends


def test_extra_time_comes_after_either() -> None:
    extra = Given(extra=60)
    assert deadline(CLOSES, OPENS, LIMIT, extra) == OPENS + (LIMIT + 60) * SECOND
    assert deadline(CLOSES, CLOSES - SECOND, LIMIT, extra) == CLOSES + 60 * SECOND


@pytest.mark.parametrize("started", [OPENS, CLOSES - SECOND])
def test_a_pause_takes_nothing_whether_the_close_moves_or_not(started: datetime) -> None:
    promised = deadline(CLOSES, started, LIMIT)
    moved = deadline(CLOSES + 90 * SECOND, started, LIMIT, Given(stood=90))
    stayed = deadline(CLOSES, started, LIMIT, Given(stood=90, lent=90))
    assert moved == stayed == promised + 90 * SECOND


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_during_a_pause_the_rounds_clock_stands(seconds: int) -> None:
    now = OPENS + seconds * SECOND
    assert clock_of(None, now) == now
    assert clock_of(OPENS, now) == min(OPENS, now)


def test_nothing_counts_after_the_grace() -> None:
    assert settles_at(CLOSES, 20) == CLOSES + 20 * SECOND
    assert settles_at(CLOSES, 0) == CLOSES


@dataclass(frozen=True)
class Week:
    """A round for choosing from."""

    phase: Phase
    opens_at: datetime


def week(number: int, shown: Phase) -> Week:
    return Week(shown, OPENS + number * timedelta(days=7))


CHOICES = [
    ([], None),
    ([Phase.DRAFT], None),
    ([Phase.CLOSED, Phase.OPEN, Phase.WAITING], 1),
    ([Phase.CLOSED, Phase.WAITING, Phase.WAITING], 1),
    ([Phase.CLOSED, Phase.CLOSING, Phase.DRAFT], 1),
    ([Phase.CLOSED, Phase.CLOSED], 1),
    ([Phase.CLOSING, Phase.WAITING], 1),
    ([Phase.DRAFT, Phase.CLOSED], 1),
]


@pytest.mark.parametrize(("phases", "chosen"), CHOICES)
def test_the_round_a_visitor_cares_about(phases: list[Phase], chosen: int | None) -> None:
    weeks = [week(number, shown) for number, shown in enumerate(phases)]
    wanted = None if chosen is None else weeks[chosen]
    for order in permutations(weeks):
        assert pick_current(order) == wanted


@pytest.mark.parametrize("slug", ["a", "a1", "chuyen-doi-so-2026", "9", "a" * 60])
def test_good_slugs(slug: str) -> None:
    assert SLUG.fullmatch(slug)


@pytest.mark.parametrize("slug", ["", "-", "a-", "-a", "A", "đ", "a b", "a/b", "a.b", "a\n", "a" * 61])
def test_bad_slugs(slug: str) -> None:
    assert not SLUG.fullmatch(slug)
