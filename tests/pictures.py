"""Every page of a fresh demo as people see it: `hoithi screenshots`.

Phone pages at 360×740, the desk at 1366×768 and 1920×1080, the hall's screen at both and at 4:3; light and
dark, except the hall, which is always light. The demo is lived through: entering, sitting, closing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser import PHONE, Demo, context, demo, launched
from tests.journeys import people
from tests.journeys.people import DESK, Entrant, button, choose, go_on, saved, shown

WIDE = {"1366": (1366, 768), "1920": (1920, 1080)}
HALL = {**WIDE, "1024": (1024, 768)}
MAI = Entrant("Trần Thị Ngọc Mai", "2003", "nguyen van cu 12a", "Lớp 12A")
LONG = Entrant(
    "Công Tằng Tôn Nữ Nguyễn Hoàng Thị Bảo Quỳnh Phương Uyên", "1990", "van hoa the thao", "Trung tâm Văn hóa"
)
ROUND = "Vòng ngày hội"


@dataclass
class Album:
    """Takes pictures into a folder."""

    folder: Path
    files: list[Path] = field(default_factory=list)

    def phone(self, page: Page, name: str) -> None:
        """The whole page, in both themes."""
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            self._take(page, f"phone-{name}-{theme}", whole=True)

    def desk(self, page: Page, name: str) -> None:
        """Both sizes, in both themes."""
        for size, (width, height) in WIDE.items():
            page.set_viewport_size({"width": width, "height": height})
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                self._take(page, f"desk-{name}-{size}-{theme}", whole=True)

    def hall(self, page: Page, name: str) -> None:
        """What the projector shows, without scrolling."""
        for size, (width, height) in HALL.items():
            page.set_viewport_size({"width": width, "height": height})
            self._take(page, f"hall-{name}-{size}", whole=False)

    def _take(self, page: Page, name: str, *, whole: bool) -> None:
        path = self.folder / f"{name}.png"
        page.screenshot(path=path, full_page=whole, animations="disabled")
        self.files.append(path)


@dataclass
class Scene:
    """One demo, one browser, one album."""

    album: Album
    demo: Demo
    browser: Browser

    def phone(self, **more: object) -> Page:
        """A new phone that nobody has used."""
        return context(self.browser, {**PHONE, "device_scale_factor": 1}, **more).new_page()

    def pc(self) -> Page:
        """A new PC."""
        return context(self.browser, DESK).new_page()


def take(folder: Path) -> Iterator[Path]:
    """All pictures, in the order of a contest's life."""
    with tempfile.TemporaryDirectory() as data, demo(Path(data) / "demo") as running, launched() as browser:
        scene = Scene(Album(folder), running, browser)
        for part in (before, entering, sitting, predicting, again, desk, live, closed):
            taken = len(scene.album.files)
            part(scene)
            yield from scene.album.files[taken:]


def before(scene: Scene) -> None:
    """What anybody sees."""
    page, told = scene.phone(), scene.demo.told
    pages = {
        "home": scene.demo.url,
        "landing": told["participant"],
        "landing-predicted": told["predicted"],
        "rules": told["participant"] + "/rules",
        "rules-predicted": told["predicted"] + "/rules",
        "board-empty": told["board"],
        "comeback": told["participant"] + "/entries/code",
        "missing": scene.demo.url + "/campaigns/khong-co",
    }
    for name, address in pages.items():
        page.goto(address)
        scene.album.phone(page, name)
    page.goto(pages["comeback"])
    page.get_by_label("Mã dự thi").fill("W6RD-3PZK")
    button(page, "Vào").click()
    scene.album.phone(page, "comeback-wrong")


def entering(scene: Scene) -> None:
    """The entry form in its states, and the code card."""
    page = scene.phone()
    page.goto(scene.demo.told["participant"] + "/entries/new")
    scene.album.phone(page, "enter")
    page.get_by_label("Tìm đơn vị").press_sequentially("dak")
    expect(page.locator("#units mark").first).to_be_visible()
    scene.album.phone(page, "enter-found")
    page.evaluate("document.querySelector('form').noValidate = true")
    page.get_by_label("Họ và tên", exact=True).fill("Hiếu")
    page.locator("input[name=birth_year]").fill("2014")
    page.locator("form button.big").click()
    scene.album.phone(page, "enter-errors")
    people.enter(page, scene.demo.told["participant"], LONG)
    scene.album.phone(page, "code")
    page.reload()
    scene.album.phone(page, "code-later")
    page.goto(scene.demo.told["participant"])
    scene.album.phone(page, "landing-entered")
    button(page, "Vào thi").click()
    scene.album.phone(page, "ready")


def sitting(scene: Scene) -> None:
    """One paper, a question of each kind, and the receipt."""
    page = scene.phone()
    people.enter(page, scene.demo.told["participant"], MAI)
    people.start(page)
    scene.album.phone(page, "question")
    seen: set[str] = set()
    slots = page.locator("section[data-slot]").count()
    for slot in range(1, slots + 1):
        choose(page)
        saved(page)
        kind = shown(page).get_attribute("data-kind") or ""
        if kind not in seen:
            scene.album.phone(page, f"question-{kind}")
        seen.add(kind)
        if slot == 3:
            offline(scene, page)
        if slot < slots:
            go_on(page)
    page.locator("a[data-review]:visible").last.click()
    scene.album.phone(page, "review-full")
    button(page, "Nộp bài").click()
    scene.album.phone(page, "receipt")
    page.goto(scene.demo.told["board"])
    scene.album.phone(page, "board-first")


def offline(scene: Scene, page: Page) -> None:
    """A dead zone while answering, and its end."""
    page.context.set_offline(True)
    choose(page, 1)
    expect(page.locator("[data-notice=offline]")).to_be_visible()
    scene.album.phone(page, "question-offline")
    page.context.set_offline(False)
    expect(page.locator("[data-notice=back]")).to_be_visible(timeout=40_000)
    scene.album.phone(page, "question-back")


def predicting(scene: Scene) -> None:
    """The second contest: several attempts and a prediction."""
    page = scene.phone()
    code = people.enter(page, scene.demo.told["predicted"], MAI)
    people.start(page)
    choose(page)
    saved(page)
    page.locator("p > a[data-slot]").click()
    scene.album.phone(page, "prediction")
    page.locator(".unit-field:visible input").fill("nhiều lắm")
    expect(page.locator(".read:visible")).to_contain_text("Chưa phải là số")
    scene.album.phone(page, "prediction-wrong")
    page.locator(".unit-field:visible input").fill("1.050")
    saved(page)
    scene.album.phone(page, "prediction-saved")
    page.locator("a[data-review]:visible").last.click()
    scene.album.phone(page, "review")
    taken(scene, code)
    page.goto(page.url)
    scene.album.phone(page, "taken")
    button(page, "Chuyển bài về máy này").click()
    people.hand_in(page)
    scene.album.phone(page, "receipt-sealed")


def taken(scene: Scene, code: str) -> None:
    """The same person on another phone, which takes the attempt."""
    page = scene.phone()
    page.goto(scene.demo.told["predicted"] + "/entries/code")
    page.get_by_label("Mã dự thi").fill(code)
    button(page, "Vào").click()
    button(page, "Làm tiếp bài").click()
    button(page, "Chuyển bài về máy này").click()
    expect(shown(page)).to_be_visible()


def again(scene: Scene) -> None:
    """Without script: what was typed wrong is shown again by the server."""
    page = scene.phone(java_script_enabled=False)
    page.goto(scene.demo.told["predicted"])
    scene.album.phone(page, "landing-no-script")


def desk(scene: Scene) -> None:
    """The organiser before anything is closed, with a crowd that took part."""
    page = scene.pc()
    page.goto(scene.demo.told["organiser"])
    scene.album.desk(page, "login")
    page.get_by_label("Tên đăng nhập").fill("ai do")
    page.get_by_label("Mật khẩu").fill("sai")
    button(page, "Đăng nhập").click()
    scene.album.desk(page, "login-wrong")
    people.crowd(scene.demo, 60, f"--contest={scene.demo.told['contest']}")
    people.log_in(page, scene.demo)
    scene.album.desk(page, "index")
    page.get_by_role("link", name=ROUND, exact=True).click()
    scene.album.desk(page, "show")
    button(page, "Đóng ngay").click()
    scene.album.desk(page, "confirm")
    page.get_by_role("link", name="Kết quả", exact=True).click()
    scene.album.desk(page, "results-early")
    page.get_by_role("link", name="Người dự thi", exact=True).click()
    scene.album.desk(page, "entries")
    page.get_by_label("Tìm người dự thi").fill("nguyen hoang thi")
    button(page, "Tìm").click()
    scene.album.desk(page, "entries-found")
    page.locator("summary").first.click()
    button(page, "Cấp mã mới").click()
    scene.album.desk(page, "issued")


def live(scene: Scene) -> None:
    """Boards while the round is open."""
    page = scene.pc()
    page.goto(scene.demo.told["hall"])
    scene.album.hall(page, "live")
    page.goto(scene.demo.told["predicted"])
    phone = scene.phone()
    phone.goto(scene.demo.told["board"])
    scene.album.phone(phone, "board-live")


def closed(scene: Scene) -> None:
    """The end: the organiser closes, everybody sees the result."""
    phone = scene.phone()
    people.enter(phone, scene.demo.told["participant"], people.NHUNG)
    people.start(phone)
    people.answer_all(phone)
    people.hand_in(phone)
    page = scene.pc()
    people.log_in(page, scene.demo)
    people.close_round(page, ROUND)
    expect(page.get_by_text("Đọc bảng kết quả")).to_be_visible(timeout=60_000)
    scene.album.desk(page, "show-closed")
    page.get_by_role("link", name="Kết quả", exact=True).click()
    scene.album.desk(page, "results")
    page.goto(scene.demo.told["hall"])
    scene.album.hall(page, "closed")
    phone.reload()
    scene.album.phone(phone, "receipt-closed")
    phone.goto(scene.demo.told["board"])
    scene.album.phone(phone, "board-closed")
    phone.goto(scene.demo.told["participant"])
    scene.album.phone(phone, "landing-closed")
    phone.goto(scene.demo.url)
    scene.album.phone(phone, "home-closed")
