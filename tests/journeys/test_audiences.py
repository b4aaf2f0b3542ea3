"""Two audiences in one contest: the organiser makes them, a pupil and a civil servant sit on their phones."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PHONE, Demo, context
from tests.journeys import organiser
from tests.journeys.access import clean
from tests.journeys.organiser import button, group, heading, link, tab
from tests.journeys.people import Entrant, answer_all, close_now, fill_entry, hand_in
from tests.journeys.test_accessible_rounds import desk

__all__ = ["desk"]  # a fixture; pytest finds it by its name here
pytestmark = pytest.mark.journey

ROUND = "Vòng ngày hội"
SERVANT = Entrant("Trần Thị Mai Hương", "1990")
PUPIL = Entrant("Y Thu Hằng", "2012")
PUPILS, SERVANTS = "Bảng A: Học sinh", "Bảng B: Cán bộ, công chức"


def split(desk: Page) -> None:
    """Two audiences; the round at hand becomes the first one's, and is copied for the second."""
    group(desk, "Người dự thi")
    link(desk, "chia bảng dự thi").click()
    clean(desk, "no audiences yet")
    add(desk, "A", "Học sinh", "11", "15")
    add(desk, "B", "Cán bộ, công chức", "18", "")
    clean(desk, "two audiences")
    desk.locator("article", has=heading(desk, PUPILS)).get_by_role(
        "button", name="Dành riêng vòng ấy cho bảng này"
    ).click()
    expect(desk.get_by_text("Vòng thi này từ nay dành riêng cho bảng.")).to_be_visible()
    desk.locator("article", has=heading(desk, SERVANTS)).get_by_role(
        "button", name="Chép thành vòng mới"
    ).click()
    expect(heading(desk, f"{ROUND}, Bảng\N{NO-BREAK SPACE}B").first).to_be_visible()


def add(desk: Page, code: str, name: str, youngest: str, oldest: str) -> None:
    """One audience by its form; its letter is there already."""
    form = desk.locator("#new")
    expect(form.get_by_label("Bảng", exact=True)).to_have_value(code)
    form.get_by_label("Tên bảng").fill(name)
    form.get_by_label("Tuổi nhỏ nhất").fill(youngest)
    form.get_by_label("Tuổi lớn nhất").fill(oldest)
    button(desk, "Thêm bảng").click()
    expect(desk.get_by_text("Đã thêm bảng.")).to_be_visible()


def fewer_questions(desk: Page) -> None:
    """The civil servants' paper gets another length of time; the pupils' stays."""
    group(desk, "Đề thi")
    desk.get_by_label("Phút làm bài").fill("7")
    button(desk, "Lưu nháp").click()
    expect(desk.get_by_text("Đã lưu.", exact=True)).to_be_visible()


def prize(desk: Page, name: str) -> None:
    """One prize for people."""
    group(desk, "Giải thưởng")
    button(desk, "Mở cơ cấu giải thưởng").click()
    organiser.set_prizes(desk, ((name, 1, "500.000"),))
    desk.get_by_role("link", name=re.compile("^Trao giải vòng")).click()


def opened(desk: Page, url: str, whose: str) -> None:
    """Open the round of an audience, from the list of contests."""
    desk.goto(f"{url}/rounds")
    desk.get_by_role("link", name=re.compile(rf"{ROUND}, Bảng\s{whose}")).click()
    button(desk, "Mở vòng ngay").click()
    button(desk, "Mở ngay").click()
    expect(desk.locator(".head h1")).to_contain_text("Đang mở")


def sits(browser: Browser, landing: str, who: Entrant, audience: str, minutes: str) -> None:
    """From the front page with both audiences to the receipt, in the own round."""
    made = context(browser, PHONE)
    page = made.new_page()
    page.goto(landing)
    expect(heading(page, PUPILS)).to_be_visible()
    expect(heading(page, SERVANTS)).to_be_visible()
    clean(page, "the front page with audiences")
    button(page, "Vào thi").click()
    fill_entry(page, who)
    if who is PUPIL:
        # A child: the guardian is asked for now, and the only audience that fits is picked.
        page.locator("form button.big").click()
        expect(page.locator("label.pick", has_text=audience).locator("input")).to_be_checked()
        page.get_by_label("Họ và tên người giám hộ").fill("Y Bích")
        page.locator("input[name=guardian_join]").check()
    page.locator("label.pick", has_text=audience).click()
    clean(page, "the entry form with audiences")
    page.locator("form button.big").click()
    expect(page.locator(".keycard code")).to_be_visible()
    page.goto(landing)
    expect(page.locator("dl.facts")).to_contain_text(audience)
    expect(page.locator("dl.facts")).to_contain_text(f"{minutes} phút")
    button(page, "Vào thi").click()
    button(page, "Bắt đầu làm bài").click()
    answer_all(page)
    assert hand_in(page).startswith("HT-")
    made.close()


def test_a_pupil_and_a_civil_servant(live_server: Demo, desk: Page, browser: Browser) -> None:
    organiser.make_contest(desk, "Hội thi hai bảng")
    prize(desk, "Giải Học trò giỏi")
    tab(desk, "Thiết lập")
    split(desk)
    fewer_questions(desk)
    prize(desk, "Giải Cán bộ gương mẫu")
    for whose in "AB":
        opened(desk, live_server.url, whose)
    landing = live_server.url + str(link(desk, "Mở").last.get_attribute("href"))
    sits(browser, landing, PUPIL, PUPILS, "10")
    sits(browser, landing, SERVANT, SERVANTS, "7")
    for whose, name, prized in (
        ("A", PUPIL.name, "Học trò giỏi"),
        ("B", SERVANT.name, "Cán bộ gương mẫu"),
    ):
        desk.goto(f"{live_server.url}/rounds")
        desk.get_by_role("link", name=re.compile(rf"{ROUND}, Bảng\s{whose}")).click()
        close_now(desk)
        expect(desk.get_by_text("Đọc bảng kết quả")).to_be_visible(timeout=45_000)
        tab(desk, "Kết quả")
        expect(desk.locator("table.results tbody tr")).to_have_count(1)
        expect(desk.locator("table.results tbody")).to_contain_text(name)
        tab(desk, "Trao giải")
        expect(desk.get_by_role("row", name=name)).to_contain_text(prized)
