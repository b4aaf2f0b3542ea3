"""The code card: the code on the phone that was told it, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.campaigns import service
from contest.people import service as people
from contest.people.guards import CODE_COOKIE, ENTRY_COOKIE, read, read_codes
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.campaigns.conftest import CLOSES, SLUG, draft

URL = f"/campaigns/{SLUG}/entry"


def entry_of(phone: TestClient) -> str:
    who = read(phone.cookies[ENTRY_COOKIE])
    assert who is not None
    return who.entries[-1]


def test_the_card(entered: TestClient, contest: str) -> None:
    answer = entered.get(URL)
    page = HTMLParser(answer.text)
    [code] = read_codes(entered.cookies[CODE_COOKIE]).values()
    shown = page.css_first(".keycard code")
    assert shown is not None
    assert shown.text() == f"{code[:4]}-{code[4:]}"
    assert "Lớp 9B" in answer.text
    qr = page.css_first(".keycard img")
    assert qr is not None
    assert (qr.attributes["src"] or "").startswith("data:image/svg+xml,")
    assert page.css(f'a[href="/attempts/new/{contest}"]')
    assert answer.headers["cache-control"] == "no-store"


def test_it_can_be_seen_again(entered: TestClient) -> None:
    assert entered.get(URL).text == entered.get(URL).text


def test_without_the_second_cookie_no_code(entered: TestClient) -> None:
    del entered.cookies[CODE_COOKIE]
    answer = entered.get(URL)
    assert answer.status_code == 200
    assert HTMLParser(answer.text).css(".keycard") == []
    assert "Y Thu Hằng" in answer.text


def test_a_reissued_code_is_not_shown_as_good(entered: TestClient) -> None:
    with writing() as db:
        people.new_code(db, entry_of(entered), CLOSES)
    assert HTMLParser(entered.get(URL).text).css(".keycard") == []


def test_after_the_close_no_button_to_sit(entered: TestClient, contest: str, clock: Clock) -> None:
    clock.set(CLOSES)
    assert f"/attempts/new/{contest}" not in entered.get(URL).text


def test_a_stranger_is_shown_where_to_type_a_code(contest: str, phone_: TestClient) -> None:
    answer = phone_.get(URL)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/campaigns/{SLUG}/entries/code")


def test_an_entrant_of_another_contest_too(
    entered: TestClient, clock: Clock, new_phone: Callable[[], TestClient]
) -> None:
    with writing() as db:
        service.create(db, draft(slug="khac"), clock.now)
    assert entered.get("/campaigns/khac/entry").headers["location"] == "/campaigns/khac/entries/code"


def test_a_forged_cookie_is_a_stranger(contest: str, phone_: TestClient) -> None:
    phone_.cookies[ENTRY_COOKIE] = "device0000000.entry00000001~" + "A" * 43
    assert phone_.get(URL).status_code == 303


def test_no_such_contest(entered: TestClient) -> None:
    assert entered.get("/campaigns/nowhere/entry").status_code == 404


def test_wrong_method(entered: TestClient) -> None:
    assert entered.post(URL).status_code == 405
