"""Behind a proxy with HTTPS an administrator switches the work on: a phone registers, another by HTTP too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PHONE, Demo, context
from tests.journeys import people
from tests.journeys.access import clean
from tests.journeys.people import DESK, button

pytestmark = pytest.mark.journey

#: What a proxy on this machine says of a browser that came over HTTPS.
HTTPS = {"X-Forwarded-Proto": "https"}


@pytest.fixture
def desk(browser: Browser, live_server: Demo) -> Iterator[Page]:
    """The administrator's PC."""
    made = context(browser, DESK, extra_http_headers=HTTPS)
    page = made.new_page()
    people.log_in(page, live_server)
    yield page
    made.close()


@pytest.fixture
def secure(browser: Browser) -> Iterator[Page]:
    """A phone that comes over HTTPS."""
    made = context(browser, PHONE, extra_http_headers=HTTPS)
    yield made.new_page()
    made.close()


def switched(desk: Page, live_server: Demo, to: str) -> None:
    """From the front page of the desk by what stands on it."""
    desk.goto(live_server.url + "/rounds")
    desk.get_by_role("link", name="Cài đặt", exact=True).click()
    desk.get_by_role("link", name="Chặn đăng ký tự động").click()
    desk.get_by_label(to).check()
    button(desk, "Lưu").click()
    expect(desk.locator(".banner.is-saved")).to_be_visible()
    clean(desk, f"/office/proofs, {to}")


def test_switched_on_registered_and_off_again(
    live_server: Demo, desk: Page, secure: Page, phone: Page
) -> None:
    address = live_server.told["participant"]
    switched(desk, live_server, "Bật")
    secure.goto(address + "/entries/new")
    expect(secure.locator("[data-told]")).to_have_text("Đã kiểm tra xong.")
    clean(secure, "entry form with the work done")
    people.enter(secure, address)
    phone.goto(address + "/entries/new")
    expect(phone.locator("[data-told]")).to_have_count(0)
    people.enter(phone, address, people.Entrant("Lê Văn Mạng Nội Bộ"))
    switched(desk, live_server, "Tắt")
    secure.goto(address + "/entries/new")
    expect(secure.locator("[data-told]")).to_have_count(0)
