"""What a phone is told whose registration counts with another one: one calm sentence, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from contest.web import pages
from tests.addresses import stand_in
from tests.parsed import attr, first, text, tree

SAID = "Đăng ký này đã gộp vào đăng ký khác của bạn"


@pytest.fixture(autouse=True)
def addresses() -> Iterator[None]:
    """Addresses by the contract; the process's own come back afterwards."""
    before = pages._addresses
    pages.configure(stand_in())
    yield
    pages._addresses = before


@pytest.mark.parametrize("name", ["void-same", "ready-same", "ready-same-no-limit", "landing-same"])
def test_it_is_said_once_without_alarm(name: str) -> None:
    page = tree(name)
    assert text(page).count(SAID) == 1
    assert SAID in text(first(page, ".banner.is-closed"))
    assert page.css_first(".banner.is-wrong") is None
    assert "hỏi Ban Tổ chức" in text(page)


@pytest.mark.parametrize(
    "name", ["ready-same", "ready-same-no-limit", "landing-same", "landing-same-waiting"]
)
def test_there_is_no_way_to_begin(name: str) -> None:
    page = tree(name)
    assert page.css_first("main form[action*='/attempts/']") is None
    assert page.css_first("main a[href*='/attempts/new/']") is None
    assert "Đã dùng hết" not in text(page)


def test_the_front_page_leads_to_the_other_code_and_to_the_receipt() -> None:
    page = tree("landing-same")
    assert attr(page, "main a[role=button]", "href").endswith("/entries/code")
    assert first(page, "main a[href$='/receipt']")


def test_the_receipt_is_no_reproach() -> None:
    page = tree("void-same")
    assert text(first(page, "h1")).startswith("Đã gộp vào đăng ký khác")
    assert "không được công nhận" not in text(page)
    assert "Lý do" not in text(page)
    assert "0260 000 0000" in text(page)
    assert "không được công nhận" in text(tree("void")), "others are told as before"


def test_it_says_whose_attempts_count() -> None:
    for name in ("ready-same", "landing-same", "landing-same-waiting"):
        assert "chỉ bài của đăng ký kia được tính. Bạn vào thi bằng mã của đăng ký kia;" in text(tree(name))
    assert "nên bài này không được tính." in text(tree("void-same"))


def test_once_closed_nobody_is_sent_to_enter_with_a_code() -> None:
    page = tree("ready-same-over")
    assert SAID not in text(page)
    assert "đã đóng." in text(first(page, ".banner.is-closed"))


@pytest.mark.parametrize("name", ["landing-entered", "landing-sitting", "landing-waiting-entered", "ready"])
def test_on_a_shared_machine_somebody_else_finds_the_way_in(name: str) -> None:
    (link,) = [one for one in tree(name).css("main a") if text(one) == "Vào bằng mã khác"]
    assert str(link.attributes["href"]).endswith("/entries/code")


@pytest.mark.parametrize("name", ["landing", "landing-same", "landing-closed", "ready-same", "ready-over"])
def test_and_is_not_asked_where_it_says_nothing(name: str) -> None:
    assert "Không phải bạn?" not in text(tree(name))


def test_the_start_page_says_whose_attempt_it_is() -> None:
    assert "Bạn Nhung thi trên máy này." in text(first(tree("ready"), "main"))
