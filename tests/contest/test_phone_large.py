"""A picture opens large above its question and goes away again, by touch and by keyboard."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import Page, expect

from contest import resources
from tests.questions.drawn import data, drawing

pytestmark = pytest.mark.journey


def opened(page: Page, width: int, height: int) -> None:
    """A page with one picture, which was opened."""
    styles = resources.path("static", "css", "phone-picture.css").read_text("utf-8")
    source = base64.b64encode(data(drawing(width=width, height=height))).decode()
    picture = f'<img src="data:image/png;base64,{source}" alt="Sơ đồ" width="60">'
    page.set_content(
        f"<!doctype html><meta name=viewport content='width=device-width'><style>{styles}"
        f"dialog {{ max-width: none; max-height: none; width: 100%; height: 100%; border: 0 }}</style>"
        f'<figure class="stem"><a id="link" href="#away" data-large>{picture}</a></figure>'
    )
    page.add_script_tag(path=resources.path("static", "js", "phone-large.js"))
    page.locator("#link").click()
    expect(page.locator("dialog.large")).to_be_visible()


def is_back(page: Page) -> None:
    """The large one is gone, and the keyboard is where it was."""
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("#link")).to_be_focused()
    assert not page.url.endswith("#away")


def test_escape_closes_it(phone: Page) -> None:
    opened(phone, 120, 80)
    expect(phone.get_by_role("button", name="Đóng hình")).to_be_focused()
    expect(phone.get_by_role("img", name="Sơ đồ").last).to_be_visible()
    phone.keyboard.press("Escape")
    is_back(phone)
    phone.keyboard.press("Enter")
    expect(phone.locator("dialog.large")).to_be_visible()
    phone.keyboard.press("Enter")
    is_back(phone)


@pytest.mark.parametrize("place", [(180, 20), (180, 100), (180, 700)], ids=["button", "picture", "below"])
def test_a_touch_anywhere_closes_it(phone: Page, place: tuple[int, int]) -> None:
    opened(phone, 120, 80)
    phone.touchscreen.tap(*place)
    is_back(phone)


def test_a_phone_shows_it_as_wide_as_it_is(phone: Page) -> None:
    opened(phone, 120, 80)
    box = phone.locator(".large img").bounding_box()
    assert box is not None and box["x"] == 0 and box["width"] >= 345


def test_a_high_one_is_not_blown_up_on_a_large_screen(hall: Page) -> None:
    opened(hall, 300, 1400)
    box = hall.locator(".large img").bounding_box()
    assert box is not None and box["width"] == 480
    assert abs(box["x"] + 240 - 1920 / 2) < 10, "in the middle"
