"""The table of time rules through the real server: a phone taps one second before, at and after each border.

Seconds count from the opening. The close is at 7200, a paper takes 600, answers count for 20 more. After a
pause everybody gets 20 seconds more, until all phones have heard of it (decision 0014).
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.attempts.adjusting import Scope
from contest.web.database import from_ms
from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Phone, answers
from tests.contest.rounds.timekeeping import extra, facts, pause, resume
from tests.contest.rounds.world import OPENS, World

GRACE = 20
#: (started, a minute more, deed) → deadline
TABLE: dict[tuple[int, bool, str], int] = {
    (0, False, "none"): 600,
    (0, True, "none"): 660,
    (0, False, "moved"): 710,
    (0, True, "stayed"): 770,
    (6600, False, "none"): 7200,
    (6600, True, "moved"): 7370,
    (7000, False, "none"): 7200,
    (7000, True, "none"): 7260,
    (7000, False, "moved"): 7310,
    (7000, False, "stayed"): 7310,
    (7000, True, "stayed"): 7370,
}


def at(clock: Clock, second: int) -> None:
    clock.set(OPENS + timedelta(seconds=second))


def begun(contest: World, phone: Phone, clock: Clock, started: int, more: bool, deed: str) -> list[str]:
    """Sit down, and let staff do what the line says; the options of the first question."""
    at(clock, started)
    phone.start()
    options = [phone.option(1, place) for place in range(3)]
    if more:
        extra(contest, Scope(), 1, clock.now)
    if deed != "none":
        pause(contest, OPENS + timedelta(seconds=started + 30))
        resume(contest, OPENS + timedelta(seconds=started + 120), moved=deed == "moved")
    return options


@pytest.mark.parametrize("line", TABLE, ids=str)
def test_taps_at_the_end_of_a_paper(
    contest: World, phone_: Phone, clock: Clock, line: tuple[int, bool, str]
) -> None:
    started, more, deed = line
    before, last, late = begun(contest, phone_, clock, started, more, deed)
    ends = TABLE[line]
    assert from_ms(facts(phone_.attempt).deadline) == OPENS + timedelta(seconds=ends)
    for second, left in ((ends - 1, "1"), (ends, "0"), (ends + 1, "0")):
        at(clock, second)
        answer = phone_.tap(1, before)
        assert (answer.status_code, answer.headers["X-Left"]) == (204, left)
    for second, option, status in (
        (ends + GRACE - 1, before, 204),
        (ends + GRACE, last, 204),
        (ends + GRACE + 1, late, 410),
    ):
        at(clock, second)
        assert phone_.tap(1, option).status_code == status
    assert answers(phone_.attempt)[1] == last


@pytest.mark.parametrize(
    ("second", "starts"), [(-1, False), (0, True), (1, True), (7199, True), (7200, False), (7201, False)]
)
def test_starts_at_the_borders_of_the_window(
    contest: World, phone_: Phone, clock: Clock, second: int, starts: bool
) -> None:
    at(clock, second)
    answer = phone_.client.post(f"/attempts/new/{contest.round_id}")
    begins = answer.status_code == 303 and "/questions/1" in answer.headers["location"]
    assert begins is starts, (answer.status_code, answer.headers.get("location"))


@pytest.mark.parametrize("paused_at", [1, 7198, 7199])
def test_nobody_starts_in_a_pause_and_all_may_afterwards(
    contest: World, new_phone: NewPhone, clock: Clock, paused_at: int
) -> None:
    """The last seconds of the window are still there after a pause over its end."""
    phone = new_phone(contest.join("A Thanh").entry_id).to(contest.round_id)
    pause(contest, OPENS + timedelta(seconds=paused_at))
    for second in (paused_at, 7200, 7201):
        at(clock, second)
        assert "/questions/" not in phone.client.post(f"/attempts/new/{contest.round_id}").headers["location"]
    resume(contest, OPENS + timedelta(seconds=7300), moved=True)
    at(clock, 7300)
    answer = phone.client.post(f"/attempts/new/{contest.round_id}")
    assert "/questions/1" in answer.headers["location"]
