"""`roster.index`, `roster.remove`: who is on the list, found without marks; taking one off."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole, Role
from contest.roster.service import HAS_COME
from contest.web.database import Database
from tests.contest.roster import desk
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.world import World
from tests.contest.selects import selects
from tests.contest.units.desk import page, text, texts

PEOPLE = (
    ("Trần Thị Mai Hương", 1990, "Thôn Đăk Rao", "", "0912345678"),
    ("Y Hưởng", 2011, "Trường THCS Nguyễn Du", "9A", "", "HS1"),
    ("A Thui", 1985, "Thôn Đăk Rao"),
)


def bring(browser: TestClient, contest: World, *rows: tuple[object, ...]) -> None:
    address = desk.draft(browser, contest.round_id, *rows)
    assert browser.post(f"{address}/saving", data={"version": "1"}).status_code == 303


def url(contest: World, tail: str = "") -> str:
    return f"/roster/{contest.round_id}{tail}"


def test_without_a_list_it_says_that_none_is_needed(organiser: TestClient, contest: World) -> None:
    answer = organiser.get(url(contest))
    assert "Không bắt buộc: không có danh sách" in text(answer)
    assert texts(answer, ".empty [role=button]") == ["Nhập từ Excel"]


def test_it_stands_among_the_pages_of_a_round(organiser: TestClient, contest: World) -> None:
    answer = organiser.get(url(contest))
    assert texts(answer, "nav.tabs [aria-current=page]") == ["Danh sách"]
    tab = page(organiser.get(f"/rounds/{contest.round_id}")).css(f"nav.tabs a[href='{url(contest)}']")
    assert len(tab) == 1


def test_people_stand_in_class_list_order(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest, *PEOPLE)
    answer = organiser.get(url(contest))
    assert texts(answer, "tbody td b") == ["Trần Thị Mai Hương", "Y Hưởng", "A Thui"]
    assert "Lớp 9A, Trường THCS Nguyễn Du · 9A" in text(answer, "tbody")
    assert "3 người, 0 đã vào thi." in text(answer)


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("huong", 2),
        ("HƯƠNG mai", 1),
        ("", 3),
        ("   ", 3),
        ("khong co", 0),
        ("%", 3),
        ("0912345678", 0),
        ("'; DROP TABLE person", 0),
    ],
)
def test_search_without_diacritics(organiser: TestClient, contest: World, q: str, found: int) -> None:
    bring(organiser, contest, *PEOPLE)
    answer = organiser.get(url(contest), params={"q": q})
    assert len(texts(answer, "tbody tr")) == found


def test_a_viewer_sees_names_but_no_phone_and_no_deed(
    organiser: TestClient, contest: World, enter: Enter
) -> None:
    bring(organiser, contest, *PEOPLE)
    viewer = enter(Role.VIEWER)  # another person in the same browser
    world.give_part(Role.VIEWER, contest.round_id, ContestRole.VIEWER)
    answer = viewer.get(url(contest))
    assert "Trần Thị Mai Hương" in text(answer)
    assert "0912" not in answer.text
    assert page(answer).css("main form[method=post]") == []
    # What is seen may be taken along; nothing else is there to press.
    ways = {str(way.attributes["href"]).rpartition("/")[2] for way in page(answer).css("main [role=button]")}
    assert ways == {"members.xlsx", "members.csv"}


def test_who_has_not_come_is_taken_off(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest, *PEOPLE)
    member = desk.members(contest.round_id)["A Thui"].id
    answer = organiser.post(url(contest, f"/members/{member}/removal"))
    assert answer.headers["location"] == url(contest, "?done=removed")
    assert "Đã bỏ người ấy" in text(organiser.get(answer.headers["location"]))
    assert desk.names(contest.round_id) == ["Trần Thị Mai Hương", "Y Hưởng"]
    assert organiser.post(url(contest, f"/members/{member}/removal")).status_code == 404


def test_who_has_come_stays_and_leads_to_their_page(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest, *PEOPLE)
    entry = desk.come(contest.round_id, "A Thui")
    member = desk.members(contest.round_id)["A Thui"].id
    answer = organiser.post(url(contest, f"/members/{member}/removal"))
    assert (answer.status_code, text(answer, "[role=alert]")) == (409, HAS_COME.format(name="A Thui"))
    shown = page(organiser.get(url(contest)))
    link = shown.css_first(f"a[href='/rounds/{contest.round_id}/entries/{entry}']")
    assert link is not None
    assert len(shown.css("form[action$='/removal']")) == 2
    assert "3 người, 1 đã vào thi." in text(organiser.get(url(contest)))


def test_three_rows_and_three_hundred_ask_the_same(
    organiser: TestClient, contest: World, sqlite_database: Database
) -> None:
    asked = []
    for count in (3, 300):
        bring(
            organiser,
            contest,
            *((f"A {count} {n}", 1990, "rao", "", "", f"{count}-{n}") for n in range(count)),
        )
        organiser.get(url(contest))
        seen = selects(sqlite_database)
        organiser.get(url(contest))
        asked.append(len(seen))
        seen.clear()
    assert asked[0] == asked[1]


def test_pages_of_fifty(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest, *((f"A {n}", 1990, "rao", "", "", f"m{n}") for n in range(60)))
    assert len(texts(organiser.get(url(contest)), "tbody tr")) == 50
    assert len(texts(organiser.get(url(contest, "?page=2")), "tbody tr")) == 10
    assert "Danh sách không dài đến trang này." in text(organiser.get(url(contest, "?page=9")))
