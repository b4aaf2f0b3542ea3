"""The same ladder for every route of the list of those selected: who, bad id, wrong method, bad input."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.accounts.states import ContestRole, Role
from contest.entropy import new_id
from contest.ruleset.selection import Border
from tests.conftest import Clock
from tests.contest.rounds import world as rounds
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.selections import world
from tests.contest.selections.test_desk import Desk, desk, text
from tests.contest.selections.world import BETWEEN

__all__ = ["desk"]  # a fixture; pytest finds it by its name here

DEEDS = ("confirmation", "undoing", "changes", "border")


def test_strangers(app_client: TestClient) -> None:
    desk = Desk(app_client, world.make())
    answer = app_client.get(desk.url())
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")
    for path in DEEDS:
        assert app_client.post(desk.url(path)).status_code == 401


def test_a_viewer_looks_and_does_not_touch(viewer: TestClient, clock: Clock) -> None:
    final = world.make(1, border=Border.DECIDE)
    world.qualify(final, An=3, Bích=3)
    clock.set(BETWEEN)
    desk = Desk(viewer, final)
    html = desk.page()
    assert not html.css("main form") and "chưa quyết định" in text(html)
    for path in DEEDS:
        assert viewer.post(desk.url(path)).status_code == 403


def test_an_approver_confirms(enter: Enter, clock: Clock) -> None:
    browser = enter(Role.VIEWER)
    final = world.make(1)
    rounds.give_part(Role.VIEWER, final.round_id, ContestRole.APPROVER)
    world.qualify(final, An=3)
    clock.set(BETWEEN)
    assert Desk(browser, final).send("confirmation").status_code == 303


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(organiser: TestClient, bad: str) -> None:
    assert organiser.get(f"/selections/{bad}/desk").status_code == 404
    for path in DEEDS:
        assert organiser.post(f"/selections/{bad}/{path}").status_code == 404


def test_a_round_for_everybody_has_no_list(organiser: TestClient) -> None:
    final = world.make()
    address = f"/selections/{final.weeks[0].round_id}"
    assert organiser.get(f"{address}/desk").status_code == 404
    good = {"once": new_id(), "reason": "x", "entry": NOBODY, "chosen": "1"}
    for path, data in (("confirmation", {"seen": "0" * 64}), ("undoing", {}), ("changes", good)):
        assert organiser.post(f"{address}/{path}", data=data).status_code == 404


def test_wrong_methods(desk: Desk) -> None:
    assert desk.browser.post(desk.url()).status_code == 405
    for path in DEEDS:
        assert desk.browser.get(desk.url(path)).status_code == 405


@pytest.mark.parametrize("query", ["?entry=abc", "?page=0", "?page=x", "?q=" + "a" * 81])
def test_an_odd_address_is_no_fault_of_ours(desk: Desk, query: str) -> None:
    assert desk.browser.get(desk.url() + query).status_code in (400, 404, 422)


@pytest.mark.parametrize("path", DEEDS)
def test_another_site_does_nothing(desk: Desk, path: str) -> None:
    answer = desk.browser.post(desk.url(path), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", DEEDS)
def test_bad_input(desk: Desk, path: str) -> None:
    answer = desk.browser.post(desk.url(path), data={"x": "1"})
    assert answer.status_code == 422
    assert LexborHTMLParser(answer.text).css_first("h2") is not None
