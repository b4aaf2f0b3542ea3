"""The desk's pictures: log-in, settings, units, banks, and the round of the demo with a crowd in it."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from playwright.sync_api import Page

from tests.journeys import people
from tests.journeys.people import button
from tests.pictures_album import Scene

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROUND = "Vòng ngày hội"
UNITS = (
    ("Tên đơn vị", "Thuộc", "Loại", "Quân số", "Số liệu ngày"),
    ("Trường THCS Lê Lợi", "", "trường", "412", "01/9/2026"),
    ("Lớp 9A", "Trường THCS Lê Lợi", "lớp", "41", "01/9/2026"),
    ("Lớp 9B", "Trường THCS Lê Lợi", "lớp", "bốn mươi", "01/9/2026"),
    ("Tổ dân phố 1", "", "thôn", "", ""),
)
#: Somebody whose year cannot be.
PEOPLE = (
    ("Họ và tên", "Năm sinh", "Đơn vị"),
    ("Y Hương Giang", "2010", "Lớp 9A"),
    ("A Thui", "20111", "Lớp 9A"),
    ("Nguyễn Văn An", "1990", "Trạm Y tế xã"),
)
#: Sound, without a key, asked twice.
QUESTIONS = (
    ("Câu hỏi", "Đáp án A", "Đáp án B", "Đáp án C", "Đáp án đúng", "Mức độ", "Căn cứ"),
    (
        "Cổng Dịch vụ công quốc gia mở từ năm nào?",
        *("2019", "2021", "2023", "A", "Nhận biết", "Quyết định 274/QĐ-TTg"),
    ),
    ("Ai ký số được?", "Chỉ cơ quan", "Chỉ doanh nghiệp", "Ai có chứng thư số", "", "Thông hiểu", ""),
    (
        "Mã định danh cá nhân có mấy chữ số?",
        *("9", "10", "12", "C", "Nhận biết", "Luật Căn cước 2023"),
    ),
    (
        "Mã định danh cá nhân có mấy chữ số?",
        *("9", "10", "12", "B", "Nhận biết", "Luật Căn cước 2023"),
    ),
)


def workbook(rows: tuple[tuple[str, ...], ...]) -> bytes:
    """The rows as an Excel file."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def entrance(scene: Scene) -> None:
    """The door of the desk, and what everybody has."""
    page = scene.pc()
    page.goto(scene.demo.told["organiser"])
    scene.album.desk(page, "login")
    page.get_by_label("Tên đăng nhập").fill("ai do")
    page.get_by_label("Mật khẩu").fill("sai")
    button(page, "Đăng nhập").click()
    scene.album.desk(page, "login-wrong")
    scene.look("/accounts/me", "me")


def office(scene: Scene) -> None:
    """The settings, the five steps of the first run, the accounts."""
    pages = {
        "office": "/office",
        "step-1": "/office/identity?step=1",
        "step-2": "/office/units-step?step=2",
        "step-2-units": "/units?step=2",
        "step-3": "/accounts/staff?step=3",
        "step-4": "/office/privacy?step=4",
        "step-5": "/office/phones?step=5",
        "ready": "/office/ready",
        "staff": "/accounts/staff",
        "staff-new": "/accounts/staff/new",
    }
    for name, address in pages.items():
        scene.look(address, name)
    page = scene.organiser
    page.get_by_label("Họ và tên").fill("Y Thu Hà")
    page.get_by_label("Tên đăng nhập").fill("ha.doan")
    page.locator("input[name=role]").last.check()
    button(page, "Thêm người này").click()
    scene.album.desk(page, "staff-told")
    page.goto(f"{scene.demo.url}/accounts/staff")
    page.get_by_role("link", name="Y Thu Hà").click()
    scene.album.desk(page, "member")


def roster(scene: Scene, here: str) -> None:
    """A round's list of people: empty, in its preview, and brought."""
    scene.look(here, "roster-empty")
    page = scene.look(f"{here}/upload", "roster-upload")
    send(page, "danh-sach.xlsx", XLSX, workbook(PEOPLE))
    scene.album.desk(page, "roster-preview")
    page.locator(".list-save button").last.click()
    page.goto(scene.demo.url + here)
    scene.album.desk(page, "roster")


def send(page: Page, name: str, kind: str, content: bytes) -> None:
    """Choose a file and look at what is in it."""
    file: Any = {"name": name, "mimeType": kind, "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    button(page, "Xem trước").click()
    page.wait_for_url("**/imports/**")


def units(scene: Scene) -> None:
    """The tree, one unit, merging, a list from Excel."""
    page = scene.look("/units", "units")
    page.locator("a.unit-name").nth(3).click()
    scene.album.desk(page, "unit-edit")
    button(page, "Gộp vào đơn vị khác").click()
    scene.album.desk(page, "unit-merge")
    scene.look("/units/new", "unit-new")
    scene.look("/units/upload", "units-upload")
    send(page, "don-vi.xlsx", XLSX, workbook(UNITS))
    scene.album.desk(page, "units-preview")


def banks(scene: Scene) -> None:
    """A bank's list, one question, its history, what is missing, files."""
    page = scene.look("/bank", "banks")
    page.locator("table.banks a.link").first.click()
    page.wait_for_url("**/bank/*")
    bank = page.url.removeprefix(scene.demo.url)
    scene.album.desk(page, "bank")
    page.goto(f"{scene.demo.url}{bank}?q=khong+co+cau+nao+nhu+the")
    scene.album.desk(page, "bank-none")
    page.goto(scene.demo.url + bank)
    page.locator("a[href*='/questions/']:not([href$='/new'])").first.click()
    scene.album.desk(page, "question")
    button(page, "Lịch sử").click()
    scene.album.desk(page, "history")
    for name in ("coverage", "imports", "upload", "export"):
        scene.look(f"{bank}/{name}", f"bank-{name}")
    scene.look(f"{bank}/questions/new", "question-new")
    page.goto(f"{scene.demo.url}{bank}/upload")
    send(page, "cau-hoi.xlsx", XLSX, workbook(QUESTIONS))
    scene.album.desk(page, "bank-preview")
    page.get_by_role("link", name="Sửa cả câu").first.click()
    scene.album.desk(page, "bank-mend")


def running(scene: Scene) -> None:
    """The demo's round while a crowd takes part."""
    people.crowd(scene.demo, 60, f"--contest={scene.demo.told['contest']}")
    scene.look("/rounds/calendar", "calendar")
    page = scene.look("/rounds", "index")
    page.get_by_role("link", name=ROUND, exact=True).click()
    here = page.url.removeprefix(scene.demo.url)
    scene.album.desk(page, "show")
    button(page, "Đóng ngay").click()
    scene.album.desk(page, "confirm")
    for name in ("results", "entries", "extension", "extra", "pause", "watch", "timeline"):
        scene.look(f"{here}/{name}", f"round-{name}")
    scene.look(here.replace("/rounds/", "/campaigns/staff/"), "contest-staff")
    roster(scene, here.replace("/rounds/", "/roster/"))
    someone(scene, page, here)


def someone(scene: Scene, page: Page, here: str) -> None:
    """One participant, one attempt, a new code."""
    page.goto(f"{scene.demo.url}{here}/entries")
    page.get_by_label("Tìm người dự thi").fill("nguyen hoang thi")
    button(page, "Tìm").click()
    scene.album.desk(page, "entries-found")
    page.goto(f"{scene.demo.url}{here}/entries?where=handed_in")
    page.locator("table.entries a.link").first.click()
    scene.album.desk(page, "entry")
    page.get_by_role("link", name="Lượt 1").click()
    scene.album.desk(page, "attempt")
    page.go_back()
    page.get_by_text("Cấp lại mã dự thi").click()
    button(page, "Cấp mã mới").click()
    scene.album.desk(page, "issued")


PARTS = (entrance, office, units, banks, running)
