"""The phone's clock in a real browser: what the server says of the time left, whenever it says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from contest.attempts.rules import Left
from contest.web import pages
from tests.addresses import stand_in
from tests.phone_server import HERE, Server, open_question, tap, wait
from tests.samples_attempts import QUESTION

pytestmark = pytest.mark.journey


@pytest.fixture
def server(phone: Page) -> Iterator[Server]:
    pages.configure(stand_in())
    made = Server(phone)
    made.page.clock.install()
    yield made
    assert made.problems == []


def seconds(page: Page) -> int:
    shown = page.locator("#timer span").text_content() or ""
    minutes, rest = shown.split(":")
    return int(minutes) * 60 + int(rest)


def test_a_save_brings_more_time(server: Server) -> None:
    page = open_question(server)
    server.told = "732"
    tap(page, "Ba mức độ")
    expect(page.locator("[data-notice=more]")).to_be_visible()
    wait(page, 1)
    assert 720 < seconds(page) <= 732


def test_a_quiet_phone_asks_within_its_36_seconds(server: Server) -> None:
    page = open_question(server)
    server.left = ["200"]
    wait(page, 37)
    expect(page.locator("[data-notice=more]")).to_be_visible()
    assert server.asked == 1
    assert 150 < seconds(page) <= 200


def test_a_pause_stands_still_as_long_as_the_server_says_so(server: Server) -> None:
    page = open_question(server)
    server.told = "400;paused"
    server.left = ["400;paused"] * 20
    tap(page, "Ba mức độ")
    expect(page.locator("[data-notice=paused]")).to_be_visible()
    wait(page, 60)
    assert seconds(page) == 400
    expect(page.locator("#timer")).to_contain_text("đang dừng")
    assert server.asked >= 4
    server.left = ["405"]
    wait(page, 13)
    expect(page.locator("[data-notice=more]")).to_be_visible()
    expect(page.locator("[data-notice=paused]")).to_be_hidden()
    expect(page.locator("#timer")).not_to_contain_text("đang dừng")


def test_a_pause_is_not_trusted_for_ever_without_news(server: Server) -> None:
    """It may be over since: what is shown must not be more than what is left."""
    server.question = replace(QUESTION, left=Left(300, paused=True))
    page = open_question(server)
    server.left = [None] * 99
    expect(page.locator("[data-notice=paused]")).to_be_visible()
    wait(page, 19)
    assert seconds(page) == 300
    wait(page, 41)
    assert 250 <= seconds(page) <= 261


def test_at_zero_the_server_is_asked_before_it_is_believed(server: Server) -> None:
    server.question = replace(QUESTION, left=Left(5))
    page = open_question(server)
    server.left = ["300"]
    wait(page, 6)
    expect(page.locator("[data-notice=more]")).to_be_visible()
    wait(page, 1)
    assert 280 < seconds(page) <= 300
    expect(page.locator("section:not([hidden]) input[value=oc]")).to_be_enabled()


def test_an_attempt_that_staff_ended_leads_to_its_receipt(server: Server) -> None:
    page = open_question(server)
    server.left = [410]
    wait(page, 37)
    page.wait_for_url(f"{HERE}/receipt")


def test_an_answer_that_was_overtaken_says_nothing(server: Server) -> None:
    page = open_question(server)
    known = page.evaluate("() => document.getElementById('timer').textContent")
    server.left = [500, 503]
    wait(page, 75)
    assert known and seconds(page) < QUESTION.left.seconds - 70
