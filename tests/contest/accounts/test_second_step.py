"""`accounts.second_step`: after the password the code; before it nothing of the desk is there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from contest.accounts import guards, service, signing_in
from contest.accounts.guards import COOKIE, KNOWN_COOKIE, STEP_COOKIE
from contest.accounts.states import Role
from contest.app import routes_of
from tests.conftest import Clock
from tests.contest.accounts.conftest import PASSWORD
from tests.contest.accounts.stepping import shown_by_app, turned_on, wrong_code
from tests.contest.accounts.test_login import EVIL, field, problem

Staff = Callable[..., service.Member]
URL = "/accounts/second-step"


@pytest.fixture
def nhung(staff: Staff, clock: Clock) -> service.Member:
    """An administrator with a second step."""
    member = staff("nhung", Role.ADMIN)
    turned_on(member, clock)
    return member


def password_given(browser: TestClient, wanted: str = "") -> str:
    answer = browser.post(
        "/accounts/login", data={"login": "nhung", "password": PASSWORD, "next": wanted or "/rounds"}
    )
    assert answer.status_code == 303
    return answer.headers["location"]


def test_password_then_code_lead_where_one_wanted(
    client: TestClient, nhung: service.Member, clock: Clock
) -> None:
    address = password_given(client, "/rounds/k7q2?q=a")
    assert address == f"{URL}?next=%2Frounds%2Fk7q2%3Fq%3Da"
    assert COOKIE not in client.cookies
    page = client.get(address)
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    data = {"code": shown_by_app(nhung, clock), "next": field(page.text, "next")}
    answer = client.post(URL, data=data)
    assert (answer.status_code, answer.headers["location"]) == (303, "/rounds/k7q2?q=a")
    assert STEP_COOKIE not in client.cookies
    assert client.get("/rounds").json() == "Quản trị"


def test_a_recovery_code_does_too_once(client: TestClient, staff: Staff, clock: Clock) -> None:
    code, *_ = turned_on(staff("nhung"), clock)
    for status in (303, 422):
        client.cookies.clear()
        password_given(client)
        assert client.post(URL, data={"code": code}).status_code == status


def test_half_logged_in_is_anonymous(stranger: TestClient, nhung: service.Member, clock: Clock) -> None:
    """Every page of the desk answers who is half way as it answers a stranger, byte for byte."""
    half = TestClient(stranger.app, follow_redirects=False, headers=dict(stranger.headers))
    password_given(half)
    assert STEP_COOKIE in half.cookies and COOKIE not in half.cookies
    app = stranger.app
    assert isinstance(app, FastAPI)
    paths = sorted(
        path
        for route in routes_of(app)
        if "GET" in (getattr(route, "methods", None) or ()) and (path := getattr(route, "path", "")) != URL
        if "{" not in path
    )
    assert len(paths) > 20
    for path in paths:
        mine, theirs = half.get(path), stranger.get(path)
        assert (mine.status_code, mine.content, mine.headers) == (
            theirs.status_code,
            theirs.content,
            theirs.headers,
        ), path
    for path in ("/accounts/me", "/accounts/me/sessions", "/accounts/logout", "/accounts/me/two-step"):
        assert half.post(path).status_code == stranger.post(path).status_code in (401, 403)
    # The token of the step is no token of a session.
    half.cookies.set(COOKIE, half.cookies[STEP_COOKIE])
    assert half.get("/accounts/me").status_code == 303


def test_a_wrong_code_is_said(client: TestClient, nhung: service.Member, clock: Clock) -> None:
    password_given(client)
    answer = client.post(URL, data={"code": wrong_code(nhung, clock), "next": "/rounds/a"})
    assert (answer.status_code, problem(answer.text)) == (422, signing_in.WRONG_CODE)
    assert field(answer.text, "next") == "/rounds/a" and not field(answer.text, "code")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("data", [{}, {"code": ""}, {"code": "1" * 41}, {"code": "x", "y": "1"}])
def test_bad_input(client: TestClient, nhung: service.Member, data: dict[str, str]) -> None:
    password_given(client)
    answer = client.post(URL, data=data)
    assert answer.status_code == 422 and problem(answer.text)


def test_guessers_wait(client: TestClient, nhung: service.Member, clock: Clock) -> None:
    password_given(client)
    for _ in range(3):
        client.post(URL, data={"code": wrong_code(nhung, clock)})
    answer = client.post(URL, data={"code": shown_by_app(nhung, clock)})
    assert (answer.status_code, problem(answer.text)) == (422, signing_in.WAIT.format(seconds=1))
    clock.move(seconds=1)
    assert client.post(URL, data={"code": shown_by_app(nhung, clock)}).status_code == 303


def test_without_a_password_one_begins_there(client: TestClient, nhung: service.Member, clock: Clock) -> None:
    answer = client.get(URL)
    assert (answer.status_code, answer.headers["location"]) == (303, "/accounts/login")
    answer = client.post(URL, data={"code": shown_by_app(nhung, clock)})
    assert (answer.status_code, problem(answer.text)) == (401, signing_in.BEGIN_AGAIN)


def test_too_late_one_begins_again(client: TestClient, nhung: service.Member, clock: Clock) -> None:
    password_given(client)
    clock.move(minutes=10)
    answer = client.post(URL, data={"code": shown_by_app(nhung, clock), "next": "/rounds/a"})
    assert (answer.status_code, problem(answer.text)) == (401, signing_in.BEGIN_AGAIN)
    assert field(answer.text, "next") == "/rounds/a"


@pytest.mark.parametrize("wanted", EVIL)
def test_only_our_own_pages_are_led_to(
    client: TestClient, nhung: service.Member, clock: Clock, wanted: str
) -> None:
    password_given(client)
    answer = client.post(URL, data={"code": shown_by_app(nhung, clock), "next": wanted})
    assert answer.status_code == 422 or answer.headers["location"] in ("/rounds", "/")


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_wrong_methods(client: TestClient, method: str) -> None:
    assert getattr(client, method)(URL).status_code == 405


def test_over_https_every_cookie_is_bound_to_the_host(
    client: TestClient, nhung: service.Member, clock: Clock
) -> None:
    root = "https://testserver"
    data = {"login": "nhung", "password": PASSWORD}
    given = client.post(f"{root}/accounts/login", data=data).headers.get_list("set-cookie")
    given += client.post(f"{root}{URL}", data={"code": shown_by_app(nhung, clock)}).headers.get_list(
        "set-cookie"
    )
    names = {each.partition("=")[0] for each in given}
    assert names == {f"__Host-{name}" for name in (COOKIE, STEP_COOKIE, KNOWN_COOKIE)}
    for each in given:
        assert {"secure", "httponly", "path=/"} <= {part.strip().lower() for part in each.split(";")}
        assert "domain" not in each.lower()
    assert client.get(f"{root}/rounds").status_code == 200
    # A neighbour under the same domain may plant the plain name, and it counts for nothing.
    stolen = client.cookies[f"__Host-{COOKIE}"]
    fresh = TestClient(client.app, follow_redirects=False, cookies={guards.COOKIE: stolen})
    assert fresh.get(f"{root}/rounds").status_code == 303
