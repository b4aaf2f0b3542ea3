"""`accounts.two_step`, `accounts.recovery`, `accounts.two_step_off`: one's own second step."""

from __future__ import annotations

from base64 import b32decode

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts import guards, second_factor, service, signing_in, totp, two_step_router
from contest.accounts.models import RecoveryCode, SecondFactor
from contest.accounts.states import Role
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.accounts.conftest import PASSWORD, Desk
from tests.contest.accounts.staffing import rows
from tests.contest.accounts.stepping import shown_by_app, turned_on, wrong_code
from tests.contest.accounts.test_login import problem
from tests.parsed import attr, text

URL = "/accounts/me/two-step"
DEEDS = (f"{URL}/codes", f"{URL}/off")


def member(login: str = "nhung") -> service.Member:
    with reading() as db:
        found = service.find(db, login)
    assert found is not None
    return found


def offered(browser: TestClient) -> tuple[str, bytes]:
    """The seed in the form and the secret that is typed by hand."""
    page = HTMLParser(browser.get(URL).text)
    seed = attr(page, "input[name=seed]", "value")
    assert attr(page, "img", "src").startswith("data:image/svg+xml,")
    return seed, b32decode(text(page.css_first(".by-hand")).replace(" ", ""))


def codes_of(html: str) -> list[str]:
    return [text(each) for each in HTMLParser(html).css(".spare code")]


@pytest.mark.parametrize("role", list(Role))
def test_scan_confirm_and_keep_the_codes(desk: Desk, clock: Clock, role: Role) -> None:
    browser = desk("nhung", role)
    before = browser.cookies[guards.COOKIE]
    seed, secret = offered(browser)
    answer = browser.post(URL, data={"seed": seed, "code": totp.code_at(secret, clock.now)})
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    assert len(set(codes_of(answer.text))) == 10
    assert service.who_is(before, clock.now) is None, "after it the session has another token"
    assert service.who_is(answer.cookies[guards.COOKIE], clock.now) is not None
    browser.cookies.clear()
    browser.cookies.set(guards.COOKIE, answer.cookies[guards.COOKIE])
    assert codes_of(browser.get(URL).text) == [], "shown once"
    assert signing_in.authenticate("nhung", PASSWORD, clock.now).is_half


def test_after_a_slip_the_same_picture_stays(desk: Desk, clock: Clock) -> None:
    browser = desk("nhung")
    seed, secret = offered(browser)
    answer = browser.post(URL, data={"seed": seed, "code": "12 34"})
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert second_factor.WRONG in text(page.css_first("#code-err"))
    assert attr(page, "input[name=seed]", "value") == seed
    assert browser.post(URL, data={"seed": seed, "code": totp.code_at(secret, clock.now)}).status_code == 200


@pytest.mark.parametrize(
    "data",
    [
        {"code": "123456"},
        {"seed": "x" * 32, "code": "123456"},
        {"seed": "0" * 31, "code": "123456"},
        {"seed": "0" * 32, "code": "123456", "x": "1"},
    ],
)
def test_a_form_that_is_not_ours(desk: Desk, data: dict[str, str]) -> None:
    assert desk("nhung").post(URL, data=data).status_code == 422
    assert rows(SecondFactor) == []


def test_twice_is_said(desk: Desk, clock: Clock) -> None:
    browser = desk("nhung")
    turned_on(member(), clock)
    answer = browser.post(URL, data={"seed": "0" * 32, "code": "123456"})
    assert answer.status_code in (409, 422)
    seed = "cd" * 16
    secret = totp.secret_of(b"k" * 32, member().id, seed)
    answer = browser.post(URL, data={"seed": seed, "code": totp.code_at(secret, clock.now)})
    assert (answer.status_code, problem(answer.text)) == (409, second_factor.ON_ALREADY)


def test_other_codes(desk: Desk, clock: Clock) -> None:
    browser = desk("nhung")
    old = turned_on(member(), clock)
    data = {"password": PASSWORD, "code": shown_by_app(member(), clock)}
    answer = browser.post(DEEDS[0], data=data)
    assert answer.status_code == 200
    assert not set(codes_of(answer.text)) & set(old)
    assert browser.post(DEEDS[0], data=data).status_code == 422, "a code counts once"


def test_off_needs_password_and_code(desk: Desk, clock: Clock) -> None:
    browser = desk("nhung")
    turned_on(member(), clock)
    answer = browser.post(DEEDS[1], data={"password": PASSWORD, "code": shown_by_app(member(), clock)})
    assert answer.headers["location"] == "/accounts/me?done=two_step_off"
    assert not signing_in.authenticate("nhung", PASSWORD, clock.now).is_half
    clock.move(minutes=1)
    answer = browser.post(DEEDS[1], data={"password": PASSWORD, "code": "123456"})
    assert answer.status_code == 409, "it is off already"


@pytest.mark.parametrize("url", DEEDS)
@pytest.mark.parametrize("wrong", ["password", "code"])
def test_without_either_nothing_happens(desk: Desk, clock: Clock, url: str, wrong: str) -> None:
    browser = desk("nhung")
    turned_on(member(), clock)
    given = {"password": PASSWORD, "code": shown_by_app(member(), clock)}
    given[wrong] = "sai mật khẩu rồi" if wrong == "password" else wrong_code(member(), clock)
    before = rows(RecoveryCode)
    answer = browser.post(url, data=given)
    assert answer.status_code == 422
    deed = "codes" if url.endswith("codes") else "off"
    assert HTMLParser(answer.text).css_first(f"#{deed}-{wrong}-err") is not None
    assert len(rows(SecondFactor)) == 1
    assert [row.code_hash for row in rows(RecoveryCode)] == [row.code_hash for row in before]


@pytest.mark.parametrize("url", DEEDS)
def test_guessing_there_is_slow(desk: Desk, clock: Clock, url: str) -> None:
    browser = desk("nhung")
    turned_on(member(), clock)
    for _ in range(3):
        browser.post(url, data={"password": PASSWORD, "code": wrong_code(member(), clock)})
    answer = browser.post(url, data={"password": PASSWORD, "code": shown_by_app(member(), clock)})
    assert answer.status_code == 422 and "Chờ" in problem(answer.text)


@pytest.mark.parametrize("url", DEEDS)
def test_reloaded_it_leads_back(desk: Desk, url: str) -> None:
    assert desk("nhung").get(url).headers["location"] == URL


@pytest.mark.parametrize("url", [URL, *DEEDS])
def test_a_stranger_is_sent_to_log_in(stranger: TestClient, url: str) -> None:
    assert stranger.get(url).headers["location"].startswith("/accounts/login")
    assert stranger.post(url).status_code == 401
    assert stranger.put(url).status_code == 405


# --- where it must be -----------------------------------------------------------------------------


def asked(clock: Clock) -> None:
    with writing() as db:
        from contest.accounts import store

        store.put_setting(db, service.SIGN_IN, '{"admins_two_steps": true, "idle": "long"}')


def test_an_administrator_without_one_is_led_here_and_nowhere_else(desk: Desk, clock: Clock) -> None:
    browser, other = desk("nhung"), desk("ngoc", Role.ORGANISER)
    asked(clock)
    assert other.get("/rounds").status_code == 200, "administrators only"
    for path in ("/rounds", "/accounts/me", "/office", "/accounts/staff", "/bank", "/units"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, URL), path
    for path in ("/accounts/me", "/accounts/staff/new", "/accounts/signing-in", *DEEDS):
        assert browser.post(path).status_code == 401, path
    page = HTMLParser(browser.get(URL).text)
    assert page.css_first("header nav") is None, "nothing of the desk is shown"
    seed, secret = offered(browser)
    answer = browser.post(URL, data={"seed": seed, "code": totp.code_at(secret, clock.now)})
    assert answer.status_code == 200
    browser.cookies.clear()
    browser.cookies.set(guards.COOKIE, answer.cookies[guards.COOKIE])
    assert browser.get("/rounds").status_code == 200
    clock.move(minutes=1)
    data = {"password": PASSWORD, "code": shown_by_app(member(), clock)}
    answer = browser.post(DEEDS[1], data=data)
    assert (answer.status_code, problem(answer.text)) == (409, two_step_router.MUST)
    assert len(rows(SecondFactor)) == 1


def test_who_must_may_log_out_instead(desk: Desk, clock: Clock) -> None:
    browser = desk("nhung")
    asked(clock)
    assert browser.post("/accounts/logout").headers["location"] == "/accounts/login"
    assert browser.get(URL).headers["location"].startswith("/accounts/login")


@pytest.mark.parametrize("deed", ["codes", "off"])
@pytest.mark.parametrize("data", [{}, {"password": PASSWORD, "code": "000000"}, {"password": ""}])
def test_while_it_is_off_there_is_nothing_to_change(desk: Desk, deed: str, data: dict[str, str]) -> None:
    """A form of the other state, sent from a tab that was left open: a message, never a fault."""
    answer = desk("nhung").post(f"/accounts/me/two-step/{deed}", data=data)
    assert answer.status_code == 409
    assert two_step_router.IS_OFF in text(HTMLParser(answer.text).css_first("main"))
