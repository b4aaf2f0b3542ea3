"""From a list to slips on paper, from a slip into the contest, and on with it on another phone."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser import PHONE, Demo, context
from tests.contest.roster.desk import file
from tests.journeys.access import clean
from tests.journeys.organiser import button, download, link, tab
from tests.journeys.people import choose, saved, shown, start
from tests.journeys.test_accessible_rounds import desk

__all__ = ["desk"]  # a fixture; pytest finds it by its name here
pytestmark = pytest.mark.journey

LIST = (
    ("A Thui", 1990, "Thôn Đăk Rao"),
    ("Y Thu Hằng", "05/9/2011", "Thôn Đăk Rao", "", "", "HS1"),
)
CODE = re.compile(r"(A Thui|Y Thu Hằng).*?\b([0-9A-Z]{4}-[0-9A-Z]{4})\b")


def bring(desk: Page, folder: Path) -> None:
    """The list, up to its slips' page."""
    (folder / "ds.xlsx").write_bytes(file(*LIST))
    link(desk, "Vòng ngày hội").click()
    tab(desk, "Danh sách")
    button(desk, "Nhập từ Excel").click()
    desk.get_by_label("Tệp Excel").set_input_files(folder / "ds.xlsx")
    button(desk, "Xem trước").click()
    button(desk, "Lưu 2 người").click()
    link(desk, "Xem danh sách").click()
    button(desk, "Mã và phiếu").click()


def slips(desk: Page, folder: Path) -> dict[str, str]:
    """Name → code, as printed."""
    printed = download(desk, button(desk, "Cấp mã, tải phiếu cho 2 người"), folder)
    (paper,) = PdfReader(io.BytesIO(printed.read_bytes())).pages
    return dict(CODE.findall(" ".join(paper.extract_text().split())))


def test_a_slip_is_the_way_in(
    live_server: Demo, desk: Page, phone: Page, browser: Browser, tmp_path: Path
) -> None:
    bring(desk, tmp_path)
    clean(desk, "mã và phiếu")
    codes = slips(desk, tmp_path)
    assert set(codes) == {"A Thui", "Y Thu Hằng"}
    desk.get_by_label("Ai cũng tự đăng ký được").uncheck()
    button(desk, "Lưu cách vào thi").click()
    expect(desk.get_by_text("Đã đổi cách vào thi.")).to_be_visible()

    phone.goto(live_server.told["participant"])
    clean(phone, "trang cuộc thi chỉ vào bằng mã")
    link(phone, "Chưa có mã?").click()
    expect(phone.get_by_text("Cuộc thi này chỉ dành cho người có mã.")).to_be_visible()
    clean(phone, "chưa có mã")
    way = f"{phone.url.removesuffix('/new')}/code#{codes['A Thui'].replace('-', '')}"
    phone.goto("about:blank")
    phone.goto(way)  # what the QR code says
    phone.locator("form button.big").click()
    expect(phone.locator(".keycard")).to_contain_text("A Thui")
    clean(phone, "vào thi bằng mã")
    phone.locator("input[name=consent_join]").check()
    phone.locator("form button.big").click()
    expect(phone.locator(".keycard code")).to_have_text(codes["A Thui"])
    start(phone)
    choose(phone)
    saved(phone)

    other = context(browser, PHONE)
    page = other.new_page()
    page.goto(way.partition("#")[0])
    page.get_by_label(re.compile("^Mã dự thi")).fill(codes["A Thui"].lower())
    page.locator("form button.big").click()
    button(page, "Làm tiếp bài").click()
    page.locator("form[action$='/takeover'] button").click()
    expect(shown(page)).to_be_visible()
    other.close()
    a_child(browser, way.partition("#")[0], codes["Y Thu Hằng"])


def a_child(browser: Browser, address: str, code: str) -> None:
    """The guardian's part stands there from the beginning."""
    made = context(browser, PHONE)
    page = made.new_page()
    page.goto(address)
    page.get_by_label(re.compile("^Mã dự thi")).fill(code)
    page.locator("form button.big").click()
    expect(page.locator("#guardian")).to_be_visible()
    clean(page, "người giám hộ")
    page.get_by_label("Họ và tên người giám hộ").fill("A Bố")
    page.locator("input[name=guardian_join]").check()
    page.locator("input[name=consent_join]").check()
    page.locator("form button.big").click()
    expect(page.locator(".keycard code")).to_have_text(code)
    made.close()
