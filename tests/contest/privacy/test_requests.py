"""The list of requests: who sees it, where each stands in words, the count on the front page."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from contest.privacy.states import Kind
from contest.web.database import Database
from tests.conftest import Clock
from tests.contest.privacy.own_phone import said
from tests.contest.privacy.requests_desk import Desk, chips, desk
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter, app_client, enter, fresh, organiser, viewer
from tests.contest.selects import selects
from tests.parsed import HTMLParser

__all__ = ["app_client", "desk", "enter", "fresh", "organiser", "viewer"]


GETS = ("", "/new", "/{}")
POSTS = ("/new", "/{}/answer", "/{}/extension", "/{}/outcome")


@pytest.mark.parametrize("path", GETS)
def test_a_stranger_is_led_to_the_door(desk: Desk, path: str) -> None:
    path = desk.root + path.format(desk.ask())
    desk.browser.cookies.clear()
    answer = desk.browser.get(path)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/accounts/login")


@pytest.mark.parametrize("path", POSTS)
def test_a_strangers_form_is_401(desk: Desk, path: str) -> None:
    path = desk.root + path.format(desk.ask())
    desk.browser.cookies.clear()
    assert desk.browser.post(path, data={}).status_code == 401


@pytest.mark.parametrize("path", GETS)
def test_who_only_looks_at_the_contest_reads_no_request(viewer: TestClient, clock: Clock, path: str) -> None:
    desk = Desk(viewer, world.make())
    assert desk.get(path.format(desk.ask())).status_code == 403


@pytest.mark.parametrize("path", POSTS)
def test_who_only_looks_changes_none(viewer: TestClient, clock: Clock, path: str) -> None:
    desk = Desk(viewer, world.make())
    request = desk.ask()
    assert desk.post(path.format(request), reply="x").status_code == 403
    assert desk.one(request).answered_at is None


def test_who_has_no_part_in_the_contest_finds_nothing(desk: Desk, enter: Enter, clock: Clock) -> None:
    request = desk.ask()
    desk.browser.cookies.clear()
    desk.staff = enter(Role.VIEWER).cookies[COOKIE]
    assert desk.get().status_code == 404
    assert desk.get(f"/{request}").status_code == 404
    assert desk.post(f"/{request}/answer", reply="x").status_code == 404


def test_a_request_of_another_contest_is_not_there(desk: Desk) -> None:
    request = desk.ask()
    other = world.make(slug="khac", bank=0)
    desk.root = f"/privacy/{other.round_id}/requests"
    assert desk.get(f"/{request}").status_code == 404
    assert desk.post(f"/{request}/answer", reply="x").status_code == 404
    assert desk.post(f"/{request}/outcome", outcome="done").status_code == 404


@pytest.mark.parametrize("path", ["/0000000000000", "/x", "/%20"])
def test_a_bad_id(desk: Desk, path: str) -> None:
    assert desk.get(path).status_code in (404, 422)


# --- the list -------------------------------------------------------------------------------------


def test_an_empty_list_says_so(desk: Desk) -> None:
    assert "Không có yêu cầu nào đang chờ" in said(desk.get(), ".empty")


def test_the_most_urgent_is_on_top_and_lateness_is_said_in_words(desk: Desk, clock: Clock) -> None:
    first, _ = desk.ask(Kind.DELETE, "a"), desk.ask(Kind.VIEW, "b")
    desk.post(f"/{first}/answer", reply="Đã nhận")
    assert chips(desk.get()) == ["Trả lời chậm nhất 07/10/2026", "Làm xong chậm nhất 25/10/2026"]
    desk.later(clock, "2026-10-08 00:00:00")
    page = desk.get()
    assert chips(page)[0] == "Quá hạn trả lời 1 ngày"
    assert "1 yêu cầu quá hạn" in said(page, ".banner")
    assert HTMLParser(page.text).css_first("td .chip.is-wrong svg") is not None


def test_the_front_page_counts_what_waits(desk: Desk, clock: Clock) -> None:
    assert "Dữ liệu cá nhân" in desk.as_staff().get("/rounds").text
    desk.ask()
    assert "1 yêu cầu về dữ liệu cá nhân đang chờ" in desk.as_staff().get("/rounds").text
    desk.later(clock, "2026-10-08 00:00:00")
    assert "1 quá hạn" in desk.as_staff().get("/rounds").text


def test_who_does_not_run_the_contest_is_told_no_count(viewer: TestClient, clock: Clock) -> None:
    desk = Desk(viewer, world.make())
    desk.ask()
    assert "dữ liệu cá nhân" not in desk.as_staff().get("/rounds").text.lower()


def test_the_list_costs_the_same_however_long_it_is(desk: Desk, sqlite_database: Database) -> None:
    desk.ask(words="1")
    seen = selects(sqlite_database)
    desk.get()
    few = len(seen)
    for number in range(2, 6):
        desk.ask(words=str(number))
    seen.clear()
    desk.get()
    assert len(seen) == few
