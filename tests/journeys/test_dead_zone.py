"""The network goes and comes, the server restarts, another phone takes over: no answer is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import PHONE, Demo, context, demo
from tests.journeys.people import button, choose, enter, go_on, hand_in, saved, shown, start

pytestmark = pytest.mark.journey


@pytest.fixture
def sitting(live_server: Demo, phone: Page) -> Page:
    """A phone with the first question on the screen."""
    enter(phone, live_server.told["participant"])
    start(phone)
    return phone


@pytest.fixture
def other(browser: Browser) -> Iterator[Page]:
    """A second phone."""
    made = context(browser, PHONE)
    yield made.new_page()
    made.close()


def waits(page: Page, count: int) -> None:
    """The bar says how many answers wait."""
    expect(page.locator("#state")).to_have_text(f"Chờ lưu {count}")


def stands(page: Page, count: int) -> None:
    """The server has so many answers, by what a fresh page of it says."""
    expect(page.locator("#state")).to_have_text(f"Đã lưu {count}", timeout=45_000)
    page.reload()
    expect(page.locator("#state")).to_have_text(f"Đã lưu {count}")
    assert page.locator("section[data-slot]:not([data-saved=''])").count() == count


def test_answers_of_a_dead_zone_arrive_after_it(sitting: Page) -> None:
    sitting.context.set_offline(True)
    for count in (1, 2, 3):
        choose(sitting)
        waits(sitting, count)
        go_on(sitting)
    expect(sitting.locator("[data-notice=offline]")).to_contain_text("Mất mạng. Bạn cứ làm tiếp")
    sitting.context.set_offline(False)
    expect(sitting.locator("[data-notice=back]")).to_be_visible(timeout=45_000)
    stands(sitting, 3)


def test_nobody_hands_in_into_the_void(sitting: Page) -> None:
    choose(sitting)
    saved(sitting)
    sitting.locator("a[data-review]:visible").last.click()
    sitting.context.set_offline(True)
    button(sitting, "Nộp bài").click()
    expect(sitting.locator("[data-notice=offline]")).to_be_visible()
    sitting.context.set_offline(False)
    button(sitting, "Nộp bài").click()
    expect(sitting.locator(".receipt")).to_contain_text("1/15 câu")


def test_a_restart_and_a_reload_lose_nothing(phone: Page, tmp_path: Path) -> None:
    with demo(tmp_path / "demo") as first:
        enter(phone, first.told["participant"])
        start(phone)
        choose(phone)
        saved(phone)
        port = first.url.rpartition(":")[2]
    go_on(phone)
    choose(phone)
    waits(phone, 1)
    with demo(tmp_path / "demo", f"--port={port}"):
        phone.reload()
        expect(phone.locator("#number")).to_contain_text("Câu 2")
        stands(phone, 2)
        assert hand_in(phone).startswith("HT-")


def test_a_server_that_is_full_is_asked_again(sitting: Page) -> None:
    asked: list[str] = []

    def full(route: Route) -> None:
        asked.append(route.request.post_data or "")
        if len(asked) > 2:
            route.continue_()
        else:
            route.fulfill(status=503, headers={"Retry-After": "1"})

    sitting.route("**/ops", full)
    choose(sitting)
    expect(sitting.locator("[data-notice=retry]")).to_contain_text("Chưa lưu được.")
    waits(sitting, 1)
    expect(sitting.locator("[data-notice=back]")).to_be_visible(timeout=45_000)
    stands(sitting, 1)
    assert len(set(asked)) == 1, "the same op, not a new one, is sent again"


def test_the_first_phone_is_told_when_another_takes_over(live_server: Demo, phone: Page, other: Page) -> None:
    code = enter(phone, live_server.told["participant"])
    start(phone)
    choose(phone)
    saved(phone)
    other.goto(live_server.told["participant"])
    other.get_by_role("link", name="Vào bằng mã").click()
    other.get_by_label("Mã dự thi").fill(code.lower())
    button(other, "Vào").click()
    button(other, "Làm tiếp bài").click()
    expect(other.locator(".banner")).to_contain_text("Bạn đang làm bài trên máy khác.")
    button(other, "Chuyển bài về máy này").click()
    expect(other.locator("#state")).to_have_text("Đã lưu 1")
    expect(other.locator("#number")).to_contain_text("Câu 2")  # it goes on where it was
    go_on(phone)
    choose(phone)
    expect(phone.locator("[data-notice=taken]")).to_contain_text("Chuyển bài về máy này?")
    expect(shown(phone).locator(".mark, .read").filter(has_text="Đã lưu")).to_have_count(0)
    choose(other, 1)
    saved(other)
    assert hand_in(other).startswith("HT-")
    phone.reload()
    expect(phone.locator(".receipt")).to_contain_text("2/15 câu")
