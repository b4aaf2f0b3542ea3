"""`rounds.pause`: what it says it does, a reason, and twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.desk import Desk, facts
from tests.contest.rounds.world import CLOSES
from tests.parsed import HTMLParser, attr, first, text


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    return Desk(organiser, world.make())


def test_it_says_whom_it_stops_and_stops_them(desk: Desk, clock: Clock) -> None:
    attempt = desk.contest.start(desk.contest.join("Y Bích").entry_id, clock.now)
    assert "1 người đang làm bài" in text(first(desk.page("/pause"), ".plain"))
    answer = desk.fill("/pause")
    assert (answer.status_code, answer.headers["location"]) == (303, desk.url(""))
    assert facts(attempt).paused is not None
    page = desk.page("")
    assert text(first(page, "h1 .chip")) == "Đang tạm dừng"
    assert attr(page, "#counts", "data-phase") == "open, paused"


def test_the_round_does_not_close_by_itself_meanwhile(desk: Desk, clock: Clock) -> None:
    desk.fill("/pause")
    world.work(clock.set(CLOSES + timedelta(hours=1)))
    assert text(first(desk.page(""), "h1 .chip")) == "Đang tạm dừng"


def test_without_a_reason_nothing_stops(desk: Desk) -> None:
    answer = desk.fill("/pause", reason=" ")
    assert answer.status_code == 422
    assert first(HTMLParser(answer.text), "#reason-err") is not None
    assert desk.contest.view(world.OPENS).paused_at is None


def test_twice_is_told(desk: Desk) -> None:
    desk.fill("/pause")
    answer = desk.fill("/pause")
    assert answer.status_code == 409
    assert "đang tạm dừng rồi" in text(first(HTMLParser(answer.text), ".banner"))


def test_closing_a_paused_round_ends_everybody_now(desk: Desk, clock: Clock) -> None:
    attempt = desk.contest.start(desk.contest.join("Y Bích").entry_id, clock.now)
    desk.fill("/pause")
    clock.move(hours=3)
    assert "đang tạm dừng" in text(first(desk.page("?confirm=closing"), "#confirm"))
    assert desk.browser.post(desk.url("/closing")).status_code == 303
    found = facts(attempt)
    assert found.paused is None and found.accepts_until <= found.deadline + 20_000
    world.work(clock.move(seconds=30))
    assert desk.contest.view(clock.now).phase == "closed"
