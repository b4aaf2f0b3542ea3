"""Three weeks that are added up: a phone sits each; the prizes of the whole contest are given and printed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from tests.browser import PHONE, Demo, context
from tests.journeys import organiser, people
from tests.journeys.access import clean
from tests.journeys.organiser import button, download, group, heading, link, tab
from tests.journeys.people import DESK, NHUNG, answer_all, close_now, enter, hand_in

pytestmark = pytest.mark.journey

WEEKS = 3
PRIZE = (("Giải Nhất", 1, "2.000.000"),)


@pytest.fixture
def desk(browser: Browser, live_server: Demo) -> Iterator[Page]:
    """The organiser's PC, logged in; it takes files."""
    made = context(browser, DESK, accept_downloads=True)
    page = made.new_page()
    people.log_in(page, live_server)
    yield page
    made.close()


def added_up(desk: Page) -> None:
    """Rounds are added up, and the whole contest has a prize."""
    group(desk, "Nhiều vòng")
    desk.get_by_label("Cộng điểm các vòng").select_option("sum")
    button(desk, "Lưu nháp").click()
    link(desk, "Đặt giải chung cuộc").click()
    expect(heading(desk, "Cơ cấu giải chung cuộc")).to_be_visible()
    organiser.set_prizes(desk, PRIZE)
    expect(desk.get_by_text("Đã lưu.")).to_be_visible()
    clean(desk, "prizes of the whole contest")
    link(desk, "Về thiết lập").click()


def more_weeks(desk: Page) -> list[str]:
    """The weeks of the contest, each by its settings; their addresses."""
    group(desk, "Thời gian")
    for count in range(2, WEEKS + 1):
        button(desk, "Thêm tuần kế tiếp").click()
        expect(desk.locator("table.weeks tbody tr")).to_have_count(count)
    first = desk.url
    others = desk.locator("table.weeks th a").evaluate_all("all => all.map(one => one.href)")
    return [re.sub(r"/planning/(\w+)/.*", r"/rounds/\1", each) for each in (*others, first)]


def opened(desk: Page, url: str) -> str:
    """Open a week; where phones go."""
    desk.goto(url)
    button(desk, "Mở vòng ngay").click()
    button(desk, "Mở ngay").click()
    expect(desk.locator(".head h1")).to_contain_text("Đang mở")
    return str(link(desk, "Mở").last.get_attribute("href"))


def sits(page: Page, landing: str) -> None:
    """This week's paper, from the front page to the receipt."""
    page.goto(landing)
    button(page, "Vào thi").click()
    button(page, "Bắt đầu làm bài").click()
    answer_all(page)
    assert hand_in(page).startswith("HT-")


def closed(desk: Page, url: str) -> None:
    """The week is closed, ranked and added to the others."""
    desk.goto(url)
    close_now(desk)
    expect(desk.get_by_text("Đọc bảng kết quả")).to_be_visible(timeout=45_000)


def test_three_weeks_and_the_prizes_of_them_all(
    live_server: Demo, desk: Page, browser: Browser, tmp_path: Path
) -> None:
    organiser.make_contest(desk, "Ba tuần thi")
    added_up(desk)
    weeks = more_weeks(desk)
    made = context(browser, PHONE)
    phone = made.new_page()
    for number, week in enumerate(weeks, 1):
        landing = live_server.url + opened(desk, week)
        if number == 1:
            phone.goto(landing)
            expect(phone.get_by_text("Nhất, chung cuộc")).to_be_visible()
            enter(phone, landing)
        sits(phone, landing)
        if number < WEEKS:
            closed(desk, week)
    to_the_prizes(desk)
    expect(desk.get_by_text("đang mở, đóng lúc")).to_be_visible()
    clean(desk, "before the last week is over")
    closed(desk, weeks[-1])
    phone.goto(f"{landing.rsplit('/campaigns/', 1)[0]}/seasons/{landing.rsplit('/', 1)[1]}")
    expect(phone.get_by_text(NHUNG.name)).to_be_visible(timeout=20_000)
    to_the_prizes(desk)
    given(desk, tmp_path)
    made.close()


def to_the_prizes(desk: Page) -> None:
    """From a round's page to the prizes of the whole contest."""
    tab(desk, "Trao giải")
    desk.locator("main a", has_text=re.compile("iải chung cuộc$")).click()
    expect(heading(desk, "Trao giải chung cuộc")).to_be_visible()


def given(desk: Page, folder: Path) -> None:
    """Issued, printed, certified, and found genuine by anybody."""
    row = desk.get_by_role("row", name=NHUNG.name)
    expect(row).to_contain_text("Nhất")
    expect(row).to_contain_text(f"{WEEKS}\N{NO-BREAK SPACE}vòng")
    clean(desk, "the list of the whole contest")
    button(desk, "Phát hành danh sách").click()
    button(desk, "Phát hành").click()
    expect(heading(desk, "Danh sách trao giải số 1")).to_be_visible()
    button(desk, "In, tải danh sách").click()
    word = download(desk, button(desk, "Tải Word (.docx)"), folder)
    said = "\n".join(one.text for one in Document(io.BytesIO(word.read_bytes())).paragraphs)
    assert "Chung cuộc, " in said and "Ba tuần thi" in said
    assert download(desk, button(desk, "Tải PDF"), folder).read_bytes().startswith(b"%PDF")
    assert download(desk, button(desk, "Tải Excel"), folder).suffix == ".xlsx"
    desk.locator("p.crumb a").last.click()
    button(desk, "Giấy chứng nhận").click()
    sheets = download(desk, button(desk, "Tải PDF cho cả danh sách"), folder)
    assert sheets.read_bytes().startswith(b"%PDF")
    link(desk, f"Kiểm tra giấy của {NHUNG.name}").click()
    expect(desk.get_by_text("Giấy chứng nhận có thật và còn giá trị.")).to_be_visible()
    expect(desk.locator("dl.facts")).to_contain_text("Ba tuần thi, chung cuộc")
