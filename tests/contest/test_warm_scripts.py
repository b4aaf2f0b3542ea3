"""Trying a phone in a real browser: each trial's good and bad end, and trying again."""

from __future__ import annotations

import re
from email.utils import formatdate
from time import time

import pytest
from playwright.sync_api import Page, Route, expect

from contest.web import pages, static
from tests.addresses import stand_in
from tests.samples import SAMPLES

HOST = "http://thi.test"


class Server:
    """Serves the page; its health answers with this clock, or not at all."""

    def __init__(self, page: Page, ahead: float = 0) -> None:
        pages.configure(stand_in())
        self.ahead, self.down, self.asked = ahead, False, 0
        self.lost: set[int] = set()
        page.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST + "/")
        if path.startswith("static/"):
            stem, _, kind = path.removeprefix("static/").split(".")
            route.fulfill(body=static.source(f"{stem}.{kind}"), content_type=static.TYPES[kind])
        elif path == "healthz":
            self.health(route)
        else:
            route.fulfill(body=pages.render(SAMPLES["warm-up"]), content_type="text/html; charset=utf-8")

    def health(self, route: Route) -> None:
        self.asked += 1
        if self.down or self.asked in self.lost:
            route.abort()
            return
        told = {"Date": formatdate(time() - self.ahead, usegmt=True)}
        route.fulfill(body="ok", headers=told)


def said(page: Page, trial: str) -> str:
    """The chip and the sentence of a trial, once it is over."""
    row = page.locator(f"[data-trial={trial}]")
    expect(row.locator("[data-tone=wait]")).to_be_hidden()
    return " ".join(row.inner_text().split())


def verdict(page: Page) -> str:
    shown = page.locator("[data-verdict]:visible")
    expect(shown).to_have_count(1)
    return shown.get_attribute("data-verdict") or ""


def test_a_phone_that_has_everything(phone: Page) -> None:
    server = Server(phone)
    phone.goto(f"{HOST}/page")
    assert verdict(phone) == "good"
    assert server.asked == 5
    for trial in ("cookie", "store", "network", "clock"):
        assert "Tốt" in said(phone, trial)
    assert re.search(r"sau (chưa đến )?0,\d giây", said(phone, "network"))
    assert phone.evaluate("localStorage.length") == 0, "nothing is left behind"


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (600, "nhanh 10 phút"),
        (-600, "chậm 10 phút"),
        (7500, "nhanh 2 giờ 5 phút"),
        (30, "Đồng hồ máy đúng giờ."),
    ],
)
def test_a_clock_that_is_off_does_not_matter(phone: Page, ahead: float, words: str) -> None:
    Server(phone, ahead)
    phone.goto(f"{HOST}/page")
    assert words in said(phone, "clock")
    assert verdict(phone) == ("good" if ahead == 30 else "fair")


def test_no_network_and_then_there_is(phone: Page) -> None:
    server = Server(phone)
    server.down = True
    phone.goto(f"{HOST}/page")
    assert verdict(phone) == "bad"
    assert "Không tới được máy chủ" in said(phone, "network")
    expect(phone.locator("[data-trial=clock]")).to_be_hidden()
    server.down = False
    phone.get_by_role("button", name="Thử lại").click()
    assert verdict(phone) == "good"


def test_a_lost_try_is_no_slow_network(phone: Page) -> None:
    Server(phone).lost = {3}
    phone.goto(f"{HOST}/page")
    assert verdict(phone) == "fair"
    assert "Mạng chập chờn" in said(phone, "network") and "giây" not in said(phone, "network")


def test_a_browser_that_keeps_nothing(phone: Page) -> None:
    Server(phone)
    phone.add_init_script("Storage.prototype.setItem = () => { throw new Error('no'); };")
    phone.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false });"
    )
    phone.goto(f"{HOST}/page")
    assert verdict(phone) == "bad"
    assert "Trình duyệt chặn cookie" in said(phone, "cookie")
    assert "ẩn danh" in said(phone, "store")


def test_a_server_that_tells_no_time(phone: Page) -> None:
    Server(phone)
    phone.route("**/healthz", lambda route: route.fulfill(body="ok", headers={"X": "1"}))
    phone.goto(f"{HOST}/page")
    assert verdict(phone) == "good"
