"""`hoithi serve` on an empty folder: the one-time code, the first administrator, the log-in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Demo, context, started
from tests.contest.office.conftest import picture
from tests.journeys.people import DESK, button

pytestmark = pytest.mark.journey

PASSWORD = "một câu dễ nhớ của riêng tôi"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Demo]:
    """The real command, its data in a new folder."""
    with started("serve", tmp_path / "data") as running:
        yield running


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """The administrator's PC."""
    made = context(browser, DESK)
    yield made.new_page()
    made.close()


def fill(desk: Page, code: str, password: str = PASSWORD) -> None:
    """The form of the first run."""
    desk.get_by_label("Mã cài đặt").fill(code)
    desk.get_by_label("Họ và tên").fill("Nguyễn Thị Hồng Nhung")
    desk.get_by_label("Tên đăng nhập").fill("nhung.vhxh")
    desk.get_by_label("Mật khẩu", exact=True).fill(password)
    desk.get_by_label("Nhập lại mật khẩu").fill(password)
    button(desk, "Lập tài khoản").click()


def test_from_the_printed_code_to_the_desk(served: Demo, desk: Page) -> None:
    code = served.told["setup_code"]
    desk.goto(served.url)
    expect(desk.get_by_role("heading", name="Cài đặt lần đầu")).to_be_visible()
    fill(desk, "SAI-MA")
    expect(desk.locator(".banner.is-wrong")).to_contain_text("Mã cài đặt")
    expect(desk.get_by_label("Tên đăng nhập")).to_have_value("nhung.vhxh")
    fill(desk, code)
    walk_the_steps(desk)
    desk.get_by_role("link", name="Cuộc thi", exact=True).click()
    expect(desk.get_by_text("Chưa có cuộc thi nào.")).to_be_visible()
    desk.get_by_role("button", name="Đăng xuất").click()
    log_in_again(desk)
    # The page locks itself, and the code is worth nothing any more.
    locked = desk.goto(f"{served.url}/accounts/setup")
    assert locked is not None and locked.status == 404


def walk_the_steps(desk: Page) -> None:
    """Five steps: the first is filled in, with a logo; the others are left for later."""
    step = desk.locator(".line [aria-current=step]")
    expect(step).to_contain_text("1. Nơi tổ chức")
    desk.get_by_label("Tên nơi tổ chức").fill("UBND xã Đăk Tô")
    desk.get_by_label("Tên ngắn").fill("Hội thi Đăk Tô")
    logo = {"name": "logo.png", "mimeType": "image/png", "buffer": picture()}
    desk.get_by_label("Chọn ảnh").set_input_files(logo)  # ty: ignore[invalid-argument-type]
    button(desk, "Lưu, sang bước 2").click()
    expect(desk.locator(".brand")).to_have_text("Hội thi Đăk Tô")
    expect(desk.locator(".brand img")).to_have_js_property("naturalWidth", 256)
    for number in range(2, 6):
        expect(step).to_contain_text(f"{number}. ")
        desk.get_by_role("button", name="Để sau").or_(desk.get_by_role("link", name="Để sau")).click()
    expect(desk.get_by_role("heading", name="UBND xã Đăk Tô đã sẵn sàng")).to_be_visible()


def log_in_again(desk: Page) -> None:
    """With the name and password that were chosen."""
    desk.get_by_label("Tên đăng nhập").fill("nhung.vhxh")
    desk.get_by_label("Mật khẩu").fill(PASSWORD)
    button(desk, "Đăng nhập").click()
    expect(desk.get_by_role("heading", name="Cuộc thi", exact=True)).to_be_visible()


def test_a_second_start_prints_no_code(tmp_path: Path, desk: Page) -> None:
    with started("serve", tmp_path / "data") as first:
        desk.goto(first.url)
        fill(desk, first.told["setup_code"])
        expect(desk.get_by_role("heading", name="Cài đặt lần đầu")).to_have_count(0)
    with started("serve", tmp_path / "data") as second:
        assert second.told["setup_code"] is None
