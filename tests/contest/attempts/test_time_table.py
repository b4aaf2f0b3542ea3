"""Every combination of window, limit, extra time and pause, one second before, at and after each border.

Seconds count from the opening of the round. It closes at 7200, a paper takes 600. Deadlines stand here as
numbers, worked out by hand: nothing in this table is computed by the rule that it tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from contest.attempts.rules import NEVER, Facts, Verdict, is_over, judge, open_one, seconds_used, time_left
from contest.campaigns.rules import Given, Phase, clock_of, deadline, phase
from contest.campaigns.states import RoundState

OPENS = datetime(2026, 10, 5, 1, tzinfo=UTC)
CLOSE, LIMIT = 7200, 600
MINE = ("entry00000001",)
PAUSED = 90
EXTRA = 60
#: What staff did: nothing; a pause of 90 s after which the round closes 90 s later, or when it would have.
DEEDS = ("none", "moved", "stayed")

#: (started, extra, deed) → deadline
TABLE: dict[tuple[int, int, str], int] = {
    # The limit ends long before the close.
    (0, 0, "none"): 600,
    (0, 0, "moved"): 690,
    (0, 0, "stayed"): 690,
    (0, EXTRA, "none"): 660,
    (0, EXTRA, "moved"): 750,
    (0, EXTRA, "stayed"): 750,
    # One second before the close, at it, one second after it.
    (6599, 0, "none"): 7199,
    (6599, 0, "moved"): 7289,
    (6599, 0, "stayed"): 7289,
    (6599, EXTRA, "none"): 7259,
    (6599, EXTRA, "moved"): 7349,
    (6599, EXTRA, "stayed"): 7349,
    (6600, 0, "none"): 7200,
    (6600, 0, "moved"): 7290,
    (6600, 0, "stayed"): 7290,
    (6600, EXTRA, "none"): 7260,
    (6600, EXTRA, "moved"): 7350,
    (6600, EXTRA, "stayed"): 7350,
    (6601, 0, "none"): 7200,
    (6601, 0, "moved"): 7290,
    (6601, 0, "stayed"): 7290,
    (6601, EXTRA, "none"): 7260,
    (6601, EXTRA, "moved"): 7350,
    (6601, EXTRA, "stayed"): 7350,
    # In the last second of the window: extra time goes beyond the close too.
    (7199, 0, "none"): 7200,
    (7199, 0, "moved"): 7290,
    (7199, 0, "stayed"): 7290,
    (7199, EXTRA, "none"): 7260,
    (7199, EXTRA, "moved"): 7350,
    (7199, EXTRA, "stayed"): 7350,
}
GRACES = (0, 1, 20, 120)


def moment(second: int) -> datetime:
    return OPENS + timedelta(seconds=second)


def ms(second: int) -> int:
    return round(moment(second).timestamp()) * 1000


@dataclass(frozen=True)
class Case:
    """One line of the table."""

    started: int
    extra: int
    deed: str

    @property
    def given(self) -> Given:
        stood = 0 if self.deed == "none" else PAUSED
        return Given(stood=stood, lent=PAUSED if self.deed == "stayed" else 0, extra=self.extra)

    @property
    def ends(self) -> int:
        return TABLE[self.started, self.extra, self.deed]

    def facts(self, grace: int, paused: int | None = None) -> Facts:
        ends = ms(self.ends)
        until = NEVER if paused is not None else ends + 1000 * grace
        at = None if paused is None else ms(paused)
        begun = ("a", MINE[0], "r", None, 1, 4, "open", 1, ms(self.started), ends, until, None)
        return Facts(*begun, paused=at, stood=self.given.stood)


CASES = [Case(*line) for line in TABLE]


def test_the_table_is_whole() -> None:
    assert set(TABLE) == set(product((0, 6599, 6600, 6601, 7199), (0, EXTRA), DEEDS))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_deadline(case: Case) -> None:
    closes = CLOSE + (PAUSED if case.deed == "moved" else 0)
    assert deadline(moment(closes), moment(case.started), LIMIT, case.given) == moment(case.ends)


@pytest.mark.parametrize(("case", "grace"), list(product(CASES, GRACES)), ids=str)
def test_before_at_and_after_the_deadline(case: Case, grace: int) -> None:
    """What is left is told to the second and never as more; an answer counts until the grace is over."""
    facts = case.facts(grace)
    for off, left in ((-2, 2), (-1, 1), (0, 0), (1, 0)):
        assert time_left(facts, ms(case.ends + off)).seconds == left
    for off, goes_on in ((-1, True), (0, True), (1, grace >= 1)):
        now = ms(case.ends + off)
        assert judge(facts, MINE, 1, now) is (Verdict.APPLIED if goes_on else Verdict.LATE), off
        assert is_over(facts, now) is not goes_on
        assert open_one([facts], now) is (facts if goes_on else None)


@pytest.mark.parametrize(("case", "grace"), list(product(CASES, GRACES)), ids=str)
def test_before_at_and_after_the_end_of_the_grace(case: Case, grace: int) -> None:
    facts = case.facts(grace)
    last = ms(case.ends + grace)
    for now, verdict in (
        (last - 1000, Verdict.APPLIED),
        (last - 1, Verdict.APPLIED),
        (last, Verdict.APPLIED),
        (last + 1, Verdict.LATE),
        (last + 1000, Verdict.LATE),
    ):
        assert judge(facts, MINE, 1, now) is verdict
        assert is_over(facts, now) is (verdict is Verdict.LATE)
        assert time_left(facts, now).seconds == max(0, (ms(case.ends) - now) // 1000)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_time_of_work_is_capped_at_the_deadline_and_leaves_the_pause_out(case: Case) -> None:
    stood = PAUSED if case.deed != "none" else 0
    whole = case.ends - case.started - stood
    for off, used in ((-1, whole - 1), (0, whole), (1, whole), (20, whole)):
        assert seconds_used(case.facts(20), ms(case.ends + off)) == max(0, used)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_while_a_second_pause_lasts_nothing_runs_out(case: Case) -> None:
    """Paused one second before its end: days later that second is still there."""
    facts = case.facts(20, paused=case.ends - 1)
    for now in (case.ends - 1, case.ends, case.ends + 1, case.ends + 3 * 86_400):
        assert str(time_left(facts, ms(now))) == "1;paused"
        assert judge(facts, MINE, 1, ms(now)) is Verdict.APPLIED
        assert not is_over(facts, ms(now))


#: (second, when the pause began) → what the round shows.
WINDOW: tuple[tuple[int, int | None, Phase], ...] = (
    (-1, None, Phase.WAITING),
    (0, None, Phase.OPEN),
    (1, None, Phase.OPEN),
    (CLOSE - 1, None, Phase.OPEN),
    (CLOSE, None, Phase.CLOSING),
    (CLOSE + 1, None, Phase.CLOSING),
    # The round's own clock stands where the pause began, however late it is.
    (CLOSE - 1, CLOSE - 1, Phase.OPEN),
    (CLOSE, CLOSE - 1, Phase.OPEN),
    (CLOSE + 1, CLOSE - 1, Phase.OPEN),
    (CLOSE + 86_400, 0, Phase.OPEN),
    # A clock that was put back shows no later moment than it says.
    (-1, 0, Phase.WAITING),
    # A pause cannot begin at the close: then the round is over.
    (CLOSE + 1, CLOSE, Phase.CLOSING),
)


@pytest.mark.parametrize(("second", "paused", "shown"), WINDOW)
def test_the_window_with_and_without_a_pause(second: int, paused: int | None, shown: Phase) -> None:
    at = clock_of(None if paused is None else moment(paused), moment(second))
    assert phase(RoundState.READY, OPENS, moment(CLOSE), at) is shown
