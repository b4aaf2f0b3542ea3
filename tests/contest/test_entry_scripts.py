"""Entering in a real browser: the unit finder by htmx under the real policy, and a form sent once."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from contest.campaigns.pages import UnitsPage
from contest.web import pages, static
from contest.web.safety import CSP
from tests.addresses import stand_in
from tests.samples import ENTER, UNITS

pytestmark = pytest.mark.journey

HOST = "http://thi.test"
HERE = f"{HOST}/campaigns/{ENTER.slug}/entries/new"


class Server:
    """Answers the finder and counts what is asked and posted."""

    def __init__(self, page: Page) -> None:
        self.asked: list[str] = []
        self.posted: list[dict[str, list[str]]] = []
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda message: self._told(message.text))
        page.route("**/*", self.answer)

    def _told(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.problems.append(text)

    def answer(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        headers = {"Content-Security-Policy": CSP, "Content-Type": "text/html; charset=utf-8"}
        if address.path.startswith("/static/"):
            name = address.path.removeprefix("/static/").split(".")
            found = static.asset(f"{name[0]}.{name[-1]}")
            route.fulfill(body=found.bodies["identity"], content_type=found.kind)
        elif address.path.endswith("/units"):
            self.asked.append(address.query)
            query = parse_qs(address.query).get("q", [""])[0]
            route.fulfill(body=pages.render(UnitsPage(query, UNITS)), headers=headers)
        elif route.request.method == "POST":
            self.posted.append(parse_qs(route.request.post_data or ""))
            if "find" not in self.posted[-1]:
                return  # a slow network: the answer never comes
            route.fulfill(body=pages.render(ENTER), headers=headers)
        else:
            route.fulfill(body=pages.render(ENTER), headers=headers)


@pytest.fixture
def server(phone: Page) -> Iterator[Server]:
    pages.configure(stand_in())
    made = Server(phone)
    yield made
    assert made.problems == []


def test_typing_finds_units_and_sends_nothing_else(server: Server, phone: Page) -> None:
    phone.goto(HERE)
    phone.locator("#name").fill("Y Thu Hằng")
    phone.locator("[name=q]").press_sequentially("nguyen", delay=20)
    expect(phone.locator("#units .pick")).to_have_count(len(UNITS))
    assert [list(parse_qs(query)) for query in server.asked] == [["q"]]
    expect(phone.locator("#unit-hint")).to_have_text(f"Gõ không dấu cũng được. Thấy {len(UNITS)} nơi khớp:")
    expect(phone.locator("#name")).to_have_value("Y Thu Hằng")


def test_a_found_unit_can_be_chosen_and_is_posted(server: Server, phone: Page) -> None:
    phone.goto(HERE)
    phone.locator("[name=q]").fill("nguyen")
    phone.locator("#units .pick", has_text="Lớp 9B").click()
    phone.locator("#name").fill("Y Thu Hằng")
    phone.locator("#birth_year").fill("2001")
    phone.locator("#consent_join").check()
    phone.get_by_role("button", name="Đăng ký và nhận mã").click(no_wait_after=True)
    phone.wait_for_timeout(200)
    assert server.posted[0]["unit"] == ["u9b"]
    assert server.posted[0]["consent_join"] == ["1"]
    assert "consent_publish" not in server.posted[0]


def test_a_second_tap_does_not_enter_twice(server: Server, phone: Page) -> None:
    phone.goto(HERE)
    phone.locator("#name").fill("Y Thu Hằng")
    phone.locator("#birth_year").fill("2001")
    phone.locator("#consent_join").check()
    twice = "const big = document.querySelector('button.big'); big.click(); big.click(); big.textContent"
    assert phone.evaluate(twice) == "Đang gửi"
    phone.wait_for_timeout(300)
    assert len(server.posted) == 1


def test_the_button_of_the_finder_posts_without_the_required_fields(server: Server, phone: Page) -> None:
    phone.goto(HERE)
    phone.locator("[name=q]").fill("thon 5")
    phone.get_by_role("button", name="Tìm", exact=True).click()
    phone.wait_for_load_state()
    assert server.posted[0]["q"] == ["thon 5"]
    assert server.posted[0]["find"] == ["1"]


def test_what_was_typed_before_the_script_came_is_looked_for(server: Server, phone: Page) -> None:
    waiting: list[Route] = []
    phone.route("**/static/entry.*.js", lambda route: waiting.append(route))
    phone.goto(HERE, wait_until="commit")
    phone.get_by_label("Tìm đơn vị").fill("lop 9b")
    assert server.asked == []
    server.answer(waiting[0])
    expect(phone.locator("#units input[name=unit]").first).to_be_visible()
    assert server.asked == ["q=lop+9b"]
