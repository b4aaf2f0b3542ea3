"""Where complaints begin: one's own attempts, or the code of a receipt typed on any phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.people import guards
from contest.people.guessing import SLOW_DOWN, guesses
from contest.results.complaint_guards import MAX_AGE, RECEIPT_COOKIE
from contest.results.receipts import WRONG_RECEIPT
from tests.conftest import Clock
from tests.contest.results import complaining
from tests.contest.results.complaining import NOW, Sitter, said, shows_receipt, stored, texts
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World
from tests.parsed import HTMLParser

URL = "/results/mine/cds"


def test_anybody_may_look(sitter: Sitter) -> None:
    sitter.browser.cookies.clear()
    page = sitter.browser.get(URL)
    assert page.status_code == 200
    assert texts(page, "ul.plain a") == []
    told = said(page, "main")
    assert "trong 3 ngày sau khi vòng thi có kết quả" in told and "trả lời trong 5 ngày" in told


def test_ones_own_attempts_are_there(sitter: Sitter) -> None:
    page = sitter.on().get(URL)
    assert texts(page, "ul.plain a") == ["Tuần 1, lượt 1"]
    assert f'href="{sitter.root}"' in page.text


def test_those_of_a_round_that_goes_on_are_not(contest: World, app_client: TestClient) -> None:
    sitter = complaining.sitter(app_client, contest, "Y Bích")
    assert texts(sitter.on().get(URL), "ul.plain a") == []


def test_the_contests_page_leads_here(sitter: Sitter) -> None:
    assert f'href="{URL}"' in sitter.on().get("/campaigns/cds").text


@pytest.mark.parametrize("slug", ["khac", "x" * 81, "%00", "nhap"])
def test_no_such_contest(contest: World, app_client: TestClient, slug: str) -> None:
    world.make(slug="nhap", bank=0, state=world.RoundState.DRAFT)
    assert app_client.get(f"/results/mine/{slug}").status_code in (404, 422)
    assert app_client.post(f"/results/mine/{slug}", data={"code": "x"}).status_code in (404, 422)


# --- the code of a receipt ------------------------------------------------------------------------


def test_a_right_code_opens_that_attempt_for_an_hour(sitter: Sitter) -> None:
    answer = shows_receipt(sitter)
    assert (answer.status_code, answer.headers["location"]) == (303, sitter.root)
    told = answer.headers["set-cookie"]
    assert f"Max-Age={MAX_AGE}" in told and "HttpOnly" in told and "SameSite=lax" in told
    page = sitter.get()
    assert page.status_code == 200
    assert "/receipt" not in page.text, "the result stays with the phone that holds the entry"
    assert sitter.complain().status_code == 303
    assert [row.entry_id for row in stored()] == [sitter.entry]
    assert sitter.post(f"/{stored()[0].id}/withdrawal").status_code == 303


def test_it_opens_no_other_attempt_and_no_other_page(
    contest: World, app_client: TestClient, clock: Clock
) -> None:
    one, two = (complaining.sitter(app_client, contest, name) for name in ("Y Bích", "A Thui"))
    complaining.close()
    clock.set(NOW)
    shows_receipt(one)
    two.jar = one.jar
    assert two.get().status_code == 404
    assert two.complain().status_code == 404
    assert one.on().get(f"/attempts/{one.attempt}/receipt").headers["location"] == "/"


def test_several_receipts_on_one_phone(contest: World, app_client: TestClient, clock: Clock) -> None:
    sitters = [complaining.sitter(app_client, contest, f"Người {number}") for number in range(7)]
    complaining.close()
    clock.set(NOW)
    app_client.cookies.clear()
    for one in sitters:
        assert app_client.post(URL, data={"code": one.receipt().lower()}).status_code == 303
    opened = [app_client.get(one.root).status_code for one in sitters]
    assert opened == [404, *[200] * 6], "the newest six"


def test_a_forged_one_opens_nothing(sitter: Sitter) -> None:
    shows_receipt(sitter)
    for value in (sitter.jar[RECEIPT_COOKIE][:-1], sitter.attempt, f"{sitter.attempt}~x", ""):
        sitter.jar = {RECEIPT_COOKIE: value}
        assert sitter.get().status_code == 303
        assert sitter.complain().status_code == 401


def test_the_entrys_own_signature_is_no_receipts(sitter: Sitter) -> None:
    sitter.jar = {RECEIPT_COOKIE: guards.issue([], sitter.attempt)}
    assert sitter.complain().status_code == 401


@pytest.mark.parametrize("typed", ["", "HT-0000-0000", "W6RD-3PZK", "<b>", "x" * 5000])
def test_a_wrong_code_is_told_and_kept(sitter: Sitter, typed: str) -> None:
    sitter.browser.cookies.clear()
    answer = sitter.browser.post(URL, data={"code": typed})
    assert answer.status_code == 422
    assert said(answer, "#code-err") == WRONG_RECEIPT
    field = HTMLParser(answer.text).css_first("#code")
    assert field is not None and (field.attributes["value"] or "") == typed[:20]
    assert RECEIPT_COOKIE not in sitter.browser.cookies


def test_a_receipt_of_another_contest_is_wrong_here(sitter: Sitter, contest: World) -> None:
    world.make(slug="khac", bank=0)
    assert shows_receipt(sitter, "khac").status_code == 422


def test_wrong_ones_are_counted_with_all_other_guesses(
    sitter: Sitter, contest: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = contest.view(NOW).campaign_id
    noted: list[str] = []
    monkeypatch.setattr(guesses, "wrong", lambda contest, address, now: noted.append(contest))
    shows_receipt(sitter, code="HT-0000-0000")
    shows_receipt(sitter)
    assert noted == [campaign]


def test_who_guesses_too_often_waits(sitter: Sitter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "allowed", lambda contest, address, now: False)
    answer = shows_receipt(sitter)
    assert (answer.status_code, said(answer, "#code-err")) == (422, SLOW_DOWN)
    assert sitter.get().status_code == 303


def test_before_the_result_a_right_code_opens_nothing(contest: World, app_client: TestClient) -> None:
    sitter = complaining.sitter(app_client, contest, "Y Bích")
    assert shows_receipt(sitter).status_code == 303
    assert sitter.get().status_code == 404
    assert contest.view(OPENS + timedelta(minutes=2)).phase == "open"
