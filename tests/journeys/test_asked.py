"""What a contest asks: chosen at the desk with the form before one's eyes, met on a phone, with the least."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Demo
from tests.journeys.access import clean
from tests.journeys.organiser import make_contest
from tests.journeys.people import button
from tests.journeys.test_accessible_rounds import desk

__all__ = ["desk"]  # a fixture; pytest finds it by its name here
pytestmark = pytest.mark.journey


def test_what_is_asked_is_seen_while_it_is_chosen(live_server: Demo, desk: Page) -> None:
    make_contest(desk, "Hỏi ít thôi")
    desk.locator("ol.groups a", has_text="Người dự thi").click()
    asked = desk.locator(".asked")
    expect(asked).to_contain_text("Đã đủ 16 tuổi hay chưa")
    expect(asked).not_to_contain_text("Số điện thoại")
    clean(desk, "hỏi gì")
    desk.get_by_label("Số điện thoại").select_option("optional")
    expect(asked).to_contain_text("Số điện thoại (không bắt buộc)")
    desk.get_by_label("Tuổi nhỏ nhất").fill("14")
    desk.get_by_label("Tuổi nhỏ nhất").press("Tab")
    expect(asked).to_contain_text("năm sinh luôn bắt buộc")
    clean(desk, "hỏi gì, bị buộc")
    button(desk, "Lưu nháp").click()
    expect(desk.get_by_text("Đã lưu.")).to_be_visible()
    expect(desk.get_by_label("Số điện thoại")).to_have_value("optional")
    expect(desk.get_by_label("Năm sinh")).to_have_value("off")
