"""More rows of the question's form on the spot, in a real browser: named and lettered like those before."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, expect

from tests.contest.bank import shelf
from tests.contest.planning.test_paper_script import opened
from tests.questions.asked import STATEMENTS

pytestmark = pytest.mark.journey


def test_rows_are_added_and_what_was_typed_stays(browser: Browser, organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    problems: list[str] = []
    page = opened(browser, organiser, f"/bank/{bank}/questions/new", problems)
    page.locator("#option0").fill("Một")
    page.get_by_role("button", name="Thêm ô").click()
    rows = page.locator("#answers .choice")
    expect(rows).to_have_count(12)
    expect(page.locator("#option8")).to_be_focused()
    assert page.locator("#option0").input_value() == "Một" and page.locator("#option11").input_value() == ""
    letters = [text.split() for text in page.locator(".letter").all_inner_texts()]
    assert [words[0] for words in letters[7:9]] == ["H", "I"]
    assert page.locator("[name=right]").evaluate_all("all => all.map((one) => one.value)")[10:] == [
        "10",
        "11",
    ]
    assert page.get_by_label("Phương án L đúng").count() == 1
    for _ in range(4):
        page.locator("button.more-rows").evaluate("button => button.click()")
    expect(rows).to_have_count(26)
    expect(page.locator("button.more-rows")).to_be_hidden()
    assert page.locator("#place option").last.get_attribute("value") == "option25"
    assert page.locator("#place option").last.inner_text() == "Phương án Z"
    ids = page.locator("#answers [id]").evaluate_all("all => all.map((one) => one.id)")
    assert len(ids) == len(set(ids))
    page.close()
    assert problems == []


def test_statements_get_rows_up_to_twelve(browser: Browser, organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(STATEMENTS)
    page = opened(browser, organiser, f"/bank/{bank}/questions/{one}", [])
    page.get_by_role("button", name="Thêm ô").click()
    last = page.locator("#answers .choice").nth(11)
    last.get_by_label("Sai", exact=True).check()
    assert last.locator(":checked").get_attribute("name") == "said11"
    # The row that it was made from keeps its own answer.
    assert page.locator("[name=said0]:checked").input_value() == "dung"
    expect(page.locator("button.more-rows")).to_be_hidden()
    page.close()
