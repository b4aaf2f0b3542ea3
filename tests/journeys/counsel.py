"""What a committee does once a round is over: a complaint, a key put right, a result that two people sign."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import Demo, context
from tests.journeys.organiser import heading, link, tab
from tests.journeys.people import DESK, button

SECOND = ("Trần Thị Thu Hà", "ha.duyet", "mot cau that dai de nho")
#: A job is looked at by loading its page again; more often than this it is not at work.
MOST_LOOKS = 400


def log_in(page: Page, url: str, login: str, password: str) -> None:
    """Up to the list of contests."""
    page.goto(f"{url}/accounts/login")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(password)
    button(page, "Đăng nhập").click()
    expect(heading(page, "Cuộc thi").first).to_be_visible()


def second_person(browser: Browser, desk: Page, demo: Demo) -> Page:
    """Somebody who may approve in the contest whose page the desk shows, logged in on a PC of their own."""
    name, login, password = SECOND
    tab(desk, "Người cùng làm")
    team = desk.url
    desk.goto(f"{demo.url}/accounts/staff/new")
    desk.get_by_label("Họ và tên").fill(name)
    desk.get_by_label("Tên đăng nhập").fill(login)
    desk.locator("#password").fill(password)
    desk.locator("input[name=role][value=viewer]").check()
    button(desk, "Thêm người này").click()
    desk.goto(team)
    desk.get_by_label("Người", exact=True).select_option(f"{name} ({login})")
    desk.locator("input[name=part][value=approver]").check()
    desk.locator("form", has=desk.locator("#member")).get_by_role("button").click()
    expect(desk.get_by_role("row", name=name)).to_be_visible()
    page = context(browser, DESK, accept_downloads=True).new_page()
    log_in(page, demo.url, login, password)
    return page


def until_done(page: Page) -> None:
    """Load the page of a job again and again until it is done."""
    again = link(page, "Xem lại trang")
    for _ in range(MOST_LOOKS):
        if not again.count():
            return
        again.click()
    raise AssertionError(f"still at work: {page.url}")


def to_do(page: Page, what: str) -> Locator:
    """The link of one line of what is to do on a round's page."""
    return page.locator("#todo li", has_text=what).get_by_role("link")


# --- the complaint --------------------------------------------------------------------------------


def complain(phone: Page, receipt: str, slot: int, words: str) -> None:
    """From the receipt; the phone shows that it was sent."""
    phone.goto(receipt)
    link(phone, "Khiếu nại, xem máy chủ đã nhận gì").click()
    phone.get_by_role("button", name="Gửi khiếu nại").click()
    phone.get_by_label("Về việc gì").select_option("Một câu hỏi, một đáp án")
    phone.get_by_label("Câu nào").select_option(str(slot))
    phone.get_by_label("Nội dung").fill(words)
    button(phone, "Gửi khiếu nại").click()
    expect(phone.locator("article.complaint")).to_contain_text(words)


def taken_up(desk: Page, words: str) -> str:
    """From the round's page to the complaint, looked into; its address."""
    to_do(desk, "1 khiếu nại chờ trả lời").click()
    link(desk, "Một câu hỏi, một đáp án: câu").or_(desk.locator("table.complaints th a")).first.click()
    expect(desk.locator("main")).to_contain_text(words)
    button(desk, "Nhận xem").click()
    expect(button(desk, "Nhận xem")).to_have_count(0)
    return desk.url


def asked_in(desk: Page, slot: int) -> str:
    """What the complaint's paper asks there: from the complaint to the paper, and its words."""
    link(desk, "Trang bài làm").click()
    line = desk.locator("ol.asked li", has=desk.locator("b", has_text=re.compile(rf"^Câu {slot}\.$")))
    return line.locator("p").first.inner_text().split(". ", 1)[1]


def correct(desk: Page, bank: str, question: str, right: str) -> None:
    """Find a question in the bank by its words; another option is right from now on."""
    link(desk, "Ngân hàng câu hỏi").click()
    link(desk, bank).click()
    desk.get_by_label("Tìm trong câu và phương án").fill(question[:100])
    button(desk, "Tìm").click()
    desk.locator("#rows td a", has_text=question[:60]).first.click()
    texts = [each.input_value() for each in desk.locator("textarea[name=option]").all()]
    boxes = desk.locator("input[name=right]")
    for place, text in enumerate(texts):
        boxes.nth(place).set_checked(text == right)
    button(desk, "Lưu").click()
    expect(desk.locator("#done")).to_contain_text("Đã sửa đáp án")


def regraded(desk: Page, why: str) -> None:
    """Tried, looked at, applied."""
    to_do(desk, "1 câu sửa đáp án sau khi chấm").click()
    desk.get_by_label("Lý do chấm lại").fill(why)
    button(desk, "Chấm thử").click()
    until_done(desk)
    expect(desk.get_by_text("Mới chấm thử, chưa đổi gì.")).to_be_visible()
    desk.locator("#apply summary").click()
    button(desk, "Áp dụng kết quả chấm lại").click()
    until_done(desk)
    expect(desk.locator("main")).to_contain_text("Điểm và hạng của vòng này theo đáp án mới.")


def answered(desk: Page, words: str) -> None:
    """The complaint was right."""
    desk.get_by_label("Câu trả lời").fill(words)
    button(desk, "Chấp nhận").click()
    expect(desk.locator("main")).to_contain_text(words)
    expect(button(desk, "Chấp nhận")).to_have_count(0)


# --- the publication ------------------------------------------------------------------------------


def prepared(page: Page, kind: str, reason: str = "", days: int = 1) -> str:
    """From the round's page: the next version, not signed yet; whoever made it can't. Its digest."""
    to_do(page, "Công bố kết quả").click()
    page.get_by_label("Loại", exact=True).select_option(kind)
    page.get_by_label("Nhận khiếu nại mấy ngày").fill(str(days))
    if reason:
        page.get_by_label("Vì sao công bố lại").fill(reason)
    button(page, "Soạn").click()
    until_done(page)
    expect(page.locator("#waiting")).to_contain_text("nên không tự duyệt được")
    expect(page.get_by_role("button", name=re.compile("^Duyệt"))).to_have_count(0)
    return page.locator("#waiting .digest code").inner_text()


def signed(page: Page, sha256: str) -> None:
    """From the round's page: the other one looks at the same version and publishes it."""
    to_do(page, "Công bố kết quả").click()
    expect(page.locator("#waiting .digest code")).to_have_text(sha256)
    button(page, "Duyệt, công bố").click()
    expect(page.locator("#waiting")).to_have_count(0)
    expect(page.locator("#versions li").first).to_contain_text(sha256[:4])
