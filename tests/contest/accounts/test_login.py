"""`accounts.login`: works, wrong, late, twice, and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.accounts import passwords, service, signing_in
from contest.accounts.guards import COOKIE, local_path
from contest.accounts.states import Role
from tests.conftest import Clock
from tests.contest.accounts.conftest import PASSWORD, application

Staff = Callable[..., service.Member]


def field(html: str, name: str) -> str | None:
    found = LexborHTMLParser(html).css_first(f'input[name="{name}"]')
    return found.attributes.get("value") if found else None


def problem(html: str) -> str:
    found = LexborHTMLParser(html).css_first(".banner, [role=alert]")
    return found.text(strip=True) if found else ""


def test_before_the_first_set_up_it_leads_there(client: TestClient) -> None:
    answer = client.get("/accounts/login")
    assert (answer.status_code, answer.headers["location"]) == (303, "/accounts/setup")


def test_it_shows_an_empty_form(client: TestClient, staff: Staff) -> None:
    staff("nhung")
    answer = client.get("/accounts/login")
    assert answer.status_code == 200
    assert field(answer.text, "login") in (None, "")
    assert field(answer.text, "next") is None
    assert answer.headers["cache-control"] == "no-store"


def test_a_right_password_enters(client: TestClient, staff: Staff) -> None:
    staff("nhung")
    answer = client.post("/accounts/login", data={"login": "Nhung", "password": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/rounds")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(f"{COOKIE}=")
    for part in ("httponly", "samesite=lax", "path=/", "max-age=604800"):
        assert part in cookie
    assert "secure" not in cookie, "a laptop's own Wi-Fi has no HTTPS"
    assert client.get("/rounds").json() == "Điều hành"


def test_over_https_the_cookie_is_secure(client: TestClient, staff: Staff) -> None:
    staff("nhung")
    answer = client.post("https://testserver/accounts/login", data={"login": "nhung", "password": PASSWORD})
    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"login": "nhung", "password": "sai mật khẩu rồi"}, signing_in.WRONG),
        ({"login": "khong.co", "password": PASSWORD}, signing_in.WRONG),
        ({"login": "nhung"}, "Điền tên đăng nhập và mật khẩu."),
        ({"password": PASSWORD}, "Điền tên đăng nhập và mật khẩu."),
        ({}, "Điền tên đăng nhập và mật khẩu."),
        ({"login": "n" * 61, "password": PASSWORD}, "Điền tên đăng nhập và mật khẩu."),
        ({"login": "nhung", "password": "x" * 257}, "Điền tên đăng nhập và mật khẩu."),
        ({"login": "nhung", "password": PASSWORD, "role": "admin"}, "Điền tên đăng nhập và mật khẩu."),
    ],
)
def test_bad_input_is_said_and_the_name_kept(
    client: TestClient, staff: Staff, data: dict[str, str], said: str
) -> None:
    staff("nhung")
    answer = client.post("/accounts/login", data=data)
    assert answer.status_code == 422
    assert problem(answer.text) == said
    assert (field(answer.text, "login") or "") == data.get("login", "")[:60]
    assert not field(answer.text, "password")
    assert "set-cookie" not in answer.headers


def test_too_many_failures_are_slowed(client: TestClient, staff: Staff, clock: Clock) -> None:
    staff("nhung")
    wrong = {"login": "nhung", "password": "sai mật khẩu rồi"}
    for _ in range(3):
        client.post("/accounts/login", data=wrong)
    answer = client.post("/accounts/login", data={"login": "nhung", "password": PASSWORD})
    assert (answer.status_code, problem(answer.text)) == (422, signing_in.WAIT.format(seconds=1))
    clock.move(seconds=1)
    assert client.post("/accounts/login", data={"login": "nhung", "password": PASSWORD}).status_code == 303


def test_logging_in_again_ends_the_session_before(
    client: TestClient, staff: Staff, enter: Callable[[str], None]
) -> None:
    staff("nhung")
    enter("nhung")
    before = client.cookies[COOKIE]
    enter("nhung")
    assert client.cookies[COOKIE] != before
    client.cookies.set(COOKIE, before)
    client.cookies.delete(COOKIE)
    client.cookies.set(COOKIE, before)
    assert client.get("/rounds").status_code == 303


# --- who is not logged in -------------------------------------------------------------------------


def test_a_stranger_is_led_here_and_back(client: TestClient, staff: Staff) -> None:
    staff("nhung")
    answer = client.get("/rounds/k7q2?confirm=closing&q=a b")
    assert answer.status_code == 303
    form = client.get(answer.headers["location"])
    wanted = field(form.text, "next")
    assert wanted == "/rounds/k7q2?confirm=closing&q=a%20b"
    data = {"login": "nhung", "password": PASSWORD, "next": wanted}
    assert client.post("/accounts/login", data=data).headers["location"] == wanted


def test_after_a_wrong_try_the_way_back_is_kept(client: TestClient, staff: Staff) -> None:
    staff("nhung")
    answer = client.post("/accounts/login", data={"login": "nhung", "password": "x", "next": "/rounds/a"})
    assert field(answer.text, "next") == "/rounds/a"


def test_a_deed_is_not_redirected(client: TestClient) -> None:
    answer = client.post("/rounds/k7q2/opening")
    assert answer.status_code == 401
    assert "Đăng nhập lại" in answer.text


def test_a_fragment_is_not_redirected(client: TestClient) -> None:
    answer = client.get("/rounds", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "<html" not in answer.text


def test_a_viewer_looks_but_does_not_touch(
    client: TestClient, staff: Staff, enter: Callable[[str], None]
) -> None:
    staff("xem", Role.VIEWER)
    enter("xem")
    assert client.get("/rounds").json() == "Thành viên"
    assert client.post("/rounds/k7q2/opening").status_code == 403


@pytest.mark.parametrize("role", [Role.ADMIN, Role.ORGANISER])
def test_who_may_do_an_organisers_deed(
    client: TestClient, staff: Staff, enter: Callable[[str], None], role: Role
) -> None:
    staff("nhung", role)
    enter("nhung")
    assert client.post("/rounds/k7q2/opening").json() == "nhung"


def test_an_ended_session_is_a_strangers(
    client: TestClient, staff: Staff, enter: Callable[[str], None], clock: Clock
) -> None:
    staff("nhung")
    enter("nhung")
    clock.move(hours=8)
    assert client.get("/rounds").status_code == 303


EVIL = [
    *("https://evil.example/", "//evil.example/rounds", "/\\evil.example", "\\\\evil.example", "rounds"),
    *(
        "javascript:alert(1)",
        "/rounds\r\nSet-Cookie: a=b",
        "/rounds#x",
        "",
        "/",
        "/no-such-page",
        "///rounds",
    ),
    *("/rounds\x00", "/rounds/a/opening", "/accounts/logout", "/%2f%2fevil.example", "/rounds/" + "a" * 300),
    *("/../rounds", "/rounds /x", "/.//evil.example"),
]


@pytest.mark.parametrize("wanted", EVIL)
def test_only_our_own_pages_are_led_to(client: TestClient, staff: Staff, wanted: str) -> None:
    staff("nhung")
    data = {"login": "nhung", "password": PASSWORD, "next": wanted}
    answer = client.post("/accounts/login", data=data)
    if answer.status_code == 422:
        return
    assert answer.headers["location"] in ("/rounds", "/")
    form = client.get(f"/accounts/login?next={quote(wanted)}")
    assert field(form.text, "next") in (None, "/")


@pytest.mark.parametrize("wanted", ["/rounds", "/rounds/a", "/rounds/a?q=x%20y", "/"])
def test_our_own_pages(wanted: str) -> None:
    assert local_path(application().routes, wanted) == wanted


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_wrong_methods(client: TestClient, method: str) -> None:
    assert getattr(client, method)("/accounts/login").status_code == 405


def test_a_turned_away_try_is_not_counted(client: TestClient, staff: Staff) -> None:
    staff("nhung")
    with ExitStack() as taken:
        for _ in range(passwords.MOST_AT_ONCE):
            taken.enter_context(passwords.place())
        for _ in range(5):
            answer = client.post("/accounts/login", data={"login": "nhung", "password": PASSWORD})
            assert answer.status_code == 503
            assert answer.headers["retry-after"]
    answer = client.post("/accounts/login", data={"login": "nhung", "password": PASSWORD})
    assert answer.status_code == 303
