"""What an organiser does at the desk in an afternoon, by what the pages say: no address is made up."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import xlsxwriter
from playwright.sync_api import Locator, Page, expect

from questions.formats import text
from questions.formats.answers import letter
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.browser import ROOT
from tests.journeys.people import button

PASSWORD = "một câu dễ nhớ của riêng tôi"
HOUSE = "UBND xã Đăk Tô"
BANK = "Chuyển đổi số và cải cách hành chính 2026"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = ("Câu hỏi", "Đáp án A", "Đáp án B", "Đáp án C", "Đáp án D", "Đáp án đúng", "Chủ đề", "Mức độ")
LEVELS = {"nhan-biet": "nhận biết", "thong-hieu": "thông hiểu", "van-dung": "vận dụng"}


@dataclass
class Clicks:
    """Counts what a hand presses; typing is none."""

    page: Page
    made: list[str] = field(default_factory=list)

    def press(self, what: Locator) -> None:
        """One click, remembered by its words."""
        words = what.inner_text().strip().splitlines()
        what.click()
        self.made.append(words[0] if words else "")


def link(page: Page, name: str) -> Locator:
    """A link by its exact words."""
    return page.get_by_role("link", name=name, exact=True)


def heading(page: Page, name: str) -> Locator:
    """A heading that holds these words."""
    return page.get_by_role("heading", name=name)


# --- first run ----------------------------------------------------------------------------------


def set_up(page: Page, url: str, code: str) -> None:
    """From the printed code over the five steps to the page that says what comes next."""
    page.goto(url)
    page.get_by_label("Mã cài đặt").fill(code)
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Hồng Nhung")
    page.get_by_label("Tên đăng nhập").fill("nhung.vhxh")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
    button(page, "Lập tài khoản").click()
    say_who_we_are(page)
    take_the_sample_units(page)
    step(page, 3, "Người cùng làm")
    button(page, "Để sau").click()
    step(page, 4, "Quyền riêng tư")
    page.get_by_label("Liên hệ khi muốn xem, sửa, xóa").fill("Chị Nhung, 0900 000 000")
    button(page, "Lưu, sang bước 5").click()
    step(page, 5, "Điện thoại vào")
    button(page, "Lưu").click()
    expect(page.get_by_text("Đã lưu. Thử ngay bằng điện thoại ở dưới.")).to_be_visible()
    button(page, "Xong").click()
    expect(heading(page, f"{HOUSE} đã sẵn sàng")).to_be_visible()


def step(page: Page, number: int, name: str) -> None:
    """The strip says where the wizard is."""
    expect(page.locator(".line [aria-current=step]")).to_contain_text(f"{number}. {name}")


def say_who_we_are(page: Page) -> None:
    """Step 1."""
    step(page, 1, "Nơi tổ chức")
    page.get_by_label("Tên nơi tổ chức").fill(HOUSE)
    page.get_by_label("Tên ngắn").fill("Hội thi Đăk Tô")
    page.get_by_label("Địa danh").fill("Đăk Tô")
    button(page, "Lưu, sang bước 2").click()


def take_the_sample_units(page: Page) -> None:
    """Step 2, without a list of one's own."""
    step(page, 2, "Đơn vị")
    button(page, "Dùng xã mẫu").click()
    expect(page.get_by_text("Đã thêm xã mẫu.")).to_be_visible()
    button(page, "Đủ đơn vị, sang bước 3").click()


# --- the bank -----------------------------------------------------------------------------------


def from_our_files(name: str, most: int) -> list[ParsedQuestion]:
    """Questions with four options and one right, from a file of the repository."""
    found = text.parse((ROOT / "questions" / "data" / f"{name}.txt").read_text()).questions
    fit = (each for each in found if each.kind is Kind.one and len(each.options) == 4 and each.sound)
    return list(islice(fit, most))


def workbook(questions: list[ParsedQuestion], keyless: int) -> bytes:
    """The Excel file as a secretary writes it; the question at ``keyless`` has no key."""
    rows: list[Sequence[str]] = [HEADS]
    for number, each in enumerate(questions):
        key = "" if number == keyless else letter(each.right[0])
        rows.append((each.text, *each.options, key, ", ".join(each.topics), LEVELS.get(each.level, "")))
    return sheet(rows)


def sheet(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return target.getvalue()


def make_bank(page: Page, name: str = BANK) -> None:
    """From the list of banks to the new, empty one."""
    link(page, "Ngân hàng câu hỏi").click()
    expect(page.get_by_text("Chưa có ngân hàng câu hỏi nào.")).to_be_visible()
    page.get_by_label("Tên ngân hàng").fill(name)
    button(page, "Thêm").click()
    expect(page.get_by_text("Ngân hàng này chưa có câu hỏi nào.")).to_be_visible()


def bring_questions(page: Page, questions: list[ParsedQuestion], keyless: int) -> None:
    """Upload, mend the one without a key in place, confirm."""
    button(page, "Nhập từ tệp Word, Excel").click()
    file = {"name": "cau-hoi.xlsx", "mimeType": XLSX, "buffer": workbook(questions, keyless)}
    page.locator("#file").set_input_files(file)  # ty: ignore[invalid-argument-type]
    button(page, "Xem trước").click()
    expect(heading(page, "Xem trước: cau-hoi.xlsx")).to_be_visible()
    bad = page.locator("tbody.problem, tbody:has(tr.problem)")
    expect(bad).to_have_count(1)
    expect(bad).to_contain_text(questions[keyless].text)
    expect(bad).to_contain_text("Đáp án đúng")
    right = questions[keyless]
    bad.locator("label.pick", has_text=right.options[right.right[0]]).click()
    bad.get_by_role("button", name="Ghi lại", exact=True).click()
    expect(page.locator("tbody tr.problem")).to_have_count(0)
    button(page, f"Nhập {len(questions)} câu").click()
    expect(page.get_by_text(f"Đã đưa {len(questions)} câu vào ngân hàng")).to_be_visible()


def approve_all(page: Page, count: int, name: str = BANK) -> None:
    """Every question of the list at once."""
    link(page, name).click()
    expect(page.get_by_text(f"{count}\N{NO-BREAK SPACE}câu.")).to_be_visible()
    page.get_by_label("Chọn mọi câu trong trang").check()
    page.get_by_label("Với các câu đã chọn").select_option("Duyệt")
    button(page, "Làm").click()
    expect(page.locator("#result")).to_contain_text(f"Đã đổi {count}\N{NO-BREAK SPACE}câu.")
    expect(page.locator("#rows .chip", has_text="Đã duyệt")).to_have_count(count)


# --- the contest --------------------------------------------------------------------------------


def make_contest(page: Page, title: str) -> Clicks:
    """From the list of contests to the new contest's settings; what was clicked on the way."""
    clicks = Clicks(page)
    clicks.press(button(page, "Cuộc thi mới"))
    clicks.press(page.locator("label.pick", has_text="Ngày hội: một lượt, bảng trực tiếp"))
    page.get_by_label("Tên cuộc thi").fill(title)
    clicks.press(button(page, "Tạo cuộc thi"))
    return clicks


def group(page: Page, name: str) -> None:
    """Another group of the settings."""
    page.get_by_role("navigation", name="Nhóm thiết lập").get_by_role("link", name=name).click()


def only_points_rank(page: Page) -> None:
    """The same points are the same rank: nothing else is looked at."""
    for said in ("hai", "ba", "tư"):
        page.get_by_label(f"Tiêu chí thứ {said}", exact=True).select_option("Không xét")
    button(page, "Lưu nháp").click()
    expect(page.get_by_text("Đã lưu.", exact=True)).to_be_visible()


def set_prizes(page: Page, steps: tuple[tuple[str, int, str], ...]) -> None:
    """The ladder of people as given, none for units."""
    while page.get_by_label(re.compile(r"^Tên giải bậc")).count():
        page.get_by_role("button", name=re.compile(r"^Bỏ bậc")).last.click()
    for index, (name, count, amount) in enumerate(steps, 1):
        button(page, "Thêm bậc giải").first.click()
        page.locator("#people").get_by_label(f"Tên giải bậc {index}").fill(name)
        page.locator("#people").get_by_label(f"Số lượng bậc {index}").fill(str(count))
        page.locator("#people").get_by_label(f"Tiền mỗi giải bậc {index}").fill(amount)
    button(page, "Lưu cơ cấu giải").click()


def tab(page: Page, name: str) -> None:
    """Another page of the round."""
    page.locator("nav.tabs").get_by_role("link", name=name, exact=True).click()


def download(page: Page, what: Locator, folder: Path) -> Path:
    """What a button brings, as a file."""
    with page.expect_download() as coming:
        what.click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file
