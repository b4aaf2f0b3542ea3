"""A contest made, set and opened by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Demo, context
from tests.journeys.access import press, tab_to, typed
from tests.journeys.organiser import button, link
from tests.journeys.people import DESK, log_in

pytestmark = pytest.mark.journey


@pytest.fixture
def desk(browser: Browser, live_server: Demo) -> Iterator[Page]:
    """A PC with a keyboard and no touch, logged in."""
    made = context(browser, DESK)
    page = made.new_page()
    log_in(page, live_server)
    yield page
    made.close()


def test_from_a_template_to_an_open_round(desk: Page) -> None:
    press(desk, button(desk, "Cuộc thi mới"))
    expect(desk.get_by_role("heading", name="Cuộc thi mới")).to_be_visible()
    # One stop for the whole group of templates; the arrows choose.
    chosen = desk.locator("input[name=base]:checked")
    tab_to(desk, chosen)
    desk.keyboard.press("ArrowDown")
    expect(desk.locator("label.pick", has_text="Tuần thi Đoàn xã").locator("input")).to_be_checked()
    desk.keyboard.press("ArrowUp")
    typed(desk, desk.get_by_label("Tên cuộc thi"), "Hội thi bằng bàn phím")
    press(desk, button(desk, "Tạo cuộc thi"))
    expect(desk.get_by_role("heading", name="Vòng ngày hội")).to_contain_text("Đang soạn")
    groups = desk.get_by_role("navigation", name="Nhóm thiết lập")
    press(desk, groups.get_by_role("link", name="Người dự thi"))
    expect(desk.get_by_role("heading", name="Người dự thi")).to_be_visible()
    typed(desk, desk.get_by_label("Tuổi nhỏ nhất"), "14")
    press(desk, button(desk, "Lưu nháp"))
    expect(desk.get_by_text("Đã lưu.", exact=True)).to_be_visible()
    expect(desk.get_by_label("Tuổi nhỏ nhất")).to_have_value("14")
    press(desk, link(desk, "Điều hành"))
    press(desk, button(desk, "Mở vòng ngay"))
    expect(desk.get_by_role("heading", name="Mở vòng ngày hội ngay?")).to_be_visible()
    press(desk, button(desk, "Mở ngay"))
    expect(desk.get_by_role("heading", name="Vòng ngày hội")).to_contain_text("Đang mở")
