"""`rounds.open` and `rounds.close` as pages: done, twice, refused with its reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest import clock as wall
from contest.campaigns.rules import Phase
from contest.rounds import service
from contest.web.filters import NBSP
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS


def banner(html: str) -> str:
    found = LexborHTMLParser(html).css_first(".banner.is-wrong")
    return found.text(strip=True).replace(NBSP, " ") if found else ""


def test_open_then_twice(organiser: TestClient, clock: Clock) -> None:
    now = clock.move(days=-1)
    contest = world.make()
    address = f"/rounds/{contest.round_id}"
    answer = organiser.post(f"{address}/opening")
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert contest.view(now).phase is Phase.OPEN
    again = organiser.post(f"{address}/opening")
    assert (again.status_code, banner(again.text)) == (409, service.IS_OPEN)


@pytest.mark.parametrize(("ahead", "said"), [(3600, "bị chỉnh trong lúc"), (-3600, "sớm hơn giờ của việc")])
def test_no_round_is_opened_by_a_clock_that_nobody_can_trust(
    organiser: TestClient, clock: Clock, monkeypatch: pytest.MonkeyPatch, ahead: int, said: str
) -> None:
    now = clock.move(days=-1)
    contest = world.make()
    monkeypatch.setattr(wall, "ahead", lambda: timedelta(seconds=ahead))
    answer = organiser.post(f"/rounds/{contest.round_id}/opening")
    assert answer.status_code == 409
    told = banner(answer.text)
    assert said in told and "khởi động lại máy chủ" in told
    assert f"{wall.local(now):%H:%M:%S}" in told
    assert contest.view(now).phase is Phase.WAITING
    monkeypatch.setattr(wall, "ahead", timedelta)
    assert organiser.post(f"/rounds/{contest.round_id}/opening").status_code == 303


def test_a_small_bank_is_said_on_the_page(organiser: TestClient, clock: Clock) -> None:
    clock.move(days=-1)
    contest = world.make(bank=1)
    answer = organiser.post(f"/rounds/{contest.round_id}/opening")
    assert answer.status_code == 409
    assert "cần 3 câu nhưng mới có 1 câu" in banner(answer.text)


def test_close_then_twice(organiser: TestClient, clock: Clock) -> None:
    contest = world.make()
    address = f"/rounds/{contest.round_id}"
    answer = organiser.post(f"{address}/closing")
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert contest.view(clock.now).phase is Phase.CLOSING
    again = organiser.post(f"{address}/closing")
    assert (again.status_code, banner(again.text)) == (409, service.IS_CLOSING)


@pytest.mark.parametrize("deed", ["opening", "closing"])
def test_late(organiser: TestClient, clock: Clock, deed: str) -> None:
    contest = world.make()
    organiser.post(f"/rounds/{contest.round_id}/closing")
    world.work(clock.move(minutes=1))
    answer = organiser.post(f"/rounds/{contest.round_id}/{deed}")
    wanted = {"opening": service.IS_OVER, "closing": service.IS_CLOSED}[deed]
    assert (answer.status_code, banner(answer.text)) == (409, wanted)


def test_early(organiser: TestClient, clock: Clock) -> None:
    clock.set(OPENS)
    clock.move(milliseconds=-1)
    contest = world.make()
    answer = organiser.post(f"/rounds/{contest.round_id}/closing")
    assert (answer.status_code, banner(answer.text)) == (409, service.NOT_OPEN)
