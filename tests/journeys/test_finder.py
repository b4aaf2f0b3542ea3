"""Finding one's unit on a slow network: what was picked stays picked, whatever arrives late."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import Demo
from tests.journeys.people import NHUNG, button, find_unit

pytestmark = pytest.mark.journey


def test_what_was_picked_outlives_late_answers(live_server: Demo, phone: Page) -> None:
    phone.goto(live_server.told["participant"])
    button(phone, "Vào thi").click()
    phone.get_by_label("Tìm đơn vị").press_sequentially("thon")
    expect(phone.locator("#units mark").first).to_be_visible()

    held: list[Route] = []
    phone.route("**/units?*", lambda route: held.append(route))
    with phone.expect_request("**/units?*"):
        phone.get_by_label("Tìm đơn vị").press_sequentially(" mot")
    picked = phone.locator("#units label.pick").nth(1)
    unit = picked.locator("input").get_attribute("value")
    # The answer that is under way would take the list away.
    with phone.expect_event("requestfailed"):
        picked.click()
    phone.unroute("**/units?*")
    expect(phone.locator("#units input:checked")).to_have_value(unit or "")

    # Who goes on typing still has it, above what fits.
    with phone.expect_response("**/units?*"):
        phone.get_by_label("Tìm đơn vị").fill("lop 9")
    expect(phone.locator("#units input[name=unit]").first).to_have_value(unit or "")
    expect(phone.locator("#units input:checked")).to_have_value(unit or "")


def test_the_newest_words_are_answered(live_server: Demo, phone: Page) -> None:
    """While one answer is slow, what was typed since replaces its question."""
    phone.goto(live_server.told["participant"])
    button(phone, "Vào thi").click()
    held: list[Route] = []
    phone.route("**/units?q=th", lambda route: held.append(route))
    with phone.expect_request("**/units?q=th"):
        phone.get_by_label("Tìm đơn vị").press_sequentially("th")
    with phone.expect_event("requestfailed"):
        phone.get_by_label("Tìm đơn vị").fill("")
        find_unit(phone, NHUNG)
