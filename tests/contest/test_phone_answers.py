"""The question screen in a real browser: answering, waiting, moving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, Route, expect

from contest.web import pages
from tests.addresses import stand_in
from tests.phone_server import HERE, Server, open_question, tap

pytestmark = pytest.mark.journey


@pytest.fixture
def server(phone: Page) -> Iterator[Server]:
    pages.configure(stand_in())
    made = Server(phone)
    yield made
    assert made.problems == []


def test_a_tap_is_sent_and_said_to_be_saved_after_the_answer(server: Server) -> None:
    page = open_question(server)
    tap(page, "Ba mức độ")
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")
    expect(page.locator("section:not([hidden]) .mark")).to_have_text(" Đã lưu")
    assert server.ops() == [[10, 8, "ob"]]
    assert server.batches[0]["lease"] == 1
    assert len(server.batches[0]["ops"][0][0]) == 13
    expect(page.locator("#map a[data-slot='8']")).to_have_attribute("aria-label", "Câu 8, đã lưu")


def test_without_network_answers_wait_and_are_shown_as_waiting(server: Server) -> None:
    page = open_question(server)
    server.replies = [None] * 50
    tap(page, "Ba mức độ")
    expect(page.locator("#state")).to_contain_text("Chờ lưu 1")
    expect(page.locator("[data-notice=offline]")).to_be_visible()
    expect(page.locator("[data-notice=offline]")).to_contain_text("1 câu đang chờ lưu trên máy này")
    expect(page.locator("section:not([hidden]) .option.waiting .mark")).to_have_text(" Chờ lưu")
    assert "wait" in (page.locator("#map li").nth(7).get_attribute("class") or "")


def test_the_network_comes_back(server: Server) -> None:
    page = open_question(server)
    server.replies = [None]
    tap(page, "Ba mức độ")
    expect(page.locator("#state")).to_contain_text("Chờ lưu 1")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-notice=back]")).to_be_visible()
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")


def test_after_a_reload_the_outbox_is_sent_again_and_shown_over_the_servers_state(server: Server) -> None:
    page = open_question(server, 7)
    server.replies = [None] * 3
    tap(page, "Bốn mức độ")
    expect(page.locator("#state")).to_contain_text("Chờ lưu 1")
    server.replies = [None]
    page.reload()
    expect(page.locator("section:not([hidden]) input[value=oc]")).to_be_checked()
    expect(page.locator("#state")).to_contain_text("Chờ lưu 1")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#state")).to_contain_text("Đã lưu 7")
    assert server.ops() == [[10, 7, "oc"]]


def test_seq_goes_on_after_a_reload_even_when_the_server_tells_an_older_one(server: Server) -> None:
    page = open_question(server)
    tap(page, "Ba mức độ")
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")
    page.reload()
    tap(page, "Bốn mức độ")
    expect(page.locator("section:not([hidden]) .mark")).to_have_text(" Đã lưu")
    assert [op[0] for op in server.ops()] == [10, 11]


def test_many_taps_while_offline_become_one_op_a_question(server: Server) -> None:
    page = open_question(server)
    server.replies = [None] * 9
    for text in ("Ba mức độ", "Bốn mức độ", "Hai mức độ"):
        tap(page, text)
    server.replies = []
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")
    assert server.ops() == [[12, 8, "oa"]]


def test_checkboxes_are_joined_in_the_order_of_the_paper(server: Server) -> None:
    page = open_question(server, 4)
    tap(page, "Ba mức độ")
    expect(page.locator("section:not([hidden]) .mark")).to_have_count(3)
    assert server.ops()[-1][1:] == [4, "oa,ob,oc"]


def test_a_ticked_box_can_be_cleared(server: Server) -> None:
    page = open_question(server, 4)
    tap(page, "Hai mức độ")
    tap(page, "Bốn mức độ")
    expect(page.locator("#map a[data-slot='4']")).to_have_attribute("aria-label", "Câu 4, chưa làm")
    assert server.ops()[-1][1:] == [4, ""]


def test_true_or_false(server: Server) -> None:
    page = open_question(server, 5)
    page.locator("section:not([hidden]) .tf").nth(1).click()
    expect(page.locator("section:not([hidden]) .mark")).to_have_text(" Đã lưu")
    assert server.ops() == [[10, 5, "sai"]]


def test_a_number_is_saved_after_typing_and_read_back_in_words(server: Server) -> None:
    page = open_question(server, 16)
    page.locator("#so-16").fill("1.215")
    expect(page.locator("#so-16-read")).to_contain_text("Đã lưu: một nghìn hai trăm mười lăm người")
    assert server.ops() == [[10, 16, "1215"]]


def test_what_is_no_number_is_not_sent(server: Server) -> None:
    page = open_question(server, 16)
    page.locator("#so-16").fill("khoảng 100")
    page.locator("#so-16").blur()
    expect(page.locator("#so-16-read")).to_have_text("Chưa phải là số, ví dụ 1.050.")
    assert server.ops() == []


def percentage(server: Server) -> Page:
    """The last question asks for a percentage, of which nothing is stored yet."""
    *others, last = server.question.questions
    server.question = replace(server.question, questions=(*others, replace(last, unit="%", answer="")))
    return open_question(server, 16)


def test_a_percentage_is_sent_in_hundredths_and_read_with_its_comma(server: Server) -> None:
    page = percentage(server)
    page.locator("#so-16").fill("12.5")
    expect(page.locator("#so-16-read")).to_contain_text("Đã lưu: 12,5%")
    assert server.ops() == [[10, 16, "1250"]]
    server.replies = [None] * 3
    page.locator("#so-16").fill("7,05")
    expect(page.locator("#so-16-read")).to_contain_text("Chờ lưu: 7,05%")
    page.reload()
    expect(page.locator("#so-16")).to_have_value("7,05")


def test_what_is_no_percentage_is_told_and_not_sent(server: Server) -> None:
    page = percentage(server)
    page.locator("#so-16").fill("101")
    page.locator("#so-16").blur()
    expect(page.locator("#so-16-read")).to_have_text("Ghi từ 0 đến 100, ví dụ 12,5.")
    assert server.ops() == []


def test_moving_needs_no_network(server: Server) -> None:
    page = open_question(server, 7)
    page.unroute_all()
    page.route("**/*", lambda route: route.abort())
    page.locator("section:not([hidden]) button").click()
    expect(page.locator("#number")).to_contain_text("Câu 8")
    assert page.url == f"{HERE}/questions/8"
    assert page.title().startswith("Câu 8 ·")
    page.locator("#map a[data-slot='12']").click()
    expect(page.locator("#number")).to_have_text("Câu 12/15")
    expect(page.locator("#map a[aria-current]")).to_have_text("12")
    page.go_back()
    expect(page.locator("#number")).to_contain_text("Câu 8")
    page.get_by_role("button", name="Câu dự đoán").click()
    expect(page.locator("#number")).to_have_text("Dự đoán")


def test_a_tap_before_the_script_is_there_is_saved_when_it_comes(server: Server) -> None:
    waiting: list[Route] = []
    server.page.route("**/static/phone.*.js", lambda route: waiting.append(route))
    server.page.goto(f"{HERE}/questions/8", wait_until="commit")
    tap(server.page, "Ba mức độ")
    assert server.ops() == []
    server.answer(waiting[0])
    expect(server.page.locator("section:not([hidden]) .mark")).to_have_text(" Đã lưu")
    assert [op[1:] for op in server.ops()] == [[8, "ob"]]


def test_what_arrives_while_the_page_is_left_is_sent_again_by_the_next(server: Server) -> None:
    page = open_question(server)
    page.evaluate("dispatchEvent(new Event('beforeunload'))")
    tap(page, "Ba mức độ")
    page.wait_for_timeout(300)
    assert len(server.ops()) == 1
    page.reload()
    expect(page.locator("section:not([hidden]) input[value=ob]")).to_be_checked()
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")
    first, second = (batch["ops"] for batch in server.batches)
    assert first == second
