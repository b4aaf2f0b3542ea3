"""The same ladder for every route of prizes: who, bad id, no such round, wrong method, another site."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole, Role
from contest.web.database import Database
from tests.contest.commendations import world
from tests.contest.commendations.overall import contest_of, whole
from tests.contest.commendations.world import clear
from tests.contest.rounds import world as rounds
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY

#: What whoever sees a contest may read.
READS = (
    "",
    "/versions/1",
    "/print",
    "/print?version=1",
    "/list.xlsx",
    "/list.xlsx?version=1",
    "/certificates",
    "/winners",
)
WRITES = ("/ladder",)
APPROVES = ("/decision", "/issue")
DEEDS = {
    "/ladder": {"version": "1"},
    "/decision": {"board": "people", "key": "0" * 32, "way": "equal"},
    "/issue": {"fingerprint": "0" * 64},
    f"/decisions/{NOBODY}/taking-back": {},
    f"/winners/{NOBODY}/identity": {"state": "done", "means": "unit"},
    f"/winners/{NOBODY}/refusal": {"kind": "declined", "reason": "Đã nhắn tin"},
    f"/refusals/{NOBODY}/taking-back": {},
    "/print": {"body": "BAN TỔ CHỨC"},
}


Made = Callable[[], world.Prizes]


def of_a_round() -> world.Prizes:
    made = world.closed(clear(3))
    made.issue()
    return made


def of_a_contest() -> world.Prizes:
    made = whole({"An": 9, "Bích": 8}, {"An": 7, "Bích": 6})
    made.issue()
    return made


@pytest.fixture(params=[of_a_round, of_a_contest], ids=["round", "contest"])
def issued(request: pytest.FixtureRequest) -> Made:
    """Makes an issued list, of a round and of a whole contest."""
    made: Made = request.param
    return made


def url(round_id: str, path: str) -> str:
    return f"/commendations/{round_id}{path}"


@pytest.mark.parametrize("path", [*READS, *WRITES, *APPROVES])
def test_a_stranger_is_led_to_the_log_in(app_client: TestClient, path: str, issued: Made) -> None:
    made = issued()
    for round_id in (made.round_id, NOBODY):
        answer = app_client.get(url(round_id, path))
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")


@pytest.mark.parametrize("path", DEEDS)
def test_a_stranger_does_nothing(app_client: TestClient, path: str, issued: Made) -> None:
    made = issued()
    before = made.audited()
    assert app_client.post(url(made.round_id, path), data=DEEDS[path]).status_code == 401
    assert made.audited() == before


@pytest.mark.parametrize("path", READS)
def test_a_viewer_may_look(viewer: TestClient, path: str, issued: Made) -> None:
    answer = viewer.get(url(issued().round_id, path))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", [*WRITES, *APPROVES])
def test_a_viewer_may_not_change(viewer: TestClient, path: str, issued: Made) -> None:
    made = issued()
    before = made.audited()
    assert viewer.get(url(made.round_id, path)).status_code == 403
    assert viewer.post(url(made.round_id, path), data=DEEDS[path]).status_code == 403
    assert viewer.post(url(made.round_id, f"/decisions/{NOBODY}/taking-back")).status_code == 403
    assert made.audited() == before


@pytest.mark.parametrize(
    ("part", "path", "status"),
    [
        (ContestRole.AUTHOR, "/ladder", 200),
        (ContestRole.AUTHOR, "/issue", 403),
        (ContestRole.AUTHOR, "/decision", 403),
        (ContestRole.APPROVER, "/ladder", 403),
        (ContestRole.APPROVER, "/issue", 200),
        (ContestRole.PROCTOR, "/ladder", 403),
        (ContestRole.PROCTOR, "/issue", 403),
        (ContestRole.PROCTOR, "", 200),
    ],
)
def test_parts_in_the_contest(
    viewer: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    part: ContestRole,
    path: str,
    status: int,
    issued: Made,
) -> None:
    monkeypatch.setitem(rounds.PARTS, Role.VIEWER, part)
    assert viewer.get(url(issued().round_id, path)).status_code == status


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(organiser: TestClient, sqlite_database: Database, bad: str) -> None:
    for path in (*READS, *WRITES, *APPROVES):
        assert organiser.get(url(bad, path)).status_code == 404
    for path, data in DEEDS.items():
        assert organiser.post(url(bad, path), data=data).status_code == 404


def test_another_contest_is_not_there(enter: Enter, issued: Made) -> None:
    made = issued()  # made before anybody logs in: it is nobody's
    browser = enter(Role.ORGANISER)
    for path in (*READS, *WRITES, *APPROVES):
        assert browser.get(url(made.round_id, path)).status_code == 404


def test_a_contest_without_a_season_has_no_prizes_of_its_own(organiser: TestClient) -> None:
    """The id of such a contest is as good as none, even to its own organiser."""
    week = world.closed(clear(3))
    contest = contest_of(week.round_id)
    before = week.audited()
    for path in (*READS, *WRITES, *APPROVES):
        assert organiser.get(url(contest.round_id, path)).status_code == 404
    for path, data in DEEDS.items():
        assert organiser.post(url(contest.round_id, path), data=data).status_code == 404
    assert week.audited() == before


def test_a_contest_is_no_round_elsewhere(organiser: TestClient) -> None:
    made = of_a_contest()
    for path in ("rounds/{}", "rounds/{}/results", "seasons/{}/table", "planning/{}/prizes"):
        assert organiser.get("/" + path.format(made.round_id)).status_code == 404


@pytest.mark.parametrize("path", ["/versions/1", "/list.xlsx", "/certificates", ""])
def test_pages_take_no_post(organiser: TestClient, path: str, issued: Made) -> None:
    assert organiser.post(url(issued().round_id, path)).status_code == 405


@pytest.mark.parametrize("path", DEEDS)
def test_another_site_does_nothing(organiser: TestClient, path: str, issued: Made) -> None:
    made = issued()
    before = made.audited()
    evil = {"Origin": "https://evil.example"}
    assert organiser.post(url(made.round_id, path), data=DEEDS[path], headers=evil).status_code == 403
    assert made.audited() == before


@pytest.mark.parametrize("path", DEEDS)
def test_fields_of_nobodys_form_are_refused(organiser: TestClient, path: str, issued: Made) -> None:
    made = issued()
    before = made.audited()
    answer = organiser.post(url(made.round_id, path), data={**DEEDS[path], "foreign": "1"})
    assert answer.status_code == 422
    assert made.audited() == before


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=x", "/versions/0", "/versions/x", "/versions/2", "/versions/99999999999999"]
)
def test_bad_numbers(organiser: TestClient, query: str, issued: Made) -> None:
    assert organiser.get(url(issued().round_id, query)).status_code == 404


@pytest.mark.parametrize("version", ["-1", "x", "2", "100001"])
def test_papers_of_no_version(organiser: TestClient, version: str, issued: Made) -> None:
    made = issued()
    for path in ("/print", "/list.xlsx"):
        assert organiser.get(url(made.round_id, f"{path}?version={version}")).status_code == 404
