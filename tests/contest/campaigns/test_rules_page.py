"""GET …/rules: the thể lệ, from the data that drives the engine."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.campaigns.service import RoundDraft, create
from contest.campaigns.states import RoundState
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.campaigns.conftest import CLOSES, OPENS, SLUG, draft, rules

URL = f"/campaigns/{SLUG}/rules"


def test_all_articles_in_order(contest: str, phone_: TestClient) -> None:
    page = HTMLParser(phone_.get(URL).text)
    titles = [node.text() for node in page.css("h2")]
    assert [title.split(".")[0] for title in titles] == [f"Điều {n}" for n in range(1, 10)]
    assert "20\u00a0giây sau khi hết giờ" in page.text()


def test_the_digest_is_that_of_the_rules(contest: str, phone_: TestClient) -> None:
    marks = [node.text() for node in HTMLParser(phone_.get(URL).text).css("code")]
    assert marks[0] == rules().sha256()[:16]
    assert len(marks[1]) == 64


@pytest.mark.parametrize("days", [-30, 0, 30])
def test_at_any_time(contest: str, phone_: TestClient, clock: Clock, days: int) -> None:
    clock.move(days=days)
    assert phone_.get(URL).status_code == 200


def test_not_of_a_draft(phone_: TestClient, sqlite_database: Database, clock: Clock) -> None:
    with writing() as db:
        create(db, draft(first=RoundDraft("T", OPENS, CLOSES, rules(), RoundState.DRAFT)), clock.now)
    assert phone_.get(URL).status_code == 404


def test_no_such_contest(contest: str, phone_: TestClient) -> None:
    assert phone_.get("/campaigns/nowhere/rules").status_code == 404


def test_wrong_method(contest: str, phone_: TestClient) -> None:
    assert phone_.post(URL).status_code == 405
