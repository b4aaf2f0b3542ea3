"""A browser without script: every step is a form, and the server alone keeps everything right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import PHONE, Demo, context
from tests.journeys.people import NHUNG, answers, button, shown, start

pytestmark = pytest.mark.journey


@pytest.fixture
def phones(browser: Browser) -> Iterator[list[BrowserContext]]:
    """Two phones whose browsers run no script."""
    made = [context(browser, PHONE, java_script_enabled=False) for _ in range(2)]
    yield made
    for each in made:
        each.close()


def enter_by_forms(page: Page, landing: str) -> str:
    """The unit finder posts; a form that lacks something comes back with what was typed."""
    page.goto(landing)
    button(page, "Vào thi").click()
    page.get_by_label("Họ và tên", exact=True).fill(NHUNG.name)
    page.get_by_label("Tìm đơn vị").fill(NHUNG.search)
    button(page, "Tìm").click()
    expect(page.get_by_label("Họ và tên", exact=True)).to_have_value(NHUNG.name)
    page.locator("#units label.pick", has_text=NHUNG.unit).first.click()
    page.locator("input[name=birth_year]").fill("hai nghìn")
    page.locator("input[name=consent_join]").check()
    page.locator("form button.big").click()
    expect(page.locator("#birth_year-err")).to_contain_text("Năm sinh gồm 4 chữ số")
    expect(page.locator("#units input:checked")).to_have_count(1)
    page.locator("input[name=birth_year]").fill(NHUNG.born)
    page.locator("form button.big").click()
    return page.locator(".keycard code").inner_text()


def answer_by_form(page: Page, typed: str = "40") -> str:
    """Answer what is on the screen and post it; the kind of question that it was."""
    kind = shown(page).get_attribute("data-kind") or ""
    if kind in ("number", "prediction"):
        shown(page).locator(".unit-field input").fill(typed)
    else:
        answers(page).first.click()
    shown(page).locator("button[type=submit]").click()
    return kind


def wrong_number(page: Page, typed: str) -> None:
    """A number that is none comes back as it was typed, with the right form below."""
    address = page.url
    answer_by_form(page, typed)
    field = shown(page).locator(".unit-field input")
    expect(field).to_have_value(typed)
    expect(field).to_have_attribute("aria-invalid", "true")
    assert page.url == address
    expect(shown(page).locator(".wrong")).to_be_visible()


def test_from_the_landing_to_the_receipt(live_server: Demo, phones: list[BrowserContext]) -> None:
    page = phones[0].new_page()
    enter_by_forms(page, live_server.told["predicted"])
    start(page)
    kinds = []
    for slot in range(1, 17):
        expect(shown(page)).to_have_attribute("data-slot", str(slot))
        if shown(page).get_attribute("data-kind") in ("number", "prediction"):
            wrong_number(page, "nhiều lắm")
        kinds.append(answer_by_form(page, "1.050"))
    assert {"one", "number", "prediction"} <= set(kinds)
    expect(page.locator(".banner.is-saved:visible")).to_contain_text("Đã lưu đủ 15/15 câu và câu dự đoán.")
    button(page, "Nộp bài").click()
    expect(page.locator(".receipt")).to_contain_text("Đã lưu đủ 15/15 câu và 1 dự đoán")
    page.get_by_text("Đáp án bạn đã nộp").click()
    expect(page.get_by_text("Dự đoán: 1.050")).to_be_visible()
    # The round is sealed: nothing here may tell how good it was.
    assert page.locator(".score, .tally, .reviewed").count() == 0
    button(page, "Thi lượt 2").click()
    expect(page.locator(".facts")).to_contain_text("Còn 2 trong 3 lượt")


def test_coming_back_by_code_and_taking_over(live_server: Demo, phones: list[BrowserContext]) -> None:
    first, second = (made.new_page() for made in phones)
    code = enter_by_forms(first, live_server.told["participant"])
    start(first)
    answer_by_form(first)
    second.goto(live_server.told["participant"])
    second.get_by_role("link", name="Vào bằng mã").click()
    second.get_by_label("Mã dự thi").fill("0000-0000")
    button(second, "Vào").click()
    expect(second.locator("#code-err")).to_contain_text("Mã dự thi chưa đúng.")
    second.get_by_label("Mã dự thi").fill(code.replace("-", "").lower())
    button(second, "Vào").click()
    button(second, "Làm tiếp bài").click()
    button(second, "Chuyển bài về máy này").click()
    expect(second.locator("#state")).to_have_text("Đã lưu 1")
    # The first phone's next answer is not taken; it is asked whether to bring the attempt back.
    answer_by_form(first)
    expect(first.locator(".banner")).to_contain_text("Bạn đang làm bài trên máy khác.")
    second.reload()
    expect(second.locator("#state")).to_have_text("Đã lưu 1")
    button(first, "Chuyển bài về máy này").click()
    expect(first.locator("#state")).to_have_text("Đã lưu 1")


def test_a_receipt_is_nobody_elses(live_server: Demo, phones: list[BrowserContext]) -> None:
    first, second = (made.new_page() for made in phones)
    enter_by_forms(first, live_server.told["participant"])
    start(first)
    answer_by_form(first)
    first.locator("a[data-review]:visible").last.click()
    button(first, "Nộp bài").click()
    expect(first.locator(".receipt")).to_contain_text("1/15 câu")
    code = first.locator(".receipt code").inner_text()
    second.goto(first.url)
    assert code not in second.content()
    assert "/receipt" not in second.url
