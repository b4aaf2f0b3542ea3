"""What axe finds on the pages of the desk, in both themes: empty, with errors, filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Demo, context
from tests.journeys import organiser, people
from tests.journeys.access import clean
from tests.journeys.organiser import button, link
from tests.journeys.people import DESK

pytestmark = pytest.mark.journey

POOR_UNITS = "Tên đơn vị\tQuân số\nThôn Đăk Rao\tkhông rõ\n\t12\nThôn Mới\t40\n"


@pytest.fixture
def desk(browser: Browser, live_server: Demo) -> Iterator[Page]:
    """The organiser's PC, logged in."""
    made = context(browser, DESK)
    page = made.new_page()
    people.log_in(page, live_server)
    yield page
    made.close()


def visit(page: Page, demo: Demo, *paths: str) -> None:
    """Go to each page and look at it."""
    for path in paths:
        answer = page.goto(demo.url + path)
        assert answer is not None and answer.status == 200, path
        clean(page, path)


def wrongly(page: Page, send: str, name: str) -> None:
    """Send the form as it is, without the browser's own check: the page comes back with its errors."""
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    button(page, send).click()
    expect(page.locator(".is-wrong, .wrong").first).to_be_visible()
    clean(page, f"{name}, with errors")


def way_to(page: Page, pattern: str) -> str:
    """The first link of the page whose address is of this form."""
    hrefs = page.locator("a[href]").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    return next(href for href in hrefs if re.fullmatch(pattern, href))


def test_the_settings_and_the_staff(live_server: Demo, desk: Page) -> None:
    visit(desk, live_server, "/office/identity?step=1", "/office/units-step?step=2", "/accounts/staff?step=3")
    visit(desk, live_server, "/office/privacy?step=4", "/office/phones?step=5", "/office/ready", "/office")
    for path, field in (("/office/identity", "Tên nơi tổ chức"), ("/office/privacy", "Giữ tên bao nhiêu")):
        desk.goto(live_server.url + path)
        desk.get_by_label(field).fill("")
        wrongly(desk, "Lưu", path)
    desk.goto(live_server.url + "/office/phones")
    button(desk, "Lưu").click()
    clean(desk, "/office/phones, saved")
    visit(desk, live_server, "/office/proofs")
    for page in ("inventory", "retention", "papers"):
        visit(desk, live_server, f"/privacy/{page}")
    visit(desk, live_server, "/accounts/staff/new")
    wrongly(desk, "Thêm người này", "/accounts/staff/new")
    desk.get_by_label("Họ và tên").fill("Y Bích")
    desk.get_by_label("Tên đăng nhập").fill("y.bich")
    button(desk, "Thêm người này").click()
    expect(button(desk, "Đã chép, về danh sách")).to_be_visible()
    clean(desk, "/accounts/staff/new, told")
    visit(desk, live_server, "/accounts/staff", "/accounts/staff?q=khong-ai", "/accounts/me")
    wrongly(desk, "Đổi mật khẩu", "/accounts/me")
    desk.goto(live_server.url + "/accounts/staff")
    link(desk, "Y Bích").click()
    clean(desk, "a member")


def test_the_units(live_server: Demo, desk: Page) -> None:
    visit(desk, live_server, "/units", "/units?q=khong-co", "/units/new", "/units/upload")
    desk.goto(live_server.url + "/units/new")
    wrongly(desk, "Thêm đơn vị", "/units/new")
    desk.goto(live_server.url + "/units?q=dak+rao")
    desk.locator("a.unit-name").first.click()
    clean(desk, "a unit")
    visit(desk, live_server, way_to(desk, r"/units/\w{13}/merge"))
    desk.get_by_label("Tìm đơn vị sẽ giữ lại").fill("dak tang")
    button(desk, "Tìm").click()
    desk.locator("label.pick").first.click()
    button(desk, "Xem sẽ đổi những gì").click()
    expect(button(desk, "Gộp hai đơn vị")).to_be_visible()
    clean(desk, "a merge, looked at")
    desk.goto(live_server.url + "/units/upload")
    bring(desk, b"no workbook")
    expect(desk.locator(".is-wrong")).to_be_visible()
    clean(desk, "/units/upload, with errors")
    bring(desk, organiser.sheet([line.split("\t") for line in POOR_UNITS.splitlines()]))
    expect(desk.get_by_role("heading", name="Xem trước")).to_be_visible()
    clean(desk, "a list of units with problems")


def bring(page: Page, content: bytes) -> None:
    """Choose a file of one's own and send it."""
    file = {"name": "danh-sach.xlsx", "mimeType": organiser.XLSX, "buffer": content}
    page.locator("input[type=file]").set_input_files(file)  # ty: ignore[invalid-argument-type]
    button(page, "Xem trước").click()


def test_the_bank(live_server: Demo, desk: Page) -> None:
    visit(desk, live_server, "/bank")
    sample = way_to(desk, r"/bank/\w{13}")
    visit(desk, live_server, sample, f"{sample}?q=khong-co-cau-nay", f"{sample}/coverage", f"{sample}/packs")
    visit(desk, live_server, f"{sample}/questions/new")
    wrongly(desk, "Lưu bản nháp", "a new question")
    desk.goto(live_server.url + sample)
    question = way_to(desk, r"/bank/\w+/questions/\w{13}")
    visit(desk, live_server, question, f"{question}/history")
    desk.goto(live_server.url + "/bank")
    button(desk, "Thêm").click()
    desk.get_by_label("Tên ngân hàng").fill("Ngân hàng còn trống")
    button(desk, "Thêm").click()
    expect(desk.get_by_text("Ngân hàng này chưa có câu hỏi nào.")).to_be_visible()
    clean(desk, "an empty bank")
    button(desk, "Nhập từ tệp Word, Excel").click()
    clean(desk, "an upload")
    bring(desk, b"no workbook")
    expect(desk.locator(".is-wrong")).to_be_visible()
    clean(desk, "an upload with errors")
    questions = organiser.from_our_files("chuyen-doi-so", 6)
    bring(desk, organiser.workbook(questions, keyless=2))
    expect(desk.get_by_role("heading", name="Xem trước")).to_be_visible()
    clean(desk, "a preview with problems")
    batch, bank = desk.url.removeprefix(live_server.url), way_to(desk, r"/bank/\w+/imports")
    visit(
        desk, live_server, way_to(desk, r"/bank/imports/\w+/rows/\d+.*"), f"{batch}?confirm=taking-back", bank
    )
    desk.goto(live_server.url + batch)
    button(desk, "Nhập 5 câu").click()
    clean(desk, "an import, confirmed")
