"""The same ladder for every route of the desk: who, bad id, no such round, wrong method."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.web.database import Database
from tests.contest.rounds import world

NOBODY = "0" * 13
READS = ("", "/counts", "/results", "/results.xlsx", "/entries", "/entries.csv", "/timeline.xlsx")
DEEDS = ("/opening", "/closing", f"/entries/{NOBODY}/code")
BAD = ("abc", "K7Q2M94X0A1BC", "k7q2m94x0a1bcd", "%00" * 13, "k7q2m94x0a1b%27", "..%2f..%2fetc")


@pytest.mark.parametrize("path", READS)
def test_a_stranger_is_led_to_the_log_in(app_client: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    for round_id in (contest.round_id, NOBODY):
        answer = app_client.get(f"/rounds/{round_id}{path}")
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")


@pytest.mark.parametrize("path", DEEDS)
def test_a_stranger_does_nothing(app_client: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    assert app_client.post(f"/rounds/{contest.round_id}{path}").status_code == 401
    assert contest.audited() == 0


@pytest.mark.parametrize("path", READS)
def test_a_viewer_may_look(viewer: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    answer = viewer.get(f"/rounds/{contest.round_id}{path}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", DEEDS)
def test_a_viewer_may_not_touch(viewer: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    before = contest.audited()
    assert viewer.post(f"/rounds/{contest.round_id}{path}").status_code == 403
    assert contest.audited() == before


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(organiser: TestClient, sqlite_database: Database, bad: str) -> None:
    for path in READS:
        assert organiser.get(f"/rounds/{bad}{path}").status_code == 404
    for path in DEEDS:
        assert organiser.post(f"/rounds/{bad}{path}").status_code == 404


@pytest.mark.parametrize("path", READS)
def test_pages_take_no_post(organiser: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    assert organiser.post(f"/rounds/{contest.round_id}{path}").status_code == 405


@pytest.mark.parametrize("path", DEEDS)
def test_deeds_take_no_get(organiser: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    assert organiser.get(f"/rounds/{contest.round_id}{path}").status_code == 405


@pytest.mark.parametrize("path", DEEDS)
def test_another_site_does_nothing(organiser: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    before = contest.audited()
    answer = organiser.post(f"/rounds/{contest.round_id}{path}", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert contest.audited() == before
