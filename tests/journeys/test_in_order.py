"""Papers without a way back, as organisers set them up and people sit them: with script, without, moved."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import PHONE, Demo, context
from tests.journeys import organiser
from tests.journeys.organiser import button, group, heading, link, tab
from tests.journeys.people import DESK, NHUNG, choose, enter, go_on, hand_in, log_in, saved, shown, start
from tests.journeys.test_without_script import answer_by_form

pytestmark = pytest.mark.journey
ROUND = "vòng ngày hội"


@pytest.fixture
def desk(browser: Browser, live_server: Demo) -> Iterator[Page]:
    """The organiser's PC, logged in."""
    made = context(browser, DESK)
    page = made.new_page()
    log_in(page, live_server)
    yield page
    made.close()


@pytest.fixture
def phones(browser: Browser) -> Iterator[list[Page]]:
    """One phone, one without script, and a second one of the first's owner."""
    made: list[BrowserContext] = [
        context(browser, PHONE),
        context(browser, PHONE, java_script_enabled=False),
        context(browser, PHONE),
    ]
    yield [each.new_page() for each in made]
    for each in made:
        each.close()


def opened(desk: Page, live_server: Demo, way: str, seconds: str = "") -> str:
    """A contest of five questions, set up at the desk; where people enter it."""
    organiser.make_contest(desk, "Thi từng câu")
    group(desk, "Đề thi")
    for cell in desk.locator("table.blueprint input").all():
        cell.fill("")
    desk.locator("table.blueprint input").first.fill("5")
    desk.get_by_text("Cài đặt thêm: không quay lại câu trước").click()
    desk.get_by_label("Cách làm từng câu").select_option(way)
    desk.get_by_label("Giây mỗi câu").fill(seconds)
    button(desk, "Lưu nháp").click()
    expect(desk.get_by_text("Đã lưu.")).to_be_visible()
    tab(desk, "Điều hành")
    button(desk, "Mở vòng ngay").click()
    expect(heading(desk, f"Mở {ROUND} ngay?")).to_be_visible()
    button(desk, "Mở ngay").click()
    expect(heading(desk, ROUND)).to_contain_text("Đang mở")
    return f"{live_server.url}{link(desk, 'Mở').last.get_attribute('href')}"


def is_at(page: Page, slot: int) -> None:
    """The question on the screen, alone in the page."""
    expect(page.locator("#number")).to_have_text(f"Câu {slot}/5")
    expect(shown(page)).to_have_attribute("data-slot", str(slot))


def test_one_question_at_a_time(desk: Page, live_server: Demo, phones: list[Page]) -> None:
    landing = opened(desk, live_server, "paced", "60")
    phone, bare, second = phones
    code = enter(phone, landing)
    start(phone)
    expect(phone.locator("#timer")).to_contain_text("câu này")
    for slot in (1, 2):
        is_at(phone, slot)
        assert phone.locator("section[data-slot]").count() == 1
        choose(phone)
        saved(phone)
        go_on(phone)
    is_at(phone, 3)
    phone.go_back()
    is_at(phone, 3)
    phone.context.set_offline(True)
    go_on(phone)
    expect(phone.locator("[data-notice=offline]")).to_be_visible()
    phone.context.set_offline(False)
    moved(second, landing, code)
    is_at(second, 3)
    expect(second.locator("#state")).to_contain_text("Đã lưu 2")
    for slot in (3, 4, 5):
        is_at(second, slot)
        choose(second)
        saved(second)
        if slot < 5:
            go_on(second)
    assert hand_in(second)
    without_script(bare, landing)


def moved(page: Page, landing: str, code: str) -> None:
    """The attempt goes on with the code on another phone."""
    page.goto(landing)
    page.get_by_role("link", name="Vào bằng mã").click()
    page.get_by_label("Mã dự thi").fill(code)
    button(page, "Vào").click()
    button(page, "Làm tiếp bài").click()
    button(page, "Chuyển bài về máy này").click()


def enter_plainly(page: Page, landing: str) -> None:
    """Enter by forms alone, where the least is asked."""
    page.goto(landing)
    button(page, "Vào thi").click()
    page.get_by_label("Họ và tên", exact=True).fill(NHUNG.name)
    page.get_by_label("Tìm đơn vị").fill(NHUNG.search)
    button(page, "Tìm").click()
    page.locator("#units label.pick", has_text=NHUNG.unit).first.click()
    page.get_by_label("Đã đủ 16 tuổi").check()
    page.locator("input[name=consent_join]").check()
    page.locator("form button.big").click()


def without_script(page: Page, landing: str) -> None:
    """Every step is a form."""
    enter_plainly(page, landing)
    start(page)
    for slot in range(1, 6):
        is_at(page, slot)
        assert page.locator("section[data-slot]").count() == 1
        answer_by_form(page)
    expect(page.locator(".banner.is-saved:visible")).to_contain_text("Đã lưu đủ 5/5 câu")
    button(page, "Nộp bài").click()
    expect(page.locator(".receipt")).to_contain_text("Đã lưu đủ 5/5 câu")


def test_no_way_back(desk: Page, live_server: Demo, phones: list[Page]) -> None:
    landing = opened(desk, live_server, "forward")
    phone = phones[0]
    enter(phone, landing)
    start(phone)
    assert phone.locator("section[data-slot]").count() == 5
    phone.context.set_offline(True)
    for slot in (1, 2, 3):
        is_at(phone, slot)
        choose(phone)
        go_on(phone)
    is_at(phone, 4)
    phone.context.set_offline(False)
    expect(phone.locator("#state")).to_have_text("Đã lưu 3", timeout=45_000)
    phone.reload()
    is_at(phone, 4)
    assert phone.locator("section[data-slot]").count() == 2
    assert hand_in(phone)


def test_in_two_parts(desk: Page, live_server: Demo, phones: list[Page]) -> None:
    landing = opened_in_parts(desk, live_server)
    phone, bare, second = phones
    code = enter(phone, landing)
    start(phone)
    expect(phone.locator(".exam .part")).to_contain_text("Phần I. Trắc nghiệm")
    expect(phone.locator("#whole")).to_contain_text("Cả bài")
    assert phone.locator("section[data-slot]").count() == 3
    choose(phone)
    saved(phone)
    go_on(phone)
    phone.locator("#map a[data-slot='1']").click()
    is_at(phone, 1)
    phone.get_by_role("button", name="Xem lại và sang phần II").click()
    expect(phone.locator(".banner.is-waiting:visible")).to_contain_text("Còn 2 câu chưa làm.")
    button(phone, "Sang phần II").click()
    is_at(phone, 4)
    expect(phone.locator(".exam .part")).to_contain_text("Phần II. Tình huống")
    assert phone.locator("section[data-slot]").count() == 2
    phone.go_back()
    expect(phone.locator(".exam .part")).to_contain_text("Phần II. Tình huống")
    button(phone, "Làm tiếp phần II").click()
    is_at(phone, 4)
    moved(second, landing, code)
    is_at(second, 4)
    choose(second)
    saved(second)
    assert hand_in(second)
    expect(second.locator("details h3").last).to_have_text("Phần II. Tình huống")
    in_parts_without_script(bare, landing)


def opened_in_parts(desk: Page, live_server: Demo) -> str:
    """Three questions in two minutes, then two in one, set up at the desk."""
    organiser.make_contest(desk, "Thi từng phần")
    group(desk, "Đề thi")
    desk.get_by_text("Cài đặt thêm: không quay lại câu trước").click()
    button(desk, "Chia đề thành các phần").click()
    for cell in desk.locator("table.blueprint input").all():
        cell.fill("")
    for number, (name, minutes, questions) in enumerate(
        (("Trắc nghiệm", "2", "3"), ("Tình huống", "1", "2")), 1
    ):
        part = desk.locator(f"#part{number}")
        part.get_by_label("Tên phần").fill(name)
        part.get_by_label("Phút").fill(minutes)
        part.locator("table.blueprint input").first.fill(questions)
    button(desk, "Lưu nháp").click()
    expect(desk.get_by_text("Đã lưu.")).to_be_visible()
    tab(desk, "Điều hành")
    button(desk, "Mở vòng ngay").click()
    button(desk, "Mở ngay").click()
    expect(heading(desk, ROUND)).to_contain_text("Đang mở")
    return f"{live_server.url}{link(desk, 'Mở').last.get_attribute('href')}"


def in_parts_without_script(page: Page, landing: str) -> None:
    """Every step is a form, the confirmation too."""
    enter_plainly(page, landing)
    start(page)
    for slot in (1, 2, 3):
        is_at(page, slot)
        answer_by_form(page)
    expect(page.locator(".banner.is-saved:visible")).to_contain_text("Đã lưu đủ 3/3 câu của phần I")
    button(page, "Sang phần II").click()
    for slot in (4, 5):
        is_at(page, slot)
        answer_by_form(page)
    expect(page.locator(".banner.is-saved:visible")).to_contain_text("Đã lưu đủ 2/2 câu của phần II")
    button(page, "Nộp bài").click()
    expect(page.locator(".receipt")).to_contain_text("Đã lưu đủ 5/5 câu")
