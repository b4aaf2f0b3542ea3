"""Papers without a way back in a real browser: going on, dead zones, a question's own time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from contest.attempts.rules import Left
from contest.web import pages
from tests.addresses import stand_in
from tests.phone_server import HERE, Server, open_question, tap, wait
from tests.samples_attempts import ASKED, FORWARD, PACED, SHUT

pytestmark = pytest.mark.journey
NEXT = "section:not([hidden]) button"
OPTIONS = "section:not([hidden]) input[name=answer]"


@pytest.fixture
def server(phone: Page) -> Iterator[Server]:
    pages.configure(stand_in())
    made = Server(phone)
    made.question = FORWARD
    yield made
    assert made.problems == []


@pytest.fixture
def paced(server: Server) -> Server:
    server.question = PACED
    return server


# --- no way back, all questions in the page ---------------------------------------------------------


def test_going_on_tells_the_server_and_is_no_answer(server: Server) -> None:
    page = open_question(server, 7)
    page.locator(NEXT).click()
    expect(page.locator("#number")).to_have_text("Câu 8/15")
    assert page.url == f"{HERE}/questions/8"
    page.wait_for_timeout(200)
    assert server.ops() == [[10, 8, ""]]
    expect(page.locator("#state")).to_contain_text("Đã lưu 7")
    tap(page, "Ba mức độ")
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")


def test_there_is_no_way_back(server: Server) -> None:
    page = open_question(server, 7)
    before = page.evaluate("history.length")
    for _ in range(2):
        page.locator(NEXT).click()
    expect(page.locator("#number")).to_have_text("Câu 9/15")
    assert page.evaluate("history.length") == before
    assert page.locator("a[data-slot]").count() == 0
    assert page.locator("section").count() == len(FORWARD.questions)


def test_a_dead_zone_is_sent_in_its_order(server: Server) -> None:
    page = open_question(server, 7)
    server.replies = [None] * 30
    page.locator(NEXT).click()
    expect(page.locator("#state")).to_contain_text("Đã lưu 7"), "an untouched question waits for nothing"
    tap(page, "Ba mức độ")
    page.locator(NEXT).click()
    tap(page, "Bốn mức độ")
    expect(page.locator("#state")).to_contain_text("Chờ lưu 2")
    server.replies = []
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#state")).to_contain_text("Đã lưu 9")
    assert [op[1:] for op in server.ops()] == [[8, "ob"], [9, "oc"]]


def test_after_a_reload_it_goes_on_where_this_phone_was(server: Server) -> None:
    page = open_question(server, 7)
    server.replies = [None] * 30
    page.locator(NEXT).click()
    tap(page, "Ba mức độ")
    page.locator(NEXT).click()
    page.goto(f"{HERE}/questions/7")
    expect(page.locator("#number")).to_have_text("Câu 9/15")


def test_a_closed_question_is_let_go_and_the_page_asked_again(server: Server) -> None:
    page = open_question(server, 8)
    server.why = "closed"
    server.replies = [422]
    tap(page, "Ba mức độ")
    page.wait_for_timeout(500)
    assert server.opened == 2
    expect(page.locator("#state")).to_contain_text("Đã lưu 7")
    assert len(server.batches) == 1, "nothing of it is left to send"


def test_what_is_not_closed_is_sent_again_first(server: Server) -> None:
    page = open_question(server, 8)
    server.replies = [None]
    tap(page, "Ba mức độ")
    server.why, server.replies = "closed", [None, 422]
    page.locator(NEXT).click()
    tap(page, "Bốn mức độ")
    page.evaluate("dispatchEvent(new Event('online'))")
    for _ in range(300):  # what broke twice waits a while, by chance, unless the line is heard to be back
        page.wait_for_timeout(100)
        sent = [[op[2:] for op in batch["ops"]] for batch in server.batches]
        if sent and sent[-1] == [[9, "oc"]]:
            break
    refused = max(number for number, ops in enumerate(sent) if [8, "ob"] in ops)
    # The ninth may have left before it was answered: then it goes once more.
    assert [slot for slot, _ in sent[refused]] == [8, 9]
    assert {slot for ops in sent[refused + 1 :] for slot, _ in ops} == {9}
    assert sent[refused + 1] == sent[refused][1:] and sent[-1] == [[9, "oc"]]


def test_with_the_keyboard_alone(server: Server) -> None:
    page = open_question(server, 7)
    page.locator(NEXT).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#number")).to_be_focused()
    for _ in range(9):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "answer":
            break
    page.keyboard.press("Space")
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")


# --- one question at a time -------------------------------------------------------------------------


def test_the_next_one_is_asked_for(paced: Server) -> None:
    page = open_question(paced, 8)
    tap(page, "Ba mức độ")
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")
    page.locator(NEXT).click()
    page.wait_for_url(f"{HERE}/questions/8")
    expect(page.locator("body")).to_contain_text("đã nhận")
    (form,) = paced.forms
    assert (form["lease"], form["ops"]) == (["1"], ["[]"])
    assert paced.asked == 1, "whether there is a network was tried first"


def test_what_waits_travels_along(paced: Server) -> None:
    page = open_question(paced, 8)
    paced.replies = [None] * 9
    tap(page, "Ba mức độ")
    expect(page.locator("#state")).to_contain_text("Chờ lưu 1")
    page.locator(NEXT).click()
    expect(page.locator("body")).to_contain_text("đã nhận")
    (form,) = paced.forms
    assert [op[1:] for op in json.loads(form["ops"][0])] == [[10, 8, "ob"]]


def test_without_a_network_one_stays_and_is_told(paced: Server) -> None:
    page = open_question(paced, 8)
    paced.left = [None]
    page.locator(NEXT).click()
    expect(page.locator("[data-notice=offline]")).to_be_visible()
    assert paced.forms == []
    expect(page.locator(NEXT)).not_to_have_attribute("aria-busy", "true")
    page.locator(NEXT).click()
    expect(page.locator("body")).to_contain_text("đã nhận")


def test_what_is_no_number_stays(paced: Server) -> None:
    paced.question = replace(
        PACED, questions=ASKED[13:14], slot=14, left=Left(432, slot=14, slot_seconds=432)
    )
    page = open_question(paced, 14)
    page.locator("#so-14").fill("khoảng 100")
    page.locator(NEXT).click()
    expect(page.locator("#so-14")).to_be_focused()
    page.locator("#so-14").fill("30")
    page.locator(NEXT).click()
    expect(page.locator("body")).to_contain_text("đã nhận")


def test_the_last_one_leads_to_the_review(paced: Server) -> None:
    paced.question = replace(PACED, questions=ASKED[15:], slot=16)
    page = open_question(paced, 16)
    page.locator(NEXT).click()
    page.wait_for_url(f"{HERE}/review")


def test_another_tab_went_on(paced: Server) -> None:
    page = open_question(paced, 8)
    paced.told = "400;9:30"
    tap(page, "Ba mức độ")
    page.wait_for_timeout(300)
    assert paced.opened >= 2
    # The page would load itself anew for ever, and a context closed meanwhile may never come to an end.
    paced.told = None
    page.wait_for_load_state()


# --- a question's own time --------------------------------------------------------------------------


def test_the_clock_shows_the_questions_time(paced: Server) -> None:
    page = open_question(paced, 8)
    expect(page.locator("#timer")).to_contain_text("câu này")
    assert (page.locator("#timer span").text_content() or "") in ("00:25", "00:24")


def test_when_it_is_over_the_question_closes_and_one_may_go_on(paced: Server) -> None:
    paced.page.clock.install()
    page = open_question(paced, 8)
    tap(page, "Ba mức độ")
    paced.left = ["407;8:0"] * 9
    wait(page, 27)
    expect(page.locator("[data-notice=slot]")).to_be_visible()
    assert all(page.locator(OPTIONS).nth(place).is_disabled() for place in range(4))
    assert paced.forms == [], "nobody is taken further without asking"
    page.locator(NEXT).click()
    wait(page, 1)
    expect(page.locator("body")).to_contain_text("đã nhận")


def test_time_was_given_after_all(paced: Server) -> None:
    paced.page.clock.install()
    page = open_question(paced, 8)
    paced.left = ["407;8:0", "467;8:60"]
    wait(page, 27)
    expect(page.locator("[data-notice=slot]")).to_be_visible()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    wait(page, 4)
    assert paced.opened == 2


def test_a_page_that_comes_after_the_end(paced: Server) -> None:
    paced.question = SHUT
    paced.left = ["432;8:0"] * 9
    page = open_question(paced, 8)
    expect(page.locator("[data-notice=slot]")).to_be_visible()
    expect(page.locator("#missed")).to_be_visible()
    assert page.locator(OPTIONS).first.is_disabled()
    expect(page.locator(NEXT)).to_be_enabled()
    page.wait_for_timeout(300)
    assert paced.opened == 1


def test_in_a_pause_it_stands_still(paced: Server) -> None:
    paced.page.clock.install()
    page = open_question(paced, 8)
    paced.told = "400;8:20;paused"
    paced.left = ["400;8:20;paused"] * 20
    tap(page, "Ba mức độ")
    expect(page.locator("[data-notice=paused]")).to_be_visible()
    wait(page, 60)
    expect(page.locator("#timer span")).to_have_text("00:20")
    expect(page.locator("#timer")).to_contain_text("đang dừng")
