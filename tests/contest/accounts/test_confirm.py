"""`accounts.confirm`, and the guard that leads there: the password again before what is worst."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette

from contest.accounts import rules, service, signing_in
from contest.accounts.models import Staff, StaffSession
from contest.accounts.states import Role
from contest.accounts.sure import FIELD, sure
from contest.web import policy
from tests.conftest import Clock
from tests.contest.accounts.conftest import PASSWORD, Desk
from tests.contest.accounts.staffing import rows
from tests.parsed import HTMLParser, text

HERE = "/accounts/confirmation"
ASKED = {
    *("rounds.export", "seasons.export", "suggestions.export", "privacy.proof", "regrades.export"),
    *("rounds.entries_file", "rounds.timeline_file", "roster.export", "results.complaints_file"),
    *("signals.export", "feedback.export"),
    *("accounts.export", "selections.export", "rounds.watch_file"),
    *("archives.make", "archives.file"),
    *("accounts.staff_new", "accounts.member", "accounts.enable", "accounts.password"),
    *("accounts.reset_two_step", "accounts.signing_in", "accounts.two_step"),
}
NEW = {"name": "Y Ngọc “Hà” <b>", "login": "yha", "role": "viewer", "password": "meo47-cam08-nui93-hoa15"}


def guards_of(dependant: object) -> Iterator[object]:
    """Every function that a route makes sure of."""
    for one in getattr(dependant, "dependencies", ()):
        yield one.call
        yield from guards_of(one)


def test_what_asks_for_the_password_again(stranger: TestClient) -> None:
    """Whole lists of people, and whatever decides who can log in. Files and forms alone: pages are looked at
    all day."""
    app = stranger.app
    assert isinstance(app, Starlette)
    found = {
        getattr(route, "name", "")
        for route in policy.flat(app.router.routes)
        if sure in guards_of(getattr(route, "dependant", None))
    }
    assert found == ASKED


@pytest.mark.parametrize(
    ("after", "asks"),
    [
        (timedelta(0), False),
        (timedelta(minutes=10) - timedelta(milliseconds=1), False),
        (timedelta(minutes=10), True),
        (timedelta(minutes=10, seconds=1), True),
        (timedelta(seconds=-1), True),
    ],
)
def test_for_ten_minutes_it_is_not_asked_again(clock: Clock, after: timedelta, asks: bool) -> None:
    assert rules.is_confirmed(clock.now, clock.now + after) is not asks
    assert not rules.is_confirmed(None, clock.now)


# --- forms ----------------------------------------------------------------------------------------


def sent(page: HTMLParser) -> dict[str, str]:
    """What the form of the page would send."""
    form = page.css("main form")[0]
    return {each.attributes["name"] or "": each.attributes.get("value") or "" for each in form.css("input")}


def test_a_form_is_kept_and_goes_on_with_the_password(desk: Desk, clock: Clock) -> None:
    browser = desk()
    clock.move(minutes=11)
    answer = browser.post("/accounts/staff/new", data=NEW)
    assert answer.status_code == 401 and len(rows(Staff)) == 1
    page = HTMLParser(answer.text)
    assert page.css("main form")[0].attributes["action"] == "/accounts/staff/new"
    fields = sent(page)
    assert fields.pop(FIELD) == "" and fields == NEW
    assert browser.post("/accounts/staff/new", data=fields | {FIELD: PASSWORD}).status_code == 200
    assert {row.login for row in rows(Staff)} == {"admin", "yha"}
    again = NEW | {"login": "yha2"}
    assert browser.post("/accounts/staff/new", data=again).status_code == 200, "ten minutes begin anew"


def test_a_wrong_password_does_nothing_and_keeps_the_form(desk: Desk, clock: Clock) -> None:
    browser = desk()
    clock.move(minutes=11)
    answer = browser.post("/accounts/staff/new", data=NEW | {FIELD: "không phải đâu nhé"})
    page = HTMLParser(answer.text)
    assert answer.status_code == 401 and len(rows(Staff)) == 1
    assert text(page.css_first(".banner")) == signing_in.WRONG_AGAIN
    assert sent(page) == NEW | {FIELD: ""}, "what was typed stays, the wrong password does not"
    assert "không phải đâu nhé" not in answer.text


def test_guessing_is_slow(desk: Desk, clock: Clock) -> None:
    browser = desk()
    clock.move(minutes=11)
    for _ in range(rules.FREE_TRIES):
        browser.post(HERE, data={"password": "không phải đâu nhé"})
    answer = browser.post(HERE, data={"password": PASSWORD})
    assert answer.status_code == 422 and "Chờ 1 giây" in text(HTMLParser(answer.text).css_first(".banner"))
    assert browser.post("/accounts/staff/new", data=NEW | {FIELD: PASSWORD}).status_code == 401
    clock.move(seconds=2)
    assert browser.post(HERE, data={"password": PASSWORD}).status_code == 303


def test_who_may_not_is_told_so_first(desk: Desk, clock: Clock) -> None:
    browser = desk("nhung", Role.ORGANISER)
    clock.move(minutes=11)
    assert browser.post("/accounts/staff/new", data=NEW).status_code == 403
    assert browser.post("/accounts/staff/new", data=NEW | {FIELD: PASSWORD}).status_code == 403


def test_one_browser_says_nothing_for_another(desk: Desk, clock: Clock) -> None:
    first, other = desk(), desk()
    clock.move(minutes=11)
    assert first.post(HERE, data={"password": PASSWORD}).status_code == 303
    assert first.post("/accounts/staff/new", data=NEW).status_code == 200
    assert other.post("/accounts/staff/new", data=NEW).status_code == 401


def test_another_token_of_the_session_has_to_be_asked_anew(
    desk: Desk, staff: Callable[..., service.Member]
) -> None:
    """An administrator who makes themselves an organiser goes on with a new token, which proves nothing."""
    browser, admin = desk(), next(row for row in rows(Staff) if row.login == "admin")
    staff("other", Role.ADMIN)
    version = HTMLParser(browser.get(f"/accounts/staff/{admin.id}").text)
    shown = version.css_first("input[name=version]")
    assert shown is not None
    form = {"name": "Tên admin", "role": "organiser", "version": shown.attributes["value"]}
    assert browser.post(f"/accounts/staff/{admin.id}", data=form).status_code == 303
    assert [row.confirmed_at for row in rows(StaffSession)] == [None]


# --- links ----------------------------------------------------------------------------------------


def lead(browser: TestClient, address: str, **headers: str) -> dict[str, str]:
    """Where a link leads: the page that asks, and what it is told."""
    answer = browser.get(address, headers=headers)
    assert answer.status_code == 303, answer.text
    parts = urlsplit(answer.headers["location"])
    assert parts.path == HERE
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


def test_a_page_is_come_back_to(desk: Desk, clock: Clock) -> None:
    browser = desk()
    assert browser.get("/accounts/me/two-step").status_code == 200
    clock.move(minutes=11)
    told = lead(browser, "/accounts/me/two-step", referer="http://testserver/accounts/me")
    assert told == {"next": "/accounts/me/two-step", "back": "/accounts/me"}
    page = HTMLParser(browser.get(HERE, params=told).text)
    assert sent(page) == told | {"password": ""}
    answer = browser.post(HERE, data=told | {"password": PASSWORD}, follow_redirects=True)
    assert str(answer.url).endswith("/accounts/me/two-step") and answer.status_code == 200


@pytest.mark.parametrize(
    "referer",
    ["", "http://evil.example/accounts/me", "http://testserver/nowhere", "http://[", "http://testserver//x"],
)
def test_only_a_page_of_ours_is_gone_back_to(desk: Desk, clock: Clock, referer: str) -> None:
    browser = desk()
    clock.move(minutes=11)
    assert lead(browser, "/accounts/me/two-step", referer=referer) == {"next": "/accounts/me/two-step"}


@pytest.mark.parametrize(
    "next", ["https://evil.example/", "//evil.example", "/nowhere", "x", "/\\evil.example"]
)
def test_nobody_is_led_elsewhere(desk: Desk, clock: Clock, next: str) -> None:
    browser = desk()
    clock.move(minutes=11)
    page = HTMLParser(browser.get(HERE, params={"next": next, "back": next}).text)
    assert sent(page) == {"password": ""}
    answer = browser.post(HERE, data={"password": PASSWORD, "next": next, "back": next})
    assert browser.get(answer.headers["location"]).headers["location"] == "/accounts/me"


FILE = "/rounds/k7q2m94x0a1bc/results.xlsx"


@pytest.mark.parametrize("query", ["", "?q=bưởi", "?q=a;b&c='d'"])
def test_a_file_comes_by_itself_and_leaves_no_password_behind(desk: Desk, clock: Clock, query: str) -> None:
    browser = desk()
    clock.move(minutes=11)
    form = {"password": PASSWORD, "next": FILE + query, "back": "/rounds"}
    answer = browser.post(HERE, data=form, follow_redirects=True)
    page = HTMLParser(answer.text)
    assert answer.status_code == 200 and not page.css("main form")
    assert answer.headers["refresh"].startswith(f"0; url={FILE}") and answer.headers["refresh"].isascii()
    assert [link.attributes["href"] for link in page.css("main a")] == ["/rounds", FILE + query]


# --- the ladder -----------------------------------------------------------------------------------


def test_a_stranger_is_asked_to_log_in(stranger: TestClient) -> None:
    assert stranger.get(HERE).headers["location"].startswith("/accounts/login?next=")
    assert stranger.post(HERE, data={"password": PASSWORD}).status_code == 401


@pytest.mark.parametrize(
    "form",
    [{}, {"password": ""}, {"password": "x" * 257}, {"password": "sai rồi mà vẫn gõ", "next": "/rounds"}],
)
def test_bad_input_is_said_in_its_place(desk: Desk, clock: Clock, form: dict[str, str]) -> None:
    browser = desk()
    clock.move(minutes=11)
    answer = browser.post(HERE, data=form)
    page = HTMLParser(answer.text)
    assert answer.status_code == 422 and text(page.css_first(".banner"))
    assert sent(page) == {"password": ""} | ({"next": "/rounds"} if "next" in form else {})


@pytest.mark.parametrize("extra", [{"role": "admin"}, {"next": "/" + "x" * 300}])
def test_a_form_that_is_not_ours_is_refused(desk: Desk, extra: dict[str, str]) -> None:
    assert desk().post(HERE, data={"password": PASSWORD} | extra).status_code == 422


def test_twice_is_once(desk: Desk, clock: Clock) -> None:
    browser = desk()
    clock.move(minutes=11)
    for _ in range(2):
        assert browser.post(HERE, data={"password": PASSWORD}).status_code == 303
    assert [row.confirmed_at for row in rows(StaffSession)] == [clock.now]


def test_other_methods_are_none(desk: Desk) -> None:
    assert desk().delete(HERE).status_code == 405


def test_a_right_password_at_the_log_in_counts(
    client: TestClient, staff: Callable[..., service.Member], clock: Clock
) -> None:
    staff("nhung")
    client.post("/accounts/login", data={"login": "nhung", "password": PASSWORD})
    assert [row.confirmed_at for row in rows(StaffSession)] == [clock.now]
