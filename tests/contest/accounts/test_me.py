"""`accounts.me`: one's own password and sessions."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts import signing_in
from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from tests.conftest import Clock
from tests.contest.accounts.conftest import PASSWORD, Desk
from tests.parsed import HTMLParser, text

NEW = "mười hai con giáp"
FORM = {"old": PASSWORD, "new": NEW, "again": NEW}


def test_a_stranger_is_led_to_the_log_in(stranger: TestClient) -> None:
    answer = stranger.get("/accounts/me")
    assert answer.headers["location"] == "/accounts/login?next=%2Faccounts%2Fme"
    for path in ("/accounts/me", "/accounts/me/sessions"):
        assert stranger.post(path).status_code == 401


def test_a_log_in_comes_back_here(stranger: TestClient, desk: Desk) -> None:
    desk("nhung", Role.VIEWER)
    data = {"login": "nhung", "password": PASSWORD, "next": "/accounts/me"}
    assert stranger.post("/accounts/login", data=data).headers["location"] == "/accounts/me"


@pytest.mark.parametrize("role", Role)
def test_everybody_has_one(desk: Desk, role: Role) -> None:
    answer = desk("nhung", role).get("/accounts/me")
    page = HTMLParser(answer.text)
    assert answer.status_code == 200
    assert "tên đăng nhập nhung" in text(page.css_first(".lead"))
    own = page.css_first(".who a")
    assert own is not None and own.attributes["href"] == "/accounts/me" and "aria-current" in own.attributes
    settings = [node for node in page.css("nav a") if text(node) == "Cài đặt"]
    assert bool(settings) is (role is Role.ADMIN)


def test_another_password_keeps_this_browser_and_ends_the_others(
    desk: Desk, stranger: TestClient, clock: Clock
) -> None:
    here, other = desk("nhung", Role.VIEWER), desk("nhung")
    answer = here.post("/accounts/me", data=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, "/accounts/me?done=password")
    assert "HttpOnly" in answer.headers["set-cookie"]
    here.cookies.clear()
    here.cookies.set(COOKIE, answer.cookies[COOKIE])
    page = HTMLParser(here.get(answer.headers["location"]).text)
    assert "Đã đổi mật khẩu" in text(page.css_first(".banner.is-saved"))
    assert other.get("/accounts/me").status_code == 303
    assert signing_in.authenticate("nhung", NEW, clock.now)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"old": ""}, {"old"}),
        ({"old": "sai rồi nhé bạn"}, {"old"}),
        ({"new": "ngắn", "again": "ngắn"}, {"new"}),
        ({"new": PASSWORD, "again": PASSWORD}, {"new"}),
        ({"again": "khác hẳn với ở trên"}, {"again"}),
        ({"again": ""}, {"again"}),
        ({"old": "", "new": ""}, {"old", "new"}),
        ({"new": "x" * 257, "again": "x" * 257}, {"new", "again"}),
    ],
)
def test_bad_input_is_said_and_no_password_comes_back(
    desk: Desk, change: dict[str, str], wrong: set[str]
) -> None:
    browser = desk("nhung", Role.VIEWER)
    answer = browser.post("/accounts/me", data=FORM | change)
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert {node.attributes["name"] for node in page.css('[aria-invalid="true"]')} == wrong
    assert {node.attributes.get("value") for node in page.css("main input")} == {""}
    assert browser.post("/accounts/me", data=FORM).status_code == 303, "and it still works"


def test_a_field_too_many(desk: Desk) -> None:
    assert desk().post("/accounts/me", data=FORM | {"role": "admin"}).status_code == 422


def test_who_guesses_waits(desk: Desk) -> None:
    browser = desk("nhung", Role.VIEWER)
    for _ in range(3):
        browser.post("/accounts/me", data=FORM | {"old": "sai rồi nhé bạn"})
    answer = browser.post("/accounts/me", data=FORM)
    assert answer.status_code == 422
    assert "Chờ" in text(HTMLParser(answer.text).css_first("#old-err"))


def test_other_sessions_are_counted_and_ended(desk: Desk) -> None:
    here, others = desk("nhung", Role.VIEWER), [desk("nhung") for _ in range(2)]
    page = HTMLParser(here.get("/accounts/me").text)
    assert [text(row.css_first("b")) for row in page.css(".sessions li")] == ["Máy không rõ"] * 3
    assert [row.css_first("form") is None for row in page.css(".sessions li")] == [True, False, False]
    for _ in range(2):
        answer = here.post("/accounts/me/sessions")
        assert answer.headers["location"] == "/accounts/me?done=sessions"
    assert {other.get("/accounts/me").status_code for other in others} == {303}
    page = HTMLParser(here.get(answer.headers["location"]).text)
    assert len(page.css(".sessions li")) == 1 and page.css_first(".sessions form") is None
    assert here.post("/accounts/me/sessions", data={"x": "1"}).status_code == 422


@pytest.mark.parametrize("done", ["", "x", "<b>"])
def test_a_strange_message_is_none(desk: Desk, done: str) -> None:
    assert HTMLParser(desk().get(f"/accounts/me?done={done}").text).css_first(".banner") is None
