"""Asking for figures anew: who may, when, twice; it is one row in the audit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest import entropy
from contest.accounts.states import ContestRole, Role
from contest.planning import rehearsing
from contest.reports import service
from contest.rounds import judging
from contest.rounds.deeds import Order
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.reports.school import DONE, STAFF, School, knows
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import OPENS
from tests.parsed import first, text


@pytest.fixture
def desk(enter: Enter, clock: Clock) -> tuple[TestClient, School]:
    """Somebody who approves, and a closed round that was counted."""
    browser = enter(Role.VIEWER)
    school = School.made()
    world.give_part(Role.VIEWER, school.round_id, ContestRole.APPROVER)
    school.crowd([knows(0), knows(0, 1), knows()])
    school.close()
    school.count()
    clock.set(DONE)
    return browser, school


def url(school: School) -> str:
    return f"/reports/{school.round_id}/counting"


def void_somebody(school: School) -> None:
    placed = school.contest.board()[0]
    with writing() as db:
        judging.void(db, Order(entropy.new_id(), STAFF, "Thi hộ"), school.round_id, placed.attempt_id, DONE)


def test_after_an_attempt_was_voided_the_page_offers_to_count_anew(desk: tuple[TestClient, School]) -> None:
    browser, school = desk
    page = f"/reports/{school.round_id}/analysis"
    assert "Tính lại" not in text(first(HTMLParser(browser.get(page).text), "main"))
    void_somebody(school)
    shown = HTMLParser(browser.get(page).text)
    assert "bài bị hủy" in text(first(shown, ".banner"))
    assert text(first(shown, "button.deed")) == "Tính lại"
    before = school.contest.audited()
    answer = browser.post(url(school))
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert school.contest.audited() == before + 1
    assert "Máy đang tính" in text(first(HTMLParser(browser.get(page).text), ".banner"))
    world.work(DONE)
    found = school.stored()
    assert found is not None and found.whole.people == 2
    assert HTMLParser(browser.get(page).text).css_first(".banner") is None
    timeline = HTMLParser(browser.get(f"/rounds/{school.round_id}/timeline").text)
    assert "Tính lại thống kê câu hỏi" in text(timeline)


def test_twice_is_once(desk: tuple[TestClient, School]) -> None:
    browser, school = desk
    before = school.contest.audited()
    for _ in range(2):
        assert browser.post(url(school)).status_code == 303
    assert school.contest.audited() == before + 1


def test_before_the_close_nothing_is_counted(enter: Enter, clock: Clock) -> None:
    browser = enter(Role.VIEWER)
    school = School.made()
    world.give_part(Role.VIEWER, school.round_id, ContestRole.APPROVER)
    clock.set(OPENS)
    before = school.contest.audited()
    answer = browser.post(url(school))
    assert answer.status_code == 409
    assert text(first(HTMLParser(answer.text), ".banner.is-wrong")) == service.NOT_CLOSED
    assert school.contest.audited() == before


def test_a_rehearsal_is_never_counted(organiser: TestClient, clock: Clock) -> None:
    school = School.made()
    now = OPENS - timedelta(hours=1)
    with writing() as db:
        rehearsed = rehearsing.rehearse(db, STAFF, school.round_id, now)
        world.give_parts(db, rehearsed)
    clock.set(now)
    answer = organiser.post(f"/reports/{rehearsed}/counting")
    assert answer.status_code == 409
    assert service.REHEARSAL in text(HTMLParser(answer.text))


# --- the ladder -----------------------------------------------------------------------------------


def test_a_stranger_does_nothing(app_client: TestClient) -> None:
    school = School.made()
    assert app_client.post(url(school)).status_code == 401
    assert school.contest.audited() == 0


@pytest.mark.parametrize("part", [ContestRole.PROCTOR, ContestRole.AUTHOR, ContestRole.VIEWER])
def test_only_who_approves_may(enter: Enter, part: ContestRole) -> None:
    browser = enter(Role.VIEWER)
    school = School.made()
    world.give_part(Role.VIEWER, school.round_id, part)
    assert browser.post(url(school)).status_code == 403


def test_who_has_no_part_finds_nothing(enter: Enter) -> None:
    school = School.made()
    assert enter(Role.ORGANISER).post(url(school)).status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(organiser: TestClient, sqlite_database: Database, bad: str) -> None:
    assert organiser.post(f"/reports/{bad}/counting").status_code == 404


def test_wrong_method_and_another_site(desk: tuple[TestClient, School]) -> None:
    browser, school = desk
    assert browser.get(url(school)).status_code == 405
    before = school.contest.audited()
    assert browser.post(url(school), headers={"Origin": "https://evil.example"}).status_code == 403
    assert school.contest.audited() == before
