"""The ladder of the desk's pages of a running round: who may look, who may do, who is told nothing."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest import entropy
from contest.accounts.states import ContestRole, Role
from contest.web.database import Database
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import OPENS, World

OWNER, APPROVER, PROCTOR, VIEWER = (
    ContestRole.OWNER,
    ContestRole.APPROVER,
    ContestRole.PROCTOR,
    ContestRole.VIEWER,
)
#: Page → who may see it, beside the owner.
READS = {
    "/extension": set(),
    "/pause": set(),
    "/resumption": set(),
    "/extra": {PROCTOR},
    "/watch": {PROCTOR},
    "/troubles": {PROCTOR},
    "/timeline": {APPROVER, PROCTOR, VIEWER},
    "/entries/{entry}": {APPROVER, PROCTOR, VIEWER},
    "/attempts/{attempt}": {APPROVER, PROCTOR, VIEWER},
}
#: Deed → who may do it, beside the owner.
DEEDS = {
    "/extension": set(),
    "/pause": set(),
    "/resumption": set(),
    "/extra": {PROCTOR},
    f"/extra/{NOBODY}/undoing": {PROCTOR},
    "/attempts/{attempt}/void": {APPROVER},
    "/attempts/{attempt}/recognition": {APPROVER},
    "/attempts/{attempt}/resit": {APPROVER},
    "/entries/{entry}/bar": {APPROVER},
    "/entries/{entry}/unbar": {APPROVER},
}
#: Deeds that have no page under the same address.
ONLY_DEEDS = [path for path in DEEDS if path not in READS]


def setting() -> tuple[World, dict[str, str]]:
    """A contest with somebody who answers."""
    contest = world.make()
    entry = contest.join("Y Bích").entry_id
    return contest, {"entry": entry, "attempt": contest.start(entry, OPENS)}


def address(contest: World, path: str, ids: dict[str, str]) -> str:
    return f"/rounds/{contest.round_id}{path.format(**ids)}"


@pytest.mark.parametrize("path", READS)
def test_a_stranger_is_led_to_the_log_in(app_client: TestClient, path: str) -> None:
    contest, ids = setting()
    answer = app_client.get(address(contest, path, ids))
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")


@pytest.mark.parametrize("path", DEEDS)
def test_a_stranger_does_nothing(app_client: TestClient, path: str) -> None:
    contest, ids = setting()
    assert app_client.post(address(contest, path, ids)).status_code == 401
    assert contest.audited() == 0


@pytest.mark.parametrize("part", [OWNER, APPROVER, PROCTOR, VIEWER])
def test_who_may_see(enter: Enter, part: ContestRole) -> None:
    browser = enter(Role.VIEWER)
    contest, ids = setting()
    world.give_part(Role.VIEWER, contest.round_id, part)
    for path, allowed in READS.items():
        status = browser.get(address(contest, path, ids)).status_code
        assert (path, status) == (path, 200 if part is OWNER or part in allowed else 403)


@pytest.mark.parametrize("part", [OWNER, APPROVER, PROCTOR, VIEWER])
def test_who_may_do(enter: Enter, part: ContestRole) -> None:
    """An empty form from whoever may is bad input; from whoever may not it is nothing."""
    browser = enter(Role.VIEWER)
    contest, ids = setting()
    world.give_part(Role.VIEWER, contest.round_id, part)
    before = contest.audited()
    for path, allowed in DEEDS.items():
        status = browser.post(address(contest, path, ids)).status_code
        missing = 404 if "undoing" in path else 422
        assert (path, status) == (path, missing if part is OWNER or part in allowed else 403)
    assert contest.audited() == before


def test_of_a_contest_in_which_they_have_no_part_they_are_told_nothing(enter: Enter) -> None:
    contest, ids = setting()
    browser = enter(Role.ORGANISER)
    for path in READS:
        assert browser.get(address(contest, path, ids)).status_code == 404
    for path in DEEDS:
        assert browser.post(address(contest, path, ids)).status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(organiser: TestClient, sqlite_database: Database, bad: str) -> None:
    ids = {"entry": NOBODY, "attempt": NOBODY}
    for path in READS:
        assert organiser.get(f"/rounds/{bad}{path.format(**ids)}").status_code == 404
    for path in DEEDS:
        assert organiser.post(f"/rounds/{bad}{path.format(**ids)}").status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_nobody_and_nothing_of_that_name(organiser: TestClient, bad: str) -> None:
    contest, _ = setting()
    ids = {"entry": bad, "attempt": bad}
    form = {"once": entropy.new_id(), "reason": "Vì sao"}
    for path in ("/entries/{entry}", "/attempts/{attempt}"):
        assert organiser.get(address(contest, path, ids)).status_code == 404
    for path in ONLY_DEEDS:
        if "undoing" not in path:
            assert organiser.post(address(contest, path, ids), data=form).status_code == 404


def test_people_and_attempts_of_another_contest(organiser: TestClient) -> None:
    contest, _ = setting()
    other = world.make(slug="khac", bank=0)
    entry = other.join("A Thui").entry_id
    ids = {"entry": entry, "attempt": other.start(entry, OPENS)}
    form = {"once": entropy.new_id(), "reason": "Vì sao"}
    for path in ("/entries/{entry}", "/attempts/{attempt}"):
        assert organiser.get(address(contest, path, ids)).status_code == 404
    for path in ONLY_DEEDS:
        if "undoing" not in path:
            assert organiser.post(address(contest, path, ids), data=form).status_code == 404


@pytest.mark.parametrize("path", ONLY_DEEDS)
def test_deeds_take_no_get(organiser: TestClient, path: str) -> None:
    contest, ids = setting()
    assert organiser.get(address(contest, path, ids)).status_code == 405


@pytest.mark.parametrize("path", DEEDS)
def test_another_site_does_nothing(organiser: TestClient, path: str) -> None:
    contest, ids = setting()
    before = contest.audited()
    answer = organiser.post(address(contest, path, ids), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert contest.audited() == before
