"""`rounds.resume`: everybody gets the pause back, the close moves unless told otherwise."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.rounds import deeds
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.desk import Desk, deadline
from tests.contest.rounds.world import CLOSES, OPENS
from tests.parsed import HTMLParser, attr, first, text

SECOND = timedelta(seconds=1)


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    made = Desk(organiser, world.make())
    made.fill("/pause")
    return made


def test_it_says_how_long_and_offers_the_close(desk: Desk, clock: Clock) -> None:
    clock.move(minutes=5, seconds=3)
    page = desk.page("/resumption")
    assert "Đã dừng 5 phút 3 giây" in text(first(page, ".deed-form > .muted"))
    assert "checked" in first(page, "input[name=moved]").attributes


@pytest.mark.parametrize(("form", "close"), [({"moved": "1"}, CLOSES + 300 * SECOND), ({}, CLOSES)])
def test_the_close_moves_by_the_pause_or_stays(
    desk: Desk, clock: Clock, form: dict[str, str], close: object
) -> None:
    clock.move(minutes=5)
    answer = desk.fill("/resumption", **form)
    assert (answer.status_code, answer.headers["location"]) == (303, desk.url(""))
    view = desk.contest.view(clock.now)
    assert (view.paused_at, view.closes_at) == (None, close)


def test_everybody_gets_the_time_back(desk: Desk, clock: Clock) -> None:
    desk.fill("/resumption")
    attempt = desk.contest.start(desk.contest.join("Y Bích").entry_id, OPENS)
    desk.fill("/pause")
    clock.move(minutes=7)
    desk.fill("/resumption", moved="1")
    assert deadline(attempt) == OPENS + (600 + 420 + 20) * SECOND


def test_without_a_reason_it_stays_paused_and_the_tick_is_kept(desk: Desk) -> None:
    for form, ticked in (({}, False), ({"moved": "1"}, True)):
        answer = desk.fill("/resumption", reason="", **form)
        page = HTMLParser(answer.text)
        assert answer.status_code == 422
        assert ("checked" in first(page, "input[name=moved]").attributes) is ticked
        assert attr(page, "#reason", "aria-invalid") == "true"
    assert desk.contest.view(OPENS).paused_at is not None


def test_twice_is_told(desk: Desk) -> None:
    desk.fill("/resumption")
    answer = desk.fill("/resumption")
    assert answer.status_code == 409
    assert "không tạm dừng" in text(first(HTMLParser(answer.text), ".banner"))


def test_the_same_form_with_the_tick_changed_is_told_so(desk: Desk) -> None:
    once = attr(desk.page("/resumption"), "input[name=once]", "value")
    form = {"once": once, "reason": "Có điện"}
    answers = [desk.browser.post(desk.url("/resumption"), data=form).status_code for _ in range(2)]
    assert answers == [303, 303], "the very same form"
    answer = desk.browser.post(desk.url("/resumption"), data=form | {"moved": "1"})
    assert answer.status_code == 409
    assert deeds.USED in text(first(HTMLParser(answer.text), ".banner"))
    assert desk.contest.view(OPENS).closes_at == CLOSES
