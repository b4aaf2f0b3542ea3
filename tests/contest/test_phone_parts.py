"""Papers in parts in a real browser: to and fro within one, both clocks, going on to the next."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from contest.attempts.rules import Left
from contest.web import pages
from tests.addresses import stand_in
from tests.phone_server import HERE, Server, open_question, tap, wait
from tests.samples_attempts import PARTS, PARTS_LAST, PARTS_SHUT, REVIEW_PART, REVIEW_PART_SHUT

pytestmark = pytest.mark.journey
NEXT = "section:not([hidden]) button"
GO_ON = "[data-ask-part] button"
OPTIONS = "section[data-slot] input[name=answer]"


@pytest.fixture
def server(phone: Page) -> Iterator[Server]:
    pages.configure(stand_in())
    made = Server(phone)
    made.question, made.review = PARTS, REVIEW_PART
    yield made
    assert made.problems == []


def open_review(server: Server) -> Page:
    server.page.goto(f"{HERE}/review")
    return server.page


# --- within a part ----------------------------------------------------------------------------------


def test_to_and_fro_without_the_network(server: Server) -> None:
    page = open_question(server, 8)
    page.locator(NEXT).click()
    expect(page.locator("#number")).to_have_text("Câu 9/15")
    page.locator("#map a[data-slot='2']").click()
    expect(page.locator("#number")).to_have_text("Câu 2/15")
    page.go_back()
    expect(page.locator("#number")).to_have_text("Câu 9/15")
    assert server.opened == 1
    assert server.ops() == [], "going past a question is no answer here"


def test_answers_are_saved_as_on_any_paper(server: Server) -> None:
    page = open_question(server, 8)
    tap(page, "Ba mức độ")
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")
    page.locator("#map a[data-slot='1']").click()
    tap(page, "Bốn mức độ")
    page.wait_for_timeout(300)
    assert [op[1:] for op in server.ops()] == [[8, "ob"], [1, "oc"]]


def test_the_map_ends_with_the_part(server: Server) -> None:
    page = open_question(server, 8)
    assert page.locator("#map a").all_text_contents() == [str(slot) for slot in range(1, 11)]
    server.question = PARTS_LAST
    page = open_question(server, 11)
    assert page.locator("#map a").all_text_contents() == [str(slot) for slot in range(11, 16)]
    expect(page.get_by_role("button", name="Câu dự đoán")).to_be_visible()


def test_the_last_question_leads_to_the_page_that_looks_back(server: Server) -> None:
    page = open_question(server, 10)
    page.locator(NEXT).click()
    page.wait_for_url(f"{HERE}/review")
    expect(page.get_by_role("button", name="Sang phần II")).to_be_visible()


def test_after_a_reload_nobody_is_taken_further(server: Server) -> None:
    page = open_question(server, 8)
    server.replies = [None] * 30
    page.locator("#map a[data-slot='10']").click()
    tap(page, "Ba mức độ")
    page.goto(f"{HERE}/questions/2")
    expect(page.locator("#number")).to_have_text("Câu 2/15")


# --- both clocks ------------------------------------------------------------------------------------


def test_both_clocks_are_shown(server: Server) -> None:
    server.page.clock.install()
    page = open_question(server, 8)
    expect(page.locator("#timer")).to_have_attribute("aria-label", re.compile(r"^Còn .* cho phần này$"))
    expect(page.locator(".exam .part")).to_contain_text("Phần I. Trắc nghiệm")
    wait(page, 12)
    read = "['#timer span', '#whole span'].map((each) => document.querySelector(each).textContent)"
    part, whole = (60 * int(each[:2]) + int(each[3:]) for each in page.evaluate(read))
    assert part <= 420 and whole - part == 480, "both go on, and together"


def test_in_the_last_part_without_more_time_one_clock_is_enough(server: Server) -> None:
    server.question = PARTS_LAST
    page = open_question(server, 11)
    expect(page.locator("#timer")).not_to_have_attribute("aria-label", re.compile("phần này"))
    expect(page.locator("#whole")).to_be_hidden()


def test_the_last_minute_of_a_part_is_told(server: Server) -> None:
    server.page.clock.install()
    server.question = replace(PARTS, left=Left(912, slot=1, slot_seconds=62))
    page = open_question(server, 8)
    wait(page, 4)
    expect(page.locator("[data-notice=minute]")).to_be_visible()
    expect(page.locator("#timer")).to_have_class("timer soon")


def test_when_its_time_is_over_the_whole_part_closes(server: Server) -> None:
    server.page.clock.install()
    server.question = replace(PARTS, left=Left(912, slot=1, slot_seconds=20))
    page = open_question(server, 8)
    tap(page, "Ba mức độ")
    server.left = ["892;1:0"] * 9
    wait(page, 22)
    expect(page.locator("[data-notice=slot]")).to_contain_text("Hết giờ của phần này.")
    options = page.locator(OPTIONS)
    assert all(options.nth(place).is_disabled() for place in range(options.count()))
    assert server.forms == [], "nobody is taken further without asking"
    expect(page.get_by_role("button", name="Xem lại và sang phần II")).to_be_visible()
    assert server.ops()[-1][1:] == [8, "ob"]


def test_time_was_given_after_all(server: Server) -> None:
    server.page.clock.install()
    server.question = replace(PARTS, left=Left(912, slot=1, slot_seconds=20))
    page = open_question(server, 8)
    server.left = ["892;1:0", "952;1:60"]
    wait(page, 22)
    expect(page.locator("[data-notice=slot]")).to_be_visible()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    wait(page, 4)
    assert server.opened == 2


def test_a_page_that_comes_after_the_end(server: Server) -> None:
    server.question = PARTS_SHUT
    server.left = ["480;1:0"] * 9
    page = open_question(server, 8)
    expect(page.locator("[data-notice=slot]")).to_be_visible()
    assert page.locator(OPTIONS).first.is_disabled()
    page.wait_for_timeout(300)
    assert server.opened == 1


def test_in_a_pause_both_stand_still(server: Server) -> None:
    server.page.clock.install()
    page = open_question(server, 8)
    server.told = "900;1:400;paused"
    server.left = ["900;1:400;paused"] * 20
    tap(page, "Ba mức độ")
    expect(page.locator("[data-notice=paused]")).to_be_visible()
    wait(page, 40)
    expect(page.locator("#timer span")).to_have_text("06:40")
    expect(page.locator("#whole span")).to_have_text("15:00")


def test_another_tab_went_on(server: Server) -> None:
    page = open_question(server, 8)
    server.told = "400;11:300"
    tap(page, "Ba mức độ")
    page.wait_for_timeout(300)
    assert server.opened >= 2
    server.told = None  # else it loads itself anew while its context is closed, which may never end
    page.wait_for_load_state()


# --- going on ---------------------------------------------------------------------------------------


def test_going_on_is_a_form_with_the_lease(server: Server) -> None:
    page = open_review(server)
    expect(page.locator("#timer")).to_have_attribute("aria-label", re.compile("phần này"))
    page.locator(GO_ON).click()
    page.wait_for_url(f"{HERE}/parts/11")
    (form,) = server.forms
    assert (form["lease"], form["ops"]) == (["1"], ["[]"])
    assert server.asked == 1, "whether there is a network was tried first"


def test_what_waits_travels_along(server: Server) -> None:
    page = open_question(server, 8)
    server.replies = [None] * 30
    tap(page, "Ba mức độ")
    expect(page.locator("#state")).to_contain_text("Chờ lưu 1")
    page = open_review(server)
    page.locator(GO_ON).click()
    page.wait_for_url(f"{HERE}/parts/11")
    (form,) = server.forms
    assert [op[1:] for op in json.loads(form["ops"][0])] == [[10, 8, "ob"]]


def test_without_a_network_one_stays_and_is_told(server: Server) -> None:
    page = open_review(server)
    server.left = [None]
    page.locator(GO_ON).click()
    expect(page.locator("[data-notice=offline]")).to_be_visible()
    assert server.forms == []
    page.locator(GO_ON).click()
    page.wait_for_url(f"{HERE}/parts/11")


def test_a_part_that_is_over_is_left_from_there_too(server: Server) -> None:
    server.review = REVIEW_PART_SHUT
    server.left = ["480;1:0"] * 9
    page = open_review(server)
    expect(page.locator("[data-notice=slot]")).to_be_visible()
    assert page.locator("ol.map").count() == 0
    page.locator(GO_ON).click()
    page.wait_for_url(f"{HERE}/parts/11")


def test_handing_in_early_is_there_and_folded_away(server: Server) -> None:
    page = open_review(server)
    expect(page.locator("[data-hand-in] button")).to_be_hidden()
    page.get_by_text("Nộp bài mà không làm phần sau").click()
    page.locator("[data-hand-in] button").click()
    page.wait_for_url(f"{HERE}/handing-in")


def test_with_the_keyboard_alone(server: Server) -> None:
    page = open_review(server)
    page.locator(GO_ON).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{HERE}/parts/11")
