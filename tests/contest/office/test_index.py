"""`office.index`, and the ladder that every page of the settings shares."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import Role
from contest.office import service
from contest.office.rules import Reach
from contest.units import service as units
from contest.units.service import UnitDraft
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.office.conftest import Enter
from tests.parsed import HTMLParser, text

TODAY = date(2026, 9, 1)
PAGES = ("", "/identity", "/identity/upload", "/units-step", "/privacy", "/phones", "/proofs", "/ready")
PAGES += ("/violations",)
DEEDS = ("/identity/upload", "/privacy", "/phones", "/proofs")


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_led_to_the_log_in(stranger: TestClient, path: str) -> None:
    answer = stranger.get(f"/office{path}")
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")


@pytest.mark.parametrize("path", DEEDS)
def test_a_stranger_does_nothing(stranger: TestClient, path: str) -> None:
    assert stranger.post(f"/office{path}").status_code == 401


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.VIEWER])
def test_only_an_administrator_sets_anything(enter: Enter, role: Role) -> None:
    browser = enter(role)
    assert {browser.get(f"/office{path}").status_code for path in PAGES} == {403}
    assert {browser.post(f"/office{path}").status_code for path in DEEDS} == {403}


@pytest.mark.parametrize("path", sorted(set(PAGES) - {"/identity/upload"}))
def test_an_administrator_sees_a_whole_page(admin: TestClient, path: str) -> None:
    answer = admin.get(f"/office{path}")
    page = HTMLParser(answer.text)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert len(page.css("h1")) == len(page.css("main")) == 1
    assert text(page.css_first('nav [aria-current="page"]')) == "Cài đặt"
    assert page.css_first("main .muted") is not None, "a line that says what the page is for"


@pytest.mark.parametrize("path", sorted(set(PAGES) - {*DEEDS, "/violations"}))
def test_pages_take_no_post(admin: TestClient, path: str) -> None:
    assert admin.post(f"/office{path}").status_code == 405


@pytest.mark.parametrize("query", ["step=x", "step=-1", "step=10", "saved=maybe", "step=" + "9" * 5000])
def test_a_bad_address_is_not_there(admin: TestClient, query: str) -> None:
    assert admin.get(f"/office/identity?{query}").status_code == 404


def rows(page: HTMLParser) -> dict[str, str]:
    """Title → what it says."""
    return {text(row.css_first("a")): text(row.css_first(".says")) for row in page.css(".settings li")}


def test_it_says_what_is_set(admin: TestClient, clock: Clock) -> None:
    found = rows(HTMLParser(admin.get("/office").text))
    assert found["Nơi tổ chức"] == "Chưa điền"
    assert found["Quyền riêng tư"] == "Bản 1, giữ tên 12 tháng"
    assert found["Điện thoại vào"] == "Máy tự tìm"
    admin.post("/office/identity/upload", data={"name": "UBND xã Đăk Tô", "version": "1"})
    with writing() as db:
        service.save_reach(db, "x", Reach("https://khong-ai-biet.example"), clock.now)
    found = rows(HTMLParser(admin.get("/office").text))
    assert found["Nơi tổ chức"] == "UBND xã Đăk Tô"
    assert found["Điện thoại vào"] == "Cần xem lại khong-ai-biet.example"


def test_how_many_units_there_are(admin: TestClient) -> None:
    assert rows(HTMLParser(admin.get("/office").text))["Đơn vị"] == "Chưa có đơn vị nào"
    with writing() as db:
        made = [UnitDraft("a", "Thôn A", "village"), UnitDraft("b", "Thôn B", "village")]
        units.save_units(db, made, TODAY)
    assert rows(HTMLParser(admin.get("/office/ready").text))["Đơn vị"] == "2 đơn vị"


def test_links_lead_somewhere(admin: TestClient) -> None:
    page = HTMLParser(admin.get("/office").text)
    links = [node.attributes["href"] or "" for node in page.css(".settings a")]
    assert len(links) >= 3
    assert {admin.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.ADMIN, ["Cuộc thi", "Ngân hàng câu hỏi", "Đơn vị", "Cài đặt"]),
        (Role.ORGANISER, ["Cuộc thi", "Ngân hàng câu hỏi", "Đơn vị"]),
    ],
)
def test_the_bar_on_top_leads_everywhere(enter: Enter, role: Role, words: list[str]) -> None:
    """The template leaves out what an application does not have; the whole one has everything."""
    browser = enter(role)
    links = HTMLParser(browser.get("/rounds").text).css(".top nav a")
    assert [text(node) for node in links] == words
    assert {browser.get(node.attributes["href"] or "").status_code for node in links} == {200}


def test_the_name_is_on_every_page(
    admin: TestClient, stranger: TestClient, sqlite_database: Database
) -> None:
    assert text(HTMLParser(admin.get("/office").text).css_first(".brand")) == "Hội thi"
    form = {"name": "UBND xã Đăk Tô", "short": "Hội thi Đăk Tô", "version": "1"}
    admin.post("/office/identity/upload", data=form)
    for browser, path in ((admin, "/rounds"), (admin, "/office"), (stranger, "/accounts/login")):
        assert text(HTMLParser(browser.get(path).text).css_first(".brand")) == "Hội thi Đăk Tô"
