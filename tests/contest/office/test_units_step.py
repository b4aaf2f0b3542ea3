"""`office.units_step`: the ways to a list of units, with and without the feature that keeps them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from contest.accounts.pages import StaffView
from contest.office.pages import UnitsStepPage
from contest.web import pages
from contest.web.pages import Brand, path_if
from tests.parsed import HTMLParser, parse, text

STAFF = StaffView("Nguyễn Thanh Tùng", "Quản trị", True, True)
ALWAYS = (
    "rounds.index",
    "accounts.logout",
    "office.index",
    "office.identity",
    "office.ready",
    "office.privacy",
)
UNITS = ("units.index", "units.upload", "units.sample")


@pytest.fixture
def features(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """An application that has the routes of this list."""
    names = list(ALWAYS)

    class Addresses:
        def url_path_for(self, name: str, /, **ids: object) -> str:
            app = FastAPI()
            for each in names:
                app.add_api_route("/" + each.replace(".", "/"), lambda: "", name=each)
            return str(app.url_path_for(name, **ids))

    monkeypatch.setattr(pages, "_addresses", Addresses())
    monkeypatch.setattr(pages, "_brand", Brand)
    yield names


def page() -> HTMLParser:
    return parse(UnitsStepPage(STAFF))


def test_without_the_feature_there_is_nothing_to_press_but_later(features: list[str]) -> None:
    found = page()
    assert found.css(".choices a, .choices button") == []
    assert text(found.css_first(".ways-on")) == "Bước 1"
    features += ["accounts.staff"]
    assert "Để sau" in text(page().css_first(".ways-on"))


def test_with_it_there_are_three_ways(features: list[str]) -> None:
    features += UNITS
    found = page()
    assert [node.attributes["href"] for node in found.css(".choices a")] == [
        "/units/upload?step=2",
        "/units/index?step=2",
    ]
    form = found.css_first(".choices form")
    assert form is not None and form.attributes["action"] == "/units/sample"


def test_a_page_that_may_be_there(features: list[str]) -> None:
    assert (path_if("office.index"), path_if("units.index")) == ("/office/index", "")


def test_the_strip_names_where_we_are(features: list[str]) -> None:
    now = page().css_first(".line [aria-current=step]")
    assert text(now) == "2. Đơn vị Đang làm"
