"""`accounts.staff`: who works here; and the ladder of all pages about accounts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from contest.accounts import service, staffing
from contest.accounts.models import Staff
from contest.accounts.states import Role
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.accounts.conftest import Desk
from tests.contest.selects import selects
from tests.parsed import HTMLParser, text

NOBODY = "0" * 13
READS = ("", "/new", f"/{NOBODY}", f"/{NOBODY}/password")
DEEDS = ("/new", f"/{NOBODY}", f"/{NOBODY}/disabling", f"/{NOBODY}/enabling", f"/{NOBODY}/password")
BAD = ("abc", "K7Q2M94X0A1BC", "k7q2m94x0a1bcd", "%00" * 13, "k7q2m94x0a1b%27")


@pytest.mark.parametrize("path", READS)
def test_a_stranger_is_led_to_the_log_in(stranger: TestClient, path: str) -> None:
    answer = stranger.get(f"/accounts/staff{path}")
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")


@pytest.mark.parametrize("path", DEEDS)
def test_a_stranger_does_nothing(stranger: TestClient, path: str) -> None:
    assert stranger.post(f"/accounts/staff{path}").status_code == 401


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.VIEWER])
def test_only_administrators_touch_accounts(desk: Desk, role: Role) -> None:
    browser = desk("nhung", role)
    assert {browser.get(f"/accounts/staff{path}").status_code for path in READS} == {403}
    assert {browser.post(f"/accounts/staff{path}").status_code for path in DEEDS} == {403}


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_nobody_of_this_id(desk: Desk, bad: str) -> None:
    browser = desk()
    assert browser.get(f"/accounts/staff/{bad}").status_code == 404
    form = {"name": "A", "role": "viewer", "version": "x"}
    assert browser.post(f"/accounts/staff/{bad}", data=form).status_code == 404
    assert browser.post(f"/accounts/staff/{bad}/password", data={"password": "x" * 12}).status_code == 404
    for deed in ("disabling", "enabling"):
        assert browser.post(f"/accounts/staff/{bad}/{deed}").status_code == 404


@pytest.mark.parametrize("deed", ["disabling", "enabling"])
def test_a_deed_is_posted(desk: Desk, deed: str) -> None:
    assert desk().get(f"/accounts/staff/{NOBODY}/{deed}").status_code == 405


def rows(browser: TestClient, query: str = "") -> list[list[str]]:
    page = HTMLParser(browser.get(f"/accounts/staff{query}").text)
    return [[text(cell) for cell in row.css("td")] for row in page.css("tbody tr")]


def test_everybody_by_name_those_who_are_out_last(
    desk: Desk, staff: Callable[..., service.Member], clock: Clock
) -> None:
    browser = desk()
    staff("tung", Role.VIEWER)
    gone = staff("anh", Role.ORGANISER)
    with writing() as db:
        staffing.disable(db, "x", gone.id, clock.now)
    assert rows(browser) == [
        ["Tên admin (bạn)", "admin", "Quản trị", "05/10/2026", ""],
        ["Tên tung", "tung", "Thành viên", "chưa lần nào", ""],
        ["Tên anh", "anh", "Điều hành", "chưa lần nào", "Đã khóa"],
    ]


def crowd(clock: Clock, count: int) -> None:
    with writing() as db:
        for number in range(count):
            row = Staff(
                login=f"nguoi{number:04}",
                name=f"Đặng Thị Bưởi {number:04}",
                role="viewer",
                password_hash="-",
                created_at=clock.now,
            )
            db.add(row)


def test_a_name_is_found_without_its_marks(desk: Desk, clock: Clock) -> None:
    browser = desk()
    crowd(clock, 3)
    assert len(rows(browser, "?q=dang+thi+buoi")) == 3
    assert [row[1] for row in rows(browser, "?q=NGUOI0002")] == ["nguoi0002"]
    assert [row[1] for row in rows(browser, "?q=bưởi 0001")] == ["nguoi0001"]
    page = HTMLParser(browser.get("/accounts/staff?q=zzz").text)
    assert "Không thấy ai" in text(page.css_first(".empty"))


def test_a_long_list_has_pages(desk: Desk, clock: Clock) -> None:
    browser = desk()
    crowd(clock, 119)
    assert [len(rows(browser, f"?page={page}")) for page in (1, 2, 3, 99)] == [50, 50, 20, 20]
    page = HTMLParser(browser.get("/accounts/staff?q=nguoi&page=2&step=3").text)
    assert text(page.css_first(".pages span")) == "Trang 2/3, 119 người"
    links = [node.attributes["href"] for node in page.css(".pages a")]
    assert links == [f"/accounts/staff?q=nguoi&page={n}&step=3" for n in (1, 3)]


@pytest.mark.parametrize("query", ["page=0", "page=x", "step=-1", "q=" + "x" * 81])
def test_a_bad_address_is_not_there(desk: Desk, query: str) -> None:
    assert desk().get(f"/accounts/staff?{query}").status_code == 404


def test_three_or_three_thousand_ask_as_much(desk: Desk, clock: Clock, sqlite_database: Database) -> None:
    browser = desk()
    crowd(clock, 3)
    seen = selects(sqlite_database)
    browser.get("/accounts/staff")
    few = len(seen)
    with writing() as db:
        for row in staffing.everybody(db):
            assert row.id
    crowd_more(clock)
    seen.clear()
    browser.get("/accounts/staff")
    assert len(seen) == few


def crowd_more(clock: Clock) -> None:
    with writing() as db:
        db.add_all(
            Staff(login=f"them{n}", name=f"Thêm {n}", role="viewer", password_hash="-", created_at=clock.now)
            for n in range(3_000)
        )


def test_in_the_first_run_it_is_a_step(desk: Desk) -> None:
    page = HTMLParser(desk().get("/accounts/staff?step=3").text)
    assert text(page.css_first(".line .now")).startswith("3. Người cùng làm")
    assert [text(node) for node in page.css(".ways-on a")] == ["Để sau", "Bước 2"]
    links = {node.attributes["href"] for node in page.css("main a")}
    assert {"/accounts/staff/new?step=3", "/office/privacy?step=4"} <= links


def test_no_page_shows_a_hash(desk: Desk) -> None:
    browser = desk()
    with reading() as db:
        accounts = staffing.everybody(db)
    for path in ("", f"/{accounts[0].id}"):
        assert "argon2" not in browser.get(f"/accounts/staff{path}").text
