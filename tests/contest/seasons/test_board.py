"""`seasons.board`: the sum over closed rounds for phones, with masked names and nothing that runs."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.campaigns import service as campaigns
from contest.people import guards
from contest.seasons import present
from contest.standings import staging
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.rounds import world as rounds
from tests.contest.rounds.world import STAFF
from tests.contest.seasons import world
from tests.contest.seasons.world import LAST, Weeks
from tests.parsed import first

URL = "/seasons/cds"


def page(browser: TestClient, url: str = URL, status: int = 200) -> LexborHTMLParser:
    answer = browser.get(url)
    assert answer.status_code == status, answer.text
    return LexborHTMLParser(answer.text)


def places(html: LexborHTMLParser) -> list[tuple[str, str, str]]:
    """(rank, name, sum) of each row of people."""
    rows = html.css("ol.places[aria-label='Cá nhân'] li")
    return [
        (
            first(row, ".place").text(strip=True).removeprefix("Hạng"),
            first(row, ".who b").text(strip=True),
            first(row, ".got b").text(strip=True),
        )
        for row in rows
    ]


def text(html: LexborHTMLParser, selector: str = "main") -> str:
    found = html.css_first(selector)
    assert found is not None
    return " ".join(found.text(separator=" ").split())


def two(weeks: Weeks) -> None:
    an, bich = weeks.enter("Nguyễn Văn An"), weeks.enter("Y Bích")
    for week in (0, 1):
        weeks.sit(week, an, 2)
        weeks.sit(week, bich, 1 + week, minutes=2)
        weeks.close(week)


def test_before_any_close_it_says_when_there_is_one(app_client: TestClient, clock: Clock) -> None:
    weeks = world.make()
    weeks.sit(0, weeks.enter("Nguyễn Văn An"), 3)
    html = page(app_client)
    assert present.NOT_YET in text(html) and places(html) == [] and "An" not in text(html, ".banner").split()


def test_the_sums_of_the_closed_rounds(app_client: TestClient, clock: Clock) -> None:
    weeks = world.make()
    two(weeks)
    clock.set(LAST)
    html = page(app_client)
    assert places(html) == [("1", "Nguyễn Văn An", "4"), ("2", "Y Bích", "3")]
    assert "2 người, cộng 2 vòng đã đóng" in text(html)
    assert [link.text() for link in html.css("ul.plain a")] == ["Tuần 1", "Tuần 2"]


def test_without_a_season_there_is_no_such_page(app_client: TestClient, clock: Clock) -> None:
    weeks = world.make(None)
    two(weeks)
    clock.set(LAST)
    for path in (URL, f"{URL}/hall"):
        answer = app_client.get(path)
        assert answer.status_code == 404 and present.NO_SEASON in answer.text


@pytest.mark.parametrize("slug", ["khong-co", "0" * 13, "%00", "a" * 300])
def test_no_such_contest(app_client: TestClient, slug: str) -> None:
    world.make()
    for path in (f"/seasons/{slug}", f"/seasons/{slug}/hall"):
        assert app_client.get(path).status_code == 404
        assert app_client.post(path).status_code == 405


@pytest.mark.parametrize("number", ["0", "-1", "x", "1000000"])
def test_a_page_that_is_none_is_no_error_of_ours(app_client: TestClient, number: str) -> None:
    world.make()
    assert app_client.get(f"{URL}?page={number}").status_code in (400, 404, 422)


def test_pages_and_ones_own(app_client: TestClient, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(present, "ROWS", 2)
    weeks = world.make()
    entries = [weeks.enter(f"Người số {number}") for number in range(5)]
    for number, entry in enumerate(entries):
        weeks.sit(0, entry, 3, minutes=number + 1)
    weeks.close(0)
    clock.set(LAST)
    with reading() as db:
        campaign = weeks.view().campaign_id
    with reading() as db:
        third = present.board(db, "cds", (entries[4],), 3, LAST)
        first = present.board(db, "cds", (entries[4],), 1, LAST)
    assert campaign and [row.own for row in third.rows] == [True] and third.own_page == 0
    assert (first.pages, first.own_page, first.own_rank) == (3, 3, 5)
    html = page(app_client, f"{URL}?page=2")
    assert [rank for rank, _, _ in places(html)] == ["3", "4"]
    assert [link.attributes["rel"] for link in html.css("nav.pages a")] == ["prev", "next"]
    assert places(page(app_client, f"{URL}?page=99")) == places(page(app_client, f"{URL}?page=3"))


def test_names_are_masked_as_on_boards(app_client: TestClient, clock: Clock) -> None:
    weeks = world.make()
    child = weeks[0].join("Rơ Châm Hà", year=2016).entry_id
    weeks.sit(0, child, 3)
    weeks.close(0)
    clock.set(LAST)
    assert [name for _, name, _ in places(page(app_client))] == ["Rơ C. H."]


def test_nothing_while_a_hall_is_being_told(app_client: TestClient, clock: Clock) -> None:
    weeks = world.make()
    two(weeks)
    clock.set(LAST)
    with writing() as db:
        staging.cover(db, STAFF, campaigns.view(db, weeks[1].round_id, LAST), 1, LAST)
    for path in (URL, f"{URL}/hall"):
        html = page(app_client, path)
        assert "Ban Tổ chức đang công bố kết quả tuần 2 tại hội trường." in text(html)
        assert "Y Bích" not in html.text()
    with writing() as db:
        view = campaigns.view(db, weeks[1].round_id, LAST)
        staging.uncover(db, STAFF, view, 1, LAST, whole=True)
    assert len(places(page(app_client))) == 2


def test_nothing_while_results_come_in(app_client: TestClient, clock: Clock) -> None:
    weeks = world.make()
    two(weeks)
    clock.set(LAST)
    from contest.seasons import service

    with writing() as db:
        service.begin(db, weeks.view(1), LAST)
    html = page(app_client)
    assert "Máy đang cộng kết quả của tuần 2" in text(html) and places(html) == []


def test_units(app_client: TestClient, clock: Clock) -> None:
    weeks = world.make()
    made = rounds.make_units({"Thôn 1": 10, "Thôn 2": 10})
    an, bich = weeks.enter("An", made["Thôn 1"]), weeks.enter("Bích", made["Thôn 2"])
    weeks.sit(0, an, 1)
    weeks.close(0)
    weeks.sit(1, an, 1)
    weeks.sit(1, bich, 3)
    weeks.close(1)
    clock.set(LAST)
    rows = page(app_client).css("ol.places:not([aria-label]) li")
    assert [" ".join(row.text(separator=" ").split()) for row in rows] == [
        "Hạng 1 Thôn 1 lượt người dự thi 2",
        "Hạng 2 Thôn 2 lượt người dự thi 1",
    ]


def test_the_ways_to_it(app_client: TestClient, clock: Clock) -> None:
    weeks = world.make()
    two(weeks)
    clock.set(LAST)
    for path in ("/campaigns/cds", f"/standings/{weeks[0].round_id}"):
        assert page(app_client, path).css_first(f"a[href='{URL}']") is not None


def test_no_way_where_nothing_is_added(app_client: TestClient, clock: Clock) -> None:
    weeks = world.make(None)
    for path in ("/campaigns/cds", f"/standings/{weeks[0].round_id}"):
        assert page(app_client, path).css_first(f"a[href='{URL}']") is None


def test_the_the_le_says_how_rounds_are_added(app_client: TestClient) -> None:
    world.make()
    titles = [title.text() for title in page(app_client, "/campaigns/cds/rules").css("h2")]
    assert [title.partition(". ")[2] for title in titles].count("Kết quả cả cuộc thi") == 1
    assert [int(title.split()[1].rstrip(".")) for title in titles] == list(range(1, len(titles) + 1))


def test_who_looks_is_no_cookie_reader(app_client: TestClient) -> None:
    world.make()
    answer = app_client.get(URL, headers={"Cookie": f"{guards.ENTRY_COOKIE}=rubbish"})
    assert answer.status_code == 200 and answer.headers["cache-control"] == "private, no-cache"
