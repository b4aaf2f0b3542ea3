"""A class comes in: the teacher opens a code, pupils pick their names, a name taken by mistake goes back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PHONE, Demo, context
from tests.contest.roster.desk import file
from tests.journeys.access import clean
from tests.journeys.organiser import button, link, tab
from tests.journeys.people import choose, saved, start
from tests.journeys.test_accessible_rounds import desk

__all__ = ["desk"]  # a fixture; pytest finds it by its name here
pytestmark = pytest.mark.journey

LIST = (
    ("A Biên", 2012, "Thôn Đăk Rao", "9A", "", "HS1"),
    ("Y Thu Hằng", "05/9/2007", "Thôn Đăk Rao", "9A", "", "HS2"),
    ("Lê Nhung", "", "Thôn Đăk Rao", "9A"),
)


def bring(desk: Page, folder: Path) -> None:
    """The list, up to the page of class codes."""
    (folder / "ds.xlsx").write_bytes(file(*LIST))
    link(desk, "Vòng ngày hội").click()
    tab(desk, "Danh sách")
    button(desk, "Nhập từ Excel").click()
    desk.get_by_label("Tệp Excel").set_input_files(folder / "ds.xlsx")
    button(desk, "Xem trước").click()
    button(desk, "Lưu 3 người").click()
    link(desk, "Xem danh sách").click()
    button(desk, "Mã lớp").click()


def opened(desk: Page) -> str:
    """The code of the class, from the projector's page."""
    clean(desk, "mã lớp, chưa mở")
    button(desk, "Mở mã cho lớp này").click()
    expect(desk.get_by_text("Đã mở mã lớp.")).to_be_visible()
    clean(desk, "mã lớp")
    desk.locator("table.classes a").first.click()
    expect(desk.locator(".class-code h1")).to_contain_text("9A")
    clean(desk, "mã lớp trên màn hình")
    return desk.locator(".big-code").inner_text().strip()


def picks(page: Page, address: str, code: str, name: str) -> None:
    """Type the class code, press a name."""
    page.goto("about:blank")
    page.goto(f"{address}#{code.replace('-', '')}")  # what the QR code says
    expect(page.get_by_label(re.compile("^Mã lớp"))).to_have_value(code.replace("-", ""))
    page.locator("form button.big").click()
    clean(page, "chọn tên")
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".keycard")).to_contain_text(name)


def agrees(page: Page) -> None:
    page.locator("input[name=consent_join]").check()
    page.locator("form button.big").click()


def test_a_class_comes_in(
    live_server: Demo, desk: Page, phone: Page, browser: Browser, tmp_path: Path
) -> None:
    bring(desk, tmp_path)
    code = opened(desk)

    phone.goto(live_server.told["participant"])
    link(phone, "Vào bằng mã").click()
    clean(phone, "vào bằng mã lớp")
    address = phone.url
    picks(phone, address, code, "A Biên")
    button(phone, "Không phải em, chọn lại").click()
    phone.get_by_role("button", name="Y Thu Hằng", exact=True).click()
    clean(phone, "đúng là em")
    phone.get_by_label("Mã học sinh").fill("2012")
    agrees(phone)
    expect(phone.locator("#proof-err")).to_be_visible()
    clean(phone, "chưa khớp")
    phone.get_by_label("Mã học sinh").fill("hs2")
    agrees(phone)
    expect(phone.locator(".keycard code")).to_be_visible()
    start(phone)
    choose(phone)
    saved(phone)

    other = context(browser, PHONE)
    page = other.new_page()
    page.goto(f"{address}#{code.replace('-', '')}")
    page.locator("form button.big").click()
    expect(page.locator(".mates-come")).to_contain_text("Y Thu Hằng")
    a_child(page)
    other.close()

    expect(desk.locator("#arrived")).to_contain_text("2 trong 3", timeout=20_000)
    given_back(desk)


def a_child(page: Page) -> None:
    """The guardian's part stands there; the list's year is not told."""
    page.get_by_role("button", name="A Biên", exact=True).click()
    expect(page.locator("#guardian")).to_be_visible()
    page.get_by_label("Mã học sinh").fill("HS1")
    page.get_by_label("Họ và tên người giám hộ").fill("A Bố")
    page.locator("input[name=guardian_join]").check()
    agrees(page)
    expect(page.locator(".keycard code")).to_be_visible()


def given_back(desk: Page) -> None:
    """A name without a paper goes back to the list."""
    link(desk, "Mã lớp").first.click()
    desk.locator(".crumb").get_by_role("link", name="Danh sách").click()
    row = desk.locator("tbody tr", has_text="A Biên")
    row.get_by_text("Trả tên", exact=True).click()
    clean(desk, "trả tên")
    row.get_by_role("button", name="Trả tên về danh sách").click()
    expect(desk.get_by_text("Tên ấy chờ đúng người vào lại.")).to_be_visible()
    expect(desk.locator("tbody tr", has_text="A Biên")).to_contain_text("Chưa")
