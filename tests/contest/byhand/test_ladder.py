"""The ladder of the pages about papers: who, bad id, another contest, wrong method, switched off."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest import entropy
from contest.accounts.states import ContestRole, Role
from tests.conftest import Clock
from tests.contest.byhand import desk
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import OPENS, World

OWNER, APPROVER, AUTHOR, PROCTOR, VIEWER = (
    ContestRole.OWNER,
    ContestRole.APPROVER,
    ContestRole.AUTHOR,
    ContestRole.PROCTOR,
    ContestRole.VIEWER,
)
LOOKS = (
    "",
    "/people/new",
    "/sheets.pdf",
    "/sheets/{sheet}",
    "/variants",
    "/variants.pdf",
    "/batch",
    "/batch.xlsx",
)
#: Deed → what an empty form gets from whoever may.
DEEDS = {
    "/people/new": 422,
    "/sheets": 422,
    "/sheets/{sheet}": 422,
    "/sheets/{sheet}/withdrawal": 422,
    "/variants": 422,
    "/batch": 422,
    "/batch/upload": 422,
    "/batch/left.xlsx": 422,
}


def setting(clock: Clock, slug: str = "cds", bank: int = 3) -> tuple[World, str]:
    """A contest with a paper that waits and shuffled ones."""
    contest = world.make(world.rules(by_hand=True), slug=slug, bank=bank)
    clock.set(OPENS)
    desk.mixed(contest, OPENS)
    return contest, desk.printed(contest, contest.join("A Thui").entry_id, OPENS)


def url(round_id: str, path: str, sheet: str) -> str:
    return f"/byhand/{round_id}{path.format(sheet=sheet)}"


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient, clock: Clock) -> None:
    contest, sheet = setting(clock)
    before = contest.audited()
    for path in LOOKS:
        answer = app_client.get(url(contest.round_id, path, sheet))
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")
    for path in DEEDS:
        assert app_client.post(url(contest.round_id, path, sheet)).status_code == 401
    assert contest.audited() == before


@pytest.mark.parametrize("part", [OWNER, PROCTOR])
def test_who_helps_may(enter: Enter, clock: Clock, part: ContestRole) -> None:
    browser = enter(Role.VIEWER)
    contest, sheet = setting(clock)
    world.give_part(Role.VIEWER, contest.round_id, part)
    for path in LOOKS:
        assert browser.get(url(contest.round_id, path, sheet)).status_code == 200, path
    before = contest.audited()
    for path, status in DEEDS.items():
        assert browser.post(url(contest.round_id, path, sheet)).status_code == status, path
    assert contest.audited() == before


@pytest.mark.parametrize("part", [APPROVER, AUTHOR, VIEWER])
def test_who_does_not_help_sees_no_paper(enter: Enter, clock: Clock, part: ContestRole) -> None:
    browser = enter(Role.VIEWER)
    contest, sheet = setting(clock)
    world.give_part(Role.VIEWER, contest.round_id, part)
    for path in LOOKS:
        assert browser.get(url(contest.round_id, path, sheet)).status_code == 403
    for path in DEEDS:
        assert browser.post(url(contest.round_id, path, sheet)).status_code == 403


def test_who_has_no_part_finds_nothing(enter: Enter, clock: Clock) -> None:
    contest, sheet = setting(clock)
    browser = enter(Role.ORGANISER)
    for path in LOOKS:
        assert browser.get(url(contest.round_id, path, sheet)).status_code == 404
    for path in DEEDS:
        assert browser.post(url(contest.round_id, path, sheet)).status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round_or_paper_or_person(proctor: TestClient, contest: World, bad: str) -> None:
    for path in LOOKS:
        assert proctor.get(url(bad, path, NOBODY)).status_code == 404
    for path in DEEDS:
        assert proctor.post(url(bad, path, NOBODY)).status_code == 404
    assert proctor.get(url(contest.round_id, "/sheets/{sheet}", bad)).status_code == 404
    assert proctor.get(url(contest.round_id, f"/members/{bad}", bad)).status_code == 404
    form = {"once": entropy.new_id(), "reason": "In nhầm", "step": "check"}
    for path in ("/sheets/{sheet}", "/sheets/{sheet}/withdrawal"):
        assert proctor.post(url(contest.round_id, path, bad), data=form).status_code == 404


def test_papers_of_another_contest_are_not_there(proctor: TestClient, contest: World, clock: Clock) -> None:
    _, sheet = setting(clock, slug="khac", bank=0)
    form = {"once": entropy.new_id(), "reason": "In nhầm"}
    assert proctor.get(url(contest.round_id, "/sheets/{sheet}", sheet)).status_code == 404
    assert proctor.get(url(contest.round_id, f"/sheets.pdf?sheet={sheet}", sheet)).status_code == 404
    assert proctor.get(url(contest.round_id, f"/receipts.pdf?sheet={sheet}", sheet)).status_code == 404
    for path in ("/sheets/{sheet}", "/sheets/{sheet}/withdrawal"):
        assert proctor.post(url(contest.round_id, path, sheet), data=form).status_code == 404


def test_wrong_methods(proctor: TestClient, contest: World) -> None:
    for path in ("/sheets", f"/sheets/{NOBODY}/withdrawal", "/batch/upload", "/batch/left.xlsx"):
        assert proctor.get(url(contest.round_id, path, NOBODY)).status_code == 405
    for path in ("", "/sheets.pdf", "/receipts.pdf", "/variants.pdf", "/key.pdf", "/batch.xlsx"):
        assert proctor.post(url(contest.round_id, path, NOBODY)).status_code == 405


def test_another_site_does_nothing(proctor: TestClient, contest: World) -> None:
    before = contest.audited()
    for path in DEEDS:
        answer = proctor.post(url(contest.round_id, path, NOBODY), headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403
    assert contest.audited() == before


def test_where_the_rules_have_no_papers_there_are_no_such_pages(enter: Enter, clock: Clock) -> None:
    browser = enter(Role.VIEWER)
    contest = world.make()
    clock.set(OPENS)
    world.give_part(Role.VIEWER, contest.round_id, PROCTOR)
    for path in LOOKS:
        answer = browser.get(url(contest.round_id, path, NOBODY))
        assert (answer.status_code, "không nhận bài làm trên giấy" in answer.text) == (404, True)
    form = {"once": entropy.new_id(), "reason": "In nhầm", "entry": NOBODY, "name": "A Thui"}
    for path in DEEDS:
        assert browser.post(url(contest.round_id, path, NOBODY), data=form).status_code in (404, 422)
    shown = browser.get(f"/rounds/{contest.round_id}")
    assert "/byhand/" not in shown.text


def test_a_field_that_we_never_sent_breaks_nothing(proctor: TestClient, contest: World) -> None:
    for path in ("/people/new", "/sheets"):
        answer = proctor.post(url(contest.round_id, path, NOBODY), data={"evil": "1"})
        assert answer.status_code == 422
