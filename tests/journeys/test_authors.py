"""An author's afternoon in a real browser: a bank, a question with the phone beside it, many at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import PHONE, Demo, context
from tests.journeys.people import DESK, button, log_in
from tests.journeys.test_accessible import clean

pytestmark = pytest.mark.journey

SAMPLE = "Bộ câu hỏi mẫu"
#: Like no question of the packs, so nobody is asked whether it is the same.
WORDS = "Hội nghị của thôn ta bàn về chuyển đổi số họp vào ngày nào?"
#: A topic of which the packs hold no question at the highest level.
HOLE = "Chủ trương, mục tiêu, nhiệm vụ chuyển đổi số"


@pytest.fixture
def desk(browser: Browser, live_server: Demo) -> Iterator[Page]:
    """An organiser who is logged in; whatever the page complains of fails the test."""
    made = context(browser, DESK)
    page = made.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if "Content Security" in said.text else None)
    log_in(page, live_server)
    page.get_by_role("link", name="Ngân hàng câu hỏi").click()
    yield page
    assert problems == []
    made.close()


def write(page: Page) -> None:
    """A whole question, by labels alone."""
    page.get_by_label("Nội dung câu hỏi").fill(WORDS)
    for letter, text in (("A", "10/8"), ("B", "10/10"), ("C", "10/12")):
        page.locator(f"#option{'ABCDEFGH'.index(letter)}").fill(text)
    page.get_by_label("Phương án B đúng").check()


def test_a_bank_and_its_first_question(desk: Page) -> None:
    desk.get_by_label("Tên ngân hàng").fill("Cải cách hành chính 2026")
    button(desk, "Thêm").click()
    button(desk, "Soạn câu hỏi").click()
    write(desk)
    view = desk.locator("#preview")
    expect(view.locator("label.option")).to_have_count(3)
    expect(view).to_contain_text(WORDS)
    expect(view.locator("label.option").nth(1)).to_contain_text("10/10")
    expect(desk.get_by_role("button", name="Xem trước")).to_be_hidden()
    button(desk, "Lưu bản nháp").click()
    expect(desk.locator("#done")).to_contain_text("Đã lưu bản nháp")
    button(desk, "Duyệt (một người ký)").click()
    expect(desk.locator("#done")).to_contain_text("Đã duyệt")
    clean(desk, "question")
    desk.get_by_label("Giải thích").fill("Quyết định số 505/QĐ-TTg chọn ngày 10/10.")
    button(desk, "Lưu").click()
    expect(desk.locator("#done")).to_contain_text("Đã sửa đáp án")
    button(desk, "Lịch sử").click()
    expect(desk.locator("ins").first).to_contain_text("Quyết định")
    clean(desk, "history")


def test_the_form_shows_what_its_kind_needs(desk: Page) -> None:
    desk.get_by_role("link", name=SAMPLE).click()
    button(desk, "Soạn câu hỏi").click()
    write(desk)
    # One right answer: ticking another moves the tick.
    desk.get_by_label("Phương án A đúng").check()
    expect(desk.get_by_label("Phương án B đúng")).not_to_be_checked()
    desk.get_by_role("radio", name="Nhiều đáp án").check()
    desk.get_by_label("Phương án B đúng").check()
    expect(desk.get_by_label("Phương án A đúng")).to_be_checked()
    expect(desk.locator("#preview legend")).to_contain_text("Chọn mọi ý đúng")
    desk.get_by_label("Đúng/sai", exact=True).check()
    expect(desk.locator("#option0")).to_be_hidden()
    halves = desk.locator("#preview label.tf")
    expect(halves).to_have_count(2)
    box = halves.first.bounding_box()
    assert box and box["height"] < box["width"]  # the word stands on one line
    desk.get_by_label("Điền số").check()
    desk.get_by_label("Đơn vị tính").fill("tỉnh")
    expect(desk.locator("#preview .unit-field")).to_contain_text("tỉnh")
    button(desk, "Lưu bản nháp").click()
    expect(desk.locator(".banner")).to_contain_text("Đáp án đúng")
    clean(desk, "question with a mistake")
    desk.get_by_label("Đáp án là số").fill("34")
    button(desk, "Lưu bản nháp").click()
    expect(desk.locator("#done")).to_contain_text("Đã lưu bản nháp")


def a_day_for_many_and_back(desk: Page) -> None:
    day = desk.get_by_label("Hiệu lực đến")
    expect(day).to_be_hidden()
    desk.locator("#rows [name=question]").first.check()
    # What can be done has come along, however far down it stands.
    expect(desk.locator("#several")).to_be_in_viewport()
    desk.get_by_label("Với các câu đã chọn").select_option("Ghi ngày hết hiệu lực")
    day.fill("31/12/2099")
    clean(desk, "list with a day")
    button(desk, "Làm").click()
    expect(desk.locator("#result")).to_contain_text("Đã đổi 1")
    expect(desk.locator("#rows")).to_contain_text("31/12/2099")
    button(desk, "Hoàn tác").click()
    expect(desk.locator("#rows")).not_to_contain_text("31/12/2099")


def many_at_once_and_back(desk: Page) -> None:
    clean(desk, "list")
    a_day_for_many_and_back(desk)
    desk.get_by_label("Chọn mọi câu trong trang").check()
    desk.get_by_label("Với các câu đã chọn").select_option("Ngừng dùng")
    button(desk, "Làm").click()
    expect(desk.locator("#result")).to_contain_text("Đã đổi 30 câu")
    clean(desk, "list with a result")
    button(desk, "Hoàn tác").click()
    expect(desk.locator("#result")).to_contain_text("Đã hoàn tác 30 câu")
    desk.get_by_label("Tìm trong câu và phương án").fill("can cuoc")
    desk.locator("#level").select_option("Nhận biết")
    button(desk, "Tìm").click()
    expect(desk.locator("#rows tbody tr").first).to_contain_text("ăn cước")
    desk.get_by_label("Tìm trong câu và phương án").fill("không có câu nào như thế")
    button(desk, "Tìm").click()
    expect(desk.locator(".empty")).to_be_visible()
    clean(desk, "list without rows")


def a_hole_leads_to_the_form(desk: Page) -> None:
    desk.get_by_role("link", name="Độ phủ").click()
    clean(desk, "coverage")
    desk.get_by_role("link", name=f"Soạn câu ở ô này: {HOLE}, vận dụng").click()
    expect(desk.get_by_label("Vận dụng")).to_be_checked()
    expect(desk.get_by_label(HOLE)).to_be_checked()
    clean(desk, "new question")


def two_authors_lose_nothing(desk: Page) -> None:
    desk.locator("#rows td a").first.click()
    other = desk.context.new_page()
    other.goto(desk.url)
    other.get_by_label("Giải thích").fill("Lời giải thích của người kia.")
    button(other, "Lưu").click()
    expect(other.locator("#done")).to_be_visible()
    desk.get_by_label("Giải thích").fill("Lời giải thích của tôi.")
    button(desk, "Lưu").click()
    expect(desk.locator("#theirs")).to_contain_text("Lời giải thích của người kia.")
    expect(desk.get_by_label("Giải thích")).to_have_value("Lời giải thích của tôi.")
    clean(desk, "two authors")
    button(desk, "Lưu bản của tôi").click()
    expect(desk.locator("#done")).to_be_visible()


def test_the_sample_bank(desk: Page) -> None:
    """One server for all that a bank full of questions is needed for."""
    desk.get_by_role("link", name=SAMPLE).click()
    bank = desk.url
    for part in (many_at_once_and_back, a_hole_leads_to_the_form, two_authors_lose_nothing):
        desk.goto(bank)
        part(desk)


def test_without_script(browser: Browser, live_server: Demo) -> None:
    made = context(browser, DESK, java_script_enabled=False)
    page = made.new_page()
    log_in(page, live_server)
    page.get_by_role("link", name="Ngân hàng câu hỏi").click()
    page.get_by_role("link", name=SAMPLE).click()
    button(page, "Soạn câu hỏi").click()
    write(page)
    button(page, "Xem trước").click()
    expect(page.locator("#preview label.option")).to_have_count(3)
    expect(page.get_by_label("Phương án B đúng")).to_be_checked()
    button(page, "Lưu bản nháp").click()
    expect(page.locator("#done")).to_be_visible()
    made.close()
    no_page_is_wider_than_a_phone(browser, live_server)


def no_page_is_wider_than_a_phone(browser: Browser, live_server: Demo) -> None:
    """By layout alone, so it needs no script; the same server serves both."""
    made = context(browser, PHONE)
    page = made.new_page()
    log_in(page, live_server)
    page.goto(f"{live_server.url}/bank")
    address = page.get_by_role("link", name=SAMPLE).get_attribute("href")
    bank = f"{live_server.url}{address}"
    page.goto(bank)
    question = f"{live_server.url}{page.locator('#rows td a').first.get_attribute('href')}"
    paths = (
        bank,
        f"{bank}?q=zzz",
        f"{bank}/coverage",
        f"{bank}/questions/new",
        question,
        f"{question}/history",
    )
    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    made.close()
