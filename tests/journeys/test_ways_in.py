"""Each way in, from what the organiser sets to the receipt in the hand, on a phone of 360×740."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser import PHONE, Demo, context
from tests.contest.roster.desk import file
from tests.journeys.access import clean
from tests.journeys.organiser import button, download, group, link, make_contest, tab
from tests.journeys.people import DESK, Entrant, answer_all, enter, hand_in, log_in, start

pytestmark = pytest.mark.journey

TITLE = "Thi thử các cách vào"
VILLAGE = "Thôn Đăk Rao"
LIST = (
    ("A Thui", 1990, VILLAGE, "", "", "CB7"),
    ("A Biên", 1990, VILLAGE, "12A", "0912345678"),
    ("Y Bích", 1990, VILLAGE, "12A"),
)
CODE = re.compile(r"(A Thui|A Biên|Y Bích).*?\b([0-9A-Z]{4}-[0-9A-Z]{4})\b")
WAYS = {
    "form": "Ai cũng tự đăng ký được",
    "code": "Mã trên phiếu của từng người",
    "class": "Mã lớp, rồi chọn tên trong danh sách",
}


@pytest.fixture
def desk(browser: Browser, live_server: Demo) -> Iterator[Page]:
    """The organiser's PC, with a contest of one's own that is a draft."""
    made = context(browser, DESK)
    page = made.new_page()
    log_in(page, live_server)
    make_contest(page, TITLE)
    yield page
    made.close()


@pytest.fixture
def second(browser: Browser) -> Iterator[Page]:
    """Another phone."""
    made = context(browser, PHONE)
    yield made.new_page()
    made.close()


def bring(desk: Page, folder: Path) -> None:
    """A list from Excel."""
    (folder / "ds.xlsx").write_bytes(file(*LIST))
    tab(desk, "Danh sách")
    button(desk, "Nhập từ Excel").click()
    desk.get_by_label("Tệp Excel").set_input_files(folder / "ds.xlsx")
    button(desk, "Xem trước").click()
    button(desk, f"Lưu {len(LIST)} người").click()
    link(desk, "Xem danh sách").click()


def only_by(desk: Page, way: str) -> None:
    """One way in, no other."""
    tab(desk, "Danh sách")
    button(desk, "Mã và phiếu").click()
    for each, label in WAYS.items():
        desk.get_by_label(label).set_checked(each == way)
    button(desk, "Lưu cách vào thi").click()
    expect(desk.get_by_text("Đã đổi cách vào thi.")).to_be_visible()


def slips(desk: Page, folder: Path) -> dict[str, str]:
    """Name → code, as printed."""
    printed = download(desk, button(desk, f"Cấp mã, tải phiếu cho {len(LIST)} người"), folder)
    (paper,) = PdfReader(io.BytesIO(printed.read_bytes())).pages
    return dict(CODE.findall(" ".join(paper.extract_text().split())))


def opened(desk: Page, demo: Demo) -> str:
    """The round is open; the address of the contest's front page."""
    tab(desk, "Điều hành")
    button(desk, "Mở vòng ngay").click()
    button(desk, "Mở ngay").click()
    expect(desk.get_by_role("heading", name="Vòng ngày hội")).to_contain_text("Đang mở")
    return f"{demo.url}{link(desk, 'Mở').last.get_attribute('href')}"


def agrees(phone: Page) -> None:
    """What everybody of a list does last; they read what it holds of them."""
    expect(phone.locator("#privacy")).to_contain_text("đang có: họ tên")
    if (grown := phone.get_by_label("Đã đủ 16 tuổi")).count():
        grown.check()
    phone.locator("input[name=consent_join]").check()
    phone.locator("form button.big").click()


def receipt(phone: Page) -> None:
    """From the code card to the receipt."""
    start(phone)
    answer_all(phone)
    assert hand_in(phone).startswith("HT-")
    clean(phone, "biên nhận")


def test_by_the_open_form(desk: Page, phone: Page, live_server: Demo) -> None:
    group(desk, "Người dự thi")
    desk.locator("select[name=asks_phone]").select_option("optional")
    button(desk, "Lưu nháp").click()
    expect(desk.locator(".asked")).to_contain_text("Đã đủ 16 tuổi hay chưa")
    landing = opened(desk, live_server)
    enter(phone, landing, Entrant("Y Thu Hằng"))
    receipt(phone)


def typed(phone: Page, landing: str, code: str) -> None:
    """The front page, the field for codes, the letters."""
    phone.goto(landing)
    phone.get_by_text("Vào bằng mã", exact=True).click()
    phone.get_by_label(re.compile("^Mã dự thi")).fill(code.lower())


def linked(phone: Page, landing: str, code: str) -> None:
    """What the QR code of a slip opens."""
    phone.goto(f"{landing}/entries/code#{code.replace('-', '')}")
    expect(phone.get_by_label(re.compile("^Mã dự thi"))).to_have_value(code.replace("-", ""))


@pytest.mark.parametrize("by", [typed, linked], ids=["typed", "linked"])
def test_by_a_code_of_ones_own_from_a_list_in_excel(
    by: Callable[[Page, str, str], None], desk: Page, phone: Page, live_server: Demo, tmp_path: Path
) -> None:
    bring(desk, tmp_path)
    only_by(desk, "code")
    codes = slips(desk, tmp_path)
    assert len(codes) == len(LIST)
    landing = opened(desk, live_server)
    by(phone, landing, codes["A Thui"])
    phone.locator("form button.big").click()
    expect(phone.locator(".keycard")).to_contain_text("A Thui")
    agrees(phone)
    expect(phone.locator(".keycard code")).to_have_text(codes["A Thui"])
    receipt(phone)


def test_by_the_code_of_a_class_and_ones_name(
    desk: Page, phone: Page, second: Page, live_server: Demo, tmp_path: Path
) -> None:
    bring(desk, tmp_path)
    only_by(desk, "class")
    tab(desk, "Danh sách")
    button(desk, "Mã lớp").click()
    clean(desk, "mã lớp")
    button(desk, "Mở mã cho lớp này").click()
    code = desk.locator("table.classes code").inner_text()
    landing = opened(desk, live_server)
    picked(phone, landing, code, "A Biên")
    phone.get_by_label("4 số cuối điện thoại").fill("1990")
    agrees(phone)
    expect(phone.locator("#proof-err")).to_be_visible()
    clean(phone, "chưa khớp")
    phone.get_by_label("4 số cuối điện thoại").fill("5678")
    agrees(phone)
    receipt(phone)
    picked(second, landing, code, "Y Bích")
    second.get_by_label("Năm sinh của em").fill("1990")
    agrees(second)
    expect(second.locator(".keycard code")).to_be_visible()
    given_back(desk)


def picked(phone: Page, landing: str, code: str, name: str) -> None:
    """The code from the blackboard, then one's name."""
    phone.goto(landing)
    button(phone, "Vào bằng mã").click()
    phone.get_by_label(re.compile("^Mã lớp")).fill(code.lower())
    phone.locator("form button.big").click()
    phone.get_by_role("button", name=name, exact=True).click()
    expect(phone.locator(".keycard")).to_contain_text(name)


def given_back(desk: Page) -> None:
    """From the class to who came when, and the name that is not theirs back."""
    tab(desk, "Danh sách")
    button(desk, "Mã lớp").click()
    desk.get_by_role("link", name="xem ai đã vào").click()
    expect(desk.locator("tbody tr", has_text="A Biên")).to_contain_text("bằng mã lớp")
    row = desk.locator("tbody tr", has_text="Y Bích")
    row.get_by_text("Trả tên", exact=True).click()
    clean(desk, "trả tên")
    row.get_by_role("button", name="Trả tên về danh sách").click()
    expect(desk.get_by_text("Tên ấy chờ đúng người vào lại.")).to_be_visible()


def test_by_the_desk_for_who_has_no_phone(desk: Page, phone: Page, live_server: Demo, tmp_path: Path) -> None:
    tab(desk, "Thiết lập")
    group(desk, "Người dự thi")
    desk.get_by_label("Nhận bài làm trên giấy").check()
    button(desk, "Lưu nháp").click()
    expect(desk.get_by_text("Đã lưu.", exact=True)).to_be_visible()
    bring(desk, tmp_path)
    landing = opened(desk, live_server)
    desk.locator("li", has_text="Bài làm trên giấy").get_by_role("link", name="Mở", exact=True).click()
    link(desk, "Ghi danh A Thui").click()
    expect(desk.locator("#privacy")).to_contain_text("đang có: họ tên, đơn vị, năm sinh")
    desk.locator("input[name=consent_join]").check()
    button(desk, "Ghi danh, lấy mã").click()
    code = desk.locator("#registered code").inner_text()
    button(desk, "In đề giấy cho A Thui").click()
    expect(desk.get_by_text("Đã lập 1 đề giấy.")).to_be_visible()
    typed_in(desk)
    typed(phone, landing, code)
    phone.locator("form button.big").click()
    phone.locator("main a[href$='/receipt']").click()
    expect(phone.locator(".receipt code")).to_contain_text("HT-")
    clean(phone, "biên nhận của bài giấy")


NOW = "new Date().toLocaleTimeString('vi-VN', {hour: '2-digit', minute: '2-digit'})"
#: What a slot of a paper takes, by its hint.
LETTERS = {"A đến": "A", "Đ hoặc": "Đ", "số": "1"}


def typed_in(desk: Page) -> None:
    """The paper that came back, read back once and handed in; its receipt for the printer."""
    link(desk, "Nhập bài: A Thui").click()
    began = desk.evaluate(NOW)
    desk.get_by_label("Giờ bắt đầu").fill(began)
    # Papers have minutes: the next one has to come before it can be the end.
    desk.wait_for_function(f"began => {NOW} !== began", arg=began, timeout=90_000)
    desk.get_by_label("Giờ thu bài").fill(desk.evaluate(NOW))
    for field in desk.locator("input[name=answer]").all():
        hint = field.locator("~ small").inner_text()
        field.fill(next(letter for begins, letter in LETTERS.items() if begins in hint))
    button(desk, "Xem lại trước khi nộp").click()
    button(desk, "Nộp bài này").click()
    expect(desk.locator(".banner")).to_contain_text("Đã nộp. Biên nhận HT-")
    assert (link(desk, "In biên nhận").get_attribute("href") or "").endswith(desk.url.rsplit("/", 1)[1])
