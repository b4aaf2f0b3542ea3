"""Somebody with a Word file: read, looked through, mended in place, taken in, taken back whole."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from playwright.sync_api import Browser, Page, expect

from questions.formats import detect
from tests.browser import PHONE, Demo, context
from tests.journeys.access import press
from tests.journeys.organiser import heading
from tests.journeys.people import DESK, button, log_in
from tests.journeys.test_accessible import clean
from tests.questions.formats.word.building import word

pytestmark = pytest.mark.journey

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BANK = "Đề Word của thầy cô"
#: A picture, a missing key, two that are nearly the same, and one that is well.
SOURCE = """Câu 1: Biển báo này có nghĩa gì trong giao thông? <img>
A. Cấm đi ngược chiều
<b>B. Đường ưu tiên</b>
C. Dừng lại
Câu 2: Cơ quan nào cấp thẻ căn cước cho công dân Việt Nam?
A. Công an
B. Ủy ban nhân dân
C. Bưu điện
Câu 3: Thủ tục hành chính được công khai ở những nơi nào?
<b>A. Trên Cổng dịch vụ công</b>
B. Không ở đâu cả
Câu 4: Thủ tục hành chính được công khai ở những nơi nào vậy?
<b>A. Trên Cổng dịch vụ công</b>
B. Không ở đâu"""


def choose(page: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": DOCX, "buffer": content}
    page.locator("#file").set_input_files(file)  # ty: ignore[invalid-argument-type]


def bring(page: Page, name: str = "de-thay-co.docx") -> None:
    """Choose the file and wait for its rows, however long the machine takes."""
    choose(page, name, word(SOURCE))
    button(page, "Xem trước").click()
    page.wait_for_url(re.compile(r"/bank/imports/[0-9a-z]{13}$"))
    expect(heading(page, f"Xem trước: {name}")).to_be_visible()


def test_a_word_file_with_a_bit_of_everything(browser: Browser, live_server: Demo) -> None:
    made = context(browser, DESK)
    page = made.new_page()
    log_in(page, live_server)
    page.goto(f"{live_server.url}/bank")
    page.get_by_label("Tên ngân hàng").fill(BANK)
    button(page, "Thêm").click()
    button(page, "Nhập từ tệp Word, Excel").click()
    clean(page, "choose a file")
    choose(page, "bang-diem.pdf", b"%PDF-1.7")
    button(page, "Xem trước").click()
    expect(page.locator("#file-err")).to_contain_text("PDF")
    bring(page)
    clean(page, "preview of a Word file")
    mend_in_place(page)
    look_at_what_it_shows(page)
    take_the_notes_along(page)
    button(page, "Nhập 3 câu").click()
    expect(page.get_by_text("Đã đưa 3 câu vào ngân hàng")).to_be_visible()
    batch = page.url.partition("?")[0]
    button(page, "Xem và duyệt bản nháp").click()
    expect(page.locator("#rows tbody tr")).to_have_count(3)
    on_a_phone(browser, live_server, batch)
    take_it_back(page, live_server, batch)
    made.close()


def mend_in_place(page: Page) -> None:
    bad = page.locator("tbody:has(tr.problem)")
    expect(bad).to_have_count(1)
    expect(bad).to_contain_text("Câu 2")
    bad.locator("label.pick", has_text="Công an").click()
    press(page, bad.get_by_role("button", name="Ghi lại", exact=True))
    expect(page.locator("tr.problem")).to_have_count(0)


def look_at_what_it_shows(page: Page) -> None:
    """A picture, and two that are alike: one of them is left out."""
    page.get_by_role("link", name=re.compile("Tất cả")).click()
    picture = page.locator("tbody", has_text="Biển báo này").locator(".pictures-strip img").first
    expect(picture).to_be_visible()
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    alike = page.locator("tbody[id]", has_text="những nơi nào vậy?")
    expect(alike.locator(".facing")).to_be_visible()
    expect(alike.locator(".facing ins").first).to_be_visible()
    press(page, alike.get_by_role("button", name="Bỏ câu này"))
    expect(page.get_by_text("Đã bỏ câu 4")).to_be_visible()


def take_the_notes_along(page: Page) -> None:
    with page.expect_download() as waiting:
        button(page, "Tải tệp có ghi chú lỗi").click()
    book = waiting.value.path().read_bytes()
    assert zipfile.is_zipfile(io.BytesIO(book)) and len(detect.read_bytes(book).questions) == 4


def on_a_phone(browser: Browser, demo: Demo, batch: str) -> None:
    """The preview fits, also without script."""
    made = context(browser, PHONE, java_script_enabled=False)
    page = made.new_page()
    log_in(page, demo)
    page.goto(f"{batch}?tab=all")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    made.close()


def take_it_back(page: Page, demo: Demo, batch: str) -> None:
    page.goto(batch)
    button(page, "Hoàn tác").click()
    clean(page, "asked before taking back")
    page.locator("form[action$=taking-back] button").click()
    expect(page.get_by_text("Hoàn tác lúc")).to_be_visible()
    page.goto(f"{demo.url}/bank")
    page.get_by_role("link", name=BANK).click()
    expect(page.get_by_text("Ngân hàng này chưa có câu hỏi nào.")).to_be_visible()
