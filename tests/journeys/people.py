"""What people do in a browser, as the journeys and the pictures need it: enter, answer, hand in, close.

Everything goes through what a person sees and touches: labels, buttons, links. No cookie is planted and
no address is made up.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from playwright.sync_api import Locator, Page, expect

from tests.browser import ROOT, Demo

# Two cores are often shared with other tests.
expect.set_options(timeout=15_000)

#: The shape of the organiser's screen.
DESK: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}


@dataclass(frozen=True)
class Entrant:
    """Somebody who takes part, as typed on a phone."""

    name: str
    born: str = "2001"
    search: str = "thon dak rao"
    unit: str = "Chi đoàn thôn Đăk Rao"


NHUNG = Entrant("Nguyễn Thị Hồng Nhung")


def shown(page: Page) -> Locator:
    """The question on the screen; all of them are in the page."""
    return page.locator("section[data-slot]:not([hidden])")


def answers(page: Page) -> Locator:
    """The cards of the question on the screen that can be chosen."""
    return shown(page).locator("label.option, label.tf")


def button(page: Page, name: str) -> Locator:
    """A button or a link that looks like one, by its exact words."""
    return page.get_by_role("button", name=name, exact=True)


def find_unit(page: Page, who: Entrant) -> None:
    """Type without diacritics, then pick the unit that was meant."""
    # The list that is asked for last is the one to pick from.
    with page.expect_response(lambda answer: answer.url.endswith(f"/units?q={quote_plus(who.search)}")):
        page.get_by_label("Tìm đơn vị").press_sequentially(who.search)
    expect(page.locator("#units mark").first).to_be_visible()
    row = page.locator("#units label.pick", has_text=who.unit).first
    row.click()
    expect(row.locator("input")).to_be_checked()


def fill_entry(page: Page, who: Entrant) -> None:
    """The entry form, all but the button."""
    page.get_by_label("Họ và tên", exact=True).fill(who.name)
    find_unit(page, who)
    year = page.get_by_label(re.compile("^Năm sinh"))
    if year.count():
        year.fill(who.born)
    else:  # a contest that asks the least
        page.get_by_label("Đã đủ 16 tuổi").check()
    page.locator("input[name=consent_join]").check()
    page.locator("input[name=consent_publish]").check()


def enter(page: Page, landing: str, who: Entrant = NHUNG) -> str:
    """From the front page to the code card; returns the code."""
    page.goto(landing)
    button(page, "Vào thi").click()
    fill_entry(page, who)
    page.locator("form button.big").click()
    return page.locator(".keycard code").inner_text()


def start(page: Page) -> None:
    """From the code card to the first question."""
    button(page, "Vào làm bài").click()
    button(page, "Bắt đầu làm bài").click()
    expect(page.locator("#number")).to_contain_text("Câu 1")
    # Its script, too: on a busy machine whoever goes offline at once would be without it.
    page.wait_for_load_state()


def choose(page: Page, which: int = 0) -> None:
    """Answer what is on the screen: a card by its place, or a number."""
    section = shown(page)
    if section.get_attribute("data-kind") in ("number", "prediction"):
        section.locator(".unit-field input").fill(str(40 + which))
    else:
        answers(page).nth(which).click()


def saved(page: Page) -> None:
    """Wait until the server acknowledged what is on the screen."""
    expect(shown(page).locator(".mark, .read").filter(has_text="Đã lưu").first).to_be_visible()


def go_on(page: Page) -> None:
    """To the next question by its button."""
    shown(page).get_by_role("navigation").get_by_role("button").last.click()


def answer_all(page: Page, since: int = 1) -> int:
    """Answer every question from ``since`` on, the first card each; returns how many slots there are."""
    total = page.locator("section[data-slot]").count()
    for slot in range(since, total + 1):
        expect(shown(page)).to_have_attribute("data-slot", str(slot))
        choose(page)
        saved(page)
        if slot < total:
            go_on(page)
    return total


def hand_in(page: Page) -> str:
    """Through the review to the receipt; returns the receipt's code."""
    page.locator("a[data-review]:visible").last.click()
    expect(page.get_by_role("heading", name="Nộp bài")).to_be_visible()
    button(page, "Nộp bài").click()
    return page.locator(".receipt code").inner_text()


def log_in(page: Page, demo: Demo) -> None:
    """The organiser, up to the list of contests."""
    page.goto(demo.told["organiser"])
    page.get_by_label("Tên đăng nhập").fill(demo.told["login"])
    page.get_by_label("Mật khẩu").fill(demo.told["password"])
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name="Cuộc thi", exact=True)).to_be_visible()


def close_round(page: Page, name: str) -> None:
    """Ask to close early, and confirm."""
    page.goto(page.url.split("/rounds")[0] + "/rounds")
    page.get_by_role("link", name=name, exact=True).click()
    close_now(page)


def close_now(page: Page) -> None:
    """The same from the round's page."""
    button(page, "Đóng ngay").click()
    page.locator("#confirm").get_by_role("button", name="Đóng ngay").click()


def crowd(demo: Demo, people: int, *words: str) -> None:
    """Invented people take part over HTTP while the browser looks on."""
    command = [sys.executable, "-m", "contest", "simulate", f"--people={people}", f"--url={demo.url}"]
    done = subprocess.run(
        [*command, "--speed=60", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
