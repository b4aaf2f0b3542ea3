"""What axe finds on the pages of a contest's list of people, on a desk and on a narrow phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import Demo
from tests.contest.roster.desk import file
from tests.journeys.access import clean
from tests.journeys.organiser import button, link
from tests.journeys.test_accessible_desk import visit
from tests.journeys.test_accessible_rounds import desk

__all__ = ["desk"]  # a fixture; pytest finds it by its name here
pytestmark = pytest.mark.journey

LIST = (
    ("Y Bích", 1990, "Đâu đó"),
    ("A Thui", 1990, "Thôn Đăk Rao", "", "12"),
    ("Y Thu Hằng", "05/9/2011", "Thôn Đăk Rao", "", "", "HS1"),
    ("Y THU HẰNG", 2011, "Thôn Đăk Rao"),
    ("A Phương", "", "Thôn Đăk Rao"),
)


def fits(page: Page) -> bool:
    """Whether nothing is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_list_of_people(live_server: Demo, desk: Page, tmp_path: Path) -> None:
    """Empty, wrong, previewed with every kind of problem, saved."""
    link(desk, "Vòng ngày hội").click()
    roster = f"/roster/{desk.url.rsplit('/', 1)[1]}"
    visit(desk, live_server, roster, f"{roster}/upload")
    for data, name in ((b"xin chao", "sai.xlsx"), (file(*LIST), "ds.xlsx")):
        (tmp_path / name).write_bytes(data)
        desk.goto(f"{live_server.url}{roster}/upload")
        desk.get_by_label("Tệp Excel").set_input_files(tmp_path / name)
        button(desk, "Xem trước").click()
        clean(desk, name)
    preview = desk.url.removeprefix(live_server.url)
    visit(desk, live_server, f"{preview}?only=wrong", f"{preview}?edit=4")
    desk.set_viewport_size({"width": 360, "height": 740})
    visit(desk, live_server, preview)
    assert fits(desk)
    desk.get_by_role("button", name=re.compile(r"^Lưu \d+ người$")).click()
    visit(desk, live_server, preview, roster, f"{roster}?q=khong-ai")
    desk.goto(live_server.url + roster)
    assert fits(desk)
