"""`accounts.staff_new`: somebody new, and the password they are told."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from contest.accounts import service
from contest.accounts.states import Role
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.accounts.conftest import Desk
from tests.parsed import HTMLParser, attr, text

AT = "/accounts/staff/new"
FORM = {"name": "Hồ Thị Nhung", "login": "nhung", "role": "organiser", "password": "meo47-cam08-nui93-hoa15"}


def found(login: str = "nhung") -> service.Member | None:
    with reading() as db:
        return service.find(db, login)


def test_a_password_is_suggested_and_can_be_read(desk: Desk) -> None:
    browser = desk()
    pages = [HTMLParser(browser.get(AT).text) for _ in range(2)]
    suggested = [attr(page, "#password", "value") for page in pages]
    assert all(re.fullmatch(r"([a-z]+\d\d-?){4}", each) for each in suggested)
    assert suggested[0] != suggested[1]
    assert attr(pages[0], "#password", "type") == "text"
    assert attr(pages[0], "[name=role]:checked", "value") == "viewer", "the least that is useful"


def test_they_are_added_and_the_password_told_once(desk: Desk, stranger: TestClient) -> None:
    answer = desk().post(AT, data=FORM)
    page = HTMLParser(answer.text)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert text(page.css_first(".told")) == FORM["password"]
    assert page.css_first("form.cols") is None
    member = found()
    assert member is not None and (member.name, member.role) == ("Hồ Thị Nhung", Role.ORGANISER)
    log_in = stranger.post("/accounts/login", data={"login": "nhung", "password": FORM["password"]})
    assert log_in.status_code == 303


def test_a_double_click_says_the_same_twice(desk: Desk) -> None:
    browser = desk()
    told = [text(HTMLParser(browser.post(AT, data=FORM).text).css_first(".told")) for _ in range(2)]
    assert told == [FORM["password"]] * 2


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"name": " "}, {"name"}),
        ({"name": "x" * 121}, {"name"}),
        ({"login": "Nhung Hồ"}, {"login"}),
        ({"login": "admin"}, {"login"}),
        ({"login": ""}, {"login"}),
        ({"password": "ngắn"}, {"password"}),
        ({"password": ""}, {"password"}),
        ({"role": "vua"}, {"role"}),
        ({"name": "", "role": ""}, {"name", "role"}),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(desk: Desk, change: dict[str, str], wrong: set[str]) -> None:
    browser = desk()
    sent = FORM | change
    answer = browser.post(AT, data=sent)
    page = HTMLParser(answer.text)
    assert answer.status_code == 422
    assert {node.attributes["name"] for node in page.css('[aria-invalid="true"]')} == wrong
    assert {node.attributes["href"] for node in page.css(".banner.is-wrong a")} == {f"#{n}" for n in wrong}
    assert {name: attr(page, f"#{name}", "value") for name in ("name", "login")} == {
        name: sent[name] for name in ("name", "login")
    }
    assert attr(page, "#password", "value") == sent["password"] or not sent["password"]
    assert found() is None
    assert browser.post(AT, data=FORM).status_code == 200, "and it still works"


@pytest.mark.parametrize("change", [{"step": "x"}, {"step": "10"}, {"id": "1"}])
def test_what_our_form_never_sends(desk: Desk, change: dict[str, str]) -> None:
    assert desk().post(AT, data=FORM | change).status_code == 422
    assert found() is None


def test_in_the_first_run_it_leads_back_to_the_step(desk: Desk, clock: Clock) -> None:
    browser = desk()
    page = HTMLParser(browser.get(f"{AT}?step=3").text)
    assert attr(page, "[name=step]", "value") == "3" and page.css_first(".line") is not None
    page = HTMLParser(browser.post(AT, data=FORM | {"step": "3"}).text)
    assert {node.attributes["href"] for node in page.css(".acts a")} == {
        "/accounts/staff?step=3",
        f"{AT}?step=3",
    }
