"""Coming back with a code: right, wrong, too often."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.people.codes import WRONG_CODE
from contest.people.guards import CODE_COOKIE, ENTRY_COOKIE, read, read_codes
from contest.people.guessing import BURST, SLOW_DOWN
from tests.conftest import Clock
from tests.contest.campaigns.conftest import CLOSES, SLUG
from tests.parsed import attr

URL = f"/campaigns/{SLUG}/entries/code"


@pytest.fixture
def code(entered: TestClient) -> str:
    """The code of somebody who entered on another phone."""
    return next(iter(read_codes(entered.cookies[CODE_COOKIE]).values()))


@pytest.fixture
def other(new_phone: Callable[[], TestClient]) -> TestClient:
    """A new phone."""
    return new_phone()


def problem(page: str) -> str:
    found = HTMLParser(page).css_first("#code-err")
    return found.text(strip=True) if found else ""


def test_the_page(contest: str, other: TestClient) -> None:
    answer = other.get(URL)
    assert answer.status_code == 200
    assert problem(answer.text) == ""


def test_another_phone_becomes_the_entrants(entered: TestClient, code: str, other: TestClient) -> None:
    answer = other.post(URL, data={"code": f" {code[:4].lower()}-{code[4:].lower()} "})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/campaigns/{SLUG}")
    mine, before = read(other.cookies[ENTRY_COOKIE]), read(entered.cookies[ENTRY_COOKIE])
    assert mine is not None
    assert before is not None
    assert mine.entries == before.entries
    assert mine.device != before.device
    assert other.get(f"/campaigns/{SLUG}/entry").text.count(f"{code[:4]}-{code[4:]}") == 1


def test_on_the_same_phone_nothing_doubles(entered: TestClient, code: str) -> None:
    before = entered.cookies[ENTRY_COOKIE]
    entered.post(URL, data={"code": code})
    assert entered.cookies[ENTRY_COOKIE] == before


@pytest.mark.parametrize("typed", ["", "00000000", "W6RD", "<b>", "x" * 5000])
def test_a_wrong_code_is_told_and_kept(contest: str, other: TestClient, typed: str) -> None:
    answer = other.post(URL, data={"code": typed})
    assert answer.status_code == 422
    assert problem(answer.text) == WRONG_CODE
    field = HTMLParser(answer.text).css_first("#code")
    assert field is not None
    assert (field.attributes["value"] or "") == typed[:20]
    assert ENTRY_COOKIE not in other.cookies


def test_a_right_code_passes_however_many_were_wrong(code: str, other: TestClient) -> None:
    """A school behind one address mistypes hundreds of times; nobody there waits for it."""
    for _ in range(4 * BURST):
        assert problem(other.post(URL, data={"code": "00000000"}).text) == WRONG_CODE
    assert other.post(URL, data={"code": code}).status_code == 303


def test_while_a_contest_is_guessed_at_each_address_has_its_own_few(
    code: str, attacked: None, other: TestClient, clock: Clock
) -> None:
    for _ in range(BURST):
        assert problem(other.post(URL, data={"code": "00000000"}).text) == WRONG_CODE
    answer = other.post(URL, data={"code": code})
    assert (answer.status_code, problem(answer.text)) == (422, SLOW_DOWN)
    assert attr(HTMLParser(answer.text), "#code", "value") == code, "what was typed stays"
    clock.move(seconds=1)
    assert other.post(URL, data={"code": code}).status_code == 303


def test_right_codes_cost_nothing(code: str, other: TestClient) -> None:
    for _ in range(BURST + 5):
        assert other.post(URL, data={"code": code}).status_code == 303


def test_after_the_close_one_may_come_back_to_see(code: str, other: TestClient, clock: Clock) -> None:
    clock.set(CLOSES)
    assert other.post(URL, data={"code": code}).status_code == 303


def test_an_unknown_field_is_refused(contest: str, other: TestClient) -> None:
    assert other.post(URL, data={"code": "x", "entry": "y"}).status_code == 422


def test_no_such_contest(code: str, other: TestClient) -> None:
    assert other.get("/campaigns/nowhere/entries/code").status_code == 404
    assert other.post("/campaigns/nowhere/entries/code", data={"code": code}).status_code == 404
