"""The hall's and the desk's scripts in a real browser, against answers that the test writes itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from contest.rounds import pages as desk
from contest.standings import hall_pages as hall
from contest.web import filters, pages, static
from tests import samples_desk as samples
from tests.parsed_desk import desk_addresses

__all__ = ["desk_addresses"]  # a fixture; pytest finds it by its name here

pytestmark = pytest.mark.usefixtures("desk_addresses")

HOST = "http://hoithi.test"
POLICY = {"Content-Security-Policy": "default-src 'self'; img-src 'self' data:"}


@dataclass
class Answers:
    """A server of one page: its text, and what each next request for the changing part is told."""

    page: str
    parts: list[tuple[int, str]]
    kind: str
    asked: int = 0
    troubles: list[str] = field(default_factory=list)

    def __call__(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path.startswith("/static/"):
            stem, _, kind = path.removeprefix("/static/").split(".")
            route.fulfill(body=static.source(f"{stem}.{kind}"), content_type=static.TYPES[kind])
        elif path.endswith("/checklist"):
            # What is to do before the opening: another matter, which must not take an answer of the counts.
            route.fulfill(status=404)
        elif path == "/page":
            route.fulfill(body=self.page, content_type="text/html; charset=utf-8", headers=POLICY)
        else:
            status, body = self.parts[min(self.asked, len(self.parts) - 1)]
            self.asked += 1
            route.fulfill(status=status, body=body, content_type=self.kind)


def opened(browser: Browser, answers: Answers) -> Page:
    """The page, loaded; errors of scripts are gathered."""
    page = browser.new_page()
    page.on("pageerror", lambda error: answers.troubles.append(str(error)))
    page.route("**/*", answers)
    page.goto(f"{HOST}/page")
    return page


def message(live: hall.Live) -> tuple[int, str]:
    """A stream that sends one message and ends."""
    text = pages.render(hall.HallLive(live))
    return 200, "".join(f"data: {line}\n" for line in text.splitlines()) + "\n"


def screen(live: hall.Live, *parts: tuple[int, str]) -> Answers:
    """The hall's page at first, then these answers of the stream."""
    page = pages.render(hall.HallPage(samples.ROUND, live))
    return Answers(page, list(parts), "text/event-stream")


def seconds(text: str) -> int:
    """A clock's mm:ss in seconds."""
    minutes, second = text.split(":")
    return 60 * int(minutes) + int(second)


def test_a_stream_that_ends_is_asked_for_again_and_brings_the_next_phase(browser: Browser) -> None:
    first, last = samples.live("waiting"), samples.live("closed")
    answers = screen(first, message(samples.live("open")), message(samples.live("closing")), message(last))
    page = opened(browser, answers)
    expect(page.locator("#hall.phase-closed")).to_be_visible()
    assert page.locator("#hall").count() == 1
    assert page.locator(".rows li").count() == 10
    assert answers.troubles == []
    page.close()


def test_an_error_of_the_stream_leaves_the_screen_as_it_was(browser: Browser) -> None:
    answers = screen(samples.live(), (503, "<p>busy</p>"))
    page = opened(browser, answers)
    page.wait_for_timeout(700)
    assert (page.locator(".rows li").count(), page.locator("text=busy").count()) == (10, 0)
    assert answers.troubles == []
    page.close()


def test_a_failed_first_connection_is_asked_for_again(browser: Browser) -> None:
    answers = screen(samples.live(), (503, ""), message(samples.live("closing")))
    page = opened(browser, answers)
    page.wait_for_timeout(500)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#hall.phase-closing")).to_be_visible()
    page.close()


def test_the_clock_runs_and_never_shows_more_than_it_was_told(browser: Browser) -> None:
    live = samples.live()
    # The message was made before the page and arrives after it: its clock is behind the truth.
    stale = replace(live, now=live.now - timedelta(seconds=90))
    page = opened(browser, screen(live, message(stale)))
    page.wait_for_timeout(2500)
    shown = seconds(page.locator("[data-until]").inner_text())
    assert live.seconds_left - 6 <= shown < live.seconds_left - 1
    page.close()


@pytest.mark.parametrize("left", [0, 59, 3599, 3600, 36_061, 86_399, 86_400, 280_800, 40_000_000])
def test_the_script_writes_time_as_the_server_does(browser: Browser, left: int) -> None:
    live = replace(samples.live("waiting"), now=samples.OPENS - timedelta(seconds=left + 30))
    page = opened(browser, screen(live, (503, "")))
    page.wait_for_timeout(100)
    shown = " ".join(page.locator("[data-until]").inner_text().split())
    assert shown in {written(each) for each in range(left, left + 31)}
    page.close()


def written(left: int) -> str:
    """As the template writes it."""
    if left < 86_400:
        return filters.clock(left)
    return " ".join(f"{amount} {unit}" for amount, unit in filters.parts(left, 2))


def round_page(parts: list[tuple[int, str]], **changes: Any) -> Answers:
    """The round's page, then these answers of its counts."""
    return Answers(pages.render(samples.show(**changes)), parts, "text/html; charset=utf-8")


def part(counts: desk.Counts) -> tuple[int, str]:
    """The counts as their route answers."""
    return 200, pages.render(desk.CountsPage(counts))


def test_counts_come_by_themselves_and_trouble_is_said(browser: Browser) -> None:
    answers = round_page(
        [part(samples.counts(answering=41)), (503, "busy"), part(samples.counts(answering=42))]
    )
    page = opened(browser, answers)
    answering = page.locator(".now-counts b").nth(2)
    expect(answering).to_have_text("41")
    expect(page.locator("#stale")).to_be_visible()
    expect(answering).to_have_text("41")
    expect(answering).to_have_text("42")
    expect(page.locator("#stale")).to_be_hidden()
    assert answers.troubles == []
    page.close()


def test_a_round_that_moved_on_is_loaded_anew_unless_a_question_is_open(browser: Browser) -> None:
    moved = [part(samples.counts("closing"))]
    page = opened(browser, round_page(moved))
    with page.expect_navigation():
        pass
    page.close()
    page = opened(browser, round_page(moved, confirm=desk.Confirm.CLOSING))
    page.evaluate("window.same = true")
    expect(page.locator('#counts[data-phase="closing"]')).to_be_visible()
    assert page.evaluate("window.same") is True
    page.close()
