"""The front page: what it says in each phase, to a visitor and to an entrant."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.campaigns import progress, service
from contest.campaigns.progress import Progress
from contest.campaigns.service import RoundDraft
from contest.campaigns.states import RoundState
from contest.ruleset.rules import BoardShown, ScoreShown, Visibility
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.campaigns.conftest import CLOSES, OPENS, SLUG, draft, rules
from tests.contest.selects import selects

URL = f"/campaigns/{SLUG}"


def links(phone: TestClient, url: str = URL) -> list[str]:
    """The addresses the page leads to, in its order."""
    answer = phone.get(url)
    assert answer.status_code == 200
    return [node.attributes.get("href") or "" for node in HTMLParser(answer.text).css("main a")]


def test_a_visitor_while_it_is_open(contest: str, phone_: TestClient) -> None:
    assert links(phone_)[:2] == [f"{URL}/entries/new", f"{URL}/entries/code"]
    page = HTMLParser(phone_.get(URL).text)
    heading = page.css_first("h1")
    assert heading is not None
    assert [line.text() for line in heading.css("span")] == ["Chuyển đổi số và", "cải cách hành chính"]
    assert heading.text() == "Chuyển đổi số và cải cách hành chính"  # as a screen reader says it
    assert "15 câu hỏi và 1 câu dự đoán" in page.text()
    assert re.search(r"15\s+phút", page.text()), "890 seconds are told as 15 minutes"


def test_an_entrant_is_led_to_the_start(entered: TestClient, contest: str) -> None:
    assert links(entered)[0] == f"/attempts/new/{contest}"


def test_an_open_attempt_goes_on(entered: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    running = Progress(open_attempt="attempt000000", next_slot=4)
    monkeypatch.setattr(progress, "_source", lambda *_: running)
    assert links(entered)[0] == "/attempts/attempt000000/questions/4"


def test_who_is_done_sees_the_receipt(entered: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_source", lambda *_: Progress(last_attempt="attempt000000"))
    shown = links(entered)
    assert shown[0] == "/attempts/attempt000000/receipt"
    assert not any(link.startswith("/attempts/new") for link in shown)


def test_before_the_opening(contest: str, phone_: TestClient, clock: Clock) -> None:
    clock.set(OPENS)
    clock.move(seconds=-1)
    page = phone_.get(URL).text
    assert "chưa mở" in page
    assert 'aria-label="Còn 1\u00a0giây"' in page


def test_a_closing_round_says_so(contest: str, phone_: TestClient, clock: Clock) -> None:
    clock.set(CLOSES)
    assert "đang tính kết quả" in phone_.get(URL).text
    assert f"/standings/{contest}" not in links(phone_)


def test_a_closed_round_leads_to_the_board(contest: str, phone_: TestClient) -> None:
    with writing() as db:
        service.set_state(db, contest, RoundState.READY, RoundState.CLOSED)
    assert links(phone_)[0] == f"/standings/{contest}"


def test_while_a_prediction_is_open_nothing_counts_people(contest: str, entered: TestClient) -> None:
    assert f"/standings/{contest}" not in links(entered)
    assert "người đã thi" not in entered.get(URL).text


def test_a_live_board_is_linked(phone_: TestClient, sqlite_database: Database, clock: Clock) -> None:
    live = rules(prediction=None, visibility=Visibility(score=ScoreShown.AT_ONCE, board=BoardShown.LIVE))
    with writing() as db:
        made = service.create(db, draft(first=RoundDraft("T", OPENS, CLOSES, live)), clock.now)
    assert f"/standings/{made}" in links(phone_)


def test_a_draft_is_not_there(phone_: TestClient, sqlite_database: Database, clock: Clock) -> None:
    hidden = RoundDraft("T", OPENS, CLOSES, rules(), RoundState.DRAFT)
    with writing() as db:
        service.create(db, draft(first=hidden), clock.now)
    assert phone_.get(URL).status_code == 404


def test_few_statements(contest: str, entered: TestClient, sqlite_database: Database) -> None:
    statements = selects(sqlite_database)
    entered.get(URL)
    assert len(statements) <= 3


def test_the_short_address(contest: str, phone_: TestClient) -> None:
    answer = phone_.get(f"/t/{SLUG}")
    assert (answer.status_code, answer.headers["location"]) == (303, URL)


@pytest.mark.parametrize("slug", ["nowhere", "x" * 300, "%27", "Đ"])
def test_no_such_contest(contest: str, phone_: TestClient, slug: str) -> None:
    assert phone_.get(f"/campaigns/{slug}").status_code == 404


def test_wrong_method(contest: str, phone_: TestClient) -> None:
    assert phone_.post(URL).status_code == 405
