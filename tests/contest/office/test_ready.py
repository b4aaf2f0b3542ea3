"""`office.ready`: the end of the first run; and the way through all of it."""

from __future__ import annotations

import re
from typing import Any

from fastapi.testclient import TestClient

from contest.office import steps
from contest.web import pages
from tests.parsed import HTMLParser, attr, text


def test_it_says_what_comes_next_and_what_is_set(admin: TestClient) -> None:
    page = HTMLParser(admin.get("/office/ready").text)
    assert text(page.css_first("h1")) == "Đã sẵn sàng"
    assert [text(node) for node in page.css(".offers b")] == ["1. Lập ngân hàng câu hỏi", "2. Lập cuộc thi"]
    assert len(page.css(".settings li")) >= 3
    admin.post("/office/identity/upload", data={"name": "Đoàn xã Đăk Tô", "version": "1"})
    page = HTMLParser(admin.get("/office/ready").text)
    assert text(page.css_first("h1")) == "Đoàn xã Đăk Tô đã sẵn sàng"


def macros() -> Any:
    return pages.environment().get_template("macros/office.html").module


def test_the_strip_and_the_steps_are_the_same() -> None:
    assert {number: route for number, _, route in macros().STEPS} == steps.PAGES
    assert steps.after(len(steps.PAGES)) == (steps.LAST, 0)
    assert steps.after(1) == ("office.units_step", 2)


def test_everything_can_be_left_for_later(admin: TestClient) -> None:
    """From the first step to the last by the link beside the button."""
    at, seen = "/office/identity?step=1", []
    while "/office/ready" not in at:
        page = HTMLParser(admin.get(at).text)
        now = text(page.css_first(".line .now"))
        seen.append(now)
        assert len(page.css(".line li")) == 5
        later = [node for node in page.css(".ways-on a") if text(node) == "Để sau"]
        at = later[0].attributes["href"] or ""
    assert [re.sub(r"\D.*", "", each) for each in seen] == ["1", "2", "3", "4", "5"]


def test_and_it_can_be_walked_back(admin: TestClient) -> None:
    page = HTMLParser(admin.get("/office/privacy?step=4").text)
    back = [node.attributes["href"] for node in page.css(".ways-on a") if text(node) == "Bước 3"]
    assert back == ["/accounts/staff?step=3"]
    assert attr(page, ".line li:nth-child(1) a", "href") == "/office/identity?step=1"


def test_the_first_run_can_be_taken_again(admin: TestClient) -> None:
    links = {node.attributes["href"] for node in HTMLParser(admin.get("/office").text).css("main a")}
    assert "/office/identity?step=1" in links
