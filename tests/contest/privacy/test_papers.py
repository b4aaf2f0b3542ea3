"""`privacy.papers`: which papers there are, what the server fills in, and what it lacks for them."""

from __future__ import annotations

from fastapi.testclient import TestClient

from contest.audit.service import SERVER
from contest.office import service as office
from contest.office.rules import Identity, Reach
from contest.web.database import writing
from tests.contest.privacy import canary
from tests.contest.privacy.people import staff
from tests.contest.rounds.world import OPENS
from tests.parsed import HTMLParser, text

URL = "/privacy/papers"
NAMED = Identity("UBND xã Đăk Tô", "Tỉnh Quảng Ngãi", "Hội thi", "Đăk Tô", "01 Hùng Vương", "02603", "a@b.vn")


def told() -> None:
    """Say who we are."""
    with writing() as db:
        office.save_identity(db, SERVER, NAMED, OPENS, png=b"", unlogo=False)
        office.save_reach(db, SERVER, Reach("https://thi.daktolocal.vn"), OPENS)


def page_of(browser: TestClient) -> HTMLParser:
    answer = browser.get(URL)
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def facts(page: HTMLParser) -> dict[str, str]:
    names, values = page.css("dl.facts dt"), page.css("dl.facts dd")
    return {text(name): text(value) for name, value in zip(names, values, strict=True)}


def test_it_says_what_is_missing_and_where_to_write_it(admin: TestClient) -> None:
    page = page_of(admin)
    banner = page.css_first(".banner")
    assert banner is not None and "Cơ quan, Cơ quan cấp trên, Địa chỉ, Địa chỉ trên mạng" in text(banner)
    assert [node.attributes["href"] for node in banner.css("a")] == ["/office/identity", "/office/phones"]


def test_nothing_is_missing_once_it_was_told(admin: TestClient) -> None:
    told()
    canary.make(staff())
    page = page_of(admin)
    assert page.css_first(".banner") is None
    assert facts(page) == {
        "Cơ quan": "UBND xã Đăk Tô",
        "Cơ quan cấp trên": "Tỉnh Quảng Ngãi",
        "Địa chỉ": "01 Hùng Vương",
        "Địa chỉ trên mạng": "https://thi.daktolocal.vn",
        "Người dự thi còn tên trên máy": "4",
        "Trong đó chưa đủ 16 tuổi": "0",
        "Tài khoản Ban Tổ chức": "2",
        "Nơi lưu dữ liệu": "SQLite",
    }


def test_both_papers_can_be_taken_along(admin: TestClient) -> None:
    for node in page_of(admin).css(".settings a"):
        assert admin.get(str(node.attributes["href"])).status_code == 200
