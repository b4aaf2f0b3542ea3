"""`privacy.inventory`: what is kept of people, read from the one table of it. Only administrators look."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import Role
from contest.privacy import clearing, forgetting
from contest.privacy.inventory import ITEMS
from contest.web.database import writing
from tests.contest.privacy import canary
from tests.contest.privacy.conftest import Enter
from tests.contest.privacy.people import staff
from tests.contest.rounds import world
from tests.parsed import HTMLParser, attr, text

URL = "/privacy/inventory"
PAGES = (URL, "/privacy/retention", "/privacy/papers", "/privacy/papers/ho-so-de-xuat-cap-do-2.docx")


def page_of(browser: TestClient) -> HTMLParser:
    answer = browser.get(URL)
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def test_every_item_has_its_row(admin: TestClient) -> None:
    page = page_of(admin)
    rows = [text(row.css_first("b")) for row in page.css("table tbody tr")]
    assert rows == [one.what for one in ITEMS]
    assert [text(each) for each in page.css("h2")] == ["Người dự thi", "Ban Tổ chức", "Tệp và thiết bị"]
    assert all(len(row.css("td")) == 6 for row in page.css("table tbody tr"))


def test_it_counts_people_and_those_who_were_forgotten(admin: TestClient) -> None:
    told = canary.make(staff())
    assert "4 người" in text(page_of(admin).css_first("main"))
    with writing() as db:
        forgetting.forget(db, told.person, by=world.STAFF, now=canary.AT)
    page = page_of(admin)
    assert "2 người" in text(page.css_first("main")) and "Đã xóa theo yêu cầu: 2" in text(
        page.css_first("main")
    )
    assert "dọn tệp" in text(page.css_first(".banner"))
    assert clearing.clear_due(canary.AT)
    assert page_of(admin).css_first(".banner") is None


def test_the_settings_lead_here(admin: TestClient) -> None:
    rows = HTMLParser(admin.get("/office").text).css(".settings li")
    [row] = [row for row in rows if text(row.css_first("a")) == "Dữ liệu cá nhân"]
    assert attr(row, "a", "href") == URL


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", [Role.ORGANISER, Role.VIEWER])
def test_only_administrators_look(enter: Enter, role: Role, path: str) -> None:
    assert enter(role).get(path).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_sent_to_the_door(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/accounts/login")


def test_no_other_method(admin: TestClient) -> None:
    assert admin.post(URL).status_code == 405
