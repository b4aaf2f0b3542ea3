"""The same ladder for every route of a contest's planning: who, bad id, no such round, wrong method."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.web.database import Database
from tests.contest.rounds import world

NOBODY = "0" * 13
READS = ("/name", "/time", "/people", "/paper", "/ranking", "/prizes", "/publication", "/checklist")
ASKS = ("/rehearsal/removal", "/removal")
DEEDS = ("/name", "/paper", "/paper/preview", "/weeks", "/schedule", "/unschedule", "/rehearsal", *ASKS)
ONLY_POST = ("/weeks", "/schedule", "/unschedule", "/rehearsal", "/paper/preview")
BAD = ("abc", "K7Q2M94X0A1BC", "k7q2m94x0a1bcd", "%00" * 13, "k7q2m94x0a1b%27", "..%2f..%2fetc")


@pytest.mark.parametrize("path", (*READS, *ASKS))
def test_a_stranger_is_led_to_the_log_in(app_client: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    for round_id in (contest.round_id, NOBODY):
        answer = app_client.get(f"/planning/{round_id}{path}")
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")


@pytest.mark.parametrize("path", DEEDS)
def test_a_stranger_does_nothing(app_client: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    assert app_client.post(f"/planning/{contest.round_id}{path}").status_code == 401
    assert contest.audited() == 0


@pytest.mark.parametrize("path", READS)
def test_a_viewer_may_look_and_is_offered_nothing(viewer: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    answer = viewer.get(f"/planning/{contest.round_id}{path}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert 'type="submit" form=' not in answer.text
    assert "hx-post" not in answer.text


@pytest.mark.parametrize("path", ASKS)
def test_a_viewer_is_not_asked(viewer: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    assert viewer.get(f"/planning/{contest.round_id}{path}").status_code == 403


@pytest.mark.parametrize("path", DEEDS)
def test_a_viewer_may_not_touch(viewer: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    before = contest.audited()
    assert viewer.post(f"/planning/{contest.round_id}{path}").status_code == 403
    assert contest.audited() == before


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(organiser: TestClient, sqlite_database: Database, bad: str) -> None:
    for path in (*READS, *ASKS):
        assert organiser.get(f"/planning/{bad}{path}").status_code == 404
    for path in DEEDS:
        assert organiser.post(f"/planning/{bad}{path}").status_code == 404


@pytest.mark.parametrize("group", ["nothing", "NAME", "name%00", "new"])
def test_no_such_group(organiser: TestClient, group: str) -> None:
    contest = world.make(bank=0)
    assert organiser.get(f"/planning/{contest.round_id}/{group}").status_code == 404
    assert organiser.post(f"/planning/{contest.round_id}/{group}").status_code == 404


@pytest.mark.parametrize("path", ONLY_POST)
def test_deeds_take_no_get(organiser: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    assert organiser.get(f"/planning/{contest.round_id}{path}").status_code in (404, 405)


@pytest.mark.parametrize("path", DEEDS)
def test_another_site_does_nothing(organiser: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    before = contest.audited()
    answer = organiser.post(f"/planning/{contest.round_id}{path}", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert contest.audited() == before


@pytest.mark.parametrize("path", ("/name", "/time", "/people", "/paper", "/ranking", "/publication"))
def test_an_empty_form_is_no_fault(organiser: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    assert organiser.post(f"/planning/{contest.round_id}{path}").status_code == 422
    assert organiser.post(f"/planning/{contest.round_id}{path}/preview").status_code == 200


@pytest.mark.parametrize("path", ["/paper", "/paper/preview"])
def test_a_bank_that_is_none_is_no_fault(organiser: TestClient, path: str) -> None:
    contest = world.make(bank=0)
    data = {"bank": "khong-co", "find": "câu", "look": "1", "op|k7q2m94x0a1bc": "1"}
    assert organiser.post(f"/planning/{contest.round_id}{path}", data=data).status_code in (200, 422)


def test_a_rehearsal_belongs_to_its_contest(viewer: TestClient) -> None:
    contest = world.make()
    assert viewer.post(f"/planning/{contest.round_id}/rehearsal").status_code == 403
