"""Author and approver in a real browser: written, sent back, mended, approved; and the pages beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import PHONE, Demo, context
from tests.journeys.access import press, tab_to
from tests.journeys.people import DESK, button, log_in
from tests.journeys.test_accessible import clean

pytestmark = pytest.mark.journey

SAMPLE = "Bộ câu hỏi mẫu"
PASSWORD = "mot cau that dai de nho"
NEW_WORDS = "Theo văn bản mới nhất, "


@pytest.fixture
def approver(browser: Browser, live_server: Demo) -> Iterator[Page]:
    """The organiser of the demo."""
    made = context(browser, DESK)
    page = made.new_page()
    log_in(page, live_server)
    yield page
    made.close()


@pytest.fixture
def author(browser: Browser, live_server: Demo, approver: Page) -> Iterator[Page]:
    """Somebody whom the organiser lets in."""
    approver.goto(f"{live_server.url}/accounts/staff/new")
    approver.get_by_label("Họ và tên").fill("Nguyễn Thị Nhung")
    approver.get_by_label("Tên đăng nhập").fill("nhung.vhxh")
    approver.locator("#password").fill(PASSWORD)
    approver.locator("input[name=role][value=organiser]").check()
    button(approver, "Thêm người này").click()
    made = context(browser, DESK)
    page = made.new_page()
    page.goto(f"{live_server.url}/accounts/login")
    page.get_by_label("Tên đăng nhập").fill("nhung.vhxh")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    button(page, "Đăng nhập").click()
    expect(page.get_by_role("heading", name="Cuộc thi", exact=True)).to_be_visible()
    yield page
    made.close()


def open_bank(page: Page, demo: Demo) -> str:
    """The sample bank's address."""
    page.goto(f"{demo.url}/bank")
    page.get_by_role("link", name=SAMPLE).click()
    return page.url


def test_author_and_approver(author: Page, approver: Page, live_server: Demo) -> None:
    bank = open_bank(author, live_server)
    author.locator("#rows td a").first.click()
    question = author.url
    words = author.get_by_label("Nội dung câu hỏi").input_value()
    author.get_by_label("Nội dung câu hỏi").fill(NEW_WORDS + words)
    button(author, "Lưu").click()
    expect(author.locator("#done")).to_contain_text("chờ duyệt")
    expect(author.locator("#another")).to_contain_text("một người khác")
    expect(button(author, "Duyệt")).to_have_count(0)
    clean(author, "a change that waits")

    approver.goto(bank)
    approver.locator("#waiting a").click()
    expect(approver.locator("#rows tbody tr")).to_have_count(1)
    clean(approver, "what waits")
    approver.locator("#rows td a").first.click()
    expect(approver.locator("#changes ins")).to_contain_text(NEW_WORDS.strip())
    approver.get_by_label("Góp ý của bạn").fill("Ghi rõ văn bản nào.")
    press(approver, button(approver, "Trả lại để sửa"))
    expect(approver.locator("#done")).to_contain_text("Đã trả lại")
    clean(approver, "sent back")

    author.goto(f"{bank}?desk=gop-y")
    author.locator("#rows td a").first.click()
    expect(author.locator(".remark")).to_contain_text("Ghi rõ văn bản nào.")
    author.get_by_label("Nội dung câu hỏi").fill("Theo Quyết định số 505/QĐ-TTg, " + words)
    button(author, "Lưu").click()
    author.get_by_role("button", name="Đã xử lý góp ý").click()
    expect(author.locator("#done")).to_contain_text("đã xử lý")

    approver.goto(question)
    tab_to(approver, button(approver, "Lịch sử"))
    press(approver, button(approver, "Duyệt"))
    expect(approver.locator("#done")).to_contain_text("Đã duyệt")
    expect(approver.locator("#changes")).to_have_count(0)
    button(approver, "Lịch sử").click()
    expect(approver.locator(".entry").first).to_contain_text("Đang dùng")
    clean(approver, "history of two people")


def alike_is_shown_beside(page: Page, bank: str) -> None:
    page.goto(bank)
    page.locator("#rows td a").first.click()
    words = page.get_by_label("Nội dung câu hỏi").input_value()
    page.goto(f"{bank}/questions/new")
    page.get_by_label("Nội dung câu hỏi").fill(words)
    page.locator("#option0").fill("Phương án riêng của câu này")
    page.locator("#option1").fill("Phương án khác hẳn")
    page.get_by_label("Phương án B đúng").check()
    button(page, "Lưu bản nháp").click()
    expect(page.locator("#beside-other")).to_contain_text(words[:40])
    clean(page, "two that are alike")
    button(page, "Vẫn lưu câu của tôi").click()
    expect(page.locator("#done")).to_contain_text("Đã lưu bản nháp")
    page.goto(f"{bank}/twins")
    clean(page, "pairs")
    count = page.locator(".twins").count()
    page.get_by_role("button", name="Không phải trùng").first.click()
    expect(page.locator("#done")).to_be_visible()
    expect(page.locator(".twins")).to_have_count(count - 1)


def a_document_ends(page: Page, demo: Demo, bank: str) -> None:
    page.goto(f"{demo.url}/bank")
    button(page, "Sổ văn bản").click()
    clean(page, "register")
    page.get_by_label("Tìm theo số, cơ quan, nội dung").fill("chuyen doi so")
    button(page, "Tìm").click()
    page.locator("#rows tr:has(td:nth-child(4) a) th a").first.click()
    page.get_by_label("Hết hiệu lực sau ngày").fill("31/12/2000")
    button(page, "Lưu").click()
    expect(page.locator("#in_force_until-err")).to_be_visible()
    clean(page, "a document with a mistake")
    page.get_by_label("Ngày ban hành").fill("")
    page.get_by_label("Có hiệu lực từ").fill("")
    button(page, "Lưu").click()
    expect(page.locator("#done")).to_be_visible()
    page.goto(f"{bank}/law")
    clean(page, "law")
    expect(page.locator("#rows tbody tr").first).to_be_visible()


def no_page_is_wider_than_a_phone(made: BrowserContext, demo: Demo, bank: str) -> None:
    page = made.new_page()
    log_in(page, demo)
    for path in (bank, f"{bank}/law", f"{bank}/twins", f"{demo.url}/documents", f"{demo.url}/documents/new"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_alike_documents_and_phones(browser: Browser, approver: Page, live_server: Demo) -> None:
    bank = open_bank(approver, live_server)
    alike_is_shown_beside(approver, bank)
    a_document_ends(approver, live_server, bank)
    made = context(browser, PHONE, java_script_enabled=False)
    no_page_is_wider_than_a_phone(made, live_server, bank)
    made.close()
