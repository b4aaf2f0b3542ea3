"""The ladder of the pages and deeds about people who entered twice: who may look, who may decide."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest import entropy
from contest.accounts.states import ContestRole, Role
from contest.web.database import Database
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import World
from tests.parsed import HTMLParser

PAGE = "/twice"
DEEDS = ("/twice/merging", "/twice/parting", f"/twice/{NOBODY}/undoing", "/entries/{entry}/unmerging")
MAY = {ContestRole.OWNER, ContestRole.APPROVER}


def setting() -> tuple[World, str, str]:
    """A contest with somebody who entered twice."""
    contest = world.make()
    one, other = (contest.join("Trần Thị Mai Hương").entry_id for _ in range(2))
    return contest, one, other


def address(contest: World, path: str, entry: str = NOBODY) -> str:
    return f"/rounds/{contest.round_id}{path.format(entry=entry)}"


def good(one: str, other: str) -> dict[str, dict[str, str]]:
    """What each deed asks for."""
    once = {"once": entropy.new_id()}
    group = {"group": f"{one},{other}"}
    said = once | {"reason": "Vì sao"}
    return dict(zip(DEEDS, (group | said | {"keep": one}, once | group, once, said), strict=True))


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient) -> None:
    contest, entry, _ = setting()
    answer = app_client.get(address(contest, PAGE))
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")
    for path in DEEDS:
        assert app_client.post(address(contest, path, entry)).status_code == 401
    assert contest.audited() == 0


@pytest.mark.parametrize("part", list(ContestRole))
def test_who_may_see_and_who_may_decide(enter: Enter, part: ContestRole) -> None:
    """An empty form from whoever may is bad input; from whoever may not it is nothing."""
    browser = enter(Role.VIEWER)
    contest, entry, _ = setting()
    world.give_part(Role.VIEWER, contest.round_id, part)
    before = contest.audited()
    assert browser.get(address(contest, PAGE)).status_code == 200
    for path in DEEDS:
        status = browser.post(address(contest, path, entry)).status_code
        assert (path, status) == (path, 422 if part in MAY else 403)
    assert contest.audited() == before


def test_of_a_contest_in_which_they_have_no_part_they_are_told_nothing(enter: Enter) -> None:
    contest, one, other = setting()
    browser = enter(Role.ORGANISER)
    assert browser.get(address(contest, PAGE)).status_code == 404
    for path, form in good(one, other).items():
        assert browser.post(address(contest, path, one), data=form).status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(organiser: TestClient, sqlite_database: Database, bad: str) -> None:
    for path in DEEDS:
        assert organiser.post(f"/rounds/{bad}{path.format(entry=NOBODY)}").status_code == 404
    assert organiser.get(f"/rounds/{bad}{PAGE}").status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_nobody_of_that_name(organiser: TestClient, bad: str) -> None:
    contest, one, other = setting()
    forms = good(one, other)
    assert organiser.post(address(contest, DEEDS[3], bad), data=forms[DEEDS[3]]).status_code == 404
    assert organiser.post(address(contest, f"/twice/{bad}/undoing"), data=forms[DEEDS[2]]).status_code == 404
    merging = forms[DEEDS[0]] | {"group": f"{one},{NOBODY}"}
    assert organiser.post(address(contest, DEEDS[0]), data=merging).status_code == 404
    parting = forms[DEEDS[1]] | {"group": f"{one},{NOBODY}"}
    assert organiser.post(address(contest, DEEDS[1]), data=parting).status_code == 404


def test_people_of_another_contest(organiser: TestClient) -> None:
    contest, one, other = setting()
    elsewhere = world.make(slug="khac", bank=0)
    stranger = elsewhere.join("Trần Thị Mai Hương").entry_id
    before = contest.audited()
    for path, form in good(one, stranger).items():
        assert organiser.post(address(contest, path, stranger), data=form).status_code == 404
    for path, form in good(one, other).items():
        assert organiser.post(address(elsewhere, path, one), data=form).status_code == 404
    assert contest.audited() == before


@pytest.mark.parametrize("page", ["0", "-1", "x", "100001"])
def test_bad_pages(organiser: TestClient, page: str) -> None:
    contest, *_ = setting()
    assert organiser.get(address(contest, f"{PAGE}?page={page}")).status_code in (404, 422)


@pytest.mark.parametrize("done", ["x", "0" * 13, "<b>", "%00"])
def test_nothing_was_done(organiser: TestClient, done: str) -> None:
    contest, *_ = setting()
    answer = organiser.get(address(contest, f"{PAGE}?done={done}"))
    assert answer.status_code == 200
    assert HTMLParser(answer.text).css_first(".banner") is None


def test_methods(organiser: TestClient) -> None:
    contest, entry, _ = setting()
    assert organiser.post(address(contest, PAGE)).status_code == 405
    for path in DEEDS:
        assert organiser.get(address(contest, path, entry)).status_code == 405


def test_another_site_does_nothing(organiser: TestClient) -> None:
    contest, one, other = setting()
    before = contest.audited()
    for path, form in good(one, other).items():
        answer = organiser.post(
            address(contest, path, one), data=form, headers={"Origin": "https://evil.example"}
        )
        assert answer.status_code == 403
    assert contest.audited() == before


def test_unmerging_without_a_reason_and_without_a_merge(organiser: TestClient) -> None:
    contest, one, _ = setting()
    here = address(contest, DEEDS[3], one)
    once = entropy.new_id()
    assert organiser.post(here, data={"once": once, "reason": " "}).status_code == 422
    assert organiser.post(here, data={"once": once, "reason": "Nhầm"}).status_code == 409
