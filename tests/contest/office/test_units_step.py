"""`office.units_step`: the ways to a list of units, with and without the feature that keeps them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from contest.accounts.pages import StaffView
from contest.office.pages import UnitsStepPage
from contest.web import pages
from contest.web.pages import Brand, path_if
from tests.parsed import HTMLParser, attr, parse, text

STAFF = StaffView("Nguyễn Thanh Tùng", "Quản trị", True, True)
DESK = ("rounds.index", "bank.index", "units.index", "accounts.logout", "office.index")
STEPS = ("office.identity", "office.ready", "office.privacy")
UNITS = ("units.upload", "units.sample")


Features = Callable[..., None]


@pytest.fixture
def features(monkeypatch: pytest.MonkeyPatch) -> Features:
    """An application that has these routes, and more when it is called with their names."""
    monkeypatch.setattr(pages, "_brand", Brand)

    def have(*names: str) -> None:
        app = FastAPI()
        for each in (*DESK, *STEPS, *names):
            app.add_api_route("/" + each.replace(".", "/"), lambda: "", name=each)
        monkeypatch.setattr(pages, "_addresses", app)

    have()
    return have


def page() -> HTMLParser:
    return parse(UnitsStepPage(STAFF))


def test_a_page_of_another_feature_that_is_not_there_has_no_button(features: Features) -> None:
    assert [node.attributes["href"] for node in page().css(".offers a")] == ["/units/index?step=2"]
    assert text(page().css_first(".ways-on")) == "Bước 1"
    features("accounts.staff")
    assert "Để sau" in text(page().css_first(".ways-on"))


def test_there_are_three_ways(features: Features) -> None:
    features(*UNITS)
    found = page()
    links = [node.attributes["href"] for node in found.css(".offers a")]
    assert links == ["/units/upload?step=2", "/units/index?step=2"]
    assert attr(found, ".offers form", "action") == "/units/sample"
    assert attr(found, ".offers [name=step]", "value") == "2"


def test_in_the_whole_application_every_way_is_there(admin: TestClient) -> None:
    """The sample commune is laid, and the first run goes on where it was."""
    found = HTMLParser(admin.get("/office/units-step?step=2").text)
    links = [node.attributes["href"] or "" for node in found.css(".offers a")]
    assert {admin.get(link).status_code for link in links} == {200}
    answer = admin.post(attr(found, ".offers form", "action"), data={"step": "2"})
    assert answer.status_code == 303
    landed = HTMLParser(admin.get(answer.headers["location"]).text)
    assert text(landed.css_first(".line .now")).startswith("2. Đơn vị")


def test_a_page_that_may_be_there(features: Features) -> None:
    assert (path_if("office.index"), path_if("live.index")) == ("/office/index", "")


def test_the_strip_names_where_we_are(features: Features) -> None:
    now = page().css_first(".line [aria-current=step]")
    assert text(now) == "2. Đơn vị Đang làm"
