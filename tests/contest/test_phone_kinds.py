"""Rows, words and decimals on the question screen, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from contest import resources
from contest.attempts.pages import Choice, Question
from contest.web import pages
from questions import numbers
from questions.kinds import Kind
from tests.addresses import stand_in
from tests.phone_server import Server, open_question

pytestmark = pytest.mark.journey

ROWS = (Choice("aaaaa", "A", "Nộp hồ sơ"), Choice("bbbbb", "B", "Xử lý"), Choice("ccccc", "C", "Trả kết quả"))
TARGETS = (Choice("ttttt", "1", "Trung tâm Phục vụ hành chính công"), Choice("uuuuu", "2", "Bưu điện xã"))
HERE = "section:not([hidden])"


@pytest.fixture
def server(phone: Page) -> Iterator[Server]:
    pages.configure(stand_in())
    made = Server(phone)
    yield made
    assert made.problems == []


def asking(server: Server, question: Question) -> Page:
    """The eighth question is this one."""
    questions = [question if each.slot == 8 else each for each in server.question.questions]
    server.question = replace(server.question, questions=tuple(questions))
    return open_question(server, 8)


def last(server: Server) -> list[object]:
    return server.ops()[-1][1:]


def test_statements_are_saved_one_by_one(server: Server) -> None:
    page = asking(server, Question(8, Kind.statements, "Đúng hay sai?", ROWS))
    halves = page.locator(f"{HERE} .tf")
    halves.nth(0).click()
    expect(page.locator(f"{HERE} .read")).to_have_text(" Đã lưu, còn 2 ý chưa chọn")
    assert last(server) == [8, "aaaaa:dung"]
    halves.nth(5).click()
    expect(page.locator(f"{HERE} .read")).to_have_text(" Đã lưu, còn 1 ý chưa chọn")
    assert last(server) == [8, "aaaaa:dung,ccccc:sai"]
    halves.nth(1).click()
    expect(page.locator(f"{HERE} .tf input").nth(1)).to_be_checked()
    expect(page.locator(f"{HERE} .read")).to_contain_text("Đã lưu")
    assert last(server) == [8, "aaaaa:sai,ccccc:sai"]


def test_statements_by_keyboard(server: Server) -> None:
    page = asking(server, Question(8, Kind.statements, "Đúng hay sai?", ROWS))
    page.locator(f"{HERE} .tf input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{HERE} .read")).to_have_text(" Đã lưu, còn 1 ý chưa chọn")
    assert str(last(server)[1]).startswith("aaaaa:dung,bbbbb:")


def test_a_place_that_is_taken_changes_hands(server: Server) -> None:
    page = asking(server, Question(8, Kind.ordering, "Xếp các bước", ROWS))
    lists = page.locator(f"{HERE} select")
    for at, place in enumerate("123"):
        lists.nth(at).select_option(label=place)
    lists.nth(0).select_option(label="3")
    expect(page.locator(f"{HERE} .read")).to_have_text(" Đã lưu")
    assert last(server) == [8, "aaaaa:3,bbbbb:2,ccccc:1"]


def test_while_several_places_are_free_the_other_row_is_cleared(server: Server) -> None:
    page = asking(server, Question(8, Kind.ordering, "Xếp các bước", ROWS))
    lists = page.locator(f"{HERE} select")
    lists.nth(0).select_option(label="1")
    lists.nth(1).select_option(label="1")
    expect(page.locator(f"{HERE} .read")).to_have_text(" Đã lưu, còn 2 ý chưa chọn")
    assert last(server) == [8, "bbbbb:1"]


def test_matching_waits_without_network_and_comes_back_after_a_reload(server: Server) -> None:
    page = asking(server, Question(8, Kind.matching, "Ghép", ROWS[:2], targets=TARGETS))
    server.replies = [None] * 9
    page.locator(f"{HERE} select").nth(1).select_option(index=1)
    expect(page.locator(f"{HERE} .read")).to_have_text(" Chờ lưu, còn 1 ý chưa chọn")
    page.reload()
    expect(page.locator(f"{HERE} select").nth(1)).to_have_value("bbbbb:ttttt")
    server.replies = []
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#state")).to_contain_text("Đã lưu 8")
    assert last(server) == [8, "bbbbb:ttttt"]


def test_words_are_saved_after_typing(server: Server) -> None:
    page = asking(server, Question(8, Kind.short, "Ứng dụng nào?"))
    page.locator("#chu-8").fill("  VNeID, mức 2 ")
    expect(page.locator(f"{HERE} .read")).to_have_text(" Đã lưu")
    assert last(server) == [8, "VNeID, mức 2"]


def test_a_decimal_is_read_back_and_an_unclear_one_is_asked_about(server: Server) -> None:
    page = asking(server, Question(8, Kind.number, "Bao nhiêu?", unit="%", places=2))
    page.locator("#so-8").fill("1.234")
    expect(page.locator(f"{HERE} .read")).to_contain_text("Hiểu được hai cách")
    assert server.ops() == []
    page.locator("#so-8").fill("3,50")
    expect(page.locator(f"{HERE} .read")).to_contain_text("Đã lưu: 3,5 %")
    assert last(server) == [8, "3,5"]


TYPED = (
    *("", "0", "-0", "3", "3,5", "3.5", "3,50", "-3,5", "−3,5", "+4", "1.234", "1.234,5", "1 234,5", "12a"),
    *("1.234.567", "1,234.5", "1,234", "007", "0,125", "1,2,3", "1.2.3", ",5", "5,", " 7 ", "1,1234567"),
    *("9" * 15, "9" * 16, "9" * 14 + ",5"),
)


def on_the_server(typed: str, places: int) -> str | None:
    if not typed.strip():
        return ""
    try:
        return numbers.written(numbers.read(typed, places))
    except numbers.NotANumber:
        return None


def test_decimals_are_understood_as_on_the_server(phone: Page) -> None:
    source = resources.path("static", "js", "phone-words.js").read_text("utf-8")
    asked = "all.map((each) => [1, 2, 6].map((most) => asDecimal(each, most)))"
    told = phone.evaluate(f"(all) => {{ {source}; return {asked}; }}", list(TYPED))
    assert told == [[on_the_server(each, most) for most in (1, 2, 6)] for each in TYPED]
