"""Which questions the table of a round shows: by finding, fifty a page."""

from __future__ import annotations

from typing import Any, cast

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.reports import choosing
from contest.reports.choosing import ROWS, Asked
from contest.reports.present import Judged
from questions.analysis.findings import Finding
from tests.conftest import Clock
from tests.contest.reports.school import DONE, School, knows
from tests.contest.reports.test_analysis import desk, page
from tests.contest.rounds import world
from tests.parsed import first, text

__all__ = ["desk"]  # a fixture; pytest finds it by its name


def judged(*said: Finding) -> Judged:
    """A question of which this is said; nothing else of it is looked at."""
    return Judged(1, cast(Any, None), cast(Any, None), said)


SOME = [judged(), judged(Finding.HARD, Finding.WEAK), judged(Finding.WEAK), judged()]


@pytest.mark.parametrize(
    ("params", "asked"),
    [
        ({}, Asked()),
        ({"finding": "easy", "page": "3", "sort": "-facility"}, Asked("", "-facility", "easy", 3)),
        ({"finding": "good", "attempts": "all"}, Asked("all", "", "good", 1)),
        ({"finding": "<x>", "page": "0"}, Asked()),
        ({"page": "-1"}, Asked()),
        ({"page": "٣"}, Asked()),
        ({"page": "99999"}, Asked()),
        ({"page": "9999"}, Asked(page=9999)),
    ],
)
def test_an_address_is_read_leniently(params: dict[str, str], asked: Asked) -> None:
    assert choosing.read(params) == asked


@pytest.mark.parametrize(
    ("finding", "places"),
    [("", [0, 1, 2, 3]), ("weak", [1, 2]), ("hard", [1]), ("good", [0, 3]), ("easy", [])],
)
def test_those_of_which_it_is_said(finding: str, places: list[int]) -> None:
    assert choosing.chosen(SOME, finding) == [SOME[place] for place in places]


def test_each_finding_that_is_there_has_a_tab_with_its_number() -> None:
    tabs = choosing.tabs(SOME, Asked(sort="-facility"), every=True)
    assert [(tab.name, tab.count, tab.here) for tab in tabs] == [
        ("Mọi câu", 4, True),
        ("Quá khó", 1, False),
        ("Phân biệt kém", 2, False),
        ("Dùng tốt", 2, False),
    ]
    assert tabs[1].query == "attempts=all&finding=hard&sort=-facility"


def test_a_finding_that_nobody_has_any_more_still_has_its_tab_while_it_is_asked_for() -> None:
    tabs = choosing.tabs(SOME, Asked(finding="easy"), every=False)
    assert [tab.name for tab in tabs if tab.here] == ["Quá dễ"]
    assert tabs[0].query == ""


@given(st.integers(0, 4 * ROWS), st.integers(1, 9999))
def test_the_pages_hold_each_question_once(count: int, far: int) -> None:
    rows = [judged() for _ in range(count)]
    pages = choosing.pages(count)
    shown = [one for page in range(1, pages + 1) for one in choosing.window(rows, page)]
    assert [id(one) for one in shown] == [id(one) for one in rows]
    assert all(len(choosing.window(rows, page)) <= ROWS for page in range(1, pages + 1))
    assert choosing.window(rows, pages + far) == choosing.window(rows, pages), "the last one"


@pytest.fixture
def long(viewer: TestClient, clock: Clock) -> tuple[TestClient, School]:
    """A closed round of 120 questions: thirty are known by nobody, the others by every other one."""
    school = School(
        world.make(world.rules(blueprint=(world.BlueprintLine(count=120),)), bank=120, slug="dai")
    )
    known = range(30, 120)
    school.crowd([knows(*known) if number % 2 else knows() for number in range(30)])
    school.close()
    school.count()
    clock.set(DONE)
    return viewer, school


def ids(shown: HTMLParser) -> list[str]:
    links = (first(row, "a").attributes["href"] for row in shown.css("table.analysis tbody tr"))
    return [str(link).partition("?")[0] for link in links]


def follow(browser: TestClient, school: School, link: str) -> HTMLParser:
    return page(browser, school, link.partition("#")[0])


def test_a_long_paper_comes_in_pages_the_worst_first(long: tuple[TestClient, School]) -> None:
    browser, school = long
    shown, seen = page(browser, school), []
    assert "120 câu, trang 1/3" in text(first(shown, "main"))
    assert all("Quá khó" in text(row) for row in shown.css("table.analysis tbody tr")[:30])
    assert shown.css_first("a[rel=prev]") is None
    seen += ids(shown)
    while following := shown.css_first("a[rel=next]"):
        shown = follow(browser, school, str(following.attributes["href"]))
        seen += ids(shown)
    assert len(seen) == len(set(seen)) == 120 and shown.css_first("a[rel=prev]") is not None
    assert ids(page(browser, school, "?page=999")) == ids(page(browser, school, "?page=3"))


def test_a_finding_alone_in_any_order(long: tuple[TestClient, School]) -> None:
    browser, school = long
    tabs = {text(tab).rsplit(maxsplit=1)[0]: tab for tab in page(browser, school).css(".findings a")}
    assert text(tabs["Mọi câu"]) == "Mọi câu 120" and text(tabs["Quá khó"]) == "Quá khó 30"
    assert tabs["Mọi câu"].attributes["aria-current"] == "page"
    shown = follow(browser, school, str(tabs["Quá khó"].attributes["href"]))
    assert len(ids(shown)) == 30 and shown.css_first(".pages") is None
    assert text(first(shown, ".findings [aria-current]")) == "Quá khó 30"
    head = next(link for link in shown.css("thead a") if text(link) == "Số bài")
    turned = follow(browser, school, str(head.attributes["href"]))
    assert sorted(ids(turned)) == sorted(ids(shown)), "another order keeps the finding"
    assert "finding=hard" in str(first(turned, "th[aria-sort] a").attributes["href"])


def test_a_finding_of_no_question_says_so(desk: tuple[TestClient, School]) -> None:
    browser, school = desk
    shown = page(browser, school, "?finding=leaked")
    assert ids(shown) == [] and "Không câu nào có nhận xét này" in text(first(shown, "main"))
    assert text(first(shown, ".findings [aria-current]")) == "Có thể đã lộ 0"
