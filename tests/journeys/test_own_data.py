"""One's own data on a phone without script: enter, see, take consent back, be forgotten; boards follow."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Demo
from tests.journeys.access import clean
from tests.journeys.people import Entrant, answer_all, button, enter, hand_in, start

pytestmark = pytest.mark.journey

MINE = Entrant("Đinh Thị Ngọc Lan", "1991")


@pytest.fixture
def plain(browser: Browser) -> Page:
    """A phone on which no script runs."""
    return browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()


def test_from_entering_to_being_forgotten(live_server: Demo, phone: Page, plain: Page) -> None:
    code = enter(phone, live_server.told["participant"], MINE)
    start(phone)
    answer_all(phone)
    hand_in(phone)
    board = live_server.told["board"]
    phone.goto(board)
    expect(phone.get_by_text(MINE.name).first).to_be_visible()

    plain.goto(live_server.told["participant"])
    plain.get_by_role("link", name="Vào bằng mã").first.click()
    plain.get_by_label("Mã dự thi").fill(code)
    button(plain, "Vào").click()
    plain.get_by_role("link", name="Thông tin của tôi").click()
    expect(plain.get_by_text(MINE.name)).to_be_visible()
    with plain.expect_download() as copied:
        plain.get_by_role("button", name="JSON").click()
    told = json.loads(copied.value.path().read_text("utf-8"))
    assert any(fact["value"] == MINE.name for fact in told["sections"][0]["facts"])

    button(plain, "Rút đồng ý").click()
    expect(plain.get_by_text("Đã lưu lựa chọn của bạn")).to_be_visible()
    phone.goto(board)
    expect(phone.get_by_text(MINE.name)).to_have_count(0)
    phone.goto(live_server.told["hall"])
    expect(phone.get_by_text(MINE.name)).to_have_count(0)

    plain.get_by_role("link", name="Xóa dữ liệu của tôi").click()
    plain.get_by_label("Gõ lại mã dự thi").fill(code)
    plain.locator("#sure").check()
    plain.locator("#results").check()
    plain.locator("button.big").click()
    expect(plain.get_by_text("Dữ liệu của bạn đã được xóa")).to_be_visible()
    plain.get_by_role("link", name="Về trang cuộc thi").click()
    expect(plain.get_by_role("link", name="Thông tin của tôi")).to_have_count(0)
    phone.goto(f"{live_server.told['participant'].replace('/campaigns/', '/privacy/mine/')}")
    expect(phone.get_by_label("Mã dự thi")).to_be_visible()  # an old cookie opens nothing


def test_the_page_can_be_used_by_everybody(live_server: Demo, phone: Page) -> None:
    enter(phone, live_server.told["participant"], Entrant("A Kiểm", "1992"))
    phone.get_by_role("link", name="Thông tin của tôi").click()
    clean(phone, "thông tin của tôi")
    for name in ("Sửa tên", "Rút khỏi cuộc thi", "Xóa dữ liệu của tôi"):
        phone.get_by_role("link", name=name).click()
        clean(phone, name)
        phone.go_back()
