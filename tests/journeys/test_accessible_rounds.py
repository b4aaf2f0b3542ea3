"""What axe finds on the pages of a contest, in both themes: planned, running, closed, its prizes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Demo, context
from tests.journeys import organiser, people
from tests.journeys.access import clean
from tests.journeys.organiser import button, link
from tests.journeys.people import DESK
from tests.journeys.test_accessible_desk import visit, way_to, wrongly

pytestmark = pytest.mark.journey

GROUPS = ("name", "time", "people", "paper", "ranking", "prizes", "publication")
LADDER = (("Giải Nhất", 1, "500.000"), ("Giải Nhì", 2, ""), ("Giải Ba", 3, ""), ("Giải Khuyến khích", 5, ""))
TITLE = "Hội thi thử"


@pytest.fixture
def desk(browser: Browser, live_server: Demo) -> Iterator[Page]:
    """The organiser's PC, logged in."""
    made = context(browser, DESK)
    page = made.new_page()
    people.log_in(page, live_server)
    yield page
    made.close()


def planned(desk: Page) -> str:
    """A new contest from a template; its round's id."""
    organiser.make_contest(desk, TITLE)
    expect(desk.get_by_role("heading", name="Vòng ngày hội")).to_be_visible()
    return desk.url.split("/planning/")[1].split("/")[0]


def test_planning(live_server: Demo, desk: Page) -> None:
    visit(desk, live_server, "/planning/new")
    wrongly(desk, "Tạo cuộc thi", "/planning/new")
    desk.goto(live_server.url + "/rounds")
    round = planned(desk)
    visit(desk, live_server, *(f"/planning/{round}/{each}" for each in GROUPS), f"/planning/{round}/removal")
    desk.goto(f"{live_server.url}/planning/{round}/paper")
    desk.get_by_label("Phút làm bài").fill("0")
    desk.locator("table.blueprint input").first.fill("999")
    wrongly(desk, "Lưu nháp", "the paper")
    desk.goto(f"{live_server.url}/planning/{round}/name")
    button(desk, "Lưu nháp").click()
    clean(desk, "settings, saved")
    button(desk, "Chạy thử").click()
    clean(desk, "a rehearsal")
    visit(desk, live_server, way_to(desk, r"/planning/\w+/rehearsal/removal"))
    visit(desk, live_server, f"/commendations/{round}/ladder", f"/commendations/{round}")
    visit(desk, live_server, f"/campaigns/staff/{round}", f"/standings/{round}/control")
    desk.goto(f"{live_server.url}/commendations/{round}/ladder")
    desk.get_by_label("Số lượng bậc 1").first.fill("nhiều")
    wrongly(desk, "Lưu cơ cấu giải", "the ladder")


def test_a_running_round(live_server: Demo, desk: Page, phone: Page) -> None:
    link(desk, "Vòng ngày hội").click()
    round = desk.url.rsplit("/", 1)[1]
    empty = (f"/rounds/{round}/entries", f"/rounds/{round}/watch", f"/rounds/{round}/timeline")
    visit(desk, live_server, *empty, f"/rounds/{round}/results", f"/commendations/{round}")
    people.enter(phone, live_server.told["participant"])
    people.start(phone)
    people.choose(phone)
    people.saved(phone)
    deeds = (f"/rounds/{round}/extension", f"/rounds/{round}/pause", f"/rounds/{round}/extra")
    visit(desk, live_server, f"/rounds/{round}", f"/rounds/{round}/entries", *deeds)
    visit(desk, live_server, f"/rounds/{round}/entries?q=khong-ai", f"/standings/{round}/control")
    for path, send in zip(deeds, ("Đổi giờ đóng", "Tạm dừng ngay", "Thêm giờ"), strict=True):
        desk.goto(live_server.url + path)
        wrongly(desk, send, path)
    desk.goto(f"{live_server.url}/rounds/{round}/entries")
    visit(desk, live_server, way_to(desk, rf"/rounds/{round}/entries/\w+"))
    visit(desk, live_server, way_to(desk, rf"/rounds/{round}/attempts/\w+"))
    desk.goto(f"{live_server.url}/rounds/{round}/pause")
    desk.get_by_label("Lý do").fill("Mất điện")
    button(desk, "Tạm dừng ngay").click()
    visit(desk, live_server, f"/rounds/{round}", f"/rounds/{round}/resumption", f"/rounds/{round}/timeline")


def test_rules_changed_after_the_opening(live_server: Demo, desk: Page, phone: Page) -> None:
    """The form that asks why, and what everybody reads then; nothing of it needs the reason beforehand."""
    link(desk, "Vòng ngày hội").click()
    round = desk.url.rsplit("/", 1)[1]
    desk.goto(f"{live_server.url}/planning/{round}/publication")
    size = desk.get_by_label("Quân số nhỏ nhất để xếp hạng đơn vị")
    size.fill("9")
    size.press("Tab")
    expect(desk.locator("#draft")).to_contain_text("dưới 9")
    wrongly(desk, "Sửa thể lệ", "rules without a reason")
    desk.get_by_label("Vì sao sửa khi vòng đã mở").fill("Theo đề nghị của các thôn có ít người.")
    button(desk, "Sửa thể lệ").click()
    expect(desk.get_by_text("Đã lưu.", exact=True)).to_be_visible()
    clean(desk, "rules that were changed")
    phone.goto(live_server.told["participant"])
    clean(phone, "a front page that says so")
    link(phone, "Xem chỗ sửa và lý do").click()
    expect(phone.locator(".amended")).to_contain_text("Theo đề nghị của các thôn có ít người.")
    clean(phone, "the changed rules")


def test_prizes(live_server: Demo, desk: Page) -> None:
    round = planned(desk)
    organiser.group(desk, "Lượt")
    organiser.only_points_rank(desk)
    desk.goto(f"{live_server.url}/commendations/{round}/ladder")
    organiser.set_prizes(desk, LADDER)
    desk.goto(f"{live_server.url}/rounds/{round}")
    button(desk, "Mở vòng ngay").click()
    button(desk, "Mở ngay").click()
    slug = way_to(desk, r"/campaigns/[\w-]+").rsplit("/", 1)[1]
    people.crowd(live_server, 24, f"--contest={slug}")
    desk.goto(f"{live_server.url}/rounds/{round}")
    people.close_now(desk)
    expect(desk.get_by_text("Đọc bảng kết quả")).to_be_visible(timeout=45_000)
    visit(desk, live_server, f"/rounds/{round}", f"/rounds/{round}/results", f"/rounds/{round}/timeline")
    visit(desk, live_server, f"/commendations/{round}", f"/commendations/{round}/certificates")
    ties_are_decided(desk, live_server, round)
    visit(desk, live_server, f"/commendations/{round}", f"/commendations/{round}/issue")
    button(desk, "Phát hành").click()
    version = f"/commendations/{round}/versions/1"
    visit(desk, live_server, version, f"/commendations/{round}/print?version=1")
    desk.get_by_label("Nơi ban hành").fill("")
    wrongly(desk, "Tải PDF", "the print form")
    visit(desk, live_server, f"/commendations/{round}/certificates")
    visit(desk, live_server, way_to(desk, r"/commendations/verify/\w+"))
    desk.goto(live_server.url + "/commendations/verify/khongco")
    clean(desk, "a certificate that is not there")


def ties_are_decided(desk: Page, demo: Demo, round: str) -> None:
    """Every way's page is looked at once, then each tie goes to the whole group."""
    first = f"/commendations/{round}/decision?board=people"
    visit(desk, demo, first, *(f"{first}&way={way}" for way in ("equal", "draw", "hand", "pick")))
    wrongly(desk, "Ghi quyết định", "a decision")
    desk.goto(f"{demo.url}/commendations/{round}")
    while desk.locator("article.decide").count():
        desk.locator("article.decide label.pick").first.click()
        button(desk, "Tiếp tục").click()
        button(desk, "Ghi quyết định").click()
        expect(desk.locator(".decisions").first).to_be_visible()
