"""What axe finds on every page of the real server, in both themes, and the whole way by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Demo, context
from tests.journeys import people
from tests.journeys.access import clean, press, typed
from tests.journeys.people import DESK, NHUNG, button, choose, saved, shown

pytestmark = pytest.mark.journey


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A PC with a keyboard and no touch."""
    made = context(browser, DESK)
    yield made.new_page()
    made.close()


def test_pages_for_anybody(live_server: Demo, phone: Page) -> None:
    told = live_server.told
    for address in (live_server.url, told["participant"], told["predicted"], told["board"], told["hall"]):
        phone.goto(address)
        clean(phone, address)
    for path in ("/rules", "/warm-up", "/entries/new", "/entries/code", "/khong-co"):
        phone.goto(told["participant"] + path)
        clean(phone, path)


def test_entering_and_sitting(live_server: Demo, phone: Page) -> None:
    phone.goto(live_server.told["predicted"] + "/entries/new")
    phone.evaluate("document.querySelector('form').noValidate = true")
    phone.locator("input[name=birth_year]").fill("2014")
    phone.locator("form button.big").click()
    expect(phone.locator("#guardian")).to_be_visible()
    clean(phone, "entry form with errors and the guardian's part")
    people.enter(phone, live_server.told["predicted"])
    clean(phone, "code card")
    people.start(phone)
    clean(phone, "question, empty")
    choose(phone)
    saved(phone)
    clean(phone, "question, saved")
    phone.context.set_offline(True)
    choose(phone, 1)
    expect(phone.locator("[data-notice=offline]")).to_be_visible()
    clean(phone, "question, waiting")
    phone.context.set_offline(False)
    phone.locator("p > a[data-slot]").click()
    clean(phone, "prediction")
    people.hand_in(phone)
    clean(phone, "receipt")


def test_the_desk(live_server: Demo, desk: Page) -> None:
    desk.goto(live_server.told["organiser"])
    clean(desk, "log-in")
    people.log_in(desk, live_server)
    clean(desk, "contests")
    desk.get_by_role("link", name="Vòng ngày hội", exact=True).click()
    clean(desk, "round")
    button(desk, "Đóng ngay").click()
    clean(desk, "confirmation")
    for name in ("Người dự thi", "Kết quả"):
        desk.get_by_role("link", name=name, exact=True).click()
        clean(desk, name)


# --- keyboard only ------------------------------------------------------------------------------


def enter_by_keyboard(page: Page) -> None:
    """The entry form without a pointer."""
    press(page, button(page, "Vào thi"))
    typed(page, page.get_by_label("Họ và tên", exact=True), NHUNG.name)
    typed(page, page.get_by_label("Tìm đơn vị"), NHUNG.search)
    row = page.locator("#units label.pick", has_text=NHUNG.unit).locator("input").first
    expect(row).to_be_visible()
    press(page, row, "Space")
    typed(page, page.locator("input[name=birth_year]"), NHUNG.born)
    press(page, page.locator("input[name=consent_join]"), "Space")
    press(page, page.locator("form button.big"))
    expect(page.locator(".keycard code")).to_be_visible()


def test_by_keyboard_from_the_landing_to_the_receipt(live_server: Demo, desk: Page) -> None:
    desk.goto(live_server.told["participant"])
    enter_by_keyboard(desk)
    press(desk, button(desk, "Vào làm bài"))
    press(desk, button(desk, "Bắt đầu làm bài"))
    expect(desk.locator("#number")).to_contain_text("Câu 1")
    for slot in (1, 2, 3):
        expect(shown(desk)).to_have_attribute("data-slot", str(slot))
        field = shown(desk).locator("input[name=answer]").first
        if shown(desk).get_attribute("data-kind") == "number":
            typed(desk, field, "12")
        else:
            press(desk, field, "Space")
        saved(desk)
        press(desk, shown(desk).locator("button[type=submit]"))
    # The new number has the focus, so that a screen reader begins there.
    assert desk.evaluate("document.activeElement.id") == "number"
    press(desk, desk.locator("a[data-review]:visible").last)
    expect(desk.get_by_role("heading", name="Nộp bài")).to_be_visible()
    press(desk, button(desk, "Nộp bài"))
    expect(desk.locator(".receipt")).to_contain_text("3/15 câu")
