"""The settings in a real browser: the desk's script runs to its end, and the blueprint's sums follow."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, Route, expect

from contest.planning.states import Group
from contest.web import static
from tests.contest.planning import plans

pytestmark = pytest.mark.journey

HOST = "http://hoithi.test"


@pytest.fixture
def draft(organiser: TestClient) -> str:
    """A weekly contest made in the browser."""
    plans.fill_bank()
    return plans.made_by(organiser, base="weekly")


def opened(browser: Browser, organiser: TestClient, path: str, problems: list[str]) -> Page:
    """A page of the server in a browser that has our bundles and asks for nothing else."""
    text = organiser.get(path).text

    def answer(route: Route) -> None:
        asked = route.request.url.removeprefix(HOST)
        if asked.startswith("/static/desk."):
            kind = asked.rsplit(".", 1)[1]
            route.fulfill(body=static.source(f"desk.{kind}"), content_type=static.TYPES[kind])
        elif asked == path:
            route.fulfill(body=text, content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=404)

    page = browser.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.route("**/*", answer)
    page.goto(f"{HOST}{path}")
    return page


@pytest.mark.parametrize("group", list(Group))
def test_the_script_has_no_trouble_with_any_group(
    browser: Browser, organiser: TestClient, draft: str, group: Group
) -> None:
    problems: list[str] = []
    opened(browser, organiser, f"/planning/{draft}/{group.value}", problems).close()
    assert problems == []


def test_a_day_is_read_back_as_we_write_it(browser: Browser, organiser: TestClient, draft: str) -> None:
    page = opened(browser, organiser, f"/planning/{draft}/time", [])
    page.get_by_label("Giờ đóng").fill("2026-12-03T07:00")
    expect(page.locator("#closes_at-told")).to_have_text("07:00, thứ Năm, 03/12/2026")
    page.get_by_label("Giờ đóng").fill("")
    expect(page.locator("#closes_at-told")).to_have_text("")
    page.close()


def test_sums_follow_what_is_typed(browser: Browser, organiser: TestClient, draft: str) -> None:
    problems: list[str] = []
    page = opened(browser, organiser, f"/planning/{draft}/paper", problems)
    for box in page.locator("[data-blueprint] tbody input").all():
        box.fill("")
    page.locator("[data-blueprint] tbody input").nth(0).fill("7")
    page.locator("[data-blueprint] tbody input").nth(1).fill("4")
    expect(page.locator("[data-total]")).to_have_text("11")
    expect(page.locator("[data-row]").first).to_have_text("11")
    assert problems == []
    page.close()


def test_another_template_brings_its_window_until_one_is_typed(
    browser: Browser, organiser: TestClient
) -> None:
    plans.fill_bank()
    problems: list[str] = []
    page = opened(browser, organiser, "/planning/new", problems)
    closes = page.get_by_label("Giờ đóng")
    expect(closes).to_have_value("2026-10-06T17:00")
    page.locator("[name=base][value=weekly]").check(force=True)
    expect(closes).to_have_value("2026-10-12T09:00")
    expect(page.locator("#closes_at-told")).to_have_text("09:00, thứ Hai, 12/10/2026")
    page.locator("[name=base][value=event]").check(force=True)
    expect(closes).to_have_value("2026-10-06T17:00")
    closes.fill("2026-10-07T11:00")
    page.locator("[name=base][value=school]").check(force=True)
    expect(closes).to_have_value("2026-10-07T11:00")
    assert problems == []
    page.close()
