"""`rounds.calendar`: a month of rounds, for those who have a part in them."""

from __future__ import annotations

from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser, LexborNode

from contest.accounts import service as accounts
from contest.campaigns import service as campaigns
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.parsed import text

ADDRESS = "/rounds/calendar"


def days(page: str) -> dict[str, LexborNode]:
    """The cells of the month by the text of their day."""
    found = LexborHTMLParser(page).css(".month td:not(.outside)")
    return {text(cell.css_first(".short")): cell for cell in found}


def test_a_round_stands_on_its_days_and_leads_to_its_desk(organiser: TestClient) -> None:
    contest = world.make(bank=0)
    page = organiser.get(ADDRESS, params={"month": world.OPENS.strftime("%Y-%m")}).text
    cells = days(page)
    assert [name for name, cell in cells.items() if cell.css("li")] == ["5"]
    (link,) = cells["5"].css("a")
    assert link.attributes["href"] == f"/rounds/{contest.round_id}"
    assert text(link).startswith("08:00–10:00 ")


def test_a_month_without_rounds_says_so_and_leads_on(organiser: TestClient) -> None:
    world.make(bank=0)
    page = LexborHTMLParser(organiser.get(ADDRESS, params={"month": "2031-02"}).text)
    assert text(page.css_first("h1")) == "Lịch thi tháng 2/2031"
    assert "không có vòng nào" in text(page.css_first(".quiet-month"))
    assert [link.attributes["href"] for link in page.css("nav.acts a")] == [
        "?month=2031-01",
        ADDRESS,
        "?month=2031-03",
    ]


def test_this_month_marks_today(organiser: TestClient, clock: Clock) -> None:
    page = LexborHTMLParser(organiser.get(ADDRESS).text)
    (today,) = page.css(".today")
    assert text(today.css_first(".day .sr")) == "Hôm nay,"
    assert len(page.css("nav.acts a")) == 2, "no way to the month that is shown"


def test_a_month_that_is_none_is_this_one(organiser: TestClient) -> None:
    for odd in ("2026-13", "x", "<script>", "2026-11-01"):
        answer = organiser.get(ADDRESS, params={"month": odd})
        assert answer.status_code == 200 and LexborHTMLParser(answer.text).css(".today")
    assert organiser.get(ADDRESS, params={"month": "9" * 81}).status_code == 404


def test_rounds_of_others_are_not_in_it(viewer: TestClient, clock: Clock) -> None:
    contest = world.make(bank=0)
    month = {"month": world.OPENS.strftime("%Y-%m")}
    assert contest.round_id in viewer.get(ADDRESS, params=month).text
    with writing() as db:
        campaign_id = campaigns.campaign_of(db, contest.round_id) or ""
        (member, part), *_ = accounts.parts_in(db, campaign_id)
        accounts.revoke(db, "test", member.id, campaign_id, part, clock.now)
    assert contest.round_id not in viewer.get(ADDRESS, params=month).text


def test_who(app_client: TestClient) -> None:
    assert app_client.get(ADDRESS).headers["location"] == "/accounts/login?next=%2Frounds%2Fcalendar"
    assert app_client.post(ADDRESS).status_code in (403, 405)
