"""The question screen in a real browser: refusals, a busy server, the end of time, handing in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from contest.attempts.rules import Left
from contest.web import pages
from contest.web.filters import words
from tests.addresses import stand_in
from tests.phone_server import HERE, Server, open_question, tap, wait
from tests.samples_attempts import ATTEMPT, QUESTION

pytestmark = pytest.mark.journey


@pytest.fixture
def server(phone: Page) -> Iterator[Server]:
    pages.configure(stand_in())
    made = Server(phone)
    yield made
    assert made.problems == []


def test_opened_on_another_phone(server: Server) -> None:
    page = open_question(server)
    server.replies = [409]
    tap(page, "Ba mức độ")
    expect(page.locator("[data-notice=taken]")).to_be_visible()
    page.get_by_role("button", name="Chuyển bài về máy này").click()
    expect(page.get_by_text("đã nhận")).to_be_visible()


def test_an_old_lease_does_not_overrule_what_the_other_phone_saved(server: Server) -> None:
    page = open_question(server, 7)
    server.replies = [None] * 9
    tap(page, "Bốn mức độ")
    page.locator("#map a[data-slot='9']").click()
    tap(page, "Ba mức độ")
    expect(page.locator("#state")).to_contain_text("Chờ lưu 2")
    server.replies, server.question = [], replace(QUESTION, lease=3)
    page.reload()
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")
    assert server.batches[-1]["lease"] == 3
    (adopted,) = server.batches[-1]["ops"]
    assert adopted[2:] == [9, "ob"]
    # A new op: the server answers a repeat of the refused one as the first time, with 409.
    before = [op for batch in server.cut for op in batch["ops"]]
    assert adopted[0] not in {op[0] for op in before}
    assert adopted[1] > max(op[1] for op in before)


def test_too_late_goes_to_the_receipt(server: Server) -> None:
    page = open_question(server)
    server.replies = [410]
    tap(page, "Ba mức độ")
    page.wait_for_url(f"{HERE}/receipt")


def test_a_lost_cookie_keeps_the_outbox(server: Server) -> None:
    page = open_question(server)
    server.replies = [401]
    tap(page, "Ba mức độ")
    expect(page.locator("[data-notice=lost]")).to_contain_text("1 câu đang chờ lưu vẫn giữ trên máy này")
    kept = json.loads(page.evaluate(f"localStorage.getItem('hoithi:{ATTEMPT}')"))
    assert [op[1:] for op in kept["ops"]] == [[10, 8, "ob"]]


#: When each batch left, by the page's own clock: a slow test machine moves that too.
SENT = """window.sent = [];
const asked = window.fetch;
window.fetch = (url, ...more) => {
  if (String(url).endsWith("/ops")) sent.push(Date.now());
  return asked(url, ...more);
};
"""


def test_a_busy_server_is_asked_again_not_sooner_than_it_wants(server: Server) -> None:
    """Seven seconds are asked for; up to one more is each phone's own."""
    server.page.clock.install()
    server.page.add_init_script(SENT)
    page = open_question(server)
    server.replies = [503]
    tap(page, "Ba mức độ")
    expect(page.locator("[data-notice=retry]")).to_contain_text("Máy sẽ thử lại sau 8 giây")
    page.clock.run_for(8_100)
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")
    assert len(server.batches) == 2
    first, second = page.evaluate("sent")
    assert second - first >= 7_000


def test_an_op_id_that_collides_is_sent_as_a_new_op(server: Server) -> None:
    server.page.clock.install()
    page = open_question(server)
    server.replies = [422]
    tap(page, "Ba mức độ")
    expect(page.locator("[data-notice=retry]")).to_be_visible()
    page.clock.run_for(3_000)
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")
    first, second = (batch["ops"][0] for batch in server.batches)
    assert first[0] != second[0]
    assert (first[2:], second[2:]) == ([8, "ob"], [8, "ob"])
    assert second[1] > first[1]


def test_private_mode_without_storage_still_saves(server: Server) -> None:
    blocked = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
    server.page.add_init_script(blocked)
    page = open_question(server)
    tap(page, "Ba mức độ")
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")


def test_the_last_minute_is_told_once_and_the_end_leads_to_the_receipt(server: Server) -> None:
    server.page.clock.install()
    server.left[:] = [204, *[410] * 9]
    server.question = replace(QUESTION, left=Left(62))
    page = open_question(server)
    page.clock.run_for(3_000)
    expect(page.locator("[data-notice=minute]")).to_be_visible()
    expect(page.locator("#spoken")).to_have_text("Còn 1 phút.")
    expect(page.locator("#timer")).to_contain_text("sắp hết giờ")
    page.clock.run_for(50_000)
    assert "last" in (page.locator("#timer").get_attribute("class") or "")
    wait(page, 11)
    page.wait_for_url(f"{HERE}/receipt")


def test_at_the_end_waiting_answers_get_their_time(server: Server) -> None:
    server.page.clock.install()
    server.question = replace(QUESTION, left=Left(5))
    page = open_question(server)
    server.replies = [None] * 99
    tap(page, "Ba mức độ")
    page.clock.run_for(6_000)
    expect(page.locator("[data-notice=over]")).to_contain_text("Bài của bạn gồm 7")
    expect(page.locator("#timer")).to_have_text("Hết giờ")
    expect(page.locator("section:not([hidden]) input[value=oc]")).to_be_disabled()
    page.clock.run_for(12_000)
    assert page.url.endswith("/questions/8")
    wait(page, 10)
    page.wait_for_url(f"{HERE}/receipt")


@pytest.mark.parametrize("chance", [0, 0.999])
def test_at_the_end_phones_ask_each_at_its_own_pace(server: Server, chance: float) -> None:
    """Once a second up to once in three, by chance: a hall whose time ends at once is no flood."""
    server.page.add_init_script(f"Math.random = () => {chance}")
    server.page.clock.install()
    server.question = replace(QUESTION, left=Left(2))
    page = open_question(server)
    wait(page, 3)
    expect(page.locator("#timer")).to_have_text("Hết giờ")
    before = server.asked
    for _ in range(16):
        since = server.asked
        page.clock.run_for(1_000)
        for _ in range(1 if chance else 20):  # a busy machine is given time to ask
            page.wait_for_timeout(50)
            if server.asked > since:
                break
    # Every two seconds it would be 8 times.
    assert server.asked - before <= 7 if chance else server.asked - before >= 11


def test_the_clock_never_shows_more_than_is_true(server: Server) -> None:
    page = open_question(server)
    shown = page.locator("#timer span").text_content() or ""
    minutes, seconds = shown.split(":")
    assert int(minutes) * 60 + int(seconds) <= QUESTION.left.seconds


def test_review_waits_for_the_outbox(server: Server) -> None:
    page = open_question(server)
    server.replies = [None] * 99
    tap(page, "Ba mức độ")
    expect(page.locator("#state")).to_contain_text("Chờ lưu 1")
    page.locator("a[data-review]").last.click()
    page.wait_for_timeout(400)
    assert page.url.endswith("/questions/8")
    server.replies = []
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_url(f"{HERE}/review")


def test_handing_in_brings_what_still_waits(server: Server) -> None:
    page = open_question(server)
    server.replies = [None] * 99
    tap(page, "Ba mức độ")
    expect(page.locator("#state")).to_contain_text("Chờ lưu 1")
    page.goto(f"{HERE}/review")
    page.get_by_role("button", name="Nộp bài").click()
    expect(page.get_by_text("đã nhận")).to_be_visible()
    form = server.forms[-1]
    assert form["lease"] == ["1"]
    assert [op[1:] for op in json.loads(form["ops"][0])] == [[10, 8, "ob"]]


def test_no_name_is_kept_on_the_phone(server: Server) -> None:
    page = open_question(server)
    tap(page, "Ba mức độ")
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")
    assert page.evaluate("Object.keys(localStorage)") == [f"hoithi:{ATTEMPT}"]
    kept = json.loads(page.evaluate(f"localStorage.getItem('hoithi:{ATTEMPT}')"))
    assert kept == {"lease": 1, "seq": 10, "ops": []}


def test_words_are_the_same_on_phone_and_server(server: Server) -> None:
    page = open_question(server, 16)
    for value in (0, 5, 10, 15, 21, 24, 101, 115, 1_000, 1_005, 20_014, 1_000_001, 12_345_678):
        page.locator("#so-16").fill(str(value))
        page.locator("#so-16").blur()
        expect(page.locator("#so-16-read")).to_contain_text(f": {words(value)} người")
