"""What a phone on a slow line has to carry, counted on the wire by the browser itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PHONE, Demo, context
from tests.journeys.people import DESK, choose, crowd, enter, go_on, hand_in, log_in, saved, start

pytestmark = pytest.mark.journey

QUESTION = 35_000
PAGE = 50_000
SAVE = 2_000


@dataclass
class Wire:
    """The bytes of every request and its answer, headers included, since the last `clear`."""

    page: Page
    asked: dict[str, dict[str, Any]] = field(default_factory=dict)
    got: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.devtools = self.page.context.new_cdp_session(self.page)
        self.devtools.send("Network.enable")
        self.devtools.on("Network.requestWillBeSent", self._asked)
        self.devtools.on("Network.requestWillBeSentExtraInfo", self._headers)
        self.devtools.on("Network.loadingFinished", self._got)

    def _asked(self, event: dict[str, Any]) -> None:
        request = event["request"]
        if request["url"].startswith("http"):
            body = len((request.get("postData") or "").encode())
            first = len(f"{request['method']} {request['url'].split('/', 3)[3]} HTTP/1.1\r\n\r\n") + 1
            self.asked.setdefault(event["requestId"], {}).update(url=request["url"], size=first + body)

    def _headers(self, event: dict[str, Any]) -> None:
        size = sum(len(name) + len(value) + 4 for name, value in event["headers"].items())
        self.asked.setdefault(event["requestId"], {})["headers"] = size

    def _got(self, event: dict[str, Any]) -> None:
        self.got[event["requestId"]] = int(event["encodedDataLength"])

    def clear(self) -> None:
        """Forget what was counted, and what the browser keeps."""
        self.devtools.send("Network.clearBrowserCache")
        self.asked.clear()
        self.got.clear()

    def requests(self) -> list[str]:
        """The addresses that were asked for."""
        return [told["url"] for told in self.asked.values() if "url" in told]

    def down(self) -> int:
        """The bytes that came."""
        return sum(self.got[key] for key, told in self.asked.items() if "url" in told and key in self.got)

    def up(self) -> int:
        """The bytes that went."""
        return sum(told["size"] + told.get("headers", 0) for told in self.asked.values() if "url" in told)


def first_load(page: Page, wire: Wire, address: str) -> int:
    """A page as a phone loads it that was never here."""
    wire.clear()
    answer = page.goto(address)
    assert answer is not None and answer.status == 200, address
    page.wait_for_load_state("load")
    return wire.down()


def test_the_question_screen_and_a_save(live_server: Demo, phone: Page) -> None:
    enter(phone, live_server.told["participant"])
    start(phone)
    wire = Wire(phone)
    weight = first_load(phone, wire, phone.url)
    assert 5_000 < weight <= QUESTION
    assert len(wire.requests()) <= 4, wire.requests()
    choose(phone)
    saved(phone)
    go_on(phone)
    wire.clear()
    choose(phone)
    saved(phone)
    (address,) = wire.requests()
    assert address.endswith("/ops")
    assert 200 < wire.up() + wire.down() <= SAVE, (wire.up(), wire.down())


def test_going_from_question_to_question_needs_no_network(live_server: Demo, phone: Page) -> None:
    enter(phone, live_server.told["participant"])
    start(phone)
    wire = Wire(phone)
    go_on(phone)
    phone.locator("#map a").nth(9).click()
    expect(phone.locator("#number")).to_contain_text("Câu 10")
    phone.go_back()
    assert wire.requests() == []


def test_every_first_load_of_a_participant(live_server: Demo, phone: Page) -> None:
    told = live_server.told
    wire = Wire(phone)
    pages = [live_server.url, told["participant"], told["predicted"], told["board"], told["organiser"]]
    pages += [told["participant"] + path for path in ("/rules", "/warm-up", "/entries/new", "/entries/code")]
    weights = {address: first_load(phone, wire, address) for address in pages}
    enter(phone, told["participant"])
    weights["code"] = first_load(phone, wire, phone.url)
    start(phone)
    weights["review"] = first_load(phone, wire, phone.url.split("/questions")[0] + "/review")
    hand_in_from_review(phone)
    weights["receipt"] = first_load(phone, wire, phone.url)
    assert {name: size for name, size in weights.items() if not 1_000 < size <= PAGE} == {}


def hand_in_from_review(phone: Page) -> None:
    """Back to the questions, then the usual way out."""
    phone.get_by_role("button", name="Làm tiếp", exact=True).click()
    hand_in(phone)


def test_the_hall_and_the_desk(live_server: Demo, browser: Browser) -> None:
    """They keep a stream or ask again and again, so only what comes with the page is counted."""
    made = context(browser, PHONE)
    page = made.new_page()
    wire = Wire(page)
    wire.clear()
    page.goto(live_server.told["hall"])
    expect(page.locator("#board")).to_be_visible()
    assert wire.down() <= PAGE
    made.close()


def test_every_first_load_of_the_desk(live_server: Demo, browser: Browser) -> None:
    """With a hall of people and the whole sample bank, as an organiser opens it who was never here."""
    crowd(live_server, 40)
    made = context(browser, DESK)
    page = made.new_page()
    log_in(page, live_server)
    page.get_by_role("link", name="Vòng ngày hội", exact=True).click()
    round = page.url.rsplit("/", 1)[1]
    page.goto(live_server.url + "/bank")
    bank = page.get_by_role("link", name="Bộ câu hỏi mẫu").get_attribute("href") or ""
    wire = Wire(page)
    weights = {path: first_load(page, wire, live_server.url + path) for path in desk_pages(round, bank)}
    made.close()
    assert {path: size for path, size in weights.items() if not 1_000 < size <= PAGE} == {}


def desk_pages(round: str, bank: str) -> list[str]:
    """The pages of the desk that hold the most."""
    of_round = ("", "/entries", "/results", "/timeline", "/extension", "/pause", "/extra", "/watch")
    settings = ("name", "time", "people", "paper", "ranking", "prizes", "publication")
    return [
        *("/rounds", "/planning/new", "/units", "/units/new", "/units/upload"),
        *("/office", "/office/identity", "/office/units-step?step=2", "/office/privacy", "/office/phones"),
        *("/privacy/inventory", "/privacy/retention", "/privacy/papers"),
        *("/office/proofs", "/office/ready", "/accounts/staff", "/accounts/staff/new", "/accounts/me"),
        *("/bank", *(f"{bank}{path}" for path in ("", "/coverage", "/packs", "/questions/new", "/upload"))),
        *(f"/rounds/{round}{path}" for path in of_round),
        *(f"/planning/{round}/{group}" for group in settings),
        *(f"/campaigns/staff/{round}", f"/standings/{round}/control"),
        *(f"/commendations/{round}{path}" for path in ("", "/ladder", "/certificates")),
    ]
