"""Two steps in a real browser: scan, confirm, out, in by the phone's code, in by a code on paper, off."""

from __future__ import annotations

import time
from base64 import b32decode
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from contest.accounts import totp
from tests.browser import Demo, context, started
from tests.journeys.access import clean
from tests.journeys.people import DESK, button

pytestmark = pytest.mark.journey


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Demo]:
    """A demo of its own: the accounts of the shared one stay as they are."""
    with started("demo", tmp_path / "data") as running:
        yield running


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """The organiser's PC."""
    made = context(browser, DESK)
    yield made.new_page()
    made.close()


class App:
    """The authenticator: it typed the secret in, and shows each code once."""

    def __init__(self, typed: str) -> None:
        self.secret = b32decode(typed.replace(" ", ""))
        self.last = ""

    def code(self) -> str:
        """The code that is shown; waits for the next when this one was used."""
        while (code := totp.code_at(self.secret, datetime.now(UTC))) == self.last:
            time.sleep(0.5)
        self.last = code
        return code


def give_password(desk: Page, served: Demo) -> None:
    desk.goto(served.told["organiser"])
    desk.get_by_label("Tên đăng nhập").fill(served.told["login"])
    desk.get_by_label("Mật khẩu").fill(served.told["password"])
    button(desk, "Đăng nhập").click()


def give_code(desk: Page, code: str) -> None:
    desk.get_by_label("Mã 6 số").fill(code)
    button(desk, "Vào bàn làm việc").click()


def set_up(desk: Page) -> tuple[App, list[str]]:
    """From one's own page to the codes on paper."""
    desk.locator(".who a").click()
    desk.get_by_role("button", name="Bật hai bước").click()
    clean(desk, "/accounts/me/two-step, off")
    app = App(desk.locator(".by-hand").inner_text())
    desk.get_by_label("Mã 6 số").fill("000000")
    button(desk, "Bật hai bước").click()
    expect(desk.locator(".banner.is-wrong")).to_contain_text("Mã 6 số")
    desk.get_by_label("Mã 6 số").fill(app.code())
    button(desk, "Bật hai bước").click()
    expect(desk.get_by_role("heading", name="Mã dự phòng của")).to_be_visible()
    clean(desk, "/accounts/me/two-step, codes")
    return app, desk.locator(".spare code").all_inner_texts()


def test_two_steps(served: Demo, desk: Page) -> None:
    give_password(desk, served)
    app, paper = set_up(desk)
    assert len(paper) == 10
    desk.get_by_role("button", name="Đã cất mã, vào bàn làm việc").click()
    button(desk, "Đăng xuất").click()

    give_password(desk, served)
    expect(desk.get_by_role("heading", name="Bước thứ hai")).to_be_visible()
    clean(desk, "/accounts/second-step")
    desk.goto(f"{served.url}/rounds")
    expect(desk.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    give_password(desk, served)
    give_code(desk, app.code())
    expect(desk.locator(".who")).to_be_visible()
    button(desk, "Đăng xuất").click()

    give_password(desk, served)
    give_code(desk, paper[0].lower())
    expect(desk.locator(".who")).to_be_visible()
    button(desk, "Đăng xuất").click()
    give_password(desk, served)
    give_code(desk, paper[0])
    expect(desk.locator(".banner.is-wrong")).to_contain_text("đã dùng")
    give_code(desk, paper[1])

    desk.goto(f"{served.url}/accounts/me")
    expect(desk.get_by_text("Còn 8 mã dự phòng")).to_be_visible()
    desk.get_by_role("button", name="Mã dự phòng, tắt hai bước").click()
    clean(desk, "/accounts/me/two-step, on")
    desk.locator("#off-password").fill(served.told["password"])
    desk.locator("#off-code").fill(paper[2])
    button(desk, "Tắt hai bước").click()
    expect(desk.locator(".banner.is-saved")).to_contain_text("Đã tắt")


def test_signing_in_settings_are_clean(served: Demo, desk: Page) -> None:
    give_password(desk, served)
    desk.goto(f"{served.url}/accounts/signing-in")
    clean(desk, "/accounts/signing-in")
    desk.locator("input[value=must]").check()
    button(desk, "Lưu").click()
    expect(desk.locator(".banner.is-wrong")).to_contain_text("Bật hai bước")
