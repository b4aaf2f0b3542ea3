"""Questions for everybody's paper: picked in a few taps, met by everybody, told to nobody before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PHONE, Demo, context
from tests.journeys import organiser
from tests.journeys.organiser import button, group, heading, link, tab
from tests.journeys.people import DESK, NHUNG, Entrant, enter, log_in, start

pytestmark = pytest.mark.journey
ROUND = "vòng ngày hội"
BICH = Entrant("Y Bích")


@pytest.fixture
def desk(browser: Browser, live_server: Demo) -> Iterator[Page]:
    """The organiser's PC, logged in."""
    made = context(browser, DESK)
    page = made.new_page()
    log_in(page, live_server)
    yield page
    made.close()


def picked(desk: Page, words: str) -> str:
    """The first question found with these words is ticked; what it asks."""
    desk.get_by_label("Tìm câu trong ngân hàng", exact=False).fill(words)
    desk.get_by_label("Tìm câu trong ngân hàng", exact=False).press("Enter")
    found = desk.get_by_role("group", name="Câu tìm thấy").locator("label").first
    asked = found.locator("span").evaluate("node => node.firstChild.textContent.trim()")
    found.click()
    return str(asked)


def test_everybody_meets_the_questions_that_were_picked(
    desk: Page, live_server: Demo, browser: Browser
) -> None:
    organiser.make_contest(desk, "Thi có câu chung")
    group(desk, "Đề thi")
    for cell in desk.locator("table.blueprint input").all():
        cell.fill("")
    desk.locator("table.blueprint input").first.fill("3")
    desk.get_by_text("Câu chung cho mọi đề", exact=True).click()
    asked = {picked(desk, "dịch vụ công"), picked(desk, "căn cước")}
    assert len(asked) == 2
    # Before anything is stored the thể lệ says how many, and not which.
    text = desk.locator("#draft")
    expect(text).to_contain_text("2 câu do Ban Tổ chức chọn, chung cho mọi đề")
    assert not any(one in text.inner_text() for one in asked)
    button(desk, "Lưu nháp").click()
    expect(desk.get_by_text("Đã lưu.")).to_be_visible()
    expect(desk.locator("#fixed summary")).to_have_text("Câu chung cho mọi đề: 2 câu")
    tab(desk, "Điều hành")
    button(desk, "Mở vòng ngay").click()
    expect(heading(desk, f"Mở {ROUND} ngay?")).to_be_visible()
    button(desk, "Mở ngay").click()
    expect(heading(desk, ROUND)).to_contain_text("Đang mở")
    landing = f"{live_server.url}{link(desk, 'Mở').last.get_attribute('href')}"
    for who in (NHUNG, BICH):
        made = context(browser, PHONE)
        phone = made.new_page()
        enter(phone, landing, who)
        start(phone)
        assert phone.locator("section[data-slot]").count() == 5
        texts = phone.locator("section[data-slot]").all_text_contents()
        assert all(any(one in " ".join(each.split()) for each in texts) for one in asked)
        made.close()
