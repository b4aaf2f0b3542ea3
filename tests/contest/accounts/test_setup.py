"""`accounts.setup`: the first administrator, once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.accounts import service
from contest.accounts.guards import COOKIE
from contest.web.database import writing
from tests.contest.accounts.conftest import PASSWORD


@pytest.fixture
def filled(client: TestClient) -> dict[str, str]:
    """The form as the first administrator fills it in."""
    with writing() as db:
        code = service.ensure_setup_code(db)
    assert code is not None
    return {"code": code, "name": "Hồ Thị Nhung", "login": "nhung", "password": PASSWORD, "again": PASSWORD}


def values(html: str) -> dict[str, str]:
    found = LexborHTMLParser(html).css("form input[name]")
    return {str(each.attributes["name"]): each.attributes.get("value") or "" for each in found}


def test_the_form_is_shown(client: TestClient) -> None:
    answer = client.get("/accounts/setup")
    assert answer.status_code == 200
    assert values(answer.text) == dict.fromkeys(("code", "name", "login", "password", "again"), "")


def test_it_makes_an_administrator_who_is_logged_in(client: TestClient, filled: dict[str, str]) -> None:
    answer = client.post("/accounts/setup", data=filled)
    assert (answer.status_code, answer.headers["location"]) == (303, "/rounds")
    assert client.get("/rounds").json() == "Quản trị"


def test_twice(client: TestClient, filled: dict[str, str]) -> None:
    client.post("/accounts/setup", data=filled)
    client.cookies.delete(COOKIE)
    again = client.post("/accounts/setup", data=filled | {"login": "khac"})
    assert again.status_code == 409
    assert service.ALREADY in again.text
    assert "set-cookie" not in again.headers


def test_afterwards_there_is_no_such_page(client: TestClient, staff: Callable[..., service.Member]) -> None:
    staff("nhung")
    assert client.get("/accounts/setup").status_code == 404


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"code": "0000-0000-0000-0000"}, {"code"}),
        ({"code": ""}, {"code"}),
        ({"name": "  "}, {"name"}),
        ({"login": "Nhung Hồ"}, {"login"}),
        ({"password": "ngắn quá", "again": "ngắn quá"}, {"password"}),
        ({"password": "nhungnhung2026", "again": "nhungnhung2026"}, {"password"}),
        ({"again": PASSWORD + "x"}, {"again"}),
        ({"name": "x" * 121}, {"name"}),
        ({"login": "", "password": "", "again": ""}, {"login", "password"}),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(
    client: TestClient, filled: dict[str, str], change: dict[str, str], wrong: set[str]
) -> None:
    sent = filled | change
    answer = client.post("/accounts/setup", data=sent)
    assert answer.status_code == 422
    page = LexborHTMLParser(answer.text)
    marked = {each.attributes.get("name") for each in page.css('input[aria-invalid="true"]')}
    assert marked == wrong
    shown = values(answer.text)
    assert {name: shown[name] for name in ("code", "name", "login")} == {
        name: sent[name] for name in ("code", "name", "login")
    }
    assert shown["password"] == shown["again"] == "", "a password is never sent back"
    assert "set-cookie" not in answer.headers
    assert client.post("/accounts/setup", data=filled).status_code == 303, "and it still works"


def test_a_field_too_many(client: TestClient, filled: dict[str, str]) -> None:
    assert client.post("/accounts/setup", data=filled | {"role": "admin"}).status_code == 422


def test_without_a_code_being_made(client: TestClient) -> None:
    data = {"code": "", "name": "A", "login": "abc", "password": PASSWORD, "again": PASSWORD}
    assert client.post("/accounts/setup", data=data | {"code": "x"}).status_code == 422


def test_in_the_whole_application_the_first_run_begins(stranger: TestClient) -> None:
    with writing() as db:
        code = service.ensure_setup_code(db) or ""
    form = {"code": code, "name": "Hồ Thị Nhung", "login": "nhung", "password": PASSWORD, "again": PASSWORD}
    answer = stranger.post("/accounts/setup", data=form)
    assert answer.headers["location"] == "/office/identity?step=1"
    stranger.cookies.set(COOKIE, answer.cookies[COOKIE])
    assert stranger.get(answer.headers["location"]).status_code == 200
