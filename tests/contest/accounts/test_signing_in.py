"""`accounts.signing_in`: what is asked of those who log in, from now on and of those who are in."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts import service, sessions
from contest.accounts.rules import SignIn
from contest.accounts.states import Idle, Role
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.accounts.conftest import Desk
from tests.contest.accounts.staffing import audited
from tests.contest.accounts.stepping import turned_on
from tests.contest.accounts.test_login import problem
from tests.contest.accounts.test_two_step import member
from tests.parsed import first, text

URL = "/accounts/signing-in"
FORM = {"admins": "free", "idle": "long"}


def stands() -> SignIn:
    with reading() as db:
        return service.sign_in(db)


def checked(html: str) -> list[str]:
    return [each.attributes["value"] or "" for each in HTMLParser(html).css("input[checked]")]


def test_before_anybody_chose_nothing_changes(desk: Desk) -> None:
    assert stands() == SignIn()
    assert checked(desk().get(URL).text) == ["free", "long"]


def test_it_is_stored_and_told(desk: Desk, clock: Clock) -> None:
    admin = desk("nhung")
    turned_on(member(), clock)
    before = audited()
    for _ in range(2):
        answer = admin.post(URL, data={"admins": "must", "idle": "hour"})
        assert answer.headers["location"] == f"{URL}?saved=1"
    assert audited() == before + 1
    assert stands() == SignIn(admins_two_steps=True, idle=Idle.HOUR)
    assert checked(admin.get(f"{URL}?saved=1").text) == ["must", "hour"]


def test_who_has_none_can_not_ask_it_of_others(desk: Desk) -> None:
    answer = desk("nhung").post(URL, data=FORM | {"admins": "must", "idle": "short"})
    assert answer.status_code == 409
    assert problem(answer.text).startswith(sessions.FIRST_YOURS)
    assert checked(answer.text) == ["must", "short"], "what was chosen is kept"
    assert stands() == SignIn()


def test_the_page_names_administrators_without(desk: Desk, clock: Clock) -> None:
    admin = desk("nhung")
    desk("ngoc"), desk("tuan", Role.VIEWER)
    turned_on(member(), clock)
    said = text(first(HTMLParser(admin.get(URL).text), "main"))
    assert "Tên ngoc" in said and "Tên nhung" not in said and "Tên tuan" not in said


@pytest.mark.parametrize(
    "data",
    [{}, FORM | {"admins": "x"}, FORM | {"idle": "x"}, {"admins": "free"}, FORM | {"x": "1"}],
)
def test_bad_input(desk: Desk, data: dict[str, str]) -> None:
    assert desk().post(URL, data=data).status_code == 422
    assert stands() == SignIn()


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.VIEWER])
def test_others_may_not(desk: Desk, role: Role) -> None:
    browser = desk("ngoc", role)
    assert (browser.get(URL).status_code, browser.post(URL, data=FORM).status_code) == (403, 403)


def test_a_stranger_is_sent_to_log_in(stranger: TestClient) -> None:
    assert stranger.get(URL).status_code == 303
    assert stranger.post(URL, data=FORM).status_code == 401
    assert stranger.put(URL).status_code == 405


@pytest.mark.parametrize(
    ("idle", "role", "minutes"),
    [
        (Idle.LONG, Role.ADMIN, 480),
        (Idle.LONG, Role.VIEWER, 480),
        (Idle.HOUR, Role.ADMIN, 60),
        (Idle.SHORT, Role.ADMIN, 5),
        (Idle.SHORT, Role.ORGANISER, 15),
        (Idle.SHORT, Role.VIEWER, 15),
    ],
)
def test_a_session_that_rests_ends(desk: Desk, clock: Clock, idle: Idle, role: Role, minutes: int) -> None:
    desk("chinh").post(URL, data=FORM | {"idle": idle.value})
    browser = desk("nhung", role)
    clock.move(minutes=minutes, milliseconds=-1)
    assert browser.get("/accounts/me").status_code == 200
    clock.move(minutes=minutes)
    assert browser.get("/accounts/me").status_code == 303
