"""The same ladder for every route of the roster: who, bad id, no such round, wrong method, another site."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole, Role
from tests.contest.roster import desk
from tests.contest.rounds import world
from tests.contest.rounds.world import World

NOBODY = "0" * 13
LOOKS = ("",)
OWN = ("/upload", "/template.xlsx", "/codes")
LISTS = tuple(f"/imports/{NOBODY}{tail}" for tail in ("/rows", "/saving", "/removal", "/undoing"))
CODES = ("/slips", "/door", f"/members/{NOBODY}/code")
DEEDS = ("/upload", f"/members/{NOBODY}/removal", *CODES, *LISTS)
BAD = ("abc", "K7Q2M94X0A1BC", "k7q2m94x0a1bcd", "%00" * 13, "k7q2m94x0a1b%27", "..%2f..%2fetc")


def url(contest: World, path: str) -> str:
    return f"/roster/{contest.round_id}{path}"


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient) -> None:
    contest = world.make(bank=0)
    for path in (*LOOKS, *OWN, f"/imports/{NOBODY}"):
        for address in (url(contest, path), f"/roster/{NOBODY}{path}"):
            answer = app_client.get(address)
            assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")
    for path in DEEDS:
        assert app_client.post(url(contest, path)).status_code == 401
    assert contest.audited() == 0


def test_a_viewer_may_look_and_not_touch(viewer: TestClient) -> None:
    contest = world.make(bank=0)
    before = contest.audited()
    for path in LOOKS:
        answer = viewer.get(url(contest, path))
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    for path in (*OWN, f"/imports/{NOBODY}"):
        assert viewer.get(url(contest, path)).status_code == 403
    for path in DEEDS:
        assert viewer.post(url(contest, path)).status_code == 403
    assert contest.audited() == before


@pytest.mark.parametrize("part", [ContestRole.AUTHOR, ContestRole.APPROVER, ContestRole.PROCTOR])
def test_only_who_runs_the_contest_brings_a_list(viewer: TestClient, part: ContestRole) -> None:
    contest = world.make(bank=0)
    world.give_part(Role.VIEWER, contest.round_id, part)
    assert viewer.get(url(contest, "")).status_code == 200
    for path in DEEDS:
        assert viewer.post(url(contest, path)).status_code == 403


def test_who_has_no_part_finds_nothing(organiser: TestClient) -> None:
    world.make(bank=0)
    from_afar = world.make(bank=0, slug="khac")
    with_part = url(from_afar, "")
    assert organiser.get(with_part).status_code == 200
    assert organiser.get(f"/roster/{NOBODY}").status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round_list_or_member(organiser: TestClient, contest: World, bad: str) -> None:
    for path in (*LOOKS, *OWN):
        assert organiser.get(f"/roster/{bad}{path}").status_code == 404
    for path in DEEDS:
        assert organiser.post(f"/roster/{bad}{path}", data={"line": "2"}).status_code == 404
    assert organiser.get(url(contest, f"/imports/{bad}")).status_code == 404
    for tail in ("/rows", "/saving", "/undoing"):
        answer = organiser.post(
            url(contest, f"/imports/{bad}{tail}"), data={"line": "2"} if tail == "/rows" else {}
        )
        assert answer.status_code == 404
    assert organiser.post(url(contest, f"/members/{bad}/removal")).status_code == 404


def test_deeds_take_no_get_and_looks_no_post(organiser: TestClient, contest: World) -> None:
    for path in DEEDS[1:]:
        assert organiser.get(url(contest, path)).status_code == 405
    for path in (*LOOKS, "/template.xlsx", f"/imports/{NOBODY}"):
        assert organiser.post(url(contest, path)).status_code == 405


def test_another_site_does_nothing(organiser: TestClient, contest: World) -> None:
    address = desk.draft(organiser, contest.round_id, ("A Thui", 1990, "rao"))
    before = contest.audited()
    for path in (url(contest, "/upload"), f"{address}/saving", f"{address}/removal", f"{address}/rows"):
        answer = organiser.post(path, data={"line": "2"}, headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403
    assert (desk.names(contest.round_id), contest.audited()) == ([], before)


def test_a_field_that_we_never_sent_breaks_nothing(organiser: TestClient, contest: World) -> None:
    address = desk.draft(organiser, contest.round_id, ("A Thui", 1990, "rao"))
    organiser.post(f"{address}/saving", data={"version": "1"})
    member = desk.members(contest.round_id)["A Thui"].id
    paths = (f"{address}/undoing", f"{address}/removal", url(contest, f"/members/{member}/removal"))
    for path in paths:
        assert organiser.post(path, data={"evil": "1"}).status_code == 422
    assert organiser.post(f"{address}/saving", data={"version": "-1"}).status_code == 422
    assert desk.names(contest.round_id) == ["A Thui"]
