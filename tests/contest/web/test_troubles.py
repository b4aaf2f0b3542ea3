"""What is wrong with the server: asked of all who watch, told in their order, and never in a page's way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.exc import OperationalError

from contest.accounts.pages import StaffView
from contest.web import pages, troubles
from contest.web.troubles import FRESH, Troubles
from tests import samples_byhand, samples_reports, samples_running, samples_signals
from tests.parsed import HTMLParser, text
from tests.parsed_desk import desk_addresses

__all__ = ["desk_addresses"]  # a fixture; pytest finds it by its name here

SAMPLES = samples_byhand.SAMPLES | samples_reports.SAMPLES | samples_running.SAMPLES | samples_signals.SAMPLES


@pytest.fixture(autouse=True)
def quiet(desk_addresses: None) -> Iterator[None]:
    """Nothing is watched before and after; links lead somewhere."""
    troubles.forget()
    yield
    troubles.forget()


def test_nobody_watches_nothing_is_wrong() -> None:
    assert Troubles().now() == ()


def test_what_is_wrong_is_told_in_the_order_of_the_watches() -> None:
    seen = Troubles()
    for name, said in (("a", "Một."), ("b", ""), ("c", "Hai.")):
        seen.watch(name, lambda said=said: said)
    assert seen.now() == ("Một.", "Hai.")


def test_it_is_asked_again_only_after_a_while() -> None:
    now, said = [0.0], [""]
    seen = Troubles(lambda: now[0])
    seen.watch("a", lambda: said[0])
    assert seen.now() == ()
    said[0] = "Hỏng."
    now[0] = FRESH - 0.01
    assert seen.now() == ()
    now[0] = FRESH
    assert seen.now() == ("Hỏng.",)
    said[0] = ""
    now[0] = 2 * FRESH
    assert seen.now() == (), "and goes when it is well again"


def test_the_same_name_is_the_same_watch() -> None:
    seen = Troubles()
    seen.watch("a", lambda: "Cũ.")
    assert seen.now() == ("Cũ.",)
    seen.watch("a", lambda: "Mới.")
    assert seen.now() == ("Mới.",)


@pytest.mark.parametrize("error", [OSError("gone"), OperationalError("SELECT", {}, Exception("locked"))])
def test_a_watch_that_fails_says_nothing(error: Exception) -> None:
    def broken() -> str:
        raise error

    seen = Troubles()
    seen.watch("broken", broken)
    seen.watch("other", lambda: "Hỏng.")
    assert seen.now() == ("Hỏng.",)


def banners(page: pages.Page) -> list[str]:
    return [text(one) for one in HTMLParser(pages.render(page)).css("div.weave ~ .banner[role=alert]")]


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_desk_page_tells_staff_and_nobody_else(name: str) -> None:
    sample = SAMPLES[name]
    troubles.watch("disk", lambda: "Ổ đĩa <b>sắp đầy</b>.")
    is_page = "<html" in pages.render(sample)
    of_staff = isinstance(getattr(sample, "staff", None), StaffView)
    assert banners(sample) == (["Ổ đĩa <b>sắp đầy</b>."] if is_page and of_staff else [])


def test_while_all_is_well_no_page_has_a_line_more() -> None:
    assert not any(banners(sample) for sample in SAMPLES.values())
