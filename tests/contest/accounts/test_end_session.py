"""`accounts.end_session`: one's sessions as one knows them, and the end of one of them."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts import guards, staffing
from contest.accounts.devices import UNKNOWN, in_words, known, learned
from contest.accounts.service import digest
from contest.accounts.states import Role
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.accounts.conftest import PASSWORD, Desk
from tests.contest.accounts.staffing import audited
from tests.contest.accounts.test_two_step import member
from tests.parsed import attr, text

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML) Chrome/140.0 Safari/537.36"
AGENTS = [
    (WINDOWS, "Chrome trên Windows"),
    (f"{WINDOWS} Edg/140.0", "Edge trên Windows"),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox trên Linux"),
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
        "Safari trên iPhone",
    ),
    (
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/139.0 Mobile Safari/537.36",
        "Chrome trên điện thoại Android",
    ),
    ("curl/8.0", UNKNOWN),
    ("", UNKNOWN),
    ("<script>Windows", "Windows"),
]


@pytest.mark.parametrize(("agent", "words"), AGENTS)
def test_devices_in_words(agent: str, words: str) -> None:
    assert in_words(agent) == words and len(words) <= 60


def others(browser: TestClient) -> list[str]:
    page = HTMLParser(browser.get("/accounts/me").text)
    return [form.attributes["action"] or "" for form in page.css(".sessions form")]


def test_the_list_says_where_and_since_when(desk: Desk, clock: Clock) -> None:
    here = desk("nhung")
    data = {"login": "nhung", "password": PASSWORD}
    there = TestClient(here.app, follow_redirects=False, headers={"User-Agent": WINDOWS})
    there.post("/accounts/login", data=data, headers={"Origin": "http://testserver"})
    clock.move(minutes=3)
    page = HTMLParser(there.get("/accounts/me").text)
    first, second = page.css(".sessions li")
    assert text(first).startswith("Chrome trên Windows Máy này") and first.css_first("form") is None
    assert text(second).startswith("Máy không rõ") and "dùng lần cuối" in text(second)


def test_one_ends_and_the_rest_stay(desk: Desk) -> None:
    here, one, two = desk("nhung"), desk("nhung"), desk("nhung")
    ended = digest(one.cookies[guards.COOKIE])[:13]
    before = audited()
    for _ in range(2):
        answer = here.post(f"/accounts/me/sessions/{ended}")
        assert answer.headers["location"] == "/accounts/me?done=session"
    assert audited() == before + 1
    statuses = [browser.get("/accounts/me").status_code for browser in (here, one, two)]
    assert statuses == [200, 303, 200]


def test_somebody_elses_and_ones_own_stay(desk: Desk) -> None:
    here, other = desk("nhung"), desk("ngoc")
    for browser in (here, other):
        session = digest(browser.cookies[guards.COOKIE])[:13]
        assert here.post(f"/accounts/me/sessions/{session}").status_code == 303
        assert browser.get("/accounts/me").status_code == 200


@pytest.mark.parametrize("session", ["x", "0" * 12, "0" * 14, "Z" * 13])
def test_a_bad_id(desk: Desk, session: str) -> None:
    assert desk("nhung").post(f"/accounts/me/sessions/{session}").status_code == 404


def test_ladder(desk: Desk, stranger: TestClient) -> None:
    path = f"/accounts/me/sessions/{'0' * 13}"
    assert desk("nhung").post(path).status_code == 303, "one that is not there is ended already"
    assert desk("nhung").post(path, data={"x": "1"}).status_code == 422
    assert desk("nhung").get(path).status_code == 405
    assert stranger.post(path).status_code == 401


@pytest.mark.parametrize("deed", ["role", "disabling"])
def test_what_they_may_do_changed_so_their_sessions_end(desk: Desk, clock: Clock, deed: str) -> None:
    admin, nhung = desk("chinh"), desk("nhung", Role.ORGANISER)
    with writing() as db:
        if deed == "disabling":
            staffing.disable(db, "actor", member("nhung").id, clock.now)
        else:
            found = staffing.account(db, member("nhung").id)
            staffing.change(db, "actor", found.id, found.name, Role.VIEWER, found.version, clock.now)
    assert nhung.get("/accounts/me").status_code == 303
    assert admin.get("/accounts/me").status_code == 200


def test_ones_own_other_role_comes_with_another_token(desk: Desk) -> None:
    desk("chinh")
    browser = desk("nhung")
    before = browser.cookies[guards.COOKIE]
    url = f"/accounts/staff/{member('nhung').id}"
    version = attr(HTMLParser(browser.get(url).text), "input[name=version]", "value")
    answer = browser.post(url, data={"name": "Nhung", "role": "viewer", "version": version})
    assert (answer.status_code, answer.headers["location"]) == (303, "/rounds")
    assert answer.cookies[guards.COOKIE] != before
    browser.cookies.clear()
    browser.cookies.set(guards.COOKIE, answer.cookies[guards.COOKIE])
    assert (browser.get("/rounds").status_code, browser.get(url).status_code) == (200, 403)


# --- browsers that are known ----------------------------------------------------------------------


@pytest.mark.usefixtures("server_key")
def test_a_browser_knows_who_logged_in_on_it() -> None:
    cookie = learned("", "nhung")
    browser = known(cookie, "nhung")
    assert len(browser) == 13 and known(cookie, "khac") == "" and "nhung" not in cookie
    both = learned(cookie, "khac")
    assert known(both, "nhung") == known(both, "khac") == browser
    many = both
    for number in range(6):
        many = learned(many, f"nguoi{number}")
    assert known(many, "nhung") == known(many, "khac") == "" and known(many, "nguoi0") == browser


@pytest.mark.usefixtures("server_key")
@pytest.mark.parametrize(
    "change",
    [
        lambda c: c[:-1],
        # Another first sign, whichever it is.
        lambda c: ("y" if c[0] == "x" else "x") + c[1:],
        lambda c: c.replace("~", ""),
        lambda c: c + "é",
    ],
)
def test_a_forged_one_knows_nobody(change) -> None:
    assert known(change(learned("", "nhung")), "nhung") == ""
