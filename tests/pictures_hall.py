"""The pictures of the hall: each view, the board that stands still, place by place, the podium."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys import people
from tests.journeys.people import button
from tests.pictures_album import Scene
from tests.pictures_prizes import close

VIEWS = {"people": "Cá nhân", "units": "Đơn vị", "part": "Tham gia", "all": "Tất cả"}


def control(scene: Scene) -> str:
    """The address of the page that steers the demo's screen."""
    return scene.demo.told["hall"].removesuffix("/hall") + "/control"


def live(scene: Scene) -> None:
    """Boards while the round is open, in each view."""
    screen, page = scene.pc(), scene.organiser
    screen.goto(scene.demo.told["hall"])
    for name, words in VIEWS.items():
        page.goto(control(scene))
        button(page, f"Chiếu {words}").click()
        screen.reload()
        scene.album.hall(screen, name)
    scene.album.desk(page, "control")
    phone = scene.phone()
    phone.goto(scene.demo.told["board"])
    scene.album.phone(phone, "board-live")
    button(page, "Dừng bảng lúc này").click()
    screen.reload()
    scene.album.hall(screen, "frozen")
    button(page, "Cho bảng chạy tiếp").click()
    page.get_by_label("Giữ kín").fill("5")
    button(page, "Giữ kín").click()


def closed(scene: Scene) -> None:
    """The end: the organiser closes, the places are told from the last one up, everybody sees the result."""
    phone = scene.phone()
    people.enter(phone, scene.demo.told["participant"], people.NHUNG)
    people.start(phone)
    people.answer_all(phone)
    people.hand_in(phone)
    page = scene.organiser
    round = control(scene).split("/")[-2]
    page.goto(f"{scene.demo.url}/rounds/{round}")
    close(scene, page, round)
    reveal(scene, page)
    for name, address in {
        "receipt-closed": phone.url,
        "board-closed": scene.demo.told["board"],
        "landing-closed": scene.demo.told["participant"],
        "home-closed": scene.demo.url,
    }.items():
        phone.goto(address)
        scene.album.phone(phone, name)


def reveal(scene: Scene, page: Page) -> None:
    """Covered, one place open, the podium."""
    screen = scene.pc()
    screen.goto(scene.demo.told["hall"])
    scene.album.hall(screen, "covered")
    page.goto(control(scene))
    scene.album.desk(page, "control-covered")
    button(page, "Mở hạng tiếp theo").click()
    screen.reload()
    scene.album.hall(screen, "reveal")
    button(page, "Mở tất cả").click()
    expect(page.get_by_text("Đã công bố hết.")).to_be_visible()
    screen.reload()
    scene.album.hall(screen, "podium")


PARTS = (live, closed)
