"""GET …/warm-up: try a phone before the contest."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.campaigns.service import RoundDraft, create
from contest.campaigns.states import RoundState
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.campaigns.conftest import CLOSES, OPENS, SLUG, draft, rules
from tests.parsed import first, text

URL = f"/campaigns/{SLUG}/warm-up"


def test_the_trials_are_shown_by_the_script_alone(contest: str, phone_: TestClient) -> None:
    page = HTMLParser(phone_.get(URL).text)
    trials = first(page, "#trials")
    assert "hidden" in trials.attributes
    assert [row.attributes["data-trial"] for row in page.css(".trials li")] == [
        "cookie",
        "store",
        "network",
        "clock",
    ]
    assert "Bạn vẫn thi được" in text(first(page, "noscript"))
    assert page.css(f'a[href="/campaigns/{SLUG}"]')


@pytest.mark.parametrize("days", [-30, 0, 30])
def test_at_any_time(contest: str, phone_: TestClient, clock: Clock, days: int) -> None:
    clock.move(days=days)
    assert phone_.get(URL).status_code == 200


def test_the_front_page_leads_there_until_the_close(contest: str, phone_: TestClient, clock: Clock) -> None:
    assert f'href="{URL}"' in phone_.get(f"/campaigns/{SLUG}").text
    clock.move(days=60)
    assert f'href="{URL}"' not in phone_.get(f"/campaigns/{SLUG}").text


def test_not_of_a_draft_and_not_of_nothing(
    phone_: TestClient, sqlite_database: Database, clock: Clock
) -> None:
    with writing() as db:
        create(db, draft(first=RoundDraft("T", OPENS, CLOSES, rules(), RoundState.DRAFT)), clock.now)
    assert phone_.get(URL).status_code == 404
    assert phone_.get("/campaigns/nowhere/warm-up").status_code == 404
    assert phone_.post(URL).status_code == 405
