"""The whole way at once: a participant's phone, the organiser's PC and the hall's screen.

This is the journey that every test run takes; the others look closer at what may go wrong.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from python_calamine import CalamineWorkbook

from tests.browser import Demo, context
from tests.journeys.people import (
    DESK,
    NHUNG,
    answer_all,
    button,
    choose,
    close_round,
    enter,
    go_on,
    hand_in,
    log_in,
    saved,
    shown,
    start,
)

pytestmark = pytest.mark.journey

ROUND = "Vòng ngày hội"


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """The organiser's PC, 1366×768."""
    made = context(browser, DESK)
    yield made.new_page()
    made.close()


@pytest.mark.journey_main
def test_from_the_landing_to_the_ranking(
    live_server: Demo, phone: Page, desk: Page, hall: Page, tmp_path: Path
) -> None:
    hall.goto(live_server.told["hall"])
    log_in(desk, live_server)
    desk.get_by_role("link", name=ROUND, exact=True).click()
    code = enter(phone, live_server.told["participant"])
    assert len(code) == 9
    start(phone)
    saved_only_when_acknowledged(phone)
    goes_on_after_a_reload(phone)
    receipt = hand_in(phone)
    handed_in = time.monotonic()
    assert receipt.startswith("HT-")
    expect(hall.locator("#board .who b", has_text=NHUNG.name)).to_be_visible(timeout=3_000)
    assert time.monotonic() - handed_in < 3
    result = own_result(phone)
    assert result["rank"] == "1 / 1 người"
    organiser_sees_and_closes(desk)
    the_ranking_stands(desk, hall, result, tmp_path)
    the_review_explains(phone)


def saved_only_when_acknowledged(phone: Page) -> None:
    """While the server is silent the answer waits, and says so; then it is saved."""
    held: list[Route] = []
    phone.route("**/ops", lambda route: held.append(route))
    with phone.expect_request("**/ops"):
        choose(phone)
    waiting = shown(phone).locator(".mark, .read").filter(has_text="Chờ lưu")
    expect(waiting.first).to_be_visible()
    expect(phone.locator("#state")).to_have_text("Chờ lưu 1")
    held[0].continue_()
    saved(phone)
    phone.unroute("**/ops")
    expect(phone.locator("#state")).to_have_text("Đã lưu 1")


def goes_on_after_a_reload(phone: Page) -> None:
    """What was saved is there, and the rest is answered."""
    go_on(phone)
    expect(phone.locator("#number")).to_contain_text("Câu 2")
    phone.reload()
    expect(phone.locator("#number")).to_contain_text("Câu 2")
    expect(phone.locator("#state")).to_have_text("Đã lưu 1")
    slots = answer_all(phone, since=2)
    expect(phone.locator("#state")).to_have_text(f"Đã lưu {slots}")


def own_result(phone: Page) -> dict[str, str]:
    """What the receipt says of one's own result."""
    expect(phone.locator(".receipt .state")).to_have_text("Đã lưu đủ 15/15 câu")
    return {
        "right": phone.locator(".tally b").inner_text(),
        "rank": phone.locator(".score p", has_text="Hạng tạm thời").locator("b").inner_text(),
    }


def organiser_sees_and_closes(desk: Page) -> None:
    """The counts come by themselves; closing early is asked once more."""
    expect(desk.locator(".now-counts")).to_contain_text("1 bài đã nộp")
    button(desk, "Đóng ngay").click()
    expect(desk.locator("#confirm")).to_contain_text("Lúc này không ai đang làm bài.")
    button(desk, "Để chạy tiếp").click()
    close_round(desk, ROUND)
    expect(desk.get_by_text("Đọc bảng kết quả")).to_be_visible(timeout=45_000)


def the_ranking_stands(desk: Page, hall: Page, result: dict[str, str], folder: Path) -> None:
    """The desk, the hall and the workbook say the same."""
    expect(hall.get_by_role("heading", name="Dẫn đầu vòng thi")).to_be_visible()
    expect(hall.locator("#board .got")).to_have_text(f"{result['right']}/15")
    desk.get_by_role("link", name="Kết quả", exact=True).click()
    row = desk.locator("table.results tbody tr")
    expect(row).to_have_count(1)
    cells = [text.strip() for text in row.locator("td").all_inner_texts()]
    assert cells[0] == "1" and cells[2] == f"{result['right']}/15"
    with desk.expect_download() as download:
        button(desk, "Tải Excel").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    book = CalamineWorkbook.from_path(str(file))
    said = book.get_sheet_by_name("Cá nhân").to_python()[-1]
    assert said[:4] == [1.0, NHUNG.name, said[2], float(result["right"])]
    assert str(said[2]).startswith(NHUNG.unit) and said[5] == cells[4]


def the_review_explains(phone: Page) -> None:
    """After the close every question comes with its right answer and why."""
    phone.reload()
    expect(phone.locator(".score p", has_text="Hạng")).to_contain_text("1 / 1 người")
    expect(phone.locator(".score")).not_to_contain_text("tạm thời")
    expect(phone.locator("article.reviewed")).to_have_count(15)
    expect(phone.locator("article.reviewed").first).to_contain_text("Căn cứ:")
