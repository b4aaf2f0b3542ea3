"""Every page of a fresh demo as people see it: `hoithi screenshots`.

Phone pages at 360×740, the desk at 1366×768, 1920×1080 and on a phone, the hall's screen also at 4:3; light
and dark, except the hall, which is always light. The demo is lived through: entering, sitting, a contest
made, its prizes given (`pictures_desk`, `pictures_prizes`), the hall up to the podium (`pictures_hall`).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect

from tests import pictures_desk, pictures_hall, pictures_prizes
from tests.browser import demo, launched
from tests.journeys import people
from tests.journeys.people import Entrant, button, choose, go_on, saved, shown
from tests.pictures_album import Album, Scene

MAI = Entrant("Trần Thị Ngọc Mai", "2003", "nguyen van cu 12a", "Lớp 12A")
LONG = Entrant(
    "Công Tằng Tôn Nữ Nguyễn Hoàng Thị Bảo Quỳnh Phương Uyên", "1990", "van hoa the thao", "Trung tâm Văn hóa"
)


def take(folder: Path) -> Iterator[Path]:
    """All pictures, in the order of a contest's life."""
    parts = (before, entering, sitting, predicting, again)
    more = (*pictures_desk.PARTS, *pictures_prizes.PARTS, *pictures_hall.PARTS)
    with tempfile.TemporaryDirectory() as data, demo(Path(data) / "demo") as running, launched() as browser:
        scene = Scene(Album(folder), running, browser)
        for part in (*parts, *more):
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
        "warm-up": told["participant"] + "/warm-up",
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
