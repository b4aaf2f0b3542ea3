"""`commendations.honours`: who won, for everybody, once a list is issued; with names that may be public."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import service as campaigns
from contest.commendations import honours
from contest.commendations.ladders import Ladder
from contest.people import same
from contest.people import service as people
from contest.people.models import Entry
from contest.people.rules import HIDDEN_NAME
from contest.standings import kept, staging
from contest.web.database import writing
from tests.contest.commendations import overall, world
from tests.contest.commendations.world import LADDER, LATER, NOW, STAFF, UNITS, clear
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser, text

BAD = ["0" * 13, "abc", "K7Q2M94X0A1BC", "%00" * 13, "'"]


def shown(browser: TestClient, id: str, status: int = 200) -> HTMLParser:
    answer = browser.get(f"/commendations/{id}/honours")
    assert answer.status_code == status, answer.text
    return HTMLParser(answer.text)


def rolls(page: HTMLParser) -> dict[str, list[tuple[str, str, str]]]:
    """Heading → (prize, name, unit) of each winner."""
    return {
        text(section.css_first("h2")): [
            (
                text(one.css_first("small")),
                text(one.css_first("b")),
                text(unit) if (unit := one.css_first("span")) else "",
            )
            for one in section.css("li")
        ]
        for section in page.css("section")
    }


def test_before_a_list_is_issued_there_is_no_page(app_client: TestClient) -> None:
    made = world.closed(clear(2))
    assert "chưa phát hành" in text(shown(app_client, made.round_id, 404))
    made.issue()
    assert list(rolls(shown(app_client, made.round_id)).values()) == [
        [("Giải Nhất", "Người 0001", ""), ("Giải Nhì", "Người 0002", "")]
    ]


def test_names_as_far_as_they_may_be_public(app_client: TestClient) -> None:
    made = world.closed([("A Thui", 15)])
    world.fill(made, [("Trần Văn Kín", 14)], publish=False)
    world.fill(made, [("Lê Thị Nhung", 13)], birth_year=2013)
    made.issue()
    page = shown(app_client, made.round_id)
    assert [name for winners in rolls(page).values() for _, name, _ in winners] == [
        "A Thui",
        HIDDEN_NAME,
        "Lê T. N.",
    ]
    for kept_back in ("Kín", "Nhung", "Thị"):
        assert kept_back not in (page.html or "")


def test_who_is_forgotten_has_no_name_there(app_client: TestClient) -> None:
    made = world.closed([("A Thui", 15)])
    made.issue()
    with writing() as db:
        entry = db.get(Entry, made.entries["A Thui"])
        assert entry is not None
        people.forget(db, entry.person_id, LATER)
    assert "Thui" not in (shown(app_client, made.round_id).html or "")


def test_who_entered_twice_is_called_as_the_entry_that_counts(app_client: TestClient) -> None:
    made = world.closed([("nguyen thi lan", 15)])
    made.issue()
    world.fill(made, [("Nguyễn Thị Lan", 3)])
    with writing() as db:
        same.merge(db, [made.entries["nguyen thi lan"]], made.entries["Nguyễn Thị Lan"], "d" * 13)
    (winners,) = rolls(shown(app_client, made.round_id)).values()
    assert [name for _, name, _ in winners] == ["Nguyễn Thị Lan"]


def test_the_newest_list_counts(app_client: TestClient) -> None:
    made = world.closed([("A Thui", 15), ("Y Bích", 14)])
    made.issue()
    made.place("Y Bích", 15, 1)
    made.issue("Chấm lại", LATER)
    (winners,) = rolls(shown(app_client, made.round_id)).values()
    assert [name for _, name, _ in winners] == ["Y Bích", "A Thui"]
    assert "danh sách số 2" in text(shown(app_client, made.round_id))


def test_a_phone_that_has_the_page_gets_304_until_another_list_is_issued(app_client: TestClient) -> None:
    made = world.closed([("A Thui", 15), ("Y Bích", 14)])
    made.issue()
    url = f"/commendations/{made.round_id}/honours"
    first = app_client.get(url)
    has = {"If-None-Match": first.headers["etag"]}
    again = app_client.get(url, headers=has)
    assert (again.status_code, again.content, again.headers["cache-control"]) == (304, b"", "no-cache")
    made.place("Y Bích", 15, 1)
    made.issue("Chấm lại", LATER)
    assert app_client.get(url, headers=has).status_code == 200
    assert "danh sách số 2" in text(shown(app_client, made.round_id))


def test_the_page_is_made_once_for_a_crowd(app_client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    made = world.closed([("A Thui", 15), ("Y Bích", 14)])
    made.issue()
    times: list[int] = []
    page = honours._page
    monkeypatch.setattr(honours, "_page", lambda *given: times.append(1) or page(*given))
    for _ in range(3):
        shown(app_client, made.round_id)
    assert len(times) == 1
    with writing() as db:
        staging.cover(db, STAFF, campaigns.view(db, made.round_id, NOW), 1, NOW)
    assert rolls(shown(app_client, made.round_id)) == {}, "at once"


def test_units_stand_in_orders_of_their_own(app_client: TestClient) -> None:
    units = boards.make_units({"Thôn 1": 10, "Thôn 2": 10})
    made = world.closed(ladder=None)
    world.fill(made, [("A Thui", 15)], unit=units["Thôn 1"])
    made.ladder(Ladder(people=LADDER.people, units=UNITS))
    made.issue()
    found = rolls(shown(app_client, made.round_id))
    assert list(found) == ["Giải cá nhân", "Giải đơn vị theo số người dự thi"]
    assert list(found.values()) == [[("Giải Nhất", "A Thui", "Thôn 1")], [("Giải Nhất", "Thôn 1", "")]]


def test_nobody_stands_there_while_the_hall_is_told(app_client: TestClient) -> None:
    made = world.closed([("A Thui", 15), ("Y Bích", 14)])
    made.issue()
    with writing() as db:
        staging.cover(db, STAFF, campaigns.view(db, made.round_id, NOW), 1, NOW)
    page = shown(app_client, made.round_id)
    assert rolls(page) == {} and "tại hội trường" in text(page)
    assert "Thui" not in (page.html or "") and "Bích" not in (page.html or "")


def test_the_board_leads_there_once_a_list_is_issued(app_client: TestClient) -> None:
    made = world.closed([("A Thui", 15)])

    def ways() -> list[str | None]:
        kept.forget()
        page = HTMLParser(app_client.get(f"/standings/{made.round_id}").text)
        return [link.attributes["href"] for link in page.css("main a") if "Bảng vàng" in text(link)]

    assert ways() == []
    made.issue()
    assert ways() == [f"/commendations/{made.round_id}/honours"]


def test_a_whole_contest_has_winners_too(app_client: TestClient) -> None:
    made = overall.whole({"A Thui": 15, "Y Bích": 9}, {"A Thui": 10})
    board = HTMLParser(app_client.get("/seasons/cds").text)
    assert [link for link in board.css("main a") if "Bảng vàng" in text(link)] == []
    made.issue()
    board = HTMLParser(app_client.get("/seasons/cds").text)
    (way,) = [link.attributes["href"] for link in board.css("main a") if "Bảng vàng" in text(link)]
    assert way == f"/commendations/{made.round_id}/honours"
    (winners,) = rolls(shown(app_client, made.round_id)).values()
    assert [name for _, name, _ in winners] == ["A Thui", "Y Bích"]


@pytest.mark.parametrize("bad", BAD)
def test_what_is_not_there(app_client: TestClient, bad: str) -> None:
    assert app_client.get(f"/commendations/{bad}/honours").status_code == 404


def test_nothing_is_posted(app_client: TestClient) -> None:
    assert app_client.post(f"/commendations/{'0' * 13}/honours").status_code == 405
