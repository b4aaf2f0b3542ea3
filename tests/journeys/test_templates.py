"""Each template as it comes: made, opened, sat on a phone, closed, read. Nothing has to be set first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from contest.planning.templates import TEMPLATES, Template
from contest.ruleset.rules import ScoreShown
from tests.browser import Demo, context
from tests.journeys.organiser import button, group, heading, link, tab
from tests.journeys.people import DESK, Entrant, answer_all, close_now, enter, hand_in, log_in, start

pytestmark = pytest.mark.journey

WHO = Entrant("Y Thu Hằng")


@pytest.fixture
def desk(browser: Browser, live_server: Demo) -> Iterator[Page]:
    """The organiser's PC, at the list of contests."""
    made = context(browser, DESK)
    page = made.new_page()
    log_in(page, live_server)
    yield page
    made.close()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.key)
def test_a_template_needs_nothing_but_a_name(
    template: Template, desk: Page, phone: Page, live_server: Demo
) -> None:
    begun(desk, template)
    landing = link(desk, "Mở").last.get_attribute("href")
    enter(phone, f"{live_server.url}{landing}", WHO)
    start(phone)
    slots = answer_all(phone)
    assert slots == template.rules.slots
    assert hand_in(phone).startswith("HT-")
    at_once = template.rules.visibility.score is ScoreShown.AT_ONCE
    assert ("hạng tạm thời" in phone.locator("main").inner_text().lower()) is at_once
    closed_and_read(desk)
    phone.reload()
    expect(phone.locator("main")).to_contain_text("câu")
    if template.later:
        tab(desk, "Thiết lập")
        group(desk, "Thời gian")
        for name, _ in template.later:
            expect(desk.locator("#weeks")).to_contain_text(name)


def begun(desk: Page, template: Template) -> None:
    """From the list of contests to an open round."""
    button(desk, "Cuộc thi mới").click()
    desk.locator("label.pick", has_text=template.name).click()
    desk.get_by_label("Tên cuộc thi").fill(f"Thử mẫu {template.key}")
    button(desk, "Tạo cuộc thi").click()
    expect(heading(desk, template.round_name)).to_contain_text("Đang soạn")
    tab(desk, "Điều hành")
    button(desk, "Mở vòng ngay").click()
    button(desk, "Mở ngay").click()
    expect(heading(desk, template.round_name)).to_contain_text("Đang mở")


def closed_and_read(desk: Page) -> None:
    """Closed early; the one who took part stands in the results, or is counted where none is ranked."""
    expect(desk.locator(".now-counts")).to_contain_text("1 bài đã nộp")
    close_now(desk)
    expect(desk.get_by_text("Đọc bảng kết quả")).to_be_visible(timeout=45_000)
    tab(desk, "Kết quả")
    expect(desk.locator("main")).to_contain_text("1 người")
