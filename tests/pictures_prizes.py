"""A contest's life at the desk: made, opened, closed with people who are level, and its prizes given."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys import people
from tests.journeys.people import button
from tests.pictures_album import Scene

GROUPS = ("name", "time", "people", "paper", "ranking", "prizes", "publication")
TITLE = "Rung chuông vàng\ncải cách hành chính"


def planning(scene: Scene) -> None:
    """A draft from a template, every group of settings, the prizes."""
    page = scene.look("/planning/new", "new")
    here = make(page)
    for group in GROUPS:
        scene.look(f"/planning/{here}/{group}", f"settings-{group}")
    level(scene, page, here)
    scene.look(f"/commendations/{here}/ladder", "ladder")
    button(page, "Lưu cơ cấu giải").click()
    scene.look(f"/commendations/{here}", "prizes-early")
    scene.look(f"/planning/{here}/removal", "discard")
    scene.look(f"/rounds/{here}", "show-draft")
    open_now(page)
    slug = page.locator(".todo a[href^='/campaigns/']").get_attribute("href") or ""
    people.crowd(scene.demo, 40, f"--contest={slug.rpartition('/')[2]}")
    prizes(scene, page, here)


def make(page: Page) -> str:
    """A contest from the template that is chosen; returns its round."""
    page.get_by_label("Tên cuộc thi").fill(TITLE)
    page.get_by_label("Đơn vị tổ chức").fill("Đoàn xã Đăk Tô")
    button(page, "Tạo cuộc thi").click()
    page.wait_for_url("**/planning/*/name*")
    return page.url.partition("/planning/")[2].partition("/")[0]


def level(scene: Scene, page: Page, here: str) -> None:
    """Points alone rank, so that people are level."""
    page.goto(f"{scene.demo.url}/planning/{here}/ranking")
    for name in ("prediction", "rung2", "rung3", "rung4"):
        page.locator(f"[name={name}]").select_option("")
    page.locator(".savebar button").last.click()
    expect(page.locator(".banner.is-saved")).to_be_visible()


def open_now(page: Page) -> None:
    """Open before the hour that was told."""
    button(page, "Mở vòng ngay").click()
    button(page, "Mở ngay").click()
    expect(page.locator("#counts[data-phase^=open]")).to_be_visible()


def close(scene: Scene, page: Page, here: str) -> None:
    """Close now, and wait for the results."""
    page.goto(f"{scene.demo.url}/rounds/{here}")
    button(page, "Đóng ngay").click()
    button(page, "Đóng ngay").click()
    expect(page.get_by_text("Đọc bảng kết quả")).to_be_visible(timeout=60_000)


def prizes(scene: Scene, page: Page, here: str) -> None:
    """From people who are level to paper."""
    close(scene, page, here)
    scene.album.desk(page, "show-closed")
    scene.look(f"/rounds/{here}/results", "results")
    scene.look(f"/commendations/{here}", "prizes-tie")
    decide(scene, page)
    scene.look(f"/commendations/{here}", "prizes-decided")
    button(page, "Phát hành danh sách").click()
    scene.album.desk(page, "issue")
    button(page, "Phát hành").click()
    scene.look(f"/commendations/{here}/versions/1", "version")
    scene.look(f"/commendations/{here}/print?version=1", "print")
    scene.look(f"/commendations/{here}/certificates", "certificates")
    page.get_by_role("link", name="Kiểm tra").first.click()
    scene.album.phone(page, "verify")


def decide(scene: Scene, page: Page, name: str = "decide") -> None:
    """Each group that is level, by the first way that is offered."""
    while button(page, "Tiếp tục").count():
        asked = page.locator("article.decide").first
        asked.locator("input[name=way]").first.check()
        asked.get_by_role("button", name="Tiếp tục").click()
        if name:
            scene.album.desk(page, name)
            name = ""
        page.locator("article.decide button[type=submit]").click()


PARTS = (planning,)
