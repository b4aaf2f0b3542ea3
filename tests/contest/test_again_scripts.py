"""Pages that come back by themselves, in a real browser: a form that was not taken, and the line's turn."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl

from playwright.sync_api import Page, Route

from contest.web import pages, static
from tests.addresses import stand_in
from tests.samples import SAMPLES

HOST = "http://thi.test"
BUSY, FORM, LINE, TURN = (cast("Any", SAMPLES[name]) for name in ("busy", "busy-form", "line", "line-turn"))
LOOK = os.environ.get("HOITHI_LOOK", "")


class Server:
    """Serves one page, and keeps what is posted."""

    def __init__(self, page: Page, shown: pages.Page) -> None:
        pages.configure(stand_in())
        self.shown, self.posted = shown, []
        page.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST + "/")
        if path.startswith("static/"):
            stem, _, kind = path.removeprefix("static/").split(".")
            return route.fulfill(body=static.source(f"{stem}.{kind}"), content_type=static.TYPES[kind])
        if route.request.method == "POST":
            self.posted.append((f"/{path}", parse_qsl(route.request.post_data or "", keep_blank_values=True)))
            return route.fulfill(body="<title>in</title>", content_type="text/html; charset=utf-8")
        return route.fulfill(body=pages.render(self.shown), content_type="text/html; charset=utf-8")


def look(page: Page, name: str) -> None:
    """For whoever wants to see it: HOITHI_LOOK names a folder."""
    if LOOK:
        page.screenshot(path=str(Path(LOOK) / f"{name}.png"), full_page=True)


def test_a_form_that_was_not_taken_is_sent_again_as_it_was(phone: Page) -> None:
    shown = replace(FORM, seconds=1)
    server = Server(phone, shown)
    phone.goto(f"{HOST}/page")
    look(phone, "busy-form")
    phone.wait_for_function("document.title === 'in'", timeout=15_000)
    assert server.posted == [(FORM.address, list(FORM.fields or ()))]


def test_not_before_it_was_asked_to(phone: Page) -> None:
    server = Server(phone, replace(FORM, seconds=60))
    phone.goto(f"{HOST}/page")
    phone.wait_for_timeout(1500)
    assert server.posted == []
    phone.get_by_role("button", name="Gửi lại").click()
    phone.wait_for_function("document.title === 'in'", timeout=15_000)
    assert len(server.posted) == 1


def test_when_the_turn_has_come_the_paper_opens(phone: Page) -> None:
    server = Server(phone, TURN)
    phone.goto(f"{HOST}/page", wait_until="commit")
    phone.wait_for_function("document.title === 'in'", timeout=15_000)
    assert server.posted == [(f"/attempts/new/{TURN.round}", [("place", "1764201600000-0")])]


def test_without_script_a_finger_opens_it(phone: Page) -> None:
    server = Server(phone, TURN)
    phone.route("**/static/door*", lambda route: route.abort())
    phone.goto(f"{HOST}/page")
    look(phone, "line-turn")
    phone.wait_for_timeout(500)
    assert server.posted == [], "nobody's clock starts by itself"
    phone.get_by_role("button", name="Vào làm bài").click()
    phone.wait_for_function("document.title === 'in'", timeout=15_000)
    assert len(server.posted) == 1


def test_the_line_needs_no_script(phone: Page) -> None:
    Server(phone, LINE)
    phone.goto(f"{HOST}/page")
    look(phone, "line")
    assert phone.locator("script").count() == 0
    assert "Bạn đang ở lượt thứ 214, khoảng 12 giây." in phone.locator("main").inner_text()


def test_a_busy_page_needs_none_either(phone: Page) -> None:
    Server(phone, BUSY)
    phone.goto(f"{HOST}/page")
    look(phone, "busy")
    assert phone.locator("script").count() == 0
    assert phone.locator("main a").first.get_attribute("href") == BUSY.address
