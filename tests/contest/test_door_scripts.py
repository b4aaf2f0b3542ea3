"""The countdown of the front page in a real browser: it ticks, and at its end asks the server."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, Route, expect

from contest.web import filters, pages, static
from tests.addresses import stand_in
from tests.samples import SAMPLES

HOST = "http://thi.test"


class Server:
    """Serves the front page with so many seconds left and counts how often it is asked."""

    def __init__(self, page: Page, seconds: int) -> None:
        pages.configure(stand_in())
        self.seconds, self.asked = seconds, 0
        page.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST + "/")
        if path.startswith("static/"):
            stem, _, kind = path.removeprefix("static/").split(".")
            route.fulfill(body=static.source(f"{stem}.{kind}"), content_type=static.TYPES[kind])
            return
        self.asked += 1
        # The later answers have a long time left, so that the page stays.
        shown = replace(SAMPLES["landing"], seconds=self.seconds if self.asked == 1 else 5000)
        route.fulfill(body=pages.render(shown), content_type="text/html; charset=utf-8")


def figures(page: Page) -> str:
    return page.locator(".countdown").inner_text().replace("\n", " ")


def test_it_ticks_and_never_shows_more_than_is_left(phone: Page) -> None:
    Server(phone, 125)
    phone.goto(f"{HOST}/page")
    expect(phone.locator(".countdown")).to_contain_text("2 phút")
    seen = int(phone.locator(".countdown b").last.inner_text())
    assert seen <= 5
    expect(phone.locator(".countdown b").last).not_to_have_text(str(seen))
    assert phone.locator(".countdown").get_attribute("aria-label", timeout=1000)


@pytest.mark.parametrize("seconds", [59, 3600, 3725, 86_400, 2_591_940])
def test_it_writes_the_units_that_the_server_writes(phone: Page, seconds: int) -> None:
    Server(phone, seconds)
    phone.goto(f"{HOST}/page")
    phone.wait_for_function("document.querySelector('.countdown').getAttribute('aria-label').length > 5")
    possible = {
        " ".join(f"{amount} {unit}" for amount, unit in filters.parts(left))
        for left in range(seconds - 8, seconds + 1)
    }
    assert " ".join(figures(phone).split()) in possible


def test_at_the_end_the_page_is_asked_for_again(phone: Page) -> None:
    server = Server(phone, 1)
    phone.goto(f"{HOST}/page")
    phone.wait_for_function("document.querySelector('.countdown b').textContent === '1'", timeout=12_000)
    assert server.asked == 2


def test_without_script_the_figures_stand(phone: Page) -> None:
    Server(phone, 3725)
    phone.route("**/static/door*", lambda route: route.abort())
    phone.goto(f"{HOST}/page")
    assert " ".join(figures(phone).split()) == "1 giờ 2 phút 5 giây"
