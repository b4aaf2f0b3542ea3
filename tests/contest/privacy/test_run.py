"""`privacy.run`: what is due goes now; only an administrator presses it, and twice is once."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import Role
from tests.conftest import Clock
from tests.contest.privacy import canary
from tests.contest.privacy.conftest import Enter
from tests.contest.privacy.people import staff
from tests.contest.privacy.test_retention import DEVICES_GO, devices
from tests.parsed import HTMLParser, text

URL = "/privacy/retention/run"


def test_it_lets_go_and_says_how_much(enter: Enter, clock: Clock) -> None:
    told = canary.make(staff())
    canary.close(told.contest)
    clock.set(DEVICES_GO)
    admin = enter(Role.ADMIN)
    answer = admin.post(URL)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/privacy/retention?gone=")
    assert devices(told) == 0
    page = HTMLParser(admin.get(answer.headers["location"]).text)
    assert "Đã xóa" in text(page.css_first(".banner"))
    again = admin.post(URL)
    assert again.headers["location"] == "/privacy/retention?gone=0"
    assert "chưa xóa gì" in HTMLParser(admin.get(again.headers["location"]).text).text()


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.VIEWER])
def test_nobody_else_presses_it(enter: Enter, role: Role) -> None:
    assert enter(role).post(URL).status_code == 403


def test_a_stranger_presses_nothing(stranger: TestClient) -> None:
    assert stranger.post(URL).status_code == 401


def test_it_takes_no_fields_and_no_get(admin: TestClient) -> None:
    assert admin.post(URL, data={"all": "1"}).status_code == 422
    assert admin.get(URL).status_code == 405
