"""The work before registering, in a real browser under the real policy: early, late, broken, twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from contest import settings
from contest.campaigns import proofs
from contest.errors import Invalid
from contest.settings import Settings
from contest.web import pages, static
from contest.web.safety import CSP
from tests.addresses import stand_in
from tests.samples import ENTER

pytestmark = pytest.mark.journey

HOST = "https://thi.test"
HERE = f"{HOST}/campaigns/{ENTER.slug}/entries/new"
NOW = datetime(2026, 10, 5, 1, tzinfo=UTC)
CDS = "campaign00001"
BUTTON = "button.big"


class Server:
    """Serves the form with a challenge, and keeps what is posted."""

    def __init__(self, page: Page, challenge: str) -> None:
        self.form = replace(ENTER, challenge=challenge)
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
        if address.path.startswith("/static/"):
            name = address.path.removeprefix("/static/").split(".")
            found = static.asset(f"{name[0]}.{name[-1]}")
            return route.fulfill(body=found.bodies["identity"], content_type=found.kind)
        if route.request.method == "POST":
            self.posted.append(parse_qs(route.request.post_data or "", keep_blank_values=True))
            if "find" not in self.posted[-1]:
                return None  # the answer never comes: what the page looks like meanwhile is tested
        headers = {"Content-Security-Policy": CSP, "Content-Type": "text/html; charset=utf-8"}
        return route.fulfill(body=pages.render(self.form), headers=headers)


@pytest.fixture
def challenge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", b"k" * 32))
    return proofs.challenge(CDS, NOW)


@pytest.fixture
def server(phone: Page, challenge: str) -> Iterator[Server]:
    pages.configure(stand_in())
    made = Server(phone, challenge)
    yield made
    assert made.problems == []


def hold_the_work(page: Page) -> None:
    """A phone so slow that the work waits until `go()`."""
    page.add_init_script(
        "const real = crypto.subtle.deriveBits.bind(crypto.subtle);"
        "const gate = new Promise((go) => { window.go = go; });"
        "crypto.subtle.deriveBits = async (...given) => { await gate; return real(...given); };"
    )


def fill(page: Page) -> None:
    page.locator("#name").fill("Y Thu Hằng")
    page.locator("#birth_year").fill("2001")
    page.locator("#consent_join").check()


def counted(server: Server, page: Page) -> str:
    """The message that the one posted proof gets, "" when it counts."""
    for _ in range(100):
        if not server.posted:
            page.wait_for_timeout(100)
    page.wait_for_timeout(200)  # would it come twice?
    [posted] = server.posted
    assert posted["name"] == ["Y Thu Hằng"]
    try:
        proofs.checked(CDS, posted["proof"][0], NOW)
    except Invalid as wrong:
        return wrong.fields["proof"]
    return ""


def test_the_work_is_done_by_itself_and_counts(server: Server, phone: Page) -> None:
    phone.goto(HERE)
    expect(phone.locator("[data-told]")).to_have_text("Đã kiểm tra xong.")
    fill(phone)
    phone.locator(BUTTON).click(no_wait_after=True)
    assert counted(server, phone) == ""


def test_who_sends_early_waits_and_then_it_goes_by_itself(server: Server, phone: Page) -> None:
    hold_the_work(phone)
    phone.goto(HERE)
    expect(phone.locator("[data-told]")).to_have_text("Đang kiểm tra…")
    fill(phone)
    for _ in range(3):  # an impatient thumb
        phone.locator(BUTTON).click(no_wait_after=True)
    expect(phone.locator(BUTTON)).to_have_text("Đang kiểm tra…")
    expect(phone.locator("#name")).to_have_value("Y Thu Hằng")
    assert server.posted == []
    phone.evaluate("go()")
    assert counted(server, phone) == ""


def test_what_is_missing_in_the_form_is_said_before_any_waiting(server: Server, phone: Page) -> None:
    hold_the_work(phone)
    phone.goto(HERE)
    phone.locator(BUTTON).click(no_wait_after=True)
    expect(phone.locator(BUTTON)).to_have_text("Đăng ký và nhận mã")
    assert phone.evaluate("document.activeElement.id") == "name"


def test_the_finder_waits_for_nothing(server: Server, phone: Page) -> None:
    hold_the_work(phone)
    phone.goto(HERE)
    phone.get_by_role("button", name="Tìm", exact=True).click()
    phone.wait_for_load_state()
    assert [posted["find"] for posted in server.posted] == [["1"]]


@pytest.mark.parametrize("broken", ["delete Crypto.prototype.subtle", "crypto.subtle.deriveBits = null"])
def test_a_browser_that_cannot_do_it_says_so_and_sends_the_form(
    server: Server, phone: Page, broken: str
) -> None:
    """The server then says what is missing; nothing that was typed is lost."""
    phone.add_init_script(broken)
    phone.goto(HERE)
    expect(phone.locator("[data-told]")).to_contain_text("Trình duyệt này không tự kiểm tra được.")
    fill(phone)
    phone.locator(BUTTON).click(no_wait_after=True)
    assert counted(server, phone) == proofs.MISSING


def test_a_challenge_that_is_broken_stops_nobody_from_sending(server: Server, phone: Page) -> None:
    server.form = replace(ENTER, challenge="{")
    phone.goto(HERE)
    fill(phone)
    phone.locator(BUTTON).click(no_wait_after=True)
    assert counted(server, phone) == proofs.MISSING


def test_the_page_has_a_turn_after_every_few_tries(server: Server, phone: Page) -> None:
    """On a phone six times slower a key that is typed waits for sixteen tries at most."""
    phone.context.new_cdp_session(phone).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    phone.add_init_script(
        "window.tries = 0; window.since = 0; window.longest = 0;"
        "const real = crypto.subtle.deriveBits.bind(crypto.subtle);"
        "crypto.subtle.deriveBits = (...given) =>"
        " { tries += 1; since += 1; longest = Math.max(longest, since); return real(...given); };"
        "const turn = new MessageChannel();"
        "turn.port1.onmessage = () => { since = 0; turn.port2.postMessage(0); };"
        "turn.port2.postMessage(0);"
    )
    phone.goto(HERE)
    expect(phone.locator("[data-told]")).to_have_text("Đã kiểm tra xong.")
    tries, longest = phone.evaluate("[tries, longest]")
    assert longest <= 16 < tries, (tries, longest)


def test_the_script_is_small_and_comes_with_a_challenge_only(server: Server) -> None:
    assert len(static.asset("proof.js").bodies["br"]) < 1_200
    assert "static/proof." not in pages.render(ENTER)
    assert "static/proof." in pages.render(server.form)


def test_without_script_the_page_says_what_to_do(server: Server, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.route("**/*", server.answer)
    page.goto(HERE)
    expect(page.locator("[data-told]")).to_contain_text("bật JavaScript rồi tải lại trang")
    page.context.close()
