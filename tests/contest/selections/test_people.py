"""`selections.people`: who was selected, once staff confirmed it, masked as on boards."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest import entropy
from contest.campaigns import service as campaigns
from contest.people import guards
from contest.people.guards import ENTRY_COOKIE
from contest.ruleset.selection import Selection
from contest.selections import present
from contest.standings import staging
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import STAFF
from tests.contest.selections import world
from tests.contest.selections.world import BETWEEN, Final
from tests.parsed import first


def page(browser: TestClient, made: Final, query: str = "") -> LexborHTMLParser:
    answer = browser.get(f"/selections/{made.round_id}{query}")
    assert answer.status_code == 200, answer.text
    return LexborHTMLParser(answer.text)


def rows(html: LexborHTMLParser) -> list[tuple[str, str]]:
    """(place, name) of each row."""
    return [
        (
            first(row, ".place").text(strip=True).removeprefix("Hạng").removeprefix("Ban Tổ chức thêm"),
            first(row, ".who b").text(strip=True),
        )
        for row in html.css("ol.places li")
    ]


def test_who_was_selected(app_client: TestClient, clock: Clock) -> None:
    made = world.make(2)
    entries = world.qualify(made, An=3, Bích=2, Cường=1)
    clock.set(BETWEEN)
    assert present.NOT_YET in page(app_client, made).text()
    made.confirm()
    made.change(entries["Cường"], True)
    html = page(app_client, made)
    assert rows(html) == [("1", "An"), ("2", "Bích"), ("+", "Cường")]
    assert "3 người, xác nhận lúc" in html.text()


def test_ones_own_row(app_client: TestClient, clock: Clock) -> None:
    made = world.make(1)
    entries = world.qualify(made, An=3, Bích=2)
    made.confirm()
    clock.set(BETWEEN)
    app_client.cookies.set(ENTRY_COOKIE, guards.issue((entries["An"],), entropy.new_id()))
    html = page(app_client, made)
    assert "Bạn có trong danh sách." in html.text()
    assert first(html, "li.own").attributes["aria-current"] == "true"
    app_client.cookies.set(ENTRY_COOKIE, guards.issue((entries["Bích"],), entropy.new_id()))
    assert "Bạn có trong danh sách." not in page(app_client, made).text()


def test_names_are_masked(app_client: TestClient, clock: Clock) -> None:
    made = world.make(1)
    child = made.weeks[0].join("Rơ Châm Hà", year=2016).entry_id
    made.weeks.sit(0, child, 3)
    made.weeks.close(0)
    made.confirm()
    clock.set(BETWEEN)
    assert rows(page(app_client, made)) == [("1", "Rơ C. H.")]


def test_pages(app_client: TestClient, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(present, "ROWS", 1)
    made = world.make(2)
    world.qualify(made, An=3, Bích=2)
    made.confirm()
    clock.set(BETWEEN)
    assert rows(page(app_client, made, "?page=2")) == [("2", "Bích")]
    assert rows(page(app_client, made, "?page=9")) == [("2", "Bích")]


def test_nothing_while_a_hall_is_being_told(app_client: TestClient, clock: Clock) -> None:
    made = world.make(1)
    world.qualify(made, An=3, Bích=2)
    made.confirm()
    clock.set(BETWEEN)
    first = made.weeks[0].round_id
    with writing() as db:
        staging.cover(db, STAFF, campaigns.view(db, first, BETWEEN), 1, BETWEEN)
    html = page(app_client, made)
    assert "đang công bố kết quả tuần 1 tại hội trường" in html.text() and not rows(html)


def test_a_list_that_is_not_public_is_none(app_client: TestClient, clock: Clock) -> None:
    made = world.make(1, public=False)
    world.qualify(made, An=3)
    made.confirm()
    clock.set(BETWEEN)
    answer = app_client.get(f"/selections/{made.round_id}")
    assert answer.status_code == 404 and present.NO_LIST in answer.text
    assert app_client.get(f"/selections/{made.weeks[0].round_id}").status_code == 404


def test_a_round_whose_first_round_is_gone(app_client: TestClient, clock: Clock) -> None:
    made = world.make(1)
    world.choose(made, Selection(round=9, places=1))
    assert app_client.get(f"/selections/{made.round_id}").status_code == 404
    assert app_client.get("/campaigns/cds").status_code == 200
    assert app_client.get("/campaigns/cds/rules").status_code == 200


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(app_client: TestClient, bad: str) -> None:
    world.make()
    assert app_client.get(f"/selections/{bad}").status_code == 404
